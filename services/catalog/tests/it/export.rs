//! Exports: what went in comes out, and goes in again.

use std::collections::BTreeMap;

use flate2::read::GzDecoder;
use serde_json::json;

use crate::support::{Catalog, counts, problem, shared};

/// Header, and the rows of each product by handle: products come out in the order they were made.
fn rows(csv: &str) -> (csv::StringRecord, BTreeMap<String, Vec<csv::StringRecord>>) {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let header = reader.headers().unwrap().clone();
    let mut products: BTreeMap<String, Vec<_>> = BTreeMap::new();
    for row in reader.into_records().map(Result::unwrap) {
        products.entry(row[0].to_owned()).or_default().push(row);
    }
    (header, products)
}

fn unpacked(path: &str) -> String {
    let bytes = shared(path);
    if path.ends_with(".gz") {
        std::io::read_to_string(GzDecoder::new(&bytes[..])).unwrap()
    } else {
        String::from_utf8(bytes).unwrap()
    }
}

#[tokio::test]
async fn a_shopify_file_comes_out_as_it_went_in_and_goes_in_again_without_a_change() {
    for path in ["shopify/packt-product-data.csv", "shopify/online-retail-catalogue.csv.gz"] {
        let catalog = Catalog::open().await;
        catalog.import("shopify", shared(path)).await;
        let exported = catalog.export("shopify").await;
        assert_eq!(rows(&exported), rows(&unpacked(path)), "{path}");
        let again = catalog.import("shopify", exported).await;
        let [created, updated, unchanged, failed] = counts(&again);
        assert_eq!((created, updated, failed), (0, 0, 0), "{path}");
        assert!(unchanged > 0);
    }
}

#[tokio::test]
async fn karum_s_own_format_carries_a_catalog_to_another_shop() {
    let catalog = Catalog::open().await;
    catalog.import("online-retail", shared("online-retail/products.csv.gz")).await;
    let more = json!({
        "options": ["A", "B", "C", "D"], "tags": ["x", "y"], "external_id": "erp", "kind": "service",
        "variants": [{ "sku": "v1", "options": ["1", "2", "3", "4"], "tax_class": "reduced", "weight_g": 7 }],
        "publications": { "web": "2030-01-01T00:00:00Z" },
    });
    catalog.product_with("Many axes", &["unused"], more).await;
    let exported = catalog.export("karum").await;
    assert_eq!(counts(&catalog.import("karum", exported.clone()).await), [0, 0, 4071, 0]);

    let other = Catalog::open().await;
    assert_eq!(counts(&other.import("karum", exported.clone()).await), [4071, 0, 0, 0]);
    assert_eq!(rows(&other.export("karum").await), rows(&exported));
}

#[tokio::test]
async fn what_a_format_cannot_say_is_named_and_the_rest_is_exported() {
    let catalog = Catalog::open().await;
    let variants = json!([{ "sku": "v1", "options": ["1", "2", "3", "4"] }]);
    catalog
        .product_with("Four", &["v"], json!({ "options": ["A", "B", "C", "D"], "variants": variants }))
        .await;
    catalog.product("Lamp", &["L"]).await;
    let (_, products) = rows(&catalog.export("shopify").await);
    assert_eq!(products.keys().collect::<Vec<_>>(), ["lamp"]);
    let operations = catalog.read("operations").await.ok();
    let errors = catalog.errors(&operations["items"][0]).await;
    assert_eq!(errors[0].2, "too_many_options");
    let answer = catalog.create("exports?format=online-retail&channel=web", json!(null)).await;
    assert_eq!(answer.problem(), problem(400, "catalog.import_only"));
    let import = catalog.upload("karum", "handle,title,sku\n").await.ok();
    let id = crate::support::text(&import["operation_id"]);
    let none = catalog.read(&format!("operations/{id}/result")).await;
    assert_eq!(none.problem(), problem(404, "catalog.no_result"));
}

#[tokio::test]
async fn columns_that_catalog_does_not_know_come_back_too() {
    let catalog = Catalog::open().await;
    let file = "Handle,Title,Status,Price / Japan,Variant Price\nlamp,Lamp,active,1000,9.99\n";
    catalog.import("shopify", file).await;
    let (header, products) = rows(&catalog.export("shopify").await);
    assert_eq!(header.get(48), Some("Price / Japan"));
    assert_eq!((&products["lamp"][0][48], &products["lamp"][0][19]), ("1000", "9.99"));
}
