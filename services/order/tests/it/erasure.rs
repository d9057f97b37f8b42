//! A person is taken out of their orders, once and for all.

use std::sync::Arc;

use kernel_base::{Command, CommandData, Env, Event, EventData, Outcome, Personal, Reply};
use kernel_testing::event;
use order_contracts::{EraseOrders, OrdersErased, refusal};
use shared_contracts::{CustomerId, ErasureSubject, OrderId};

use cart_contracts::CartCompleted;

use crate::cart_order::{cart, completed};
use crate::support::Shop;

/// What customer's saga sends.
pub(crate) fn command(shop: &Shop, env: &Env, subject: ErasureSubject) -> Arc<Event> {
    let command = Command {
        command_id: env.uuid(),
        saga_id: env.uuid(),
        step: "erase_orders".into(),
        body: EraseOrders { subject },
    };
    event(shop.env(), "customer", EraseOrders::TYPE, "era_1", &command)
}

/// The answer to the command that was told last.
async fn answer(shop: &mut Shop) -> Outcome<OrdersErased> {
    let sent = shop.sent().await;
    let reply = sent.iter().rfind(|event| event.kind == EraseOrders::REPLY).unwrap();
    let reply: Reply<OrdersErased> = serde_json::from_str(reply.data.get()).unwrap();
    reply.outcome
}

fn bought_by(shop: &Shop, customer_id: CustomerId) -> CartCompleted {
    let address = r#"{"name":"Ann Lost","lines":["1 High Street"],"city":"Cork","postal_code":"T12 AB34","country":"IE"}"#;
    let address: Personal<shared_contracts::Address> = serde_json::from_str(address).unwrap();
    CartCompleted { customer_id: Some(customer_id), shipping_address: Some(address), ..cart(shop) }
}

#[tokio::test]
async fn an_open_order_is_not_erased_and_an_ended_one_is_told_as_often_as_asked() {
    let mut shop = Shop::open().await;
    let customer_id: CustomerId = shop.env().id();
    let cart = bought_by(&shop, customer_id);
    shop.tell("cart", "cart", &cart).await;
    let subject = ErasureSubject { customer_id: Some(customer_id), ..ErasureSubject::default() };
    let env = Env::system();
    shop.try_tell("customer", &[command(&shop, &env, subject.clone())]).await.unwrap();
    let Outcome::Refused(refused) = answer(&mut shop).await else { panic!("the order is pending") };
    assert_eq!(refused.code, refusal::STILL_OPEN);
    assert_eq!(shop.order(&cart.order_id.to_string()).await["shipping_address"]["name"], "Ann Lost");

    let sql = shop.service.sql().await;
    sql.execute("UPDATE \"order\".sales_order SET status = 'completed'", &[]).await.unwrap();
    let asked = command(&shop, &env, subject);
    shop.try_tell("customer", &[Arc::clone(&asked)]).await.unwrap();
    let first = answer(&mut shop).await;
    let Outcome::Done(done) = &first else { panic!("{first:?}") };
    assert_eq!((&done.orders, &done.carts), (&vec![cart.order_id], &vec![cart.cart_id]));
    let order = shop.order(&cart.order_id.to_string()).await;
    assert_eq!(order["shipping_address"]["country"], "IE");
    assert_eq!(order["shipping_address"]["postal_code"], "T1");
    assert!(
        !order.to_string().contains("Ann Lost") && !order.to_string().contains("ann@example.com"),
        "{order:#}"
    );
    assert_eq!(order["totals"]["total"]["amount"], 1680);

    shop.try_tell("customer", &[asked]).await.unwrap();
    assert_eq!(answer(&mut shop).await, first, "the answer to a command never changes");
}

#[tokio::test]
async fn a_cart_of_somebody_who_was_erased_makes_no_order() {
    let mut shop = Shop::open().await;
    let customer_id: CustomerId = shop.env().id();
    let subject = ErasureSubject { customer_id: Some(customer_id), ..ErasureSubject::default() };
    let asked = command(&shop, &Env::system(), subject);
    shop.try_tell("customer", &[asked]).await.unwrap();
    assert!(matches!(answer(&mut shop).await, Outcome::Done(_)));
    // Told late, with everything still in it; and from the log, with nothing.
    let late = bought_by(&shop, customer_id);
    let erased = CartCompleted { email: Personal::Erased, ..cart(&shop) };
    let other = cart(&shop);
    let events = [completed(&shop, &late), completed(&shop, &erased), completed(&shop, &other)];
    assert_eq!(events[0].kind, CartCompleted::TYPE);
    shop.try_tell("cart", &events).await.unwrap();
    let sql = shop.service.sql().await;
    let rows = sql.query("SELECT order_id FROM \"order\".sales_order", &[]).await.unwrap();
    let orders: Vec<OrderId> = rows.iter().map(|row| OrderId::from_uuid(row.get(0))).collect();
    assert_eq!(orders, [other.order_id]);
}

