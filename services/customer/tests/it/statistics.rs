//! What customers bought, as order tells of it, however it arrives.

use std::sync::Arc;

use kernel_base::{Currency, Event, Money};
use kernel_testing::Bus;
use serde_json::{Value, json};
use shared_contracts::CustomerId;

use crate::support::{Shop, eur};

async fn statistics(shop: &Shop, customer_id: CustomerId) -> Value {
    shop.get(&format!("/admin/v1/customers/{customer_id}")).await.ok()["statistics"].clone()
}

#[tokio::test]
async fn statistics_count_what_was_confirmed_and_not_cancelled() {
    let shop = Shop::open().await;
    let customer_id = shop.customer().await;
    let first = shop.order(Some(customer_id), eur(1000));
    shop.deliver(&[first.placed(&shop)]).await;
    assert_eq!(statistics(&shop, customer_id).await, json!([]), "nothing is promised yet");
    shop.deliver(&[first.confirmed(&shop)]).await;
    shop.time_passes();
    let second = shop.order(Some(customer_id), eur(500));
    shop.deliver(&[second.placed(&shop), second.confirmed(&shop), second.reduced(&shop, 300)]).await;
    let in_pounds = shop.order(Some(customer_id), Money::new(70, Currency::GBP));
    shop.deliver(&[in_pounds.placed(&shop), in_pounds.confirmed(&shop)]).await;
    // Nobody's order, and another customer's.
    for buyer in [None, Some(shop.customer().await)] {
        let order = shop.order(buyer, eur(9999));
        shop.deliver(&[order.placed(&shop), order.confirmed(&shop)]).await;
    }
    let spent = |amount: i64, currency: &str, orders: i64, first: &str| {
        json!({
            "spent": { "amount": amount, "currency": currency }, "orders": orders, "first_order_at": first,
            "last_order_at": "2026-01-15T12:00:01Z",
        })
    };
    let expected =
        json!([spent(1300, "EUR", 2, "2026-01-15T12:00:00Z"), spent(70, "GBP", 1, "2026-01-15T12:00:01Z")]);
    assert_eq!(statistics(&shop, customer_id).await, expected);
    shop.deliver(&[first.cancelled(&shop), in_pounds.cancelled(&shop)]).await;
    let expected = json!([spent(300, "EUR", 1, "2026-01-15T12:00:01Z")]);
    assert_eq!(statistics(&shop, customer_id).await, expected);
}

#[tokio::test]
async fn what_a_guest_bought_counts_once_it_is_a_customer_s() {
    let shop = Shop::open().await;
    shop.create_group("buyers", Some(&json!({ "orders_over": 0 }))).await.ok();
    let customer_id = shop.customer().await;
    let order = shop.order(None, eur(700));
    let log = [
        order.placed(&shop),
        order.confirmed(&shop),
        order.reduced(&shop, 600),
        order.claimed(&shop, customer_id),
        order.reduced(&shop, 500),
    ];
    shop.deliver(&log[..3]).await;
    shop.refresh().await;
    assert_eq!(statistics(&shop, customer_id).await, json!([]));
    for seed in 1..=5 {
        Bus::shuffle(seed, shop.test.db(), &[(shop.handler(), &log)]).await;
        let found = statistics(&shop, customer_id).await;
        assert_eq!(
            (&found[0]["orders"], &found[0]["spent"]["amount"]),
            (&json!(1), &json!(500)),
            "seed {seed}"
        );
    }
    shop.refresh().await;
    assert_eq!(shop.groups_of(customer_id).await, ["buyers"]);
}

/// A customer may buy before they are ever seen here: a guest's order that staff gave them.
#[tokio::test]
async fn what_was_bought_before_counts() {
    let shop = Shop::open().await;
    shop.create_group("buyers", Some(&json!({ "orders_over": 0 }))).await.ok();
    let customer_id = shop.test.env().id();
    shop.buys(customer_id, eur(10)).await;
    shop.refresh().await;
    assert!(shop.groups_of(customer_id).await.is_empty());
    shop.of(customer_id, "GET", "/store/v1/me", None).await.ok();
    shop.refresh().await;
    assert_eq!(shop.groups_of(customer_id).await, ["buyers"]);
    assert_eq!(statistics(&shop, customer_id).await[0]["orders"], 1);
}

/// Three customers and nobody buy ten orders in two currencies; some are reduced, some cancelled, one never confirmed.
fn log(shop: &Shop, customers: &[CustomerId]) -> Vec<Arc<Event>> {
    let mut log = Vec::new();
    for number in 0..10_i64 {
        let buyer = usize::try_from(number).unwrap() % 4;
        let currency = if number % 3 == 0 { Currency::GBP } else { Currency::EUR };
        let order = shop.order(customers.get(buyer).copied(), Money::new(1000 + number, currency));
        log.push(order.placed(shop));
        shop.time_passes();
        if number == 9 {
            continue;
        }
        log.push(order.confirmed(shop));
        if number % 2 == 0 {
            log.extend([order.reduced(shop, 900), order.reduced(shop, 100 + number)]);
        }
        if number % 4 == 1 {
            log.push(order.cancelled(shop));
        }
    }
    log
}

async fn live(seed: Option<u64>) -> Vec<Value> {
    let shop = Shop::open().await;
    shop.create_group("buyers", Some(&json!({ "orders_over": 1 }))).await.ok();
    let customers = [shop.customer().await, shop.customer().await, shop.customer().await];
    let log = log(&shop, &customers);
    match seed {
        Some(seed) => Bus::shuffle(seed, shop.test.db(), &[(shop.handler(), &log)]).await,
        None => {
            for event in &log {
                shop.deliver(std::slice::from_ref(event)).await;
            }
        }
    }
    shop.refresh().await;
    let mut all = Vec::new();
    for customer_id in customers {
        all.push(json!([statistics(&shop, customer_id).await, shop.groups_of(customer_id).await]));
    }
    all
}

#[tokio::test]
async fn statistics_come_to_the_same_end_however_badly_events_are_delivered() {
    let expected = live(None).await;
    assert!(expected.iter().any(|customer| customer[1] == json!(["buyers"])), "{expected:?}");
    assert!(expected.iter().any(|customer| customer[1] == json!([])), "{expected:?}");
    for seed in 1..=20 {
        assert_eq!(live(Some(seed)).await, expected, "seed {seed}");
    }
}
