//! Files in S3, by configuration alone. The server here speaks as much of S3's protocol as the service uses.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use catalog::Config;
use flate2::read::GzDecoder;
use http::header::{AUTHORIZATION, CONTENT_LENGTH, ETAG, LAST_MODIFIED};
use http::{HeaderMap, StatusCode};
use kernel_base::Secret;
use serde_json::json;
use tokio::net::TcpListener;
use tokio::task::JoinSet;

use crate::media::{PNG, stored_path, upload};
use crate::support::{Catalog, counts, problem, shared, text};

/// Objects by bucket and key, of whoever signs with the right key.
#[derive(Default)]
struct Bucket(Mutex<BTreeMap<String, Bytes>>);

type Shared = State<Arc<Bucket>>;

impl Bucket {
    fn keys(&self) -> Vec<String> {
        self.0.lock().unwrap().keys().cloned().collect()
    }
}

/// The signature itself is the client library's business; that there is one, by the configured key, is ours.
fn signed(headers: &HeaderMap) -> Result<(), Response> {
    let authorization = headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let by_us = "AWS4-HMAC-SHA256 Credential=key-of-the-test/";
    let complete = authorization.starts_with(by_us) && authorization.contains("/eu-test-1/s3/aws4_request");
    if complete && authorization.contains("Signature=") && headers.contains_key("x-amz-date") {
        return Ok(());
    }
    Err((StatusCode::FORBIDDEN, "<Error><Code>AccessDenied</Code></Error>").into_response())
}

async fn put(
    State(bucket): Shared,
    Path(key): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Response> {
    signed(&headers)?;
    bucket.0.lock().unwrap().insert(key, body);
    Ok([(ETAG, "\"1\"")].into_response())
}

/// GET and HEAD.
async fn read(
    State(bucket): Shared,
    Path(key): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Response> {
    signed(&headers)?;
    let found = bucket.0.lock().unwrap().get(&key).cloned();
    let bytes = found
        .ok_or_else(|| (StatusCode::NOT_FOUND, "<Error><Code>NoSuchKey</Code></Error>").into_response())?;
    let length = bytes.len().to_string();
    let dated = (LAST_MODIFIED, "Fri, 02 Jan 2026 03:04:05 GMT".to_owned());
    Ok(([(ETAG, "\"1\"".to_owned()), dated, (CONTENT_LENGTH, length)], bytes).into_response())
}

async fn delete(
    State(bucket): Shared,
    Path(key): Path<String>,
    headers: HeaderMap,
) -> Result<StatusCode, Response> {
    signed(&headers)?;
    bucket.0.lock().unwrap().remove(&key);
    Ok(StatusCode::NO_CONTENT)
}

/// `POST /bucket?delete`, a list of keys.
async fn delete_many(
    State(bucket): Shared,
    Path(name): Path<String>,
    headers: HeaderMap,
    body: String,
) -> Result<String, Response> {
    signed(&headers)?;
    let mut deleted = String::new();
    for part in body.split("<Key>").skip(1) {
        let key = part.split_once("</Key>").unwrap().0;
        bucket.0.lock().unwrap().remove(&format!("{name}/{key}"));
        deleted.push_str(&format!("<Deleted><Key>{key}</Key></Deleted>"));
    }
    Ok(format!("<DeleteResult>{deleted}</DeleteResult>"))
}

/// A server, its objects, and a configuration that uses it.
async fn s3() -> (Arc<Bucket>, Config, JoinSet<std::io::Result<()>>) {
    let bucket = Arc::new(Bucket::default());
    let router = Router::new()
        .route("/{*key}", get(read).put(put).delete(delete).post(delete_many))
        .with_state(Arc::clone(&bucket));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    let mut server = JoinSet::new();
    server.spawn(async move { axum::serve(listener, router).await });
    let options = [
        ("aws_endpoint", endpoint.as_str()),
        ("aws_allow_http", "true"),
        ("aws_region", "eu-test-1"),
        ("aws_access_key_id", "key-of-the-test"),
        ("aws_secret_access_key", "secret of the test"),
    ];
    let options = options.map(|(name, value)| (name.to_owned(), Secret::new(value.to_owned())));
    let config = Config {
        files: "s3://shop/catalog/files".to_owned(),
        files_options: BTreeMap::from(options),
        ..Config::default()
    };
    (bucket, config, server)
}

#[tokio::test]
async fn pictures_lie_in_the_bucket_below_the_prefix() {
    let (bucket, config, _server) = s3().await;
    let catalog = Catalog::open_with(config).await;
    let lamp = catalog.product("Lamp", &["L"]).await;
    let product = upload(&catalog, &lamp, "image/png", PNG).await.ok();
    let media_id = text(&product["media"][0]["media_id"]);
    assert_eq!(bucket.keys(), [format!("shop/catalog/files/media/{media_id}")]);
    let url = stored_path(&product["media"][0]["url"]);
    let picture = catalog.get(&url).await;
    assert_eq!(
        (picture.bytes.as_slice(), &picture.headers["content-type"]),
        (PNG, &"image/png".parse().unwrap())
    );

    let path = format!("products/{}/media/{media_id}", text(&lamp["product_id"]));
    catalog.delete(&path).await.ok();
    assert_eq!(bucket.keys(), [""; 0]);
    assert_eq!(catalog.get(&url).await.problem(), problem(404, "catalog.media_not_found"));
}

#[tokio::test]
async fn files_are_imported_from_and_exported_to_the_bucket() {
    let (bucket, config, _server) = s3().await;
    let catalog = Catalog::open_with(config).await;
    let file = shared("shopify/packt-product-data.csv");
    assert_eq!(counts(&catalog.import("shopify", file.clone()).await), [20, 0, 0, 0]);
    let exported = catalog.export("shopify").await;
    assert_eq!(counts(&catalog.import("shopify", exported.clone()).await), [0, 0, 20, 0]);
    let results: Vec<Bytes> = bucket.0.lock().unwrap().values().cloned().collect();
    let unpacked = |bytes: &Bytes| std::io::read_to_string(GzDecoder::new(&bytes[..])).unwrap_or_default();
    assert!(results.iter().any(|result| unpacked(result) == exported), "{:?}", bucket.keys());
}

#[tokio::test]
async fn without_the_right_key_uploads_fail_and_products_stay_as_they_are() {
    let (bucket, mut config, _server) = s3().await;
    let wrong = Secret::new("another key".to_owned());
    config.files_options.insert("aws_access_key_id".to_owned(), wrong);
    let catalog = Catalog::open_with(config).await;
    let lamp = catalog.product("Lamp", &["L"]).await;
    let refused = upload(&catalog, &lamp, "image/png", PNG).await;
    assert_eq!(refused.problem(), problem(503, "unavailable"));
    let product = catalog.read(&format!("products/{}", text(&lamp["product_id"]))).await.ok();
    assert_eq!((&product["media"], &product["version"]), (&json!([]), &json!(1)));
    assert_eq!(bucket.keys(), [""; 0]);
}

#[tokio::test]
async fn options_that_make_no_store_stop_the_start() {
    let (_, mut config, _server) = s3().await;
    config.files_options.insert("aws_allow_http".to_owned(), Secret::new("perhaps".to_owned()));
    let test = kernel_testing::TestService::new(catalog::migrations()).await;
    let context = kernel_service::Context { db: test.db().clone(), env: test.env().clone() };
    let error = catalog::service(context, &config).err().unwrap().to_string();
    assert!(error.starts_with("catalog.files: ") && error.contains("perhaps"), "{error}");
}
