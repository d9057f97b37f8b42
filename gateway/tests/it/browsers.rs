//! What browsers are told: security headers, and who may call from other origins.

use axum::body::Body;
use gateway::{Config, Origins};
use http::Method;

use crate::support::{Answer, CUSTOMER, Front, Setup};

const SHOP: &str = "https://shop.example";
const CONSOLE: &str = "https://console.example";

#[tokio::test]
async fn every_answer_carries_security_headers() {
    let front = Setup { origin: SHOP, ..Setup::default() }.front();
    for path in ["/store/v1/echo", "/store/v1/nothing", "/store/v1/mine", "/openapi/probe.json"] {
        let answer = front.get(path, &[]).await;
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"), "{path}");
        assert_eq!(answer.header("referrer-policy"), Some("no-referrer"));
        assert_eq!(
            answer.header("content-security-policy"),
            Some("default-src 'none'; base-uri 'none'; frame-ancestors 'none'")
        );
        assert!(answer.header("strict-transport-security").is_some());
    }
    let plain = Setup::default().front().get("/store/v1/echo", &[]).await;
    assert_eq!(
        plain.header("strict-transport-security"),
        None,
        "over HTTP it would be a promise nobody keeps"
    );
}

#[tokio::test]
async fn what_is_for_one_caller_is_kept_by_no_cache() {
    let front = Setup::default().front();
    assert_eq!(front.get("/store/v1/echo", &[]).await.header("cache-control"), None);
    assert_eq!(front.get("/store/v1/echo", &[CUSTOMER]).await.header("cache-control"), Some("no-store"));
    let token = [("x-cart-token", "secret")];
    assert_eq!(front.get("/store/v1/echo", &token).await.header("cache-control"), Some("no-store"));
    assert_eq!(front.get("/store/v1/mine", &[]).await.header("cache-control"), Some("no-store"));
    let posted = front.send(Method::POST, "/store/v1/login", &[], Body::empty(), None).await;
    assert_eq!(posted.header("cache-control"), Some("no-store"));
}

fn shared() -> Front {
    let list = |origin: &str, credentials| Origins { origins: vec![origin.to_owned()], credentials };
    let mut config = Config::default();
    config.cors.store = list(SHOP, false);
    config.cors.admin = list(CONSOLE, true);
    Setup { config, ..Setup::default() }.front()
}

async fn preflight(front: &Front, path: &str, origin: &str) -> Answer {
    let headers = [("origin", origin), ("access-control-request-method", "POST")];
    front.send(Method::OPTIONS, path, &headers, Body::empty(), None).await
}

#[tokio::test]
async fn preflights_are_answered_before_anybody_asks_for_credentials() {
    let front = shared();
    let granted = preflight(&front, "/admin/v1/echo", CONSOLE).await;
    assert_eq!(granted.status.as_u16(), 204);
    assert_eq!(granted.header("access-control-allow-origin"), Some(CONSOLE));
    assert_eq!(granted.header("access-control-allow-credentials"), Some("true"));
    assert!(granted.header("access-control-allow-methods").unwrap().contains("PATCH"));
    assert!(granted.header("access-control-allow-headers").unwrap().contains("x-publishable-key"));
    assert_eq!(granted.header("vary"), Some("origin"));

    for (path, origin) in [
        ("/store/v1/login", CONSOLE),
        ("/admin/v1/echo", SHOP),
        ("/store/v1/login", "https://shop.example.evil"),
        ("/store/v1/login", "null"),
    ] {
        let refused = preflight(&front, path, origin).await;
        assert_eq!(refused.header("access-control-allow-origin"), None, "{path} {origin}");
        assert_eq!(refused.header("access-control-allow-methods"), None);
        assert_eq!(refused.header("vary"), Some("origin"));
    }
}

#[tokio::test]
async fn only_listed_origins_may_read_answers() {
    let front = shared();
    let answer = front.get("/store/v1/echo", &[("origin", SHOP)]).await;
    assert_eq!(answer.header("access-control-allow-origin"), Some(SHOP));
    assert_eq!(answer.header("access-control-allow-credentials"), None);
    assert!(answer.header("access-control-expose-headers").unwrap().contains("ratelimit"));
    let other = front.get("/store/v1/echo", &[("origin", "https://evil.example")]).await;
    assert_eq!((other.header("access-control-allow-origin"), other.header("vary")), (None, Some("origin")));
    let problem = front.get("/store/v1/mine", &[("origin", SHOP)]).await;
    problem.is_problem(401, "request.unauthenticated");
    assert_eq!(problem.header("access-control-allow-origin"), Some(SHOP), "scripts may read problems, too");
}

#[tokio::test]
async fn a_shop_may_be_open_to_all_and_then_without_credentials() {
    let mut config = Config::default();
    config.cors.store = Origins { origins: vec!["*".to_owned()], credentials: false };
    let front = Setup { config, ..Setup::default() }.front();
    let answer = front.get("/store/v1/echo", &[("origin", "https://any.example")]).await;
    assert_eq!(answer.header("access-control-allow-origin"), Some("*"));
    assert_eq!((answer.header("access-control-allow-credentials"), answer.header("vary")), (None, None));
    assert_eq!(front.get("/store/v1/echo", &[]).await.header("access-control-allow-origin"), None);
    let closed = front.get("/admin/v1/echo", &[("origin", "https://any.example")]).await;
    assert_eq!(closed.header("access-control-allow-origin"), None);
}
