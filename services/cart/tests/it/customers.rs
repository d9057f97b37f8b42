//! What customer tells of customers: who is not sold to, and whose prices they get.

use std::sync::Arc;

use cart_contracts::{CartCompleted, EraseCarts};
use customer_contracts::{CustomerChanged, CustomerStatus, GroupMembershipChanged};
use kernel_base::{Command, CommandData, Event, EventData};
use kernel_testing::{STAFF, customer, event};
use serde_json::{Value, json};
use shared_contracts::{CustomerId, ErasureSubject, VariantId};

use crate::support::{Held, Shop, address};

/// One at 2.95 and delivery at 4.95, with 20 % tax.
const TOTAL: i64 = 948;

fn profile(shop: &Shop, customer_id: CustomerId, version: i64, status: CustomerStatus) -> Arc<Event> {
    let status = Some(status);
    let told = CustomerChanged { customer_id, version, status, occurred_at: shop.env().now() };
    event(shop.env(), "customer", CustomerChanged::TYPE, &customer_id.to_string(), &told)
}

fn groups(shop: &Shop, customer_id: CustomerId, version: i64, codes: &[&str]) -> Arc<Event> {
    let groups = codes.iter().map(|code| code.parse().unwrap()).collect();
    let told = GroupMembershipChanged { customer_id, groups, occurred_at: shop.env().now() };
    let told = event(shop.env(), "customer", GroupMembershipChanged::TYPE, &customer_id.to_string(), &told);
    Arc::new(Event { version, ..Event::clone(&told) })
}

fn erase(shop: &Shop, subject: ErasureSubject) -> Arc<Event> {
    let command = Command {
        command_id: shop.env().uuid(),
        saga_id: shop.env().uuid(),
        step: "erase_carts".into(),
        body: EraseCarts { subject },
    };
    event(shop.env(), "customer", EraseCarts::TYPE, "era_1", &command)
}

/// A cart of the customer's own that can be completed.
async fn own_cart(shop: &Shop, customer_id: CustomerId, variant: VariantId) -> Held {
    let (name, token) = customer(&customer_id.to_string());
    let body = json!({
        "channel": "web", "currency": "GBP", "email": "ada@example.com", "shipping_address": address("GB"),
        "shipping_method_id": shop.method_id, "tenders": [{ "provider": "test", "token": "tok_ok" }],
        "lines": [{ "variant_id": variant, "quantity": 1 }],
    });
    shop.create_by(&[(name, token.as_str())], body).await.1
}

#[tokio::test]
async fn a_cart_that_a_customer_makes_is_theirs() {
    let shop = Shop::open().await;
    let variant = shop.product("2.95").await;
    let ada: CustomerId = shop.env().id();
    let held = own_cart(&shop, ada, variant).await;
    assert_eq!(shop.get(&held).await["customer_id"], json!(ada));
    shop.complete(&held, TOTAL).await.ok();
    let completed: CartCompleted = shop.handed_over().await;
    assert_eq!(completed.customer_id, Some(ada));
    let (name, token) = customer(&ada.to_string());
    let body = json!({ "channel": "web", "currency": "GBP", "customer_groups": ["trade"] });
    let refused = shop.send("POST", "/store/v1/carts", Some(body), &[(name, token.as_str())]).await;
    assert_eq!(refused.problem(), (403, "cart.customer_not_allowed"));
}

#[tokio::test]
async fn whom_staff_blocked_may_look_but_not_buy() {
    let shop = Shop::open().await;
    let variant = shop.product("2.95").await;
    let ada: CustomerId = shop.env().id();
    let held = own_cart(&shop, ada, variant).await;
    let guest = shop.ready(&[(variant, 1)]).await.1;
    shop.tell_customers(&[profile(&shop, ada, 2, CustomerStatus::Blocked)]).await;
    // Told late: the first version says nothing any more.
    shop.tell_customers(&[profile(&shop, ada, 1, CustomerStatus::Active)]).await;
    assert_eq!(shop.complete(&held, TOTAL).await.problem(), (409, "cart.customer_blocked"));
    let hold = shop.act(&held, "POST", "/hold", None).await;
    assert_eq!(hold.problem(), (409, "cart.customer_blocked"));
    let session = shop.act(&held, "POST", "/payment-session", Some(json!({ "provider": "test" }))).await;
    assert_eq!(session.problem(), (409, "cart.customer_blocked"));
    assert_eq!(shop.get(&held).await["status"], "open");
    assert!(shop.told::<CartCompleted>().await.is_empty(), "no order was asked for");
    shop.complete(&guest, TOTAL).await.ok();

    shop.tell_customers(&[profile(&shop, ada, 3, CustomerStatus::Active)]).await;
    shop.complete(&held, TOTAL).await.ok();
}

