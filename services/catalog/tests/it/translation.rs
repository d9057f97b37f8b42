//! Texts in other languages.

use serde_json::{Value, json};

use crate::support::{Catalog, problem, text};

#[tokio::test]
async fn each_text_falls_back_from_country_to_language_to_default() {
    let catalog = Catalog::open().await;
    let lamp = catalog.product_with("Lamp", &["L"], json!({ "description": "bright" })).await;
    let path = format!("products/{}/translations", text(&lamp["product_id"]));
    let put = async |locale: &str, texts: Value| catalog.put(&format!("{path}/{locale}"), texts).await.status;
    assert_eq!(put("de", json!({ "title": "Lampe", "description": "hell" })).await, 204);
    assert_eq!(put("de-AT", json!({ "title": "Leuchte" })).await, 204);
    let shown = async |locale: &str| {
        let detail = catalog.get(&format!("/store/v1/products/lamp?locale={locale}")).await.ok();
        let list = catalog.get(&format!("/store/v1/products?locale={locale}")).await.ok();
        assert_eq!(list["items"][0]["title"], detail["title"]);
        (text(&detail["title"]), text(&detail["description"]))
    };
    let texts = |title: &str, description: &str| (title.to_owned(), description.to_owned());
    assert_eq!(shown("de-AT").await, texts("Leuchte", "hell"));
    assert_eq!(shown("de-CH").await, texts("Lampe", "hell"));
    assert_eq!(shown("fr").await, texts("Lamp", "bright"));
    let all = catalog.read(&path).await.ok();
    assert_eq!(all["de-AT"], json!({ "title": "Leuchte" }));
    assert_eq!(put("de-AT", json!({})).await, 204);
    assert_eq!(shown("de-AT").await, texts("Lampe", "hell"));
    let product = catalog.read(&format!("products/{}", text(&lamp["product_id"]))).await;
    assert_eq!(product.headers["etag"], "\"v4\"", "translations are part of the document");
}

#[tokio::test]
async fn categories_and_collections_are_translated_too() {
    let catalog = Catalog::open().await;
    let category = catalog.create("categories", json!({ "name": "Lamps" })).await.ok();
    let path = format!("categories/{}/translations/de", text(&category["category_id"]));
    assert_eq!(catalog.put(&path, json!({ "name": "Lampen" })).await.status, 204);
    let tree = catalog.get("/store/v1/categories?locale=de").await.ok();
    assert_eq!(tree["items"][0]["name"], "Lampen");
    let wrong = catalog.put(&path, json!({ "title": "Lampen" })).await;
    assert_eq!(wrong.wrong_fields(), [("/title".to_owned(), "unknown_field".to_owned())]);

    let collection = catalog.create("collections", json!({ "title": "Best" })).await.ok();
    let path = format!("collections/{}/translations/de", text(&collection["collection_id"]));
    assert_eq!(catalog.put(&path, json!({ "title": "Das Beste" })).await.status, 204);
    let shown = catalog.get("/store/v1/collections/best?locale=de-AT").await.ok();
    assert_eq!(shown["title"], "Das Beste");
    let stranger = catalog.env().id::<shared_contracts::kind::Product>();
    let unknown = catalog.put(&format!("products/{stranger}/translations/de"), json!({ "title": "x" })).await;
    assert_eq!(unknown.problem(), problem(404, "catalog.product_not_found"));
}
