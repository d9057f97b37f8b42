//! What shoppers see.

use std::time::Duration;

use http::StatusCode;
use serde_json::json;

use crate::support::{Catalog, column, problem, text};

#[tokio::test]
async fn only_active_products_on_sale_are_shown() {
    let catalog = Catalog::open().await;
    catalog.product("Lamp", &["L1"]).await;
    catalog.product_with("Draft", &["D1"], json!({ "status": "draft" })).await;
    catalog.product_with("Archived", &["A1"], json!({ "status": "archived" })).await;
    catalog.product_with("Nowhere", &["N1"], json!({ "publications": {} })).await;
    catalog
        .product_with("Later", &["X1"], json!({ "publications": { "web": "2030-01-01T00:00:00Z" } }))
        .await;
    assert_eq!(column(&catalog.get("/store/v1/products").await.ok(), "handle"), ["lamp"]);
    for hidden in
        ["draft", "archived", "nowhere", "later", "unknown", "prod_01jd0000000000000000000001", "A B"]
    {
        let path = format!("/store/v1/products/{}", hidden.replace(' ', "%20"));
        assert_eq!(catalog.get(&path).await.problem(), problem(404, "catalog.product_not_found"), "{hidden}");
    }
}

#[tokio::test]
async fn a_list_goes_page_by_page_and_misses_nothing() {
    let catalog = Catalog::open().await;
    for number in 0..45 {
        catalog.service.clock().advance(Duration::from_millis(1));
        catalog.product(&format!("P{number}"), &[&format!("S{number}")]).await;
    }
    let first = catalog.get("/store/v1/products").await.ok();
    assert_eq!(first["items"].as_array().unwrap().len(), 20);
    let mut seen = column(&first, "handle");
    let mut next = first.get("next_cursor").map(text);
    while let Some(cursor) = next {
        let page = catalog.get(&format!("/store/v1/products?cursor={cursor}")).await.ok();
        seen.extend(column(&page, "handle"));
        next = page.get("next_cursor").map(text);
    }
    let expected: Vec<String> = (0..45).rev().map(|number| format!("p{number}")).collect();
    assert_eq!(seen, expected);
}

#[tokio::test]
async fn a_page_tells_the_version_and_spares_who_has_it() {
    let catalog = Catalog::open().await;
    let product = catalog.product("Lamp", &["L1"]).await;
    for _ in 0..2 {
        let shown = catalog.get("/store/v1/products/lamp").await;
        assert_eq!(shown.headers["etag"], "\"v1\"");
        let by_id = catalog.get(&format!("/store/v1/products/{}", text(&product["product_id"]))).await;
        assert_eq!(by_id.ok(), shown.ok());
    }
    let ask = async |etag| {
        let headers = [("if-none-match", etag)];
        catalog.replica.send("GET", "/store/v1/products/lamp", &headers, Vec::new()).await
    };
    assert_eq!(ask("\"v1\"").await.status, StatusCode::NOT_MODIFIED);
    assert_eq!(ask("\"v0\"").await.status, StatusCode::OK);
}

#[tokio::test]
async fn kept_pages_are_void_after_a_change_here_at_once_and_elsewhere_soon() {
    let mut catalog = Catalog::open().await;
    let product = catalog.product("Lamp", &["L1"]).await;
    let other = catalog.other_replica();
    other.run("notice_changes").await;
    let titles = async |replica: &crate::support::Replica| {
        let list = replica.get("/store/v1/products").await.ok();
        let detail = replica.get("/store/v1/products/lamp").await.ok();
        (text(&list["items"][0]["title"]), text(&detail["title"]))
    };
    let both = |title: &str| (title.to_owned(), title.to_owned());
    assert_eq!(titles(&catalog.replica).await, both("Lamp"));
    assert_eq!(titles(&other).await, both("Lamp"));
    catalog
        .patch(&format!("products/{}", text(&product["product_id"])), json!({ "title": "Light" }))
        .await
        .ok();
    assert_eq!(titles(&catalog.replica).await, both("Light"));
    assert_eq!(titles(&other).await, both("Lamp"), "kept until the change is noticed");
    catalog.bus.take().await; // the sequencer puts the change into the log
    other.run("notice_changes").await;
    assert_eq!(titles(&other).await, both("Light"));

    // Categories have no events; their changes are noticed all the same.
    assert_eq!(other.get("/store/v1/categories").await.ok()["items"], json!([]));
    catalog.create("categories", json!({ "name": "Lamps" })).await.ok();
    assert_eq!(other.get("/store/v1/categories").await.ok()["items"], json!([]));
    other.run("notice_changes").await;
    assert_eq!(column(&other.get("/store/v1/categories").await.ok(), "handle"), ["lamps"]);
}

#[tokio::test]
async fn unknown_parameters_and_foreign_cursors_are_refused() {
    let catalog = Catalog::open().await;
    for (query, field) in
        [("color=red", "color"), ("limit=101", "limit"), ("cursor=zz", "cursor"), ("locale=german", "locale")]
    {
        let answer = catalog.get(&format!("/store/v1/products?{query}")).await;
        assert_eq!(answer.problem(), problem(400, "request.invalid"), "{query}");
        assert_eq!(answer.wrong_fields()[0].0, field);
    }
    let answer = catalog.get("/store/v1/products?category=a&collection=b").await;
    assert_eq!(answer.wrong_fields()[0].1, "not_combinable");
    let answer = catalog.get("/store/v1/products?channel=mars").await;
    assert_eq!(answer.problem(), problem(404, "catalog.channel_not_found"));
}

#[tokio::test]
async fn a_product_page_shows_only_variants_for_sale() {
    let catalog = Catalog::open().await;
    let product = catalog.product("Lamp", &["L-red", "L-blue"]).await;
    let first = text(&product["variants"][0]["variant_id"]);
    let path = format!("products/{}/variants/{first}", text(&product["product_id"]));
    catalog.patch(&path, json!({ "status": "archived" })).await.ok();
    let shown = catalog.get("/store/v1/products/lamp").await.ok();
    assert_eq!(shown["variants"].as_array().unwrap().len(), 1);
    assert_eq!(shown["options"], json!([{ "name": "Design", "values": ["L-blue"] }]));
    let list = catalog.get("/store/v1/products").await.ok();
    assert_eq!(list["items"][0]["default_variant"]["sku"], "L-blue");
    assert_eq!(list["items"][0]["variant_count"], 1);
}