#[tokio::test]
async fn a_customer_gets_the_prices_of_all_their_groups_unless_others_are_said() {
    let shop = Shop::open().await;
    let variant = shop.product("2.95").await;
    let ada: CustomerId = shop.env().id();
    shop.tell_customers(&[groups(&shop, ada, 2, &["gold", "trade"])]).await;
    let held = own_cart(&shop, ada, variant).await;
    assert_eq!(shop.prices.asked_for(), ["gold", "trade"]);
    shop.tell_customers(&[groups(&shop, ada, 3, &["gold"]), groups(&shop, ada, 2, &["late"])]).await;
    shop.time_passes(61);
    shop.get(&held).await;
    assert_eq!(shop.prices.asked_for(), ["gold"], "what they are in now");

    let said = json!({
        "channel": "web", "currency": "GBP", "customer_id": ada, "customer_group": "staff", "customer_groups": ["press"],
        "lines": [{ "variant_id": variant, "quantity": 1 }],
    });
    let (_, held) = shop.create_by(&[STAFF], said).await;
    shop.time_passes(61);
    shop.get(&held).await;
    assert_eq!(shop.prices.asked_for(), ["staff", "press"]);
    let codes: Vec<String> = (0..201).map(|number| format!("group-{number}")).collect();
    let many = json!({ "channel": "web", "currency": "GBP", "customer_id": ada, "customer_groups": codes });
    let refused = shop.send("POST", "/store/v1/carts", Some(many), &[STAFF]).await;
    assert_eq!(refused.problem(), (400, "request.invalid"));
}

/// What is known of the customer.
async fn known(shop: &Shop, customer_id: CustomerId) -> Value {
    let sql = "SELECT blocked, array_to_string(groups, ','), erased, (SELECT count(*) FROM cart.cart) \
               FROM cart.customer WHERE customer_id = $1";
    let row = shop.test.sql().await.query_opt(sql, &[&customer_id.uuid()]).await.unwrap();
    row.map_or(Value::Null, |row| {
        let (blocked, groups, erased): (bool, String, bool) = (row.get(0), row.get(1), row.get(2));
        json!([blocked, groups, erased, row.get::<_, i64>(3)])
    })
}

#[tokio::test]
async fn an_erased_customer_stays_unknown_however_badly_events_are_delivered() {
    for seed in 1..=10 {
        let shop = Shop::open().await;
        let variant = shop.product("2.95").await;
        let [ada, bob]: [CustomerId; 2] = [shop.env().id(), shop.env().id()];
        for customer_id in [ada, ada, bob] {
            own_cart(&shop, customer_id, variant).await;
        }
        let subject = ErasureSubject { customer_id: Some(ada), ..ErasureSubject::default() };
        let log = [
            profile(&shop, ada, 1, CustomerStatus::Active),
            groups(&shop, ada, 2, &["gold"]),
            profile(&shop, bob, 1, CustomerStatus::Active),
            groups(&shop, bob, 2, &["trade"]),
            erase(&shop, subject),
            profile(&shop, ada, 2, CustomerStatus::Active),
            groups(&shop, bob, 3, &["trade", "gold"]),
        ];
        shop.tell_customers_shuffled(seed, &log).await;
        assert_eq!(known(&shop, ada).await, json!([true, "", true, 1]), "seed {seed}");
        assert_eq!(known(&shop, bob).await, json!([false, "trade,gold", false, 1]), "seed {seed}");
    }
}

#[tokio::test]
async fn a_guest_s_carts_go_by_their_address_and_nobody_else_s_do() {
    let shop = Shop::open().await;
    let variant = shop.product("2.95").await;
    // Both say the same address.
    let guest = shop.ready(&[(variant, 1)]).await.1;
    let customers = own_cart(&shop, shop.env().id(), variant).await;
    let other =
        shop.create(json!({ "channel": "web", "currency": "GBP", "email": "ada@example.org" })).await.1;
    let email: shared_contracts::Email = "Ada@Example.com".parse().unwrap();
    let subject = ErasureSubject { email: Some(email.into()), ..ErasureSubject::default() };
    let asked = erase(&shop, subject);
    shop.tell_customers(&[Arc::clone(&asked), asked]).await;
    assert_eq!(shop.act(&guest, "GET", "", None).await.problem(), (404, "cart.not_found"));
    for held in [&customers, &other] {
        shop.get(held).await;
    }
}
