//! What a request passes on its way to a service of the same process.

use std::num::NonZeroU32;

use axum::body::Body;
use gateway::Config;
use http::Method;
use serde_json::Value;

use crate::support::{CUSTOMER, STAFF, Setup};

const TRACEPARENT: &str = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

#[tokio::test]
async fn credentials_are_verified_once_and_the_caller_is_handed_on() {
    let front = Setup::default().front();
    assert_eq!(front.get("/store/v1/echo", &[]).await.ok()["caller"], "anonymous");
    assert_eq!(front.get("/store/v1/mine", &[CUSTOMER]).await.ok()["caller"], "customer:cus_1");
    assert_eq!(front.get("/admin/v1/echo", &[STAFF]).await.ok()["caller"], "staff:staff");
    let wrong = front.get("/store/v1/echo", &[("authorization", "Bearer wrong")]).await;
    wrong.is_problem(401, "request.unauthenticated");
    assert_ne!(wrong.body["detail"], "asked a second time");
    front.get("/admin/v1/echo", &[CUSTOMER]).await.is_problem(401, "request.unauthenticated");
    front.get("/store/v1/mine", &[]).await.is_problem(401, "request.unauthenticated");
    front
        .get("/admin/v1/echo", &[("authorization", "Bearer reader")])
        .await
        .is_problem(403, "request.forbidden");
}

#[tokio::test]
async fn an_operation_that_reads_authorization_itself_is_left_to_it() {
    let front = Setup::default().front();
    let told = front.get("/oauth/probe", &[("authorization", "Basic Y2xpZW50OnNlY3JldA==")]).await.ok();
    assert_eq!(
        (&told["caller"], &told["headers"]["authorization"]),
        (&"anonymous".into(), &"Basic Y2xpZW50OnNlY3JldA==".into())
    );
}

#[tokio::test]
async fn nobody_outside_speaks_for_the_platform() {
    let front = Setup::default().front();
    let forged = [
        ("x-deadline-ms", "1"),
        ("x-karum-channel", "wholesale"),
        ("x-karum-anything", "1"),
        ("x-forwarded-for", "198.51.100.1"),
        ("traceparent", TRACEPARENT),
        ("baggage", "a=b"),
        ("x-cart-token", "kept"),
    ];
    let told = front.get_from("203.0.113.5", "/store/v1/echo", &forged).await.ok();
    let headers: Vec<&str> = told["headers"].as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(headers, ["x-cart-token"]);
    assert_eq!(told["client"], "203.0.113.5");
    assert!(!told["trace"].as_str().unwrap().contains("4bf92f3577b34da6a3ce929d0e0e4736"));
}

#[tokio::test]
async fn trusted_proxies_tell_the_client_and_trusted_traces_go_on() {
    let config = Config {
        trusted_proxies: vec!["10.0.0.0/8".parse().unwrap()],
        trust_traceparent: true,
        ..Config::default()
    };
    let front = Setup { config, ..Setup::default() }.front();
    let sent = [("x-forwarded-for", "6.6.6.6, 198.51.100.1"), ("traceparent", TRACEPARENT)];
    let answer = front.get_from("10.0.0.1", "/store/v1/echo", &sent).await;
    assert_eq!(answer.header("x-request-id"), Some("4bf92f3577b34da6a3ce929d0e0e4736"));
    let told = answer.ok();
    assert_eq!(told["client"], "198.51.100.1");
    assert_eq!(told["headers"]["x-forwarded-for"], Value::Null);
    assert_eq!(front.get_from("203.0.113.5", "/store/v1/echo", &sent).await.ok()["client"], "203.0.113.5");
}

#[tokio::test]
async fn every_answer_names_its_trace() {
    let front = Setup::default().front();
    for path in ["/store/v1/echo", "/store/v1/nothing", "/store/v1/mine"] {
        let answer = front.get(path, &[("x-request-id", "mine")]).await;
        assert_eq!(answer.header("x-request-id").map(str::len), Some(32), "{path}");
    }
    front.get("/store/v1/nothing", &[]).await.is_problem(404, "request.not_found");
    let other = front.send(Method::DELETE, "/store/v1/echo", &[], Body::empty(), None).await;
    other.is_problem(405, "request.method_not_allowed");
}

