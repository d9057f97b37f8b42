//! Products as staff makes, changes and removes them.

use catalog_contracts::{ChannelChanged, ProductChanged, ProductRemoved, ProductStatus};
use expect_test::expect;
use http::StatusCode;
use serde_json::json;

use crate::support::{Catalog, column, problem, text};

#[tokio::test]
async fn a_product_is_made_with_its_variants_and_told_to_everybody() {
    let mut catalog = Catalog::open().await;
    assert_eq!(catalog.bus.take_of::<ChannelChanged>().await.len(), 1);
    let answer = catalog
        .create(
            "products",
            json!({
                "title": "Gardening Gloves", "vendor": "Company 123", "status": "active", "options": ["Color"],
                "tags": ["Gloves", "Green"], "publications": { "web": "2026-01-01T00:00:00Z" },
                "variants": [
                    { "sku": "GLOVES-G", "options": ["Green"], "weight_g": 120, "barcode": "4006381333931" },
                    { "sku": "gloves-g", "options": ["Yellow"], "tax_class": "reduced", "status": "archived" },
                ],
            }),
        )
        .await;
    assert_eq!(answer.status, StatusCode::CREATED);
    assert_eq!(answer.headers["etag"], "\"v1\"");
    let location = answer.headers["location"].to_str().unwrap().to_owned();
    let product = answer.ok();
    assert_eq!(location, format!("/admin/v1/products/{}", text(&product["product_id"])));
    assert_eq!(product["handle"], "gardening-gloves");

    let events = catalog.bus.take_of::<ProductChanged>().await;
    let [event] = &events[..] else { panic!("{events:?}") };
    assert_eq!(event.product_id.to_string(), text(&product["product_id"]));
    assert_eq!((event.version, event.status), (1, ProductStatus::Active));
    assert_eq!(event.channels[0].channel.as_str(), "web");
    let variants: Vec<_> =
        event.variants.iter().map(|variant| (variant.sku.as_str(), variant.title.as_str())).collect();
    assert_eq!(variants, [("GLOVES-G", "Green"), ("gloves-g", "Yellow")]);
    let shown = catalog.read(location.trim_start_matches("/admin/v1/")).await.ok();
    assert_eq!(shown, product);
}

#[tokio::test]
async fn a_repeated_request_makes_no_second_product() {
    let catalog = Catalog::open().await;
    let body = json!({ "title": "Lamp", "variants": [{ "sku": "L1" }] });
    let key = [("idempotency-key", "once")];
    let first = catalog.staff("POST", "products", &key, &body).await;
    let second = catalog.staff("POST", "products", &key, &body).await;
    assert_eq!(second.headers["idempotent-replayed"], "true");
    assert_eq!(first.ok(), second.ok());
    let other = json!({ "title": "Other" });
    let reused = catalog.staff("POST", "products", &key, &other).await;
    assert_eq!(reused.problem(), problem(422, "request.key_reused"));
    let all = catalog.read("products").await.ok();
    assert_eq!(column(&all, "handle"), ["lamp"]);
}

#[tokio::test]
async fn changes_are_made_on_the_version_that_was_read() {
    let mut catalog = Catalog::open().await;
    let product = catalog.product("Lamp", &["L1"]).await;
    let path = format!("products/{}", text(&product["product_id"]));
    let change = json!({ "title": "Floor Lamp", "external_id": "erp-1" });
    let changed = catalog.staff("PATCH", &path, &[("if-match", "\"v1\"")], &change).await;
    assert_eq!(changed.headers["etag"], "\"v2\"");
    assert_eq!(changed.ok()["title"], "Floor Lamp");
    let late = catalog.staff("PATCH", &path, &[("if-match", "\"v1\"")], &json!({ "title": "X" })).await;
    assert_eq!(late.problem(), problem(412, "catalog.version_changed"));
    assert_eq!(late.headers["etag"], "\"v2\"");

    catalog.bus.take().await;
    let same = catalog.patch(&path, change).await;
    assert_eq!(same.headers["etag"], "\"v2\"", "the same again changes nothing");
    assert!(catalog.bus.take().await.is_empty(), "and tells nothing");

    assert_eq!(catalog.delete(&path).await.status, StatusCode::NO_CONTENT);
    let removed = catalog.bus.take_of::<ProductRemoved>().await;
    assert_eq!((removed[0].version, removed[0].variant_ids.len()), (3, 1));
    assert_eq!(catalog.read(&path).await.problem(), problem(404, "catalog.product_not_found"));
}

