//! What staff does with orders is told for the audit log; of who buys, nothing.

use kernel_testing::Bus;
use serde_json::{Value, json};

use crate::support::{Shop, order_body};

#[tokio::test]
async fn orders_are_shown_before_and_after_without_who_buys() {
    let mut shop = Shop::open().await;
    shop.stock_product(1, &["85123A"]).await;
    let mut bus = Bus::new(shop.service.db());
    let mut body = order_body(&[json!({ "sku": "85123A", "quantity": 2 })]);
    body["customer"] = json!({ "email": "ada@example.org" });
    let created = shop.staff("POST", "/admin/v1/orders", body).await;
    let order_id = created.text("order_id");
    shop.run(None).await;
    let reason = json!({ "reason": "Ada changed her mind" });
    shop.staff("POST", &format!("/admin/v1/orders/{order_id}/cancel"), reason).await.ok();
    let note = json!({ "text": "Ada called" });
    shop.staff("POST", &format!("/admin/v1/orders/{order_id}/notes"), note).await.ok();
    let told = bus.take_shown().await;
    let [written, cancelled, noted] = told.as_slice() else { panic!("{told:#?}") };
    assert_eq!((&written.1, &written.2), (&order_id, &Value::Null));
    assert_eq!((&written.3["status"], &written.3["line_count"]), (&json!("pending"), &json!(1)));
    assert_eq!((&cancelled.2["cancelling"], &cancelled.3["cancelling"]), (&json!(false), &json!(true)));
    assert!(noted.3["note_id"].is_string());
    assert!(!format!("{told:?}").to_lowercase().contains("ada"), "{told:#?}");
}
