//! Answers, entity tags and preferences.

use http::Method;
use kernel_http::{Access, IfMatch, Op, PreferWait, Reply, Routes};

use crate::support::{Api, api, request};

fn probe() -> Api {
    let created = || async { Reply::json(201, &7).etag(3).location("/things/7") };
    let required = |IfMatch(version): IfMatch| async move { Reply::json(200, &version) };
    let optional =
        |version: Option<IfMatch>| async move { Reply::json(200, &version.map(|IfMatch(version)| version)) };
    let wait =
        |PreferWait(wait): PreferWait| async move { Reply::json(200, &wait.map(|wait| wait.as_secs())) };
    let broken = || async {
        // JSON has only text as keys.
        Reply::json(200, &std::collections::BTreeMap::from([((1, 2), 3)]))
    };
    let routes = Routes::new("probe", ())
        .route(Op::post("/created", Access::Public), created)
        .route(Op::delete("/gone", Access::Public), || async { Reply::no_content() })
        .route(Op::get("/raw", Access::Public), || async { Reply::raw_json(200, r#"{"a":1}"#) })
        .route(Op::put("/required", Access::Public), required)
        .route(Op::put("/optional", Access::Public), optional)
        .route(Op::get("/wait", Access::Public), wait)
        .route(Op::get("/broken", Access::Public), broken);
    api(routes)
}

#[tokio::test]
async fn reply_carries_status_body_and_headers() {
    let api = probe();
    let created = api.post("/created", "").await;
    assert_eq!((created.status.as_u16(), created.json()), (201, 7.into()));
    assert_eq!(created.header("content-type"), Some("application/json"));
    assert_eq!(created.header("etag"), Some("\"v3\""));
    assert_eq!(created.header("location"), Some("/things/7"));

    let gone = api.send(request(Method::DELETE, "/gone", &[], "")).await;
    assert_eq!((gone.status.as_u16(), gone.body.len(), gone.header("content-type")), (204, 0, None));
    assert_eq!(api.get("/raw").await.body, br#"{"a":1}"#);
    assert_eq!(api.get("/broken").await.problem(), (500, "internal".to_owned()));
}

#[tokio::test]
async fn if_match_is_a_strong_entity_tag() {
    let api = probe();
    let send = |path: &'static str, tag: &str| {
        let request = request(Method::PUT, path, &[("if-match", tag)], "");
        let api = api.clone();
        async move { api.send(request).await }
    };
    for path in ["/required", "/optional"] {
        assert_eq!(send(path, "\"v7\"").await.json(), 7);
        for wrong in [
            "v7",
            "\"7\"",
            "W/\"v7\"",
            "\"v-7\"",
            "\"v+7\"",
            "\"v\"",
            "*",
            "\"v1\", \"v2\"",
            "\"v99999999999999999999\"",
        ] {
            let answer = send(path, wrong).await;
            assert_eq!(answer.problem(), (400, "request.if_match_malformed".to_owned()), "{wrong}");
        }
    }
    let missing = api.send(request(Method::PUT, "/required", &[], "")).await;
    assert_eq!(missing.problem(), (400, "request.if_match_missing".to_owned()));
    let missing = api.send(request(Method::PUT, "/optional", &[], "")).await;
    assert!(missing.json().is_null());
}

#[tokio::test]
async fn preferred_wait_is_capped() {
    let api = probe();
    for (prefer, seconds) in [
        ("wait=5", Some(5)),
        ("respond-async, wait=5", Some(5)),
        ("Wait=\"5\"; x=1", Some(5)),
        ("wait=3600", Some(10)),
        ("wait=soon", None),
        ("wait", None),
        ("return=minimal", None),
    ] {
        let answer = api.send(request(Method::GET, "/wait", &[("prefer", prefer)], "")).await;
        assert_eq!(answer.json(), serde_json::json!(seconds), "{prefer}");
    }
    assert!(api.get("/wait").await.json().is_null());
}
