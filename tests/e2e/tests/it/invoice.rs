//! What was captured and refunded is invoiced and credited, by the order, by payment's ledger and by the documents alike.

use e2e::{Form, Shop, eventually};
use serde_json::{Value, json};

use crate::checkout::{fill_cart, shop};
use crate::line_cancel::{act, open_shipment, order};

/// A legal entity that sells in this channel; its id.
pub(crate) async fn open_seller(shop: &Shop, code: &str, channel: &str) -> String {
    let party = json!({
        "name": "Karum Trading Ltd", "lines": ["1 Market Square"], "city": "London", "postal_code": "E1 6AN",
        "country": "GB", "vat_id": "GB123456789",
        "contact": { "name": "Accounts", "phone": "+44 20 7946 0000", "email": "accounts@shop.example" },
    });
    let body = json!({
        "code": code, "party": party, "channels": [channel],
        "invoice_pattern": "{entity}-{year}-{number:06}", "credit_note_pattern": "{entity}-CN-{year}-{number:06}",
    });
    let created = shop.staff("invoice").post("/admin/v1/legal-entities", body).await.ok();
    created["legal_entity_id"].as_str().unwrap().to_owned()
}

/// The order's documents, oldest first, once there are so many.
pub(crate) async fn documents(shop: &Shop, order_id: &str, count: usize) -> Vec<Value> {
    let path = format!("/admin/v1/invoices?order_id={order_id}&limit=100");
    let mut found = Vec::new();
    eventually("the order's documents are issued", async || {
        found = shop.staff("invoice").get(&path).await.ok()["items"].as_array().unwrap().clone();
        found.len() >= count
    })
    .await;
    found.reverse();
    found
}

fn minor(document: &Value) -> i64 {
    document["gross"]["amount"].as_i64().unwrap()
}

async fn payment(shop: &Shop, order_id: &str) -> Value {
    let list = shop.staff("payment").get(&format!("/admin/v1/payments?order_id={order_id}")).await.ok();
    list["items"][0].clone()
}

async fn bought_in_parts_and_refunded(form: Form) {
    let shop = shop(form).await;
    let seller = open_seller(&shop, "KARUM", "web").await;
    let (mug, pen) = (shop.sell("MUG-1", "7.50", 10).await, shop.sell("PEN-1", "1.25", 100).await);
    let checkout = fill_cart(&shop, &[(&mug, 5), (&pen, 8)], "tok_success").await;
    let done = checkout.complete().await.ok();
    let order_id = done["order_id"].as_str().unwrap();
    let path = format!("/admin/v1/orders/{order_id}");
    let total = order(&shop, &path).await["totals"]["total"]["amount"].as_i64().unwrap();
    let intent = payment(&shop, order_id).await["intent_id"].as_str().unwrap().to_owned();
    let staff = shop.staff("payment");
    let captures = format!("/admin/v1/payments/{intent}/captures");
    staff.post(&captures, json!({ "amount": { "amount": 1000, "currency": "GBP" } })).await.ok();
    let first = documents(&shop, order_id, 1).await.remove(0);
    assert_eq!((minor(&first), &first["kind"]), (1000, &json!("invoice")));
    let shipment = open_shipment(&shop, order_id).await;
    act(&shop, &shipment, "ship", json!({})).await;
    staff.post(&captures, json!({})).await.ok();
    documents(&shop, order_id, 2).await;
    let refund = json!({ "amount": { "amount": 250, "currency": "GBP" }, "reason": "dented" });
    staff.post(&format!("/admin/v1/payments/{intent}/refunds"), refund).await.ok();
    let all = documents(&shop, order_id, 3).await;
    let sums = |kind: &str| all.iter().filter(|it| it["kind"] == kind).map(minor).sum::<i64>();
    assert_eq!((sums("invoice"), sums("credit_note")), (total, 250));
    let paid = payment(&shop, order_id).await;
    assert_eq!((&paid["captured"]["amount"], &paid["refunded"]["amount"]), (&json!(total), &json!(250)));
    let money = &order(&shop, &path).await["payments"];
    assert_eq!((&money["captured"]["amount"], &money["refunded"]["amount"]), (&json!(total), &json!(250)));

    let last = &all[2];
    let one = format!("/admin/v1/invoices/{}", last["invoice_id"].as_str().unwrap());
    let one = shop.staff("invoice").get(&one).await.ok();
    let corrected: Vec<&Value> =
        one["corrects"].as_array().unwrap().iter().map(|invoice| &invoice["number"]).collect();
    assert_eq!(corrected, [&all[0]["number"], &all[1]["number"]]);
    let numbers = shop.staff("invoice").get(&format!("/admin/v1/legal-entities/{seller}/numbers")).await.ok();
    for counter in numbers["counters"].as_array().unwrap() {
        assert_eq!(counter["last_number"], counter["documents"], "{counter}");
    }
    shop.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_moved_is_documented_in_one_process() {
    bought_in_parts_and_refunded(Form::Together).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_moved_is_documented_over_two_processes() {
    bought_in_parts_and_refunded(Form::Apart).await;
}
