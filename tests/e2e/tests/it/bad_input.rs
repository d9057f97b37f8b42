//! Whatever is wrong with a request, the answer is a problem document with a declared code, and nothing is half done.
//! The operations are those of the services' own OpenAPI documents: a new one is covered without a word here.

use std::collections::BTreeMap;

use axum::body::Body;
use bytes::Bytes;
use e2e::{Access, Api, Form, Operation, Response, Sampler, leaves, replaced};
use futures::stream;
use http::Method;
use serde_json::{Value, json};

use crate::checkout::{fill_cart, shop};

/// A well-formed value of a path parameter that names nothing.
fn unknown(name: &str) -> String {
    let prefix = match name {
        "attribute_id" => "attr",
        "cart_id" => "cart",
        "address_id" => "adr",
        "api_key_id" => "key",
        "oauth_client_id" => "app",
        "category_id" => "cat",
        "collection_id" => "coll",
        "import_id" | "operation_id" => "op",
        "intent_id" => "pay",
        "line_id" => "line",
        "location_id" => "loc",
        "market_id" => "mkt",
        "media_id" => "media",
        "method_id" => "shm",
        "order_id" => "ord",
        "gift_card_id" => "gift",
        "store_credit_id" => "scr",
        "invoice_id" => "bil",
        "legal_entity_id" => "ent",
        "customer_id" => "cus",
        "erasure_id" => "era",
        "publishable_key_id" => "pub",
        "price_list_id" => "plist",
        "product_id" => "prod",
        "reservation_id" => "res",
        "shipment_id" => "shp",
        "tax_rate_id" => "taxr",
        "transfer_id" => "trf",
        "variant_id" => "var",
        "zone_id" => "zone",
        "role_id" => "role",
        "session_id" => "ses",
        "user_id" => "usr",
        "saga_id" => return "01900000-0000-7000-8000-000000000000".to_owned(),
        "locale" => return "de".to_owned(),
        other => {
            assert!(!other.ends_with("_id"), "the test knows no id of the kind {other}");
            return "unknown".to_owned();
        }
    };
    format!("{prefix}_01jd0000000000000000000000")
}

/// What went wrong with the answers so far.
#[derive(Default)]
struct Findings(Vec<String>);

impl Findings {
    /// Expects a problem, and of this code if there is one.
    fn expect(&mut self, operation: &Operation, what: &str, response: &Response, code: Option<&str>) {
        if operation.own_refusals.contains(&response.status) && response.own_refusal() {
            return;
        }
        let wrong = match (response.problem(operation), code) {
            (Err(wrong), _) => wrong,
            (Ok(problem), Some(code)) if problem.code != code => {
                format!("{} instead of {code}", problem.code)
            }
            (Ok(_), _) => return,
        };
        self.0.push(format!("{} {} with {what}: {wrong}", operation.method, operation.path));
    }

    #[track_caller]
    fn assert_none(&self) {
        assert!(self.0.is_empty(), "{} findings:\n{}", self.0.len(), self.0.join("\n"));
    }
}

