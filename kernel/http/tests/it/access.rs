//! Nobody reaches a handler without the declared access.

use std::collections::BTreeSet;
use std::sync::Arc;

use http::{HeaderMap, Method};
use kernel_base::{ApiError, Env, Secret};
use kernel_http::{
    Access, Audience, Authenticator, BearerTokens, Caller, CartToken, Channels, Edge, Op, Permissions, Reply,
    RouteSet, Routes,
};

use kernel_http::StaffToken;
use kernel_token::{Claims, Jwks, KeyPair, Realm, Verifier};

use crate::support::{Api, SERVICE, STAFF, api, request};

fn routes() -> Routes<()> {
    let show = |caller: Caller| async move { Reply::json(200, &format!("{caller:?}")) };
    let cart = |CartToken(token): CartToken| async move { Reply::json(200, token.expose()) };
    let maybe_cart = |token: Option<CartToken>| async move { Reply::json(200, &token.is_some()) };
    Routes::new("probe", ())
        .route(Op::get("/public", Access::Public), show)
        .route(Op::get("/staff", Access::Staff("probe.thing.read")), show)
        .route(Op::get("/service", Access::Service(&["neighbor"])), show)
        .route(Op::get("/other-service", Access::Service(&["other"])), show)
        .route(Op::get("/every-service", Access::EveryService), show)
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
    for (path, anonymous, staff, service) in [
        ("/public", 200, 200, 200),
        ("/staff", 401, 200, 403),
        ("/service", 401, 403, 200),
        ("/other-service", 401, 403, 403),
        ("/every-service", 401, 403, 200),
    ] {
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
            Ok(Caller::Staff { subject: "clerk".to_owned(), permissions, channels: Channels::All })
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

/// A token of auth for somebody of this realm.
fn token(pair: &KeyPair, env: &Env, realm: Realm, aud: Audience, permission: &str) -> String {
    let iat = env.now().as_millis() / 1000;
    let claims = Claims {
        iss: "https://shop.example".to_owned(),
        aud,
        sub: "somebody".to_owned(),
        realm,
        iat,
        nbf: iat,
        exp: iat + 600,
        jti: env.uuid(),
        sid: None,
        permissions: BTreeSet::from([permission.to_owned()]),
        channels: None,
    };
    format!("Bearer {}", pair.sign(&claims).expose())
}

#[tokio::test]
async fn a_signed_token_opens_what_it_is_for_and_nothing_else() {
    let (env, pair) = (Env::system(), KeyPair::from_pkcs8(&KeyPair::generate().unwrap()).unwrap());
    let verifier = Arc::new(Verifier::new("https://shop.example"));
    verifier.publish(&Jwks { keys: vec![pair.public()] });
    let fixed = StaffToken::new(&Secret::new("staff".to_owned()));
    let tokens = Arc::new(BearerTokens::new(fixed, verifier, env.clone()));
    let show = |caller: Caller| async move { Reply::json(200, &caller.actor()) };
    let routes = Routes::new("probe", ())
        .route(Op::get("/store/v1/public", Access::Public), show)
        .route(Op::get("/store/v1/mine", Access::Customer), show)
        .route(Op::get("/admin/v1/things", Access::Staff("probe.thing.read")), show)
        .route(Op::get("/internal/v1/probe", Access::EveryService), show);
    let api = Api(RouteSet::from(routes).into_router(&Edge::new(env.clone(), tokens)));
    let paths = ["/store/v1/public", "/store/v1/mine", "/admin/v1/things", "/internal/v1/probe"];
    let audiences = [Audience::Store, Audience::Admin, Audience::Internal];
    for realm in [Realm::Customer, Realm::Staff, Realm::Client] {
        for aud in audiences {
            for (path, op) in paths.iter().zip([0, 0, 1, 2]) {
                let given = token(&pair, &env, realm, aud, "probe.thing.read");
                let genuine = matches!(
                    (realm, aud),
                    (Realm::Customer, Audience::Store) | (Realm::Staff | Realm::Client, Audience::Admin)
                );
                let expected = if genuine && audiences[op] == aud { 200 } else { 401 };
                assert_eq!(status(&api, path, Some(&given)).await, expected, "{realm:?} {aud:?} {path}");
            }
        }
    }
    let other = token(&pair, &env, Realm::Staff, Audience::Admin, "probe.other.read");
    assert_eq!(status(&api, "/admin/v1/things", Some(&other)).await, 403);
    let everything = token(&pair, &env, Realm::Staff, Audience::Admin, Claims::EVERYTHING);
    assert_eq!(status(&api, "/admin/v1/things", Some(&everything)).await, 200);
    assert_eq!(status(&api, "/admin/v1/things", Some("Bearer staff")).await, 200, "the fixed one, too");
    assert_eq!(status(&api, "/store/v1/mine", Some("Bearer staff")).await, 403);
    assert_eq!(status(&api, "/store/v1/mine", None).await, 401);
}

#[tokio::test]
async fn where_an_operation_reads_authorization_itself_the_caller_is_nobody() {
    let show = |caller: Caller| async move { Reply::json(200, &format!("{caller:?}")) };
    let routes = Routes::new("probe", ())
        .route(Op::get("/token", Access::Public).own_credentials(), show)
        .route(Op::get("/staff", Access::Staff("probe.thing.read")).own_credentials(), show);
    let api = api(routes);
    for header in ["Basic anything", STAFF] {
        let answer = api.send(request(Method::GET, "/token", &[("authorization", header)], "")).await;
        assert_eq!(answer.json(), "Anonymous", "{header}");
        assert_eq!(status(&api, "/staff", Some(header)).await, 401, "it opens nothing");
    }
}
