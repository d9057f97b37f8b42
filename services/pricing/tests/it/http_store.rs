//! What shoppers may ask, and what they may not.

use axum::body::Body;
use http::{Method, Request};
use serde_json::json;
use shared_contracts::{LineId, VariantId};

use crate::support::Shop;

fn anonymous(method: Method, path: &str, body: String) -> Request<Body> {
    Request::builder()
        .method(method)
        .uri(path)
        .header("content-type", "application/json")
        .body(Body::from(body))
        .unwrap()
}

#[tokio::test]
async fn shoppers_see_prices() {
    let shop = Shop::open().await;
    let hearts = shop.priced("85123A", "GBP", &[(1, "2.95"), (32, "2.55")]).await;
    let unpriced: VariantId = shop.test.env().id();
    let path = format!("/store/v1/prices?channel=web&currency=GBP&variant_ids={unpriced},{hearts}");
    let prices = shop.request(anonymous(Method::GET, &path, String::new())).await.ok();
    assert_eq!(
        prices["items"],
        json!([{
            "variant_id": hearts, "price_list": "base-gbp",
            "tiers": [{ "min_quantity": 1, "unit_price": "2.95" }, { "min_quantity": 32, "unit_price": "2.55" }],
            "net": { "amount": 295, "currency": "GBP" }, "gross": { "amount": 354, "currency": "GBP" },
            "tax_rate_ppm": 200_000,
        }])
    );
    for wrong in ["", "&variant_ids=prod_1", "&variant_ids=&customer_group=trade"] {
        let path = format!("/store/v1/prices?channel=web&currency=GBP{wrong}");
        shop.request(anonymous(Method::GET, &path, String::new())).await.is_problem(400, "request.invalid");
    }
}

#[tokio::test]
async fn shoppers_get_quotes_but_no_prices_of_their_own() {
    let shop = Shop::open().await;
    let hearts = shop.priced("85123A", "GBP", &[(1, "2.95")]).await;
    let line_id: LineId = shop.test.env().id();
    let mut body = json!({
        "channel": "web", "currency": "GBP", "country": "GB",
        "lines": [{ "line_id": line_id, "variant_id": hearts, "quantity": 3 }],
    });
    let post = async |body: &serde_json::Value| {
        shop.request(anonymous(Method::POST, "/store/v1/quotes", body.to_string())).await
    };
    let quote = post(&body).await.ok();
    assert_eq!(quote["totals"]["gross"], json!({ "amount": 1062, "currency": "GBP" }));
    assert_eq!(quote["lines"][0]["trace"]["price"]["price_list"], "base-gbp");
    body["currency"] = json!("JPY");
    post(&body).await.is_problem(400, "pricing.no_market");
    body["currency"] = json!("GBP");
    body["lines"][0]["quantity"] = json!(-1);
    post(&body).await.is_problem(400, "request.invalid");
    body["lines"][0]["quantity"] = json!(1);
    body["lines"][0]["negotiated"] = json!("0.01");
    post(&body).await.is_problem(400, "request.invalid");
}

#[tokio::test]
async fn only_staff_may_look_behind_the_counter_and_only_services_inside() {
    let shop = Shop::open().await;
    for (method, path) in [
        (Method::GET, "/admin/v1/markets"),
        (Method::POST, "/admin/v1/markets"),
        (Method::GET, "/admin/v1/price-lists"),
        (Method::POST, "/admin/v1/price-imports"),
        (Method::GET, "/admin/v1/tax-rates"),
        (Method::POST, "/admin/v1/tax/import"),
        (Method::GET, "/admin/v1/variants/var_00000000000000000000000000/price-history"),
        (Method::POST, "/internal/v1/pricing/quote"),
        (Method::POST, "/internal/v1/pricing/prices"),
    ] {
        let answer = shop.request(anonymous(method, path, String::new())).await;
        answer.is_problem(401, "request.unauthenticated");
    }
    let as_staff = shop.post("/internal/v1/pricing/quote", &json!({})).await;
    as_staff.is_problem(403, "request.forbidden");
}

#[tokio::test]
async fn a_service_in_another_process_gets_the_same_quote() {
    let shop = Shop::open().await;
    let hearts = shop.priced("85123A", "GBP", &[(1, "2.95")]).await;
    let quote = crate::support::quote_request(kernel_base::Currency::GBP, vec![shop.quote_line(hearts, 3)]);
    let mut request =
        anonymous(Method::POST, "/internal/v1/pricing/quote", serde_json::to_string(&quote).unwrap());
    request.headers_mut().insert("authorization", "Bearer service:cart".parse().unwrap());
    let answer: pricing_contracts::Quote = serde_json::from_value(shop.request(request).await.ok()).unwrap();
    assert_eq!(answer, shop.quote(quote).await);
}