#[tokio::test]
async fn a_saga_that_has_ended_holds_no_personal_data() {
    let mut shop = Shop::open().await;
    let cart = bought_by(&shop, shop.env().id());
    shop.tell("cart", "cart", &cart).await;
    let sql = shop.service.sql().await;
    let data = "SELECT string_agg(data, ' ') FROM kernel.saga";
    let before: String = sql.query_one(data, &[]).await.unwrap().get(0);
    assert!(before.contains("1 High Street") && before.contains("success"), "it needs them: {before}");
    shop.run(None).await;
    let after: String = sql.query_one(data, &[]).await.unwrap().get(0);
    assert!(!after.contains("1 High Street") && !after.contains("success"), "{after}");
    assert!(after.contains("erased"), "and can still be read");
}

/// What is left of an order that was placed by a guest.
async fn left_of(shop: &Shop, cart: &CartCompleted) -> (bool, bool) {
    let order = shop.order(&cart.order_id.to_string()).await;
    let name = order["shipping_address"]["name"] == "Ann Lost";
    (name, !order["customer"]["email"].is_null())
}

#[tokio::test]
async fn a_guest_is_erased_by_their_address_and_nobody_else_is() {
    let mut shop = Shop::open().await;
    let with = |email: &str, customer_id| CartCompleted {
        email: email.parse::<shared_contracts::Email>().unwrap().into(),
        customer_id,
        ..bought_by(&shop, shop.env().id())
    };
    let guest = with("Ann@Example.com", None);
    let (other, customer) = (with("ann@example.org", None), with("ann@example.com", Some(shop.env().id())));
    for cart in [&guest, &other, &customer] {
        shop.tell("cart", "cart", cart).await;
    }
    let email: shared_contracts::Email = "ANN@example.com".parse().unwrap();
    let subject = ErasureSubject { email: Some(email.into()), ..ErasureSubject::default() };
    let env = Env::system();
    shop.try_tell("customer", &[command(&shop, &env, subject.clone())]).await.unwrap();
    let Outcome::Refused(refused) = answer(&mut shop).await else { panic!("the order is pending") };
    assert_eq!(refused.code, refusal::STILL_OPEN);

    let sql = shop.service.sql().await;
    sql.execute("UPDATE \"order\".sales_order SET status = 'completed'", &[]).await.unwrap();
    let asked = command(&shop, &env, subject);
    shop.try_tell("customer", &[Arc::clone(&asked), asked]).await.unwrap();
    let Outcome::Done(done) = answer(&mut shop).await else { panic!("nothing is owed") };
    assert_eq!((done.orders, done.carts), (vec![guest.order_id], vec![guest.cart_id]));
    assert_eq!(left_of(&shop, &guest).await, (false, false));
    assert_eq!(left_of(&shop, &other).await, (true, true), "another address");
    assert_eq!(
        left_of(&shop, &customer).await,
        (true, true),
        "a customer's order is the customer's to erase"
    );
}

#[tokio::test]
async fn erasures_come_to_the_same_end_however_badly_they_are_asked_for() {
    for seed in 1..=10 {
        let shop = Shop::open().await;
        let [ann, bob]: [CustomerId; 2] = [shop.env().id(), shop.env().id()];
        let carts = [bought_by(&shop, ann), bought_by(&shop, bob), bought_by(&shop, ann)];
        for cart in &carts {
            shop.tell("cart", "cart", cart).await;
        }
        let sql = shop.service.sql().await;
        sql.execute("UPDATE \"order\".sales_order SET status = 'completed'", &[]).await.unwrap();
        // Asked twice, by two erasures; and what was told before is told again, with everything still in it.
        let subject = ErasureSubject { customer_id: Some(ann), ..ErasureSubject::default() };
        let env = Env::system();
        let asked = vec![command(&shop, &env, subject.clone()), command(&shop, &env, subject)];
        let again = carts.iter().map(|cart| completed(&shop, cart)).collect();
        let late = vec![shop.verifies(ann, "ann@example.com")];
        shop.tell_shuffled(seed, &[("customer", asked), ("cart", again), ("auth", late)].into()).await;
        shop.job("claim_guest_orders").await;
        let mut left = Vec::new();
        for cart in &carts {
            left.push(left_of(&shop, cart).await.0);
        }
        assert_eq!(
            (left, shop.count("\"order\".sales_order").await),
            (vec![false, true, false], 3),
            "seed {seed}"
        );
    }
}
