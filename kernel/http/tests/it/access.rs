//! Nobody reaches a handler without the declared access.

use std::collections::BTreeSet;
use std::sync::Arc;

use http::{HeaderMap, Method};
use kernel_base::{ApiError, Env};
use kernel_http::{Access, Audience, Authenticator, Caller, CartToken, Edge, Op, Permissions, Reply, RouteSet, Routes};

use crate::support::{Api, SERVICE, STAFF, api, request};

fn routes() -> Routes<()> {
    let show = |caller: Caller| async move { Reply::json(200, &format!("{caller:?}")) };
    let cart = |CartToken(token): CartToken| async move { Reply::json(200, token.expose()) };
    let maybe_cart = |token: Option<CartToken>| async move { Reply::json(200, &token.is_some()) };
    Routes::new("probe", ())
        .route(Op::get("/public", Access::Public), show)
        .route(Op::get("/staff", Access::Staff("probe.thing.read")), show)
        .route(Op::get("/service", Access::Service), show)
        .route(Op::get("/cart", Access::Cart), cart)
        .route(Op::get("/maybe_cart", Access::Public), maybe_cart)
}

async fn status(api: &Api, path: &str, authorization: Option<&str>) -> u16 {
    let headers: Vec<_> = authorization.map(|value| ("authorization", value)).into_iter().collect();
    let answer = api.send(request(Method::GET, path, &headers, "")).await;
    if !answer.status.is_success() {
        let expected = if answer.status == 401 { "request.unauthenticated" } else { "request.forbidden" };
        assert_eq!(answer.problem().1, expected);
        assert_eq!(answer.header("www-authenticate").is_some(), answer.status == 401);
    }
    answer.status.as_u16()
}

#[tokio::test]
async fn every_access_admits_its_callers_only() {
    let api = api(routes());
    for (path, anonymous, staff, service) in
        [("/public", 200, 200, 200), ("/staff", 401, 200, 403), ("/service", 401, 403, 200)]
    {
        assert_eq!(status(&api, path, None).await, anonymous, "{path}");
        assert_eq!(status(&api, path, Some(STAFF)).await, staff, "{path}");
        assert_eq!(status(&api, path, Some(SERVICE)).await, service, "{path}");
        for wrong in
            ["Bearer wrong", "Bearer ", "Bearer", "Basic staff-token", "staff-token", "Bearer staff-tokens"]
        {
            assert_eq!(status(&api, path, Some(wrong)).await, 401, "{path} {wrong}");
        }
    }
    assert_eq!(status(&api, "/staff", Some("bearer staff-token")).await, 200);
}

#[tokio::test]
async fn staff_without_the_permission_is_forbidden() {
    struct Clerk;
    impl Authenticator for Clerk {
        fn authenticate(&self, _: &HeaderMap, _: Audience) -> Result<Caller, ApiError> {
            let permissions = Permissions::Only(Arc::new(BTreeSet::from(["probe.other.read".to_owned()])));
            Ok(Caller::Staff { subject: "clerk".to_owned(), permissions })
        }
    }
    let edge = Edge::new(Env::system(), Arc::new(Clerk));
    let api = Api(RouteSet::from(routes()).into_router(&edge));
    assert_eq!(status(&api, "/staff", Some("anything")).await, 403);
}

#[tokio::test]
async fn cart_token_reaches_the_handler() {
    let api = api(routes());
    let with = |path: &'static str, token: &str| {
        let request = request(Method::GET, path, &[("x-cart-token", token)], "");
        let api = api.clone();
        async move { api.send(request).await }
    };
    assert_eq!(with("/cart", "secret").await.json(), "secret");
    assert_eq!(with("/cart", &"x".repeat(128)).await.status, 200);
    for wrong in [String::new(), "x".repeat(129)] {
        let answer = with("/cart", &wrong).await;
        assert_eq!(answer.problem(), (401, "request.cart_token_missing".to_owned()));
    }
    assert_eq!(api.get("/cart").await.status, 401);
    assert_eq!(api.get("/maybe_cart").await.json(), false);
    assert_eq!(with("/maybe_cart", "secret").await.json(), true);
    assert_eq!(with("/maybe_cart", "").await.status, 401);
}
