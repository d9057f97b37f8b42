//! Pictures.

use serde_json::{Value, json};

use crate::support::{Answer, Catalog, problem, text};

pub(crate) const PNG: &[u8] = b"\x89PNG\r\n\x1a\n and some pixels";

pub(crate) async fn upload(catalog: &Catalog, product: &Value, content_type: &str, bytes: &[u8]) -> Answer {
    let path = format!("/admin/v1/products/{}/media?alt=a%20lamp", text(&product["product_id"]));
    let key = kernel_base::Env::system().uuid().to_string();
    let headers =
        [("authorization", "Bearer staff"), ("idempotency-key", &*key), ("content-type", content_type)];
    catalog.replica.send("POST", &path, &headers, bytes.to_vec()).await
}

pub(crate) fn stored_path(url: &Value) -> String {
    text(url).strip_prefix("http://127.0.0.1:8080").unwrap().to_owned()
}

#[tokio::test]
async fn an_uploaded_picture_is_shown_with_its_type_and_goes_with_its_product() {
    let catalog = Catalog::open().await;
    let lamp = catalog.product("Lamp", &["L"]).await;
    let product = upload(&catalog, &lamp, "image/png", PNG).await.ok();
    let media = &product["media"][0];
    assert_eq!((&media["alt"], &media["content_type"]), (&json!("a lamp"), &json!("image/png")));
    let picture = catalog.get(&stored_path(&media["url"])).await;
    assert_eq!(picture.bytes, PNG);
    assert_eq!(picture.headers["content-type"], "image/png");
    assert_eq!(picture.headers["x-content-type-options"], "nosniff");
    let list = catalog.get("/store/v1/products").await.ok();
    assert_eq!(list["items"][0]["picture"]["url"], media["url"]);

    let path = format!("products/{}", text(&lamp["product_id"]));
    let removed = catalog.delete(&format!("{path}/media/{}", text(&media["media_id"]))).await.ok();
    assert_eq!(removed["media"], json!([]));
    let gone = catalog.get(&stored_path(&media["url"])).await;
    assert_eq!(gone.problem(), problem(404, "catalog.media_not_found"));
}

#[tokio::test]
async fn what_is_no_picture_is_refused() {
    let catalog = Catalog::open().await;
    let lamp = catalog.product("Lamp", &["L"]).await;
    for (content_type, bytes) in [
        ("image/svg+xml", &b"<svg/>"[..]),
        ("image/png", b"<script>"),
        ("text/html", PNG),
        ("image/jpeg", PNG),
        ("", PNG),
    ] {
        let answer = upload(&catalog, &lamp, content_type, bytes).await;
        assert_eq!(answer.problem(), problem(400, "catalog.unsupported_media"), "{content_type}");
    }
    let large = vec![0; 10 * 1024 * 1024 + 1];
    assert_eq!(
        upload(&catalog, &lamp, "image/png", &large).await.problem(),
        problem(413, "request.too_large")
    );
    let nobody = json!({ "product_id": catalog.env().id::<shared_contracts::kind::Product>() });
    let answer = upload(&catalog, &nobody, "image/png", PNG).await;
    assert_eq!(answer.problem(), problem(404, "catalog.product_not_found"));
}

#[tokio::test]
async fn pictures_have_an_order_for_the_product_and_for_each_variant() {
    let catalog = Catalog::open().await;
    let lamp = catalog.product("Lamp", &["L"]).await;
    let path = format!("products/{}", text(&lamp["product_id"]));
    for name in ["a", "b", "c"] {
        let remote = json!({ "url": format!("https://cdn.example/{name}.jpg"), "alt": name });
        catalog.create(&format!("{path}/remote-media"), remote).await.ok();
    }
    let product = catalog.read(&path).await.ok();
    let ids: Vec<Value> =
        product["media"].as_array().unwrap().iter().map(|media| media["media_id"].clone()).collect();
    let order = json!({ "media_ids": [ids[2], ids[0], ids[1]] });
    let ordered = catalog.put(&format!("{path}/media"), order).await.ok();
    assert_eq!(ordered["media"][0]["alt"], "c");
    let half = catalog.put(&format!("{path}/media"), json!({ "media_ids": [ids[0]] })).await;
    assert_eq!(half.wrong_fields(), [("/media_ids".to_owned(), "incomplete".to_owned())]);

    let variant = format!("{path}/variants/{}", text(&product["variants"][0]["variant_id"]));
    let shown = catalog.patch(&variant, json!({ "media_ids": [ids[1], ids[0]] })).await.ok();
    assert_eq!(shown["variants"][0]["media_ids"], json!([ids[1], ids[0]]));
    let foreign = json!({ "media_ids": [catalog.env().id::<shared_contracts::kind::Media>()] });
    let wrong = catalog.patch(&variant, foreign).await;
    assert_eq!(wrong.wrong_fields(), [("/variants/0/media_ids".to_owned(), "unknown_media".to_owned())]);
    let remote = json!({ "url": "ftp://x" });
    let wrong = catalog.create(&format!("{path}/remote-media"), remote).await;
    assert_eq!(wrong.wrong_fields(), [("/media/3/url".to_owned(), "malformed".to_owned())]);
    let alt = catalog.patch(&format!("{path}/media/{}", text(&ids[0])), json!({ "alt": "new" })).await.ok();
    assert_eq!(alt["media"][1]["alt"], "new");
    catalog.delete(&format!("{path}/media/{}", text(&ids[1]))).await.ok();
    assert_eq!(catalog.read(&path).await.ok()["variants"][0]["media_ids"], json!([ids[0]]));
}
