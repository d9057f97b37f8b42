//! Going on sale, at once or at a time.

use std::time::Duration;

use catalog_contracts::ProductChanged;
use serde_json::json;

use crate::support::{Catalog, column, problem, text};

#[tokio::test]
async fn a_product_goes_on_sale_when_its_time_has_come_and_everybody_is_told_once() {
    let mut catalog = Catalog::open().await;
    let product = catalog.product_with("Lamp", &["L1"], json!({ "publications": {} })).await;
    let path = format!("products/{}/publications/web", text(&product["product_id"]));
    let at = catalog.env().now().plus(Duration::from_secs(3600));
    let planned = catalog.put(&path, json!({ "published_at": at })).await.ok();
    assert_eq!(planned["publications"]["web"], at.to_string());
    let events = catalog.bus.take_of::<ProductChanged>().await;
    assert!(events.last().unwrap().channels.is_empty(), "not on sale yet");

    catalog.replica.run("announce_publications").await;
    assert_eq!(
        catalog.get("/store/v1/products/lamp").await.problem(),
        problem(404, "catalog.product_not_found")
    );
    assert!(catalog.bus.take().await.is_empty());

    catalog.service.clock().advance(Duration::from_secs(3600));
    let other = catalog.other_replica();
    other.run("announce_publications").await;
    catalog.replica.run("announce_publications").await;
    let events = catalog.bus.take_of::<ProductChanged>().await;
    assert_eq!(events.len(), 1, "told once, whoever looked");
    assert_eq!(events[0].channels[0].published_at, at);
    assert_eq!(catalog.get("/store/v1/products/lamp").await.ok()["title"], "Lamp");
}

#[tokio::test]
async fn a_product_is_taken_off_sale_in_one_channel_only() {
    let catalog = Catalog::open().await;
    catalog.create("channels", json!({ "code": "outlet", "name": "Outlet", "currency": "EUR" })).await.ok();
    let product = catalog.product("Lamp", &["L1"]).await;
    let path = format!("products/{}/publications", text(&product["product_id"]));
    catalog.put(&format!("{path}/outlet"), json!({})).await.ok();
    let again = catalog.put(&format!("{path}/outlet"), json!({})).await.ok();
    assert_eq!(again["version"], 2, "publishing again changes nothing");
    catalog.delete(&format!("{path}/web")).await.ok();
    let listed =
        async |channel: &str| catalog.get(&format!("/store/v1/products?channel={channel}")).await.ok();
    assert_eq!(column(&listed("web").await, "handle"), [""; 0]);
    assert_eq!(column(&listed("outlet").await, "handle"), ["lamp"]);
    let unknown = catalog.put(&format!("{path}/mars"), json!({})).await;
    assert_eq!(unknown.problem(), problem(404, "catalog.channel_not_found"));
}

#[tokio::test]
async fn a_channel_that_is_switched_off_sells_nothing() {
    let catalog = Catalog::open().await;
    catalog.product("Lamp", &["L1"]).await;
    assert_eq!(column(&catalog.get("/store/v1/products").await.ok(), "handle"), ["lamp"]);
    let off = catalog.patch("channels/web", json!({ "active": false })).await;
    assert_eq!(off.headers["etag"], "\"v2\"");
    for path in ["/store/v1/products", "/store/v1/products/lamp"] {
        assert_eq!(catalog.get(path).await.problem(), problem(404, "catalog.channel_not_found"));
    }
    let twice = catalog.create("channels", json!({ "code": "web", "name": "W", "currency": "EUR" })).await;
    assert_eq!(twice.problem(), problem(409, "catalog.code_taken"));
}
