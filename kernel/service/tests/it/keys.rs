//! Services know each other by their keys, and do for each other what they have declared.

use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use http::{Request, StatusCode};
use kernel_base::{ApiError, Call, Env};
use kernel_http::{HttpTransport, StaffToken};
use kernel_service::{Keys, Platform, PlatformError};
use kernel_token::{CallTokens, HeldKeys, KeyRing, ServiceKey};
use serde_json::{Value, json};
use tower::ServiceExt;

use crate::support::{Shop, listen};

fn tokens(key: &Arc<ServiceKey>, callee: &'static str) -> CallTokens {
    CallTokens::new(key, callee, Env::system())
}

/// Asks for a producer's log with this token.
async fn feed(shop: &Shop, producer: &str, token: &str) -> (StatusCode, Value) {
    let body = json!({ "after": vec![0; 16], "limit": 10, "wait_ms": 0 });
    let request = Request::post(format!("/internal/v1/{producer}/feed"))
        .header("authorization", format!("Bearer {token}"))
        .header("content-type", "application/json")
        .body(Body::from(body.to_string()))
        .unwrap();
    let response = shop.router().oneshot(request).await.unwrap();
    let status = response.status();
    let body = axum::body::to_bytes(response.into_body(), usize::MAX).await.unwrap();
    (status, serde_json::from_slice(&body).unwrap())
}

#[tokio::test]
async fn a_log_is_for_those_who_have_declared_that_they_follow_it() {
    let shop = Shop::open().await;
    let token = |holder: &str, callee| tokens(&shop.keys.own[holder], callee).token().into_inner();
    shop.ring(None).await;
    shop.heard(1).await;
    let (status, read) = feed(&shop, "bell", &token("ear", "bell")).await;
    assert_eq!((status, read["events"].as_array().unwrap().len()), (StatusCode::OK, 1));

    let (status, problem) = feed(&shop, "bell", &token("mouse", "bell")).await;
    assert_eq!((status, &problem["code"]), (StatusCode::FORBIDDEN, &"request.forbidden".into()));
    assert_eq!(problem["detail"], "the service mouse has not declared that it follows bell");
    // Who may not read learns nothing of what a reader would have to send.
    let request = Request::post("/internal/v1/bell/feed")
        .header("authorization", format!("Bearer {}", token("mouse", "bell")));
    let refused = shop.router().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
    assert_eq!(refused.status(), StatusCode::FORBIDDEN);
    // Nor does a follower of one read another.
    assert_eq!(feed(&shop, "ear", &token("ear", "ear")).await.0, StatusCode::FORBIDDEN);
    // A token for one callee is worth nothing to another.
    assert_eq!(feed(&shop, "bell", &token("ear", "ear")).await.0, StatusCode::UNAUTHORIZED);
    let stranger = Arc::new(ServiceKey::generate("ear").unwrap());
    let stranger = tokens(&stranger, "bell").token();
    assert_eq!(feed(&shop, "bell", stranger.expose()).await.0, StatusCode::UNAUTHORIZED);
    assert_eq!(feed(&shop, "bell", "staff").await.0, StatusCode::UNAUTHORIZED);
    shop.close().await;
}

#[tokio::test]
async fn a_key_that_is_taken_out_of_the_list_is_worth_nothing() {
    let shop = Shop::open().await;
    let token = tokens(&shop.keys.own["ear"], "bell").token();
    assert_eq!(feed(&shop, "bell", token.expose()).await.0, StatusCode::OK);
    let others = HeldKeys { keys: vec![shop.keys.own["mouse"].public(Env::system().now())] };
    shop.keys.ring.publish(&others);
    assert_eq!(feed(&shop, "bell", token.expose()).await.0, StatusCode::UNAUTHORIZED);
    shop.close().await;
}

#[tokio::test]
async fn a_method_is_for_the_services_it_names() {
    let (listener, origin) = listen().await;
    let mut shop = Shop::closed().await;
    shop.start_bell(listener);
    let call = Call { deadline: Env::system().now().plus(Duration::from_secs(10)), trace: None };
    let ask = async |holder: &str| {
        let tokens = tokens(&shop.keys.own[holder], "bell");
        let bell = HttpTransport::builder(tokens, &origin, Env::system()).build();
        kernel_base::invoke::<_, String>(&bell, &call, "chime", &()).await
    };
    assert_eq!(ask("ear").await.as_deref(), Ok("ding"));
    assert_eq!(ask("mouse").await, Err(ApiError::internal()), "its own fault, not its caller's");
    shop.close().await;
}

#[tokio::test]
async fn who_listens_without_having_declared_it_does_not_start() {
    let shop = Shop::closed().await;
    let start = |keys: Keys, follows: &'static [&'static str]| {
        let remotes =
            vec![kernel_service::Remote { service: "bell", origin: "http://127.0.0.1:9".to_owned() }];
        let platform = Platform::new(Env::system(), vec![shop.ear()], remotes, keys);
        let tokens = Arc::new(StaffToken::new(&Default::default()));
        platform.follows([("ear", follows)]).start(tokens).map(drop).unwrap_err()
    };
    let refused = start(shop.keys.clone(), &["mouse"]);
    assert!(matches!(refused, PlatformError::Undeclared { consumer: "ear", producer: "bell" }), "{refused}");
    let keyless = Keys { ring: Arc::new(KeyRing::default()), ..Keys::default() };
    let refused = start(keyless, &["bell"]);
    assert!(matches!(refused, PlatformError::NoKey("ear")), "{refused}");
}