#[tokio::test]
async fn wrong_input_is_refused_field_by_field_and_leaves_nothing_behind() {
    let catalog = Catalog::open().await;
    let wrong = |body| async { catalog.create("products", body).await };
    let answer = wrong(json!({ "title": "L", "colour": "red" })).await;
    assert_eq!(answer.problem(), problem(400, "request.invalid"));
    assert_eq!(answer.wrong_fields(), [("/colour".to_owned(), "unknown_field".to_owned())]);
    let answer = wrong(json!({
        "title": "", "handle": "l", "status": "active", "options": ["Color", "Color"],
        "variants": [{ "sku": "A", "options": ["Red"] }, { "sku": "A", "options": ["x", "y"], "weight_g": -1 }],
    }))
    .await;
    assert_eq!(answer.problem(), problem(400, "request.invalid"));
    let found =
        answer.wrong_fields().iter().map(|(pointer, code)| format!("{pointer} {code}\n")).collect::<String>();
    expect![[r#"
        /title too_short
        /options/1 duplicate
        /variants/0/options options_mismatch
        /variants/1/weight_g out_of_range
        /variants/1/sku duplicate
    "#]]
    .assert_eq(&found);
    let unknown = wrong(json!({ "title": "L", "publications": { "mars": "2026-01-01T00:00:00Z" } })).await;
    assert_eq!(unknown.problem(), problem(404, "catalog.channel_not_found"));
    let category = catalog.env().id::<shared_contracts::kind::Category>();
    let unknown = wrong(json!({ "title": "L", "category_ids": [category] })).await;
    assert_eq!(unknown.problem(), problem(404, "catalog.category_not_found"));
    assert_eq!(catalog.read("products").await.ok()["items"], json!([]));
}

#[tokio::test]
async fn handles_and_external_ids_are_unique() {
    let catalog = Catalog::open().await;
    catalog.product_with("Lamp", &["L1"], json!({ "external_id": "erp-1" })).await;
    let same = catalog.create("products", json!({ "title": "Lamp" })).await;
    assert_eq!(same.problem(), problem(409, "catalog.handle_taken"));
    let same = catalog.create("products", json!({ "title": "Other", "external_id": "erp-1" })).await;
    assert_eq!(same.problem(), problem(409, "catalog.external_id_taken"));
}

#[tokio::test]
async fn staff_finds_products_by_status_and_sku_page_by_page() {
    let catalog = Catalog::open().await;
    for number in 0..5 {
        catalog.service.clock().advance(std::time::Duration::from_millis(1));
        let status = if number == 3 { "draft" } else { "active" };
        catalog
            .product_with(&format!("P{number}"), &[&format!("S{number}")], json!({ "status": status }))
            .await;
    }
    let first = catalog.read("products?status=active&limit=3").await.ok();
    assert_eq!(column(&first, "handle"), ["p4", "p2", "p1"]);
    let next = text(&first["next_cursor"]);
    let second = catalog.read(&format!("products?status=active&limit=3&cursor={next}")).await.ok();
    assert_eq!(column(&second, "handle"), ["p0"]);
    assert!(second.get("next_cursor").is_none());
    assert_eq!(column(&catalog.read("products?sku=S3").await.ok(), "handle"), ["p3"]);
    assert_eq!(column(&catalog.read("products?sku=s3").await.ok(), "handle"), [""; 0]);
}
