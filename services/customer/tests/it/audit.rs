//! What staff does to customers and groups is told for the audit log; of profiles, only which fields were changed.

use kernel_testing::Bus;
use serde_json::{Value, json};

use crate::support::Shop;

#[tokio::test]
async fn groups_are_shown_and_of_profiles_only_the_names_of_fields() {
    let shop = Shop::open().await;
    let mut bus = Bus::new(shop.test.db());
    let customer_id = shop.customer().await;
    let edit = json!({ "given_name": "Ada" });
    shop.of(customer_id, "PATCH", "/store/v1/me", Some(&edit)).await.ok();
    assert!(bus.take_shown().await.is_empty(), "what customers do themselves is not told");
    shop.create_group("trade", None).await.ok();
    shop.put(&format!("/admin/v1/groups/trade/members/{customer_id}"), &Value::Null).await.ok();
    let edit = json!({ "given_name": "Augusta", "email": "augusta@example.org" });
    shop.patch(&format!("/admin/v1/customers/{customer_id}"), "\"v2\"", &edit).await.ok();
    let told = bus.take_shown().await;
    let [made, entered, edited] = told.as_slice() else { panic!("{told:#?}") };
    assert_eq!(made.3, json!({ "code": "trade", "name": "The trade", "kind": "manual", "version": 1 }));
    assert_eq!(entered.1, customer_id.to_string());
    assert_eq!((&entered.2, &entered.3), (&json!({ "groups": [] }), &json!({ "groups": ["trade"] })));
    let fields = json!({ "status": "active", "changed_fields": ["email", "given_name"] });
    assert_eq!((&edited.2, &edited.3), (&json!({ "status": "active" }), &fields));
    assert!(!format!("{told:?}").contains("ugusta"), "{told:#?}");
}