fn without(headers: &[(&'static str, String)], name: &str) -> Vec<(&'static str, String)> {
    headers.iter().filter(|(known, _)| *known != name).cloned().collect()
}

fn with(headers: &[(&'static str, String)], name: &'static str, value: &str) -> Vec<(&'static str, String)> {
    let mut headers = without(headers, name);
    headers.push((name, value.to_owned()));
    headers
}

/// Larger than anything takes, and made while it is read.
fn endless() -> Body {
    let chunk = Bytes::from_static(&[b' '; 1 << 16]);
    Body::from_stream(stream::iter((0..8192).map(move |_| Ok::<_, std::io::Error>(chunk.clone()))))
}

async fn wrong_bodies(api: &Api, operation: &Operation, path: &str, found: &mut Findings) {
    let headers = operation.headers(path);
    let send = async |headers: &[_], body: Body| api.send(&operation.method, path, headers, body).await;
    if operation.body.is_some() {
        for (body, code) in [
            (&b""[..], "request.malformed_json"),
            (b"\"", "request.malformed_json"),
            (b"{\"a\":\"\xff\"}", "request.malformed_utf8"),
            (b"7", "request.invalid"),
        ] {
            let response = send(&headers, body.into()).await;
            found.expect(operation, &String::from_utf8_lossy(body), &response, Some(code));
        }
        let unknown = send(&headers, Body::from("{\"no_such_field\":1}")).await;
        found.expect(operation, "an unknown field", &unknown, Some("request.invalid"));
        // A key that is a name out of a list is an unknown value.
        let code = unknown.json()["errors"][0]["code"].clone();
        if operation.takes_object() && code != "unknown_field" && code != "unknown_value" {
            found.0.push(format!("{} {path} takes unknown fields: {code}", operation.method));
        }
        let response = send(&with(&headers, "content-type", "text/plain"), Body::from("{}")).await;
        found.expect(operation, "text", &response, Some("request.content_type"));
    }
    if operation.body.is_some() || operation.raw_body || operation.keyed {
        let response = send(&headers, endless()).await;
        found.expect(operation, "a body that does not end", &response, Some("request.too_large"));
    }
}

async fn wrong_headers(api: &Api, operation: &Operation, path: &str, found: &mut Findings) {
    let headers = operation.headers(path);
    let send = async |headers: &[_]| api.send(&operation.method, path, headers, Body::from("{}")).await;
    if operation.keyed {
        let missing = send(&without(&headers, "idempotency-key")).await;
        found.expect(operation, "no key", &missing, Some("request.idempotency_key_missing"));
        for key in ["", "a key", &"k".repeat(256)] {
            let malformed = send(&with(&headers, "idempotency-key", key)).await;
            found.expect(operation, "a wrong key", &malformed, Some("request.idempotency_key_malformed"));
        }
    }
    let wrong = send(&with(&headers, "authorization", "Bearer of a token that expired")).await;
    found.expect(operation, "a wrong token", &wrong, Some("request.unauthenticated"));
    match operation.access {
        Access::Customer | Access::Staff | Access::Service => {
            let stranger = send(&without(&headers, "authorization")).await;
            found.expect(operation, "no token", &stranger, Some("request.unauthenticated"));
        }
        Access::Cart => {
            let stranger = send(&without(&headers, "x-cart-token")).await;
            found.expect(operation, "no token", &stranger, Some("request.cart_token_missing"));
        }
        Access::Public => {}
    }
}

/// An erasure is accepted for whoever it is: customer does not know all accounts.
fn takes_any_id(operation: &Operation) -> bool {
    operation.method == Method::POST && operation.path == "/admin/v1/customers/{customer_id}/erasures"
}

async fn wrong_addresses(api: &Api, operation: &Operation, path: &str, found: &mut Findings) {
    let none = BTreeMap::new();
    let sampler = Sampler { definitions: &operation.definitions, known: &none, optional: false };
    let body = operation.body.as_ref().map(|schema| sampler.sample(schema).to_string()).unwrap_or_default();
    let send =
        async |path: &str| api.send(&operation.method, path, &operation.headers(path), body.clone()).await;
    if operation.parameters().next().is_some() {
        for wrong in ["%00", "a%00b", "%FF"] {
            let malformed = operation.path_with(|_| wrong.to_owned());
            found.expect(operation, &malformed, &send(&malformed).await, Some("request.invalid"));
        }
    }
    if operation.parameters().any(|name| name.ends_with("_id")) {
        if !takes_any_id(operation) {
            found.expect(operation, &format!("{path} {body}"), &send(path).await, None);
        }
        for id in ["7", &"x".repeat(2000), "ord_zzzzzzzzzzzzzzzzzzzzzzzzzz"] {
            let malformed =
                operation.path_with(|name| if name.ends_with("_id") { id.to_owned() } else { unknown(name) });
            let response = send(&malformed).await;
            found.expect(operation, &malformed, &response, Some("request.invalid"));
        }
    }
    if !operation.query.is_empty() {
        let response = send(&format!("{path}?no_such_parameter=1")).await;
        found.expect(operation, "an unknown parameter", &response, Some("request.invalid"));
        for name in &operation.query {
            for value in ["%00", "%FF", &"x".repeat(3000), "-1", "99999999999999999999"] {
                let response = send(&format!("{path}?{name}={value}")).await;
                if response.status >= 400 {
                    found.expect(operation, &format!("{name}={value}"), &response, None);
                }
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_wrong_with_a_request_is_told_and_nothing_is_done() {
    let shop = shop(Form::Together).await;
    let api = Api::of(&shop).await;
    assert!(api.operations.len() > 150, "{} operations", api.operations.len());
    let before = shop.row_counts().await;
    let mut found = Findings::default();
    // What no service has declared to call, nobody gets so far as to ask wrongly: `access.rs` sees that.
    for operation in api.operations.iter().filter(|operation| !operation.uncalled()) {
        let path = operation.path_with(unknown);
        wrong_bodies(&api, operation, &path, &mut found).await;
        wrong_headers(&api, operation, &path, &mut found).await;
        if operation.method == Method::GET || operation.parameters().any(|name| name.ends_with("_id")) {
            wrong_addresses(&api, operation, &path, &mut found).await;
        }
    }
    found.assert_none();
    assert_eq!(shop.row_counts().await, before, "nothing is half done");
    shop.stop().await;
}

/// What a leaf is replaced by. Postgres stores no NUL in texts, and JSON numbers have no end.
fn spoiled(leaf: &Value) -> Vec<Value> {
    let mut instead = vec![Value::Null, json!("a\u{0}b"), json!(i64::MIN), json!(1e300)];
    match leaf {
        Value::String(_) => instead.extend([json!(""), json!("x".repeat(20_000)), json!("XXX"), json!("-1")]),
        Value::Number(_) => {
            instead.extend([json!(-1), json!(0), json!(i64::MAX), json!(u64::MAX), json!(0.5)]);
        }
        Value::Array(items) => {
            let many = items.first().map(|item| vec![item.clone(); 2000]).unwrap_or_default();
            instead.extend([json!([]), json!(many)]);
        }
        Value::Null | Value::Bool(_) | Value::Object(_) => instead.push(json!({})),
    }
    instead
}

/// Every `…_id`, code and handle that the shop's lists show.
fn learn(value: &Value, known: &mut BTreeMap<String, String>) {
    match value {
        Value::Object(fields) => {
            for (name, field) in fields {
                match field.as_str() {
                    Some(text)
                        if name.ends_with("_id") || ["sku", "handle", "code"].contains(&name.as_str()) =>
                    {
                        known.entry(name.clone()).or_insert_with(|| text.to_owned());
                    }
                    _ => learn(field, known),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| learn(item, known)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_value_of_any_field_breaks_a_service() {
    let shop = shop(Form::Together).await;
    let mug = shop.sell("MUG-1", "7.50", 1000).await;
    let checkout = fill_cart(&shop, &[(&mug, 2)], "tok_success").await;
    checkout.complete().await.ok();
    let cart = fill_cart(&shop, &[(&mug, 2)], "tok_success").await;
    let api = Api::of(&shop).await;
    let mut known = BTreeMap::from([
        ("cart_id".to_owned(), cart.id()),
        ("locale".to_owned(), "de".to_owned()),
        ("channel".to_owned(), "web".to_owned()),
        ("provider".to_owned(), "test".to_owned()),
    ]);
    for operation in api.operations.iter().filter(|operation| operation.method == Method::GET) {
        let staff = operation.access == Access::Staff;
        if staff && operation.parameters().all(|name| known.contains_key(name)) {
            let path = operation.path_with(|name| known[name].clone());
            learn(&api.send(&Method::GET, &path, &operation.headers(&path), "").await.json(), &mut known);
        }
    }
    for id in ["product_id", "variant_id", "order_id", "intent_id", "price_list_id", "location_id"] {
        assert!(known.contains_key(id), "{id} is not among {known:?}");
    }

    let mut found = Findings::default();
    let (mut sent, mut taken) = (0, 0);
    for operation in &api.operations {
        let Some(schema) = &operation.body else { continue };
        let path = operation.path_with(|name| known.get(name).cloned().unwrap_or_else(|| unknown(name)));
        for optional in [true, false] {
            let sampler = Sampler { definitions: &operation.definitions, known: &known, optional };
            let sample = sampler.sample(schema);
            for pointer in leaves(&sample) {
                let leaf = sample.pointer(&pointer).cloned().unwrap_or_default();
                for instead in spoiled(&leaf) {
                    let body = replaced(&sample, &pointer, instead.clone()).to_string();
                    let headers = with(&operation.headers(&path), "x-cart-token", cart.token());
                    let response = api.send(&operation.method, &path, &headers, body).await;
                    sent += 1;
                    if response.status < 400 {
                        taken += 1;
                    } else {
                        let instead: String = instead.to_string().chars().take(40).collect();
                        found.expect(operation, &format!("{instead} at {pointer}"), &response, None);
                    }
                }
            }
        }
    }
    println!("{sent} requests, {taken} of them taken");
    assert!(taken > 100, "only {taken} of {sent} requests came as far as the database");
    found.assert_none();
    shop.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_key_opens_one_request_and_a_cart_takes_no_ten_thousand_lines_at_once() {
    let shop = shop(Form::Together).await;
    let staff = shop.staff("catalog").header("idempotency-key", "the-same-key");
    let channel = |code: &str| json!({ "code": code, "name": "Outlet", "currency": "EUR" });
    staff.post("/admin/v1/channels", channel("outlet")).await.ok();
    let other = staff.post("/admin/v1/channels", channel("outlet-2")).await;
    assert_eq!((other.status, other.code()), (422, "request.key_reused"));
    staff.post("/admin/v1/channels", channel("outlet")).await.ok();

    let mug = shop.sell("MUG-1", "7.50", 10).await;
    let cart = fill_cart(&shop, &[(&mug, 1)], "tok_success").await;
    let line = json!({ "variant_id": mug.variant_id, "quantity": 1 });
    let begun = std::time::Instant::now();
    let answer = cart.add(&vec![line; 10_000]).await;
    assert_eq!((answer.status, answer.code()), (400, "request.invalid"), "{answer:?}");
    assert_eq!(answer.body["errors"][0]["pointer"], "/lines");
    assert!(begun.elapsed() < std::time::Duration::from_secs(2), "{:?}", begun.elapsed());
    shop.stop().await;
}