#[tokio::test]
async fn a_body_that_is_too_long_is_refused_before_it_is_read() {
    let front = Setup::default().front();
    let json = [("content-type", "application/json")];
    let send =
        async |body: &'static str| front.send(Method::POST, "/store/v1/small", &json, body, None).await;
    assert_eq!(send("{\"a\":1}").await.ok(), serde_json::json!({ "a": 1 }));
    send("{\"a\":\"0123456789\"}").await.is_problem(413, "request.too_large");
}

fn strict() -> Config {
    let few = NonZeroU32::new(2).unwrap();
    let mut config = Config::default();
    config.limits.address.default = few;
    config.limits.address.login = few;
    config.limits.subject.default = few;
    config
}

#[tokio::test]
async fn who_calls_too_often_is_told_when_to_come_again() {
    let front = Setup { config: strict(), ..Setup::default() }.front();
    for remaining in ["\"address\";r=1;t=30", "\"address\";r=0;t=60"] {
        let answer = front.get_from("203.0.113.5", "/store/v1/echo", &[]).await;
        assert_eq!(answer.header("ratelimit-policy"), Some("\"address\";q=2;w=60"));
        assert_eq!(answer.header("ratelimit"), Some(remaining));
        answer.ok();
    }
    let limited = front.get_from("203.0.113.5", "/store/v1/echo", &[]).await;
    limited.is_problem(429, "request.rate_limited");
    assert_eq!(limited.header("retry-after"), Some("30"));
    assert_eq!(limited.header("ratelimit"), Some("\"address\";r=0;t=60"));
    assert_eq!(limited.body["retryable"], true);
    // Guessing at paths is counted, too, and so are wrong credentials.
    front.get_from("203.0.113.5", "/store/v1/nothing", &[]).await.is_problem(429, "request.rate_limited");
    front.get_from("203.0.113.6", "/store/v1/echo", &[]).await.ok();
}

#[tokio::test]
async fn an_operation_of_another_class_has_a_bucket_of_its_own() {
    let front = Setup { config: strict(), ..Setup::default() }.front();
    let login =
        async || front.send(Method::POST, "/store/v1/login", &[], Body::empty(), Some("203.0.113.5")).await;
    assert_eq!(login().await.header("ratelimit-policy"), Some("\"address-login\";q=2;w=60"));
    login().await.ok();
    login().await.is_problem(429, "request.rate_limited");
    front.get_from("203.0.113.5", "/store/v1/echo", &[]).await.ok();
}

#[tokio::test]
async fn a_caller_has_one_bucket_wherever_the_requests_come_from() {
    let front = Setup { config: strict(), ..Setup::default() }.front();
    for host in 1..=2 {
        front.get_from(&format!("203.0.113.{host}"), "/store/v1/echo", &[CUSTOMER]).await.ok();
    }
    let limited = front.get_from("203.0.113.3", "/store/v1/echo", &[CUSTOMER]).await;
    limited.is_problem(429, "request.rate_limited");
    assert_eq!(limited.header("ratelimit"), Some("\"address\";r=1;t=30, \"caller\";r=0;t=60"));
}

#[tokio::test]
async fn this_machine_is_not_limited_unless_it_speaks_for_others() {
    let front = Setup { config: strict(), ..Setup::default() }.front();
    for _ in 0..10 {
        let answer = front.get("/store/v1/echo", &[CUSTOMER]).await;
        assert_eq!(answer.header("ratelimit-policy"), Some("\"trusted\";q=60000000;w=60"));
        answer.ok();
    }
    let forwarded = [("x-forwarded-for", "198.51.100.1")];
    front.get("/store/v1/echo", &forwarded).await.ok();
    front.get("/store/v1/echo", &forwarded).await.ok();
    front.get("/store/v1/echo", &forwarded).await.is_problem(429, "request.rate_limited");
}

#[tokio::test]
async fn internal_routes_are_hidden_where_others_have_a_listener_of_their_own() {
    let service = [("authorization", "Bearer service"), ("content-type", "application/json")];
    for (hidden, status, code) in [(false, 401, "request.unauthenticated"), (true, 404, "request.not_found")]
    {
        let front = Setup { internal_listener: hidden, ..Setup::default() }.front();
        // In the all-in-one process the operation itself asks for the token; here its edge refuses all.
        let answer = front.send(Method::POST, "/internal/v1/probe/probe", &service, "{}", None).await;
        answer.is_problem(status, code);
        assert_eq!(answer.body["detail"] == "asked a second time", !hidden);
        front.get("/metrics", &[]).await.is_problem(404, "request.not_found");
    }
}
