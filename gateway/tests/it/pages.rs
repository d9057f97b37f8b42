//! Pages composed of what several services answer, when all are there and when one is not.

use std::time::Duration;

use gateway::Config;
use kernel_base::ApiError;
use kernel_http::{Access, CartToken, Op, Problem, Query, Reply, RouteSet, Routes};
use kernel_service::Remote;
use serde::Deserialize;
use serde_json::json;

use crate::support::{CUSTOMER, Front, STAFF, Setup};

#[derive(Deserialize, schemars::JsonSchema)]
struct ChannelQuery {
    channel: Option<String>,
}

fn catalog() -> RouteSet {
    let product = async |Query(query): Query<ChannelQuery>, path: kernel_http::Path<String>| {
        if path.0 != "lantern" {
            return Err(Problem::from(ApiError::not_found("catalog.product_not_found", "no such product")));
        }
        let variants = json!([{ "variant_id": "var_1" }, { "variant_id": "var_2" }]);
        Ok(Reply::json(200, &json!({ "handle": path.0, "channel": query.channel, "variants": variants })))
    };
    Routes::new("catalog", ())
        .route(Op::get("/store/v1/products/{id_or_handle}", Access::Public).query::<ChannelQuery>(), product)
        .into()
}

fn pricing() -> RouteSet {
    let prices = async |uri: http::Uri| Reply::json(200, &json!({ "asked": uri.query() }));
    Routes::new("pricing", ()).route(Op::get("/store/v1/prices", Access::Public), prices).into()
}

fn customer() -> RouteSet {
    let named = |name: &'static str| move || async move { Reply::json(200, &json!({ "items": [name] })) };
    let forbidden = || async { Reply::json(200, &json!({})) };
    Routes::new("customer", ())
        .route(Op::get("/store/v1/me", Access::Customer), named("profile"))
        .route(Op::get("/store/v1/me/addresses", Access::Customer), named("addresses"))
        .route(Op::get("/store/v1/me/groups", Access::Customer), named("groups"))
        .route(Op::get("/store/v1/me/consents", Access::Customer), || async {
            tokio::time::sleep(Duration::from_secs(60)).await;
            Reply::no_content()
        })
        .route(
            Op::get("/admin/v1/customers/{customer_id}", Access::Staff("customer.customer.read")),
            named("customer"),
        )
        .route(
            Op::get("/admin/v1/customers/{customer_id}/addresses", Access::Staff("customer.customer.read")),
            named("addresses"),
        )
        .route(
            Op::get("/admin/v1/customers/{customer_id}/consents", Access::Staff("customer.consent.read")),
            forbidden,
        )
        .into()
}

fn cart() -> RouteSet {
    let cart = async |CartToken(token): CartToken| Reply::json(200, &json!({ "token": token.expose() }));
    Routes::new("cart", ())
        .route(Op::get("/store/v1/carts/{cart_id}", Access::Cart), cart)
        .route(Op::get("/store/v1/carts/{cart_id}/shipping-options", Access::Cart), || async {
            Problem::from(ApiError::unavailable("shipping does not answer"))
        })
        .into()
}

/// All but order; the process of the warehouse is away.
async fn shop() -> Front {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let origin = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let here =
        vec![("catalog", catalog()), ("pricing", pricing()), ("customer", customer()), ("cart", cart())];
    let remotes = vec![Remote { service: "warehouse", origin }];
    let config = Config { page_part_timeout_ms: 100, ..Config::default() };
    Setup { config, here, remotes, ..Setup::default() }.front()
}

#[tokio::test]
async fn a_product_comes_with_its_prices_and_without_what_is_down() {
    let front = shop().await;
    let page = front.get("/store/v1/pages/product/lantern?currency=GBP&channel=web&country=GB", &[]).await;
    let page = page.ok();
    assert_eq!(page["product"]["channel"], "web");
    assert_eq!(page["prices"]["asked"], "channel=web&currency=GBP&variant_ids=var_1%2Cvar_2&country=GB");
    assert!(page["availability"].is_null());
    assert_eq!(page["missing"], json!([{ "part": "availability", "code": "gateway.upstream_unavailable" }]));
}

#[tokio::test]
async fn without_the_main_part_there_is_no_page() {
    let front = shop().await;
    let answer = front.get("/store/v1/pages/product/lamp?currency=GBP", &[]).await;
    answer.is_problem(404, "catalog.product_not_found");
    let answer = front.get("/store/v1/pages/order/ord_1", &[]).await;
    answer.is_problem(503, "gateway.upstream_unavailable");
    front.get("/store/v1/pages/product/lantern", &[]).await.is_problem(400, "request.invalid");
}

#[tokio::test]
async fn parts_are_asked_with_the_callers_identity() {
    let front = shop().await;
    front.get("/store/v1/pages/me", &[]).await.is_problem(401, "request.unauthenticated");
    let page = front.get("/store/v1/pages/me", &[CUSTOMER]).await.ok();
    assert_eq!(page["profile"], json!({ "items": ["profile"] }));
    assert_eq!(page["addresses"], json!({ "items": ["addresses"] }));
    let missing = json!([
        { "part": "consents", "code": "request.timeout" },
        { "part": "orders", "code": "gateway.upstream_unavailable" },
    ]);
    assert_eq!((&page["orders"], &page["missing"]), (&json!(null), &missing), "one is late, one is down");

    let cart = front.get("/store/v1/pages/cart/crt_1", &[("x-cart-token", "secret")]).await.ok();
    assert_eq!(cart["cart"], json!({ "token": "secret" }));
    assert_eq!(cart["missing"], json!([{ "part": "shipping_options", "code": "unavailable" }]));
    front.get("/store/v1/pages/cart/crt_1", &[]).await.is_problem(401, "request.cart_token_missing");
}

#[tokio::test]
async fn a_part_that_the_caller_may_not_see_is_missing() {
    let front = shop().await;
    let page = front.get("/admin/v1/pages/customer/cus_1", &[("authorization", "Bearer reader")]).await.ok();
    assert_eq!(page["addresses"], json!({ "items": ["addresses"] }));
    let missing = json!([
        { "part": "consents", "code": "request.forbidden" },
        { "part": "orders", "code": "gateway.upstream_unavailable" },
    ]);
    assert_eq!((&page["consents"], &page["missing"]), (&json!(null), &missing));
    let page = front.get("/admin/v1/pages/customer/cus_1", &[STAFF]).await.ok();
    assert_eq!(page["missing"].as_array().unwrap().len(), 1);
    front.get("/admin/v1/pages/customer/cus_1", &[CUSTOMER]).await.is_problem(401, "request.unauthenticated");
}

#[tokio::test]
async fn a_key_selects_the_channel_of_a_page() {
    let front = shop().await;
    front.gateway.publish_keys([("pk_1".to_owned(), "wholesale".to_owned())]);
    let key = [("x-publishable-key", "pk_1")];
    let page = front.get("/store/v1/pages/product/lantern?currency=GBP", &key).await.ok();
    assert_eq!(page["product"]["channel"], "wholesale");
}
