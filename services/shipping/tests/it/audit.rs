//! What staff changes is told for the audit log, as it was and as it is.

use kernel_testing::Bus;
use serde_json::{Value, json};

use crate::support::Shop;

#[tokio::test]
async fn zones_are_shown_before_and_after() {
    let shop = Shop::open().await;
    let mut bus = Bus::new(shop.test.db());
    bus.take_shown().await;
    let body = json!({ "code": "benelux", "name": "Benelux", "countries": ["BE", "NL"] });
    let zone = shop.staff("POST", "/admin/v1/shipping-zones", Some(body)).await.ok();
    let told = bus.take_shown().await;
    let [(operation, object, before, after)] = told.as_slice() else { panic!("{told:#?}") };
    assert_eq!((operation.as_str(), &json!(object)), ("post_admin_shipping_zones", &zone["zone_id"]));
    assert_eq!((before, &after["reach"]), (&Value::Null, &json!({ "countries": ["BE", "NL"] })));
}

#[tokio::test]
async fn shipments_are_shown_without_what_leads_to_who_gets_them() {
    let shop = Shop::open().await;
    let shipment = shop.requested(&[6]).await;
    let mut bus = Bus::new(shop.test.db());
    bus.take_shown().await;
    let path = format!("/admin/v1/shipments/{}/ship", shipment["shipment_id"].as_str().unwrap());
    let package = json!({ "packages": [{ "carrier": "DHL", "tracking_number": "00340434161094042557" }] });
    shop.staff("POST", &path, Some(package)).await.ok();
    let told = bus.take_shown().await;
    let [(_, object, before, after)] = told.as_slice() else { panic!("{told:#?}") };
    assert_eq!(json!(object), shipment["shipment_id"]);
    assert_eq!((&before["status"], &after["status"]), (&json!("open"), &json!("shipped")));
    assert_eq!((&before["package_count"], &after["package_count"]), (&json!(0), &json!(1)));
    assert!(!after.to_string().contains("0034043416"), "{after}");
}
