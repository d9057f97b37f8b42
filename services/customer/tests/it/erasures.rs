//! People ask to be forgotten, and staff does it for them.

use std::sync::Arc;

use kernel_base::{Command, CommandData, Event, Personal};
use kernel_testing::Bus;
use order_contracts::EraseOrders;
use serde_json::json;
use shared_contracts::{CustomerId, Email, ErasureSubject, OrderId};

use crate::support::Shop;

async fn asked_of_order(bus: &mut Bus) -> Vec<ErasureSubject> {
    let sent: Vec<Arc<Event>> = bus.take().await;
    let commands = sent.iter().filter(|event| event.kind == EraseOrders::TYPE);
    let body = |event: &Arc<Event>| {
        let command: Command<EraseOrders> = serde_json::from_str(event.data.get()).unwrap();
        command.body.subject
    };
    commands.map(body).collect()
}

#[tokio::test]
async fn a_customer_is_forgotten_only_on_purpose_and_once_at_a_time() {
    let shop = Shop::open().await;
    let mut bus = Bus::new(shop.test.db());
    let ada = shop.customer().await;
    for confirm in ["", "yes", "Erase my data"] {
        let body = json!({ "confirm": confirm });
        let refused = shop.of(ada, "POST", "/store/v1/me/erasures", Some(&body)).await;
        refused.is_problem(400, "request.invalid");
    }
    assert_eq!(asked_of_order(&mut bus).await, []);
    let body = json!({ "confirm": "erase my data" });
    let begun = shop.of(ada, "POST", "/store/v1/me/erasures", Some(&body)).await;
    assert_eq!((begun.status.as_u16(), begun.text("state")), (202, "running".to_owned()), "{}", begun.body);
    let subject = ErasureSubject { customer_id: Some(ada), ..ErasureSubject::default() };
    assert_eq!(asked_of_order(&mut bus).await, [subject]);
    let again = shop.of(ada, "POST", "/store/v1/me/erasures", Some(&body)).await;
    again.is_problem(409, "customer.erasure_running");
    let found =
        shop.of(ada, "GET", &format!("/store/v1/me/erasures/{}", begun.text("erasure_id")), None).await;
    assert_eq!(found.body, begun.body);
    let path = format!("/admin/v1/customers/{ada}/erasures");
    shop.post(&path, &json!(null)).await.is_problem(409, "customer.erasure_running");
}

#[tokio::test]
async fn a_guest_is_known_by_orders() {
    let shop = Shop::open().await;
    let mut bus = Bus::new(shop.test.db());
    let none = json!({ "order_ids": [] });
    shop.post("/admin/v1/erasures", &none).await.is_problem(400, "request.invalid");
    let orders: Vec<OrderId> = vec![shop.test.env().id(), shop.test.env().id()];
    let begun = shop.post("/admin/v1/erasures", &json!({ "order_ids": orders })).await;
    assert_eq!(begun.status.as_u16(), 202, "{}", begun.body);
    let subject = ErasureSubject { orders, ..ErasureSubject::default() };
    assert_eq!(asked_of_order(&mut bus).await, [subject]);
    let list = shop.get("/admin/v1/erasures").await.ok();
    assert_eq!(list["items"], json!([begun.body]));
}

#[tokio::test]
async fn a_guest_is_known_by_an_address_that_is_stored_nowhere_in_clear() {
    let shop = Shop::open().await;
    let mut bus = Bus::new(shop.test.db());
    let wrong = json!({ "email": "nobody" });
    shop.post("/admin/v1/erasures/by-email", &wrong).await.is_problem(400, "request.invalid");
    let begun = shop.post("/admin/v1/erasures/by-email", &json!({ "email": "Ann@example.com" })).await;
    assert_eq!((begun.status.as_u16(), begun.text("state")), (202, "running".to_owned()), "{}", begun.body);
    assert!(!begun.body.to_string().contains("example"), "{}", begun.body);
    let email: Email = "Ann@example.com".parse().unwrap();
    let subject = ErasureSubject { email: Some(Personal::from(email)), ..ErasureSubject::default() };
    assert_eq!(asked_of_order(&mut bus).await, [subject]);
    let kept = "SELECT (SELECT count(*) FROM kernel.outbox_log WHERE data LIKE '%example%') + \
                (SELECT count(*) FROM customer.erasure AS e WHERE e::text LIKE '%example%') + \
                (SELECT count(*) FROM kernel.idempotency_key AS k WHERE k.body LIKE '%example%')";
    let kept: i64 = shop.test.sql().await.query_one(kept, &[]).await.unwrap().get(0);
    assert_eq!(kept, 0);
    let keys = "SELECT count(*) FROM kernel.personal_key WHERE subject = $1";
    let keys = shop.test.sql().await.query_one(keys, &[&begun.text("erasure_id")]).await.unwrap();
    assert_eq!(keys.get::<_, i64>(0), 1, "what opens it goes with the end of the erasure");
}

#[tokio::test]
async fn who_signed_up_and_was_never_seen_here_is_erased_too() {
    let shop = Shop::open().await;
    let mut bus = Bus::new(shop.test.db());
    let stranger: CustomerId = shop.test.env().id();
    let begun = shop.post(&format!("/admin/v1/customers/{stranger}/erasures"), &json!(null)).await;
    assert_eq!(begun.status.as_u16(), 202, "{}", begun.body);
    let subject = ErasureSubject { customer_id: Some(stranger), ..ErasureSubject::default() };
    assert_eq!(asked_of_order(&mut bus).await, [subject]);
}
