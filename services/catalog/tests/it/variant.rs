//! Variants and their SKUs.

use catalog_contracts::VariantsQuery;
use futures::future::join_all;
use http::StatusCode;
use serde_json::json;

use crate::support::{Catalog, problem, text};

#[tokio::test]
async fn a_sku_belongs_to_one_variant_of_the_shop_and_case_matters() {
    let catalog = Catalog::open().await;
    catalog.product("Holder", &["85123A"]).await;
    catalog.product("Holder in the other spelling", &["85123a"]).await;
    let variants = json!([{ "sku": "X", "options": ["1"] }, { "sku": "85123a", "options": ["2"] }]);
    let body = json!({ "title": "Third", "options": ["N"], "variants": variants });
    let taken = catalog.create("products", body).await;
    assert_eq!(taken.problem(), problem(409, "catalog.sku_taken"));
    assert_eq!(taken.wrong_fields(), [("/variants/1/sku".to_owned(), "taken".to_owned())]);
    assert_eq!(catalog.read("products/third").await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn of_many_who_want_the_same_sku_at_once_exactly_one_gets_it() {
    let catalog = Catalog::open().await;
    for round in 0..5 {
        let body = |who| json!({ "title": format!("P{round}-{who}"), "variants": [{ "sku": format!("SKU-{round}") }] });
        let answers = join_all((0..16).map(|who| catalog.create("products", body(who)))).await;
        let made = answers.iter().filter(|answer| answer.status == StatusCode::CREATED).count();
        assert_eq!(made, 1, "round {round}");
        for lost in answers.iter().filter(|answer| !answer.status.is_success()) {
            assert_eq!(lost.problem(), problem(409, "catalog.sku_taken"));
        }
    }
    let all = catalog.read("products?limit=100").await.ok();
    assert_eq!(all["items"].as_array().unwrap().len(), 5, "the losers left nothing behind");
}

#[tokio::test]
async fn variants_added_to_one_product_at_once_are_all_kept() {
    let catalog = Catalog::open().await;
    let product = catalog.product("Lamp", &["L-0", "L-1"]).await;
    let path = format!("products/{}/variants", text(&product["product_id"]));
    let add = |number| {
        let body = json!({ "sku": format!("L-{number}"), "options": [format!("{number}")] });
        catalog.create(&path, body)
    };
    let answers = join_all((2..6).map(add)).await;
    let added = answers.iter().filter(|answer| answer.status == StatusCode::CREATED).count();
    for lost in answers.iter().filter(|answer| !answer.status.is_success()) {
        assert_eq!(lost.problem().0, 503, "a lost race may be tried again");
    }
    let product = catalog.read(&format!("products/{}", text(&product["product_id"]))).await.ok();
    assert_eq!(product["variants"].as_array().unwrap().len(), 2 + added);
    assert_eq!(product["version"], 1 + added);
}

#[tokio::test]
async fn a_variant_is_changed_and_removed() {
    let catalog = Catalog::open().await;
    let product = catalog.product("Lamp", &["L-0", "L-1"]).await;
    let id = text(&product["product_id"]);
    let variant = text(&product["variants"][0]["variant_id"]);
    let path = format!("products/{id}/variants/{variant}");
    let changed =
        catalog.patch(&path, json!({ "sku": "L-2", "requires_stock": false, "barcode": "123" })).await.ok();
    let shown = &changed["variants"][0];
    assert_eq!(
        (&shown["sku"], &shown["requires_stock"], &shown["barcode"]),
        (&json!("L-2"), &json!(false), &json!("123"))
    );
    assert_eq!(shown["variant_id"], variant.as_str());
    let wrong = catalog.patch(&path, json!({ "options": ["L-1"] })).await;
    assert_eq!(wrong.wrong_fields(), [("/variants/1/options".to_owned(), "duplicate".to_owned())]);
    let changed = catalog.delete(&path).await.ok();
    assert_eq!(changed["variants"].as_array().unwrap().len(), 1);
    assert_eq!(catalog.delete(&path).await.problem(), problem(404, "catalog.variant_not_found"));
    // Its SKU is free again.
    catalog.product("Other", &["L-2"]).await;
}

#[tokio::test]
async fn other_services_look_variants_up_by_sku_or_id() {
    let catalog = Catalog::open().await;
    let lamp = catalog.product("Lamp", &["L-0", "L-1"]).await;
    catalog.product_with("Draft", &["D-0"], json!({ "status": "draft", "publications": {} })).await;
    let id = text(&lamp["variants"][1]["variant_id"]).parse().unwrap();
    let query = VariantsQuery {
        variant_ids: vec![id, catalog.env().id()],
        skus: vec!["D-0".parse().unwrap(), "d-0".parse().unwrap()],
    };
    let mut found = catalog.replica.api.variants(&catalog.call(), query).await.unwrap();
    found.sort_by_key(|snapshot| snapshot.variant.sku.clone());
    let skus: Vec<_> = found.iter().map(|snapshot| snapshot.variant.sku.as_str()).collect();
    assert_eq!(skus, ["D-0", "L-1"]);
    assert_eq!((found[0].channels.len(), found[1].channels.len()), (0, 1));
    let many = VariantsQuery { variant_ids: vec![id; 1001], skus: Vec::new() };
    let error = catalog.replica.api.variants(&catalog.call(), many).await.unwrap_err();
    assert_eq!(error.code, "request.invalid");
}
