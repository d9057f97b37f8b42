//! Typed attributes.

use serde_json::{Value, json};

use crate::support::{Catalog, problem, text};

async fn define(catalog: &Catalog, code: &str, value_type: Value, more: Value) -> String {
    let mut body = json!({ "code": code, "name": code, "value_type": value_type });
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    let attribute = catalog.create("attributes", body).await.ok();
    format!("attributes/{}", text(&attribute["attribute_id"]))
}

#[tokio::test]
async fn values_are_checked_stored_and_shown_by_their_type() {
    let catalog = Catalog::open().await;
    define(&catalog, "width", json!({ "type": "decimal", "min": "0" }), json!({})).await;
    define(&catalog, "size", json!({ "type": "choice", "choices": ["S", "M"] }), json!({})).await;
    define(&catalog, "lamps", json!({ "type": "integer", "max": 9 }), json!({})).await;
    define(&catalog, "dimmable", json!({ "type": "boolean" }), json!({})).await;
    let attributes = json!({ "width": "1.50", "size": "M", "lamps": 3, "dimmable": true });
    let product = catalog.product_with("Lamp", &["L"], json!({ "attributes": attributes })).await;
    assert_eq!(
        product["attributes"],
        json!({ "width": "1.5", "size": "M", "lamps": "3", "dimmable": "true" })
    );
    let shown = catalog.get("/store/v1/products/lamp").await.ok();
    assert_eq!(shown["attributes"]["lamps"], json!({ "name": "lamps", "value": 3 }));
    assert_eq!(shown["attributes"]["dimmable"]["value"], json!(true));

    let path = format!("products/{}", text(&product["product_id"]));
    let wrong = json!({ "attributes": { "width": "-1", "size": "L", "lamps": "3", "weight": 1 } });
    let answer = catalog.patch(&path, wrong).await;
    let mut codes = answer.wrong_fields();
    codes.sort();
    let expected = [
        ("/attributes/lamps", "wrong_value"),
        ("/attributes/size", "wrong_value"),
        ("/attributes/weight", "unknown_attribute"),
        ("/attributes/width", "wrong_value"),
    ];
    assert_eq!(codes, expected.map(|(pointer, code)| (pointer.to_owned(), code.to_owned())));
    let changed = catalog.patch(&path, json!({ "attributes": { "size": null, "lamps": 4 } })).await.ok();
    assert_eq!(changed["attributes"], json!({ "width": "1.5", "lamps": "4", "dimmable": "true" }));
}

#[tokio::test]
async fn a_required_attribute_is_demanded_of_active_products_of_its_types() {
    let catalog = Catalog::open().await;
    let more = json!({ "required": true, "product_types": ["Book"] });
    define(&catalog, "isbn", json!({ "type": "text", "max_length": 13 }), more).await;
    catalog.product("Lamp", &["L"]).await;
    let body =
        json!({ "title": "B", "product_type": "Book", "status": "active", "variants": [{ "sku": "B" }] });
    let answer = catalog.create("products", body).await;
    assert_eq!(answer.wrong_fields(), [("/attributes/isbn".to_owned(), "missing".to_owned())]);
    let lamp = json!({ "title": "L", "attributes": { "isbn": "1" } });
    let answer = catalog.create("products", lamp).await;
    assert_eq!(answer.wrong_fields(), [("/attributes/isbn".to_owned(), "not_applicable".to_owned())]);
}

#[tokio::test]
async fn a_definition_in_use_stays_and_its_type_is_fixed() {
    let catalog = Catalog::open().await;
    let path = define(&catalog, "size", json!({ "type": "choice", "choices": ["S", "M"] }), json!({})).await;
    let again = json!({ "code": "size", "name": "Size", "value_type": { "type": "date" } });
    assert_eq!(catalog.create("attributes", again).await.problem(), problem(409, "catalog.code_taken"));
    let lamp = catalog.product_with("Lamp", &["L"], json!({ "attributes": { "size": "M" } })).await;
    assert_eq!(catalog.delete(&path).await.problem(), problem(409, "catalog.attribute_in_use"));
    let other = catalog.patch(&path, json!({ "value_type": { "type": "boolean" } })).await;
    assert_eq!(other.problem(), problem(409, "catalog.kind_is_fixed"));
    let wider = json!({ "value_type": { "type": "choice", "choices": ["S", "M", "L"] }, "name": "Size" });
    assert_eq!(catalog.patch(&path, wider).await.ok()["version"], 2);
    let product = format!("products/{}", text(&lamp["product_id"]));
    catalog.patch(&product, json!({ "attributes": { "size": null } })).await.ok();
    assert_eq!(catalog.delete(&path).await.status, 204);
}
