//! What staff changes is told for the audit log, as it was and as it is.

use kernel_base::Env;
use serde_json::{Value, json};

use crate::support::{Catalog, text};

#[tokio::test]
async fn products_are_shown_before_and_after() {
    let mut catalog = Catalog::open().await;
    let product = catalog.product("Lamp", &["L1", "L2"]).await;
    let id = text(&product["product_id"]);
    catalog.bus.take_shown().await;
    catalog.patch(&format!("products/{id}"), json!({ "title": "Floor lamp" })).await.ok();
    let variant = text(&product["variants"][1]["variant_id"]);
    catalog.patch(&format!("products/{id}/variants/{variant}"), json!({ "weight_g": 700 })).await.ok();
    catalog.patch(&format!("products/{id}"), json!({ "title": "Floor lamp" })).await.ok();
    let refused = catalog.patch(&format!("products/{id}"), json!({ "title": "" })).await;
    assert_eq!(refused.problem().0, 400);
    catalog.delete(&format!("products/{id}")).await;
    let told = catalog.bus.take_shown().await;
    let [renamed, weighed, removed] = told.as_slice() else { panic!("{told:#?}") };
    assert_eq!((&*renamed.0, &renamed.1), ("patch_admin_products_by_product_id", &id));
    assert_eq!((&renamed.2["title"], &renamed.3["title"]), (&json!("Lamp"), &json!("Floor lamp")));
    assert_eq!((&renamed.2["version"], &renamed.3["version"]), (&json!(1), &json!(2)));
    let weight = |shown: &Value, sku: &str| shown["variants"][sku]["weight_g"].clone();
    assert_eq!((weight(&weighed.2, "L2"), weight(&weighed.3, "L2")), (json!(0), json!(700)));
    assert_eq!((&removed.2["title"], &removed.3), (&json!("Floor lamp"), &Value::Null));
}

#[tokio::test]
async fn of_a_large_product_what_changed_is_shown() {
    let mut catalog = Catalog::open().await;
    let skus: Vec<String> = (0..60).map(|number| format!("SKU-{number}")).collect();
    let product = catalog.product("Shirt", &skus.iter().map(String::as_str).collect::<Vec<_>>()).await;
    let id = text(&product["product_id"]);
    catalog.bus.take_shown().await;
    let variant = &product["variants"].as_array().unwrap().iter().find(|it| it["sku"] == "SKU-7").unwrap();
    let path = format!("products/{id}/variants/{}", text(&variant["variant_id"]));
    catalog.patch(&path, json!({ "weight_g": 250 })).await.ok();
    let told = catalog.bus.take_shown().await;
    let (_, _, before, after) = &told[0];
    assert_eq!((&before["variants"]["SKU-7"]["weight_g"], &after["title"]), (&json!(0), &json!("Shirt")));
    assert_eq!(after["variants"]["SKU-7"]["weight_g"], 250);
    assert!(after["variants"]["SKU-8"]["omitted_bytes"].is_number(), "{after:#}");
}

#[tokio::test]
async fn so_is_whatever_else_staff_sets_up() {
    let mut catalog = Catalog::open().await;
    catalog.bus.take_shown().await;
    catalog.patch("channels/web", json!({ "name": "Shop" })).await.ok();
    let category = catalog.create("categories", json!({ "name": "Lamps" })).await.ok();
    let category = text(&category["category_id"]);
    let german = json!({ "name": "Lampen" });
    catalog.put(&format!("categories/{category}/translations/de"), german.clone()).await;
    let told = catalog.bus.take_shown().await;
    let [channel, made, translated] = told.as_slice() else { panic!("{told:#?}") };
    assert_eq!((&channel.2["name"], &channel.3["name"]), (&json!("Web shop"), &json!("Shop")));
    assert_eq!((&made.1, &made.2, &made.3["name"]), (&category, &Value::Null, &json!("Lamps")));
    assert_eq!((&translated.1, &translated.3), (&category, &json!({ "locale": "de", "texts": german })));
}

#[tokio::test]
async fn an_import_is_told_when_it_is_accepted_and_when_it_has_ended() {
    let mut catalog = Catalog::open().await;
    catalog.bus.take_shown().await;
    let file = "handle,title,sku,status\nlamp,Lamp,L1,active\ndesk,Desk,D1,active\n";
    let key = Env::system().uuid().to_string();
    let headers =
        [("authorization", "Bearer staff"), ("content-type", "text/csv"), ("idempotency-key", &key)];
    let path = "/admin/v1/imports?format=karum&channel=web";
    let started = catalog.replica.send("POST", path, &headers, file).await;
    let operation = text(&started.json()["operation_id"]);
    catalog.replica.run("run_operations").await;
    let told = catalog.bus.take_shown().await;
    let [accepted, ended] = told.as_slice() else { panic!("{told:#?}") };
    for (name, object, ..) in [accepted, ended] {
        assert_eq!((name.as_str(), object), ("post_admin_imports", &operation));
    }
    assert_eq!((&accepted.3["format"], &accepted.3["status"]), (&json!("karum"), &json!("pending")));
    assert_eq!((&ended.3["status"], &ended.3["counts"]["created"]), (&json!("succeeded"), &json!(2)));
}
