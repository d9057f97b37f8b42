//! What guests ordered becomes theirs once they have shown that the address is theirs.

use std::sync::Arc;
use std::time::Duration;

use cart_contracts::CartCompleted;
use kernel_base::Env;
use order_contracts::{OrderClaimed, OrderPlaced};
use serde_json::{Value, json};
use shared_contracts::{CustomerId, ErasureSubject};

use crate::cart_order::{TOKEN, cart, completed};
use crate::erasure::command;
use crate::support::Shop;

const EMAIL: &str = "ann@example.com";

/// A cart that is bought with this address by nobody known.
fn guest(shop: &Shop, email: &str) -> CartCompleted {
    CartCompleted { email: email.parse::<shared_contracts::Email>().unwrap().into(), ..cart(shop) }
}

/// Time passes between what a person does.
fn later(shop: &Shop) {
    shop.service.clock().advance(Duration::from_secs(10));
}

/// Whose the order is, in the eyes of staff.
async fn owner(shop: &Shop, cart: &CartCompleted) -> Value {
    shop.order(&cart.order_id.to_string()).await["customer"]["customer_id"].clone()
}

/// The ids of what a customer sees.
async fn seen(shop: &Shop, customer_id: CustomerId) -> Vec<String> {
    let page = shop.get_as(customer_id, "/store/v1/me/orders").await.ok();
    let ids = page["items"].as_array().unwrap().iter();
    ids.map(|order| order["order_id"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn guest_orders_become_the_customer_s_once_the_address_is_shown_to_be_theirs() {
    let mut shop = Shop::open().await;
    let [ann, bob]: [CustomerId; 2] = [shop.env().id(), shop.env().id()];
    let (first, second) = (guest(&shop, "Ann@Example.COM"), guest(&shop, "bob@example.com"));
    for cart in [&first, &second] {
        shop.tell("cart", "cart", cart).await;
    }
    shop.run(None).await;
    assert_eq!(seen(&shop, ann).await, [""; 0]);
    later(&shop);
    let verified = shop.verifies(ann, EMAIL);
    shop.try_tell("auth", &[Arc::clone(&verified), Arc::clone(&verified)]).await.unwrap();
    shop.job("claim_guest_orders").await;
    assert_eq!(owner(&shop, &first).await, json!(ann));
    assert_eq!(owner(&shop, &second).await, Value::Null, "another address");
    let told = shop.sent().await;
    let claimed: Vec<OrderClaimed> = told.iter().map(|event| event.parse().unwrap()).collect();
    assert_eq!((claimed[0].order_id, claimed[0].customer_id), (first.order_id, ann));
    assert_eq!((claimed.len(), claimed[0].total.minor()), (1, 1680));

    let id = first.order_id.to_string();
    assert_eq!(seen(&shop, ann).await, std::slice::from_ref(&id));
    let path = format!("/store/v1/me/orders/{id}");
    let order = shop.get_as(ann, &path).await.ok();
    assert_eq!((&order["order_id"], order["lines"].as_array().unwrap().len()), (&json!(id), 1));
    assert_eq!(shop.get_as(bob, &path).await.problem(), (404, "order.not_found"));
    assert_eq!(seen(&shop, bob).await, [""; 0]);
    let by_token = format!("/store/v1/orders/{id}");
    shop.send("GET", &by_token, None, &[("x-order-token", TOKEN)]).await.ok();
    assert_eq!(shop.timeline(&id).await, ["placed", "confirmed", "claimed"]);
    let public =
        shop.send("GET", &format!("{by_token}/timeline"), None, &[("x-order-token", TOKEN)]).await.ok();
    assert_eq!(public["items"].as_array().unwrap().len(), 2, "not for whoever holds the token");

    // Told once more, and looked at once more.
    shop.try_tell("auth", &[verified]).await.unwrap();
    shop.service.clock().advance(Duration::from_secs(3600));
    for _ in 0..2 {
        shop.job("claim_guest_orders").await;
    }
    assert!(shop.sent().await.is_empty());
}

#[tokio::test]
async fn what_is_ordered_afterwards_stays_a_guest_s_until_the_address_is_shown_again() {
    let shop = Shop::open().await;
    let ann: CustomerId = shop.env().id();
    let verified = shop.verifies(ann, EMAIL);
    shop.try_tell("auth", &[verified]).await.unwrap();
    shop.job("claim_guest_orders").await;
    later(&shop);
    // Anybody may have typed it.
    let typed = guest(&shop, EMAIL);
    shop.tell("cart", "cart", &typed).await;
    shop.service.clock().advance(Duration::from_secs(600));
    shop.job("claim_guest_orders").await;
    assert_eq!(owner(&shop, &typed).await, Value::Null);
    let again = shop.verifies(ann, EMAIL);
    shop.try_tell("auth", &[again]).await.unwrap();
    shop.job("claim_guest_orders").await;
    assert_eq!(owner(&shop, &typed).await, json!(ann));
}

#[tokio::test]
async fn an_order_that_arrives_late_is_the_customer_s_from_its_first_event() {
    let mut shop = Shop::open().await;
    let ann: CustomerId = shop.env().id();
    let late = guest(&shop, "ANN@example.com");
    later(&shop);
    let verified = shop.verifies(ann, EMAIL);
    shop.try_tell("auth", &[verified]).await.unwrap();
    shop.job("claim_guest_orders").await;
    shop.tell("cart", "cart", &late).await;
    let placed: OrderPlaced = shop.sent().await[0].parse().unwrap();
    assert_eq!(placed.customer_id, Some(ann));
    assert_eq!(seen(&shop, ann).await, [late.order_id.to_string()]);

    // The address is not kept longer than orders may be late.
    shop.service.clock().advance(Duration::from_secs(8 * 24 * 3600));
    for job in ["claim_guest_orders", "forget_claimed_emails"] {
        shop.job(job).await;
    }
    let kept = "SELECT count(*) FROM \"order\".email_claim WHERE email IS NOT NULL OR due_at IS NOT NULL";
    let kept: i64 = shop.service.sql().await.query_one(kept, &[]).await.unwrap().get(0);
    assert_eq!(kept, 0);
}

#[tokio::test]
async fn while_auth_is_away_claims_wait() {
    let shop = Shop::open().await;
    let ann: CustomerId = shop.env().id();
    let cart = guest(&shop, EMAIL);
    shop.tell("cart", "cart", &cart).await;
    later(&shop);
    let verified = shop.verifies(ann, EMAIL);
    shop.try_tell("auth", &[verified]).await.unwrap();
    shop.accounts.away();
    shop.job("claim_guest_orders").await;
    assert_eq!(owner(&shop, &cart).await, Value::Null);
    shop.accounts.verified(ann, EMAIL);
    shop.job("claim_guest_orders").await;
    assert_eq!(owner(&shop, &cart).await, Value::Null, "not asked again at once");
    shop.service.clock().advance(Duration::from_secs(30));
    shop.job("claim_guest_orders").await;
    assert_eq!(owner(&shop, &cart).await, json!(ann));
}

#[tokio::test]
async fn who_was_erased_gets_nothing_whatever_comes_late() {
    let shop = Shop::open().await;
    let ann: CustomerId = shop.env().id();
    let cart = guest(&shop, EMAIL);
    shop.tell("cart", "cart", &cart).await;
    later(&shop);
    let verified = shop.verifies(ann, EMAIL);
    shop.try_tell("auth", &[Arc::clone(&verified)]).await.unwrap();
    let subject = ErasureSubject { customer_id: Some(ann), ..ErasureSubject::default() };
    let erase = command(&shop, &Env::system(), subject);
    shop.try_tell("customer", &[erase]).await.unwrap();
    shop.job("claim_guest_orders").await;
    later(&shop);
    let again = shop.verifies(ann, EMAIL);
    shop.try_tell("auth", &[verified, again]).await.unwrap();
    shop.job("claim_guest_orders").await;
    assert_eq!(owner(&shop, &cart).await, Value::Null);
    assert_eq!(seen(&shop, ann).await, [""; 0]);
}

#[tokio::test]
async fn an_order_that_becomes_the_customer_s_while_they_are_erased_is_erased_too() {
    let shop = Shop::open().await;
    let ann: CustomerId = shop.env().id();
    let cart = guest(&shop, EMAIL);
    shop.tell("cart", "cart", &cart).await;
    shop.service
        .sql()
        .await
        .execute("UPDATE \"order\".sales_order SET status = 'completed'", &[])
        .await
        .unwrap();
    later(&shop);
    let verified = shop.verifies(ann, EMAIL);
    shop.try_tell("auth", &[verified]).await.unwrap();
    let subject = ErasureSubject { customer_id: Some(ann), ..ErasureSubject::default() };
    let erase = command(&shop, &Env::system(), subject);
    // The erasure has read that there is no order, and has not written yet.
    let write = shop.service.db().write().await.unwrap();
    shop.handler("customer").apply(&[Arc::clone(&erase)], &write).await.unwrap();
    shop.job("claim_guest_orders").await;
    let lost = write.commit().await.unwrap_err();
    assert_eq!(lost.constraint(), Some("order_version"), "{lost}");
    shop.try_tell("customer", &[erase]).await.unwrap();
    let order = shop.order(&cart.order_id.to_string()).await;
    assert_eq!((&order["customer"]["customer_id"], &order["customer"]["email"]), (&json!(ann), &Value::Null));
}

/// Two customers, one of whom changes the address; three guests' orders before, between and after.
async fn live(seed: Option<u64>, carts_last: bool) -> Vec<Value> {
    let shop = Shop::open().await;
    let [ann, bob]: [CustomerId; 2] = [shop.env().id(), shop.env().id()];
    let (mut carts, mut verified) = (Vec::new(), Vec::new());
    for email in [EMAIL, "bob@example.com"] {
        carts.push(guest(&shop, email));
    }
    later(&shop);
    verified.push(shop.verifies(ann, EMAIL));
    later(&shop);
    carts.push(guest(&shop, EMAIL));
    later(&shop);
    verified.push(shop.verifies(bob, "bob@example.com"));
    later(&shop);
    for email in [EMAIL, "bob@example.com"] {
        carts.push(guest(&shop, email));
    }
    let bought: Vec<_> = carts.iter().map(|cart| completed(&shop, cart)).collect();
    let logs = if carts_last {
        [("auth", verified), ("cart", bought)]
    } else {
        [("cart", bought), ("auth", verified)]
    };
    for (producer, events) in logs {
        match seed {
            Some(seed) => shop.tell_shuffled(seed, &[(producer, events)].into()).await,
            None => shop.try_tell(producer, &events).await.unwrap(),
        }
        shop.job("claim_guest_orders").await;
    }
    shop.service.clock().advance(Duration::from_secs(600));
    shop.job("claim_guest_orders").await;
    let mut owners = Vec::new();
    for cart in &carts {
        let customer_id = owner(&shop, cart).await;
        let name =
            [(json!(ann), "ann"), (json!(bob), "bob")].into_iter().find(|known| known.0 == customer_id);
        owners.push(name.map_or(Value::Null, |(_, name)| json!(name)));
    }
    owners
}

#[tokio::test]
async fn whichever_comes_first_and_however_badly_the_owners_are_the_same() {
    let expected = vec![json!("ann"), json!("bob"), Value::Null, Value::Null, Value::Null];
    assert_eq!(live(None, false).await, expected);
    assert_eq!(live(None, true).await, expected);
    for seed in 1..=6 {
        assert_eq!(live(Some(seed), seed % 2 == 0).await, expected, "seed {seed}");
    }
}
