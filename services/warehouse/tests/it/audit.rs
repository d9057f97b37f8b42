//! What staff changes is told for the audit log, as it was and as it is.

use kernel_testing::Bus;
use serde_json::{Value, json};

use crate::support::Depot;

#[tokio::test]
async fn movements_are_shown_with_the_figure_they_changed() {
    let depot = Depot::open().await;
    let variant = depot.variant("22423", 10).await;
    let mut bus = Bus::new(depot.test.db());
    bus.take_shown().await;
    let line = json!({ "sku": "22423", "location": "main", "kind": "receive", "quantity": 5 });
    depot.post("/admin/v1/stock/movements", &json!({ "lines": [line] })).await.ok();
    let told = bus.take_shown().await;
    let [(operation, object, before, after)] = told.as_slice() else { panic!("{told:#?}") };
    assert_eq!((operation.as_str(), object), ("post_admin_stock_movements", &variant.to_string()));
    assert_eq!((&before["on_hand"], &after["on_hand"]), (&json!(10), &json!(15)));
    assert_eq!(after["kind"], "receive");
}

#[tokio::test]
async fn locations_and_policies_are_shown_before_and_after() {
    let depot = Depot::open().await;
    let variant = depot.variant("22423", 10).await;
    let mut bus = Bus::new(depot.test.db());
    bus.take_shown().await;
    let created = depot.post("/admin/v1/stock-locations", &json!({ "code": "shop", "name": "Shop" })).await;
    let path = format!("/admin/v1/stock-locations/{}", created.text("location_id"));
    depot.patch(&path, "\"v1\"", &json!({ "name": "Shop floor" })).await.ok();
    let policy = json!({ "low_stock_threshold": 3, "levels": [{ "location": "main", "safety_stock": 4 }] });
    depot.put(&format!("/admin/v1/stock/policies/{variant}"), &policy).await.ok();
    depot.put("/admin/v1/stock-routes/web", &json!({ "locations": ["main"] })).await.ok();
    let told = bus.take_shown().await;
    let [made, renamed, kept, routed] = told.as_slice() else { panic!("{told:#?}") };
    assert_eq!((&made.2, &made.3["code"]), (&Value::Null, &json!("shop")));
    assert_eq!((&renamed.2["name"], &renamed.3["name"]), (&json!("Shop"), &json!("Shop floor")));
    assert_eq!((&kept.2["low_stock_threshold"], &kept.3["low_stock_threshold"]), (&json!(0), &json!(3)));
    assert_eq!((&*routed.1, &routed.2), ("web", &Value::Null));
}

#[tokio::test]
async fn a_file_of_figures_is_told_when_it_is_taken_and_when_it_was_counted_in() {
    let depot = Depot::open().await;
    depot.variant("22423", 10).await;
    let mut bus = Bus::new(depot.test.db());
    bus.take_shown().await;
    let file = "sku,location,on_hand\n22423,main,12\nunknown,main,1\n";
    let import = depot.post_file("/admin/v1/stock-imports", file).await;
    depot.run_job("run_stock_imports").await;
    let told = bus.take_shown().await;
    let [taken, ended] = told.as_slice() else { panic!("{told:#?}") };
    for (operation, object, ..) in [taken, ended] {
        assert_eq!((operation.as_str(), object), ("post_admin_stock_imports", &import.text("import_id")));
    }
    assert_eq!(taken.3, json!({ "row_count": 2 }));
    assert_eq!(ended.3, json!({ "row_count": 2, "applied": 1, "failed": 1 }));
}
