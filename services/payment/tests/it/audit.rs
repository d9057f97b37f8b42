//! What staff does with money is told for the audit log, before and after.

use serde_json::{Value, json};

use crate::support::{Shop, done};

#[tokio::test]
async fn captures_and_refunds_are_shown_with_their_amounts_and_not_their_reasons() {
    let mut shop = Shop::open().await;
    let order = shop.order_by(&[("manual", None, 600), ("test", Some("tok_success"), 400)]);
    done(shop.authorize(&order).await);
    assert!(shop.bus.take_shown().await.is_empty(), "a command is nobody's act");
    let path = |what: &str| format!("/admin/v1/payments/{}/{what}", order.intent_id());
    let amount = json!({ "amount": { "amount": 700, "currency": "EUR" } });
    shop.post(&path("captures"), &amount).await.ok();
    shop.ask_all().await;
    let refund = json!({ "amount": { "amount": 50, "currency": "EUR" }, "reason": "Ada's mug is broken" });
    shop.post(&path("refunds"), &refund).await.ok();
    let told = shop.bus.take_shown().await;
    let [captured, refunded] = told.as_slice() else { panic!("{told:#?}") };
    assert_eq!(captured.1, order.intent_id().to_string());
    let of = |shown: &Value, what: &str| shown[what]["amount"].clone();
    assert_eq!((of(&captured.2, "captured"), of(&captured.3, "captured")), (json!(0), json!(600)));
    let asked = json!([["capture", { "amount": 100, "currency": "EUR" }]]);
    assert_eq!(captured.3["pending"], asked, "the provider decides later");
    let asked = json!([["refund", { "amount": 50, "currency": "EUR" }]]);
    assert_eq!((of(&refunded.2, "captured"), &refunded.3["pending"]), (json!(700), &asked));
    assert!(!refunded.3.to_string().contains("Ada"), "{}", refunded.3);
}
