//! Body and time limits, unknown paths and methods, panics, traces and observation.

use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use bytes::Bytes;
use futures::stream;
use http::Method;
use kernel_base::Env;
use kernel_http::{Access, CallCtx, Op, RawBody, Reply, RouteSet, Routes};

use crate::support::{Api, SERVICE, Seen, api, edge, request};

fn routes() -> Routes<()> {
    let size = |RawBody(bytes): RawBody| async move { Reply::json(200, &bytes.len()) };
    let call = |CallCtx(call): CallCtx| async move {
        Reply::json(200, &(call.deadline.to_string(), call.trace.map(|trace| trace.0)))
    };
    let instant = Duration::from_millis(1);
    Routes::new("probe", ())
        .route(Op::post("/default", Access::Public), size)
        .route(Op::post("/small", Access::Public).body_limit(10), size)
        .route(Op::get("/hangs", Access::Public).time_limit(instant), std::future::pending::<Reply>)
        .route(Op::post("/service", Access::Service(&["neighbor"])).time_limit(Duration::from_secs(60)), call)
        .route(Op::post("/hangs", Access::Service(&["neighbor"])), std::future::pending::<Reply>)
        .route(Op::get("/call", Access::Public), call)
        .route(Op::get("/panics", Access::Public), || async { panic_with_reply() })
        .route(Op::get("/thing", Access::Public), || async { Reply::no_content() })
        .route(Op::delete("/thing", Access::Public), || async { Reply::no_content() })
}

fn panic_with_reply() -> Reply {
    panic!("a handler's bug")
}

fn streamed(chunks: usize, size: usize) -> Body {
    let chunk = Bytes::from(vec![b'x'; size]);
    Body::from_stream(stream::iter((0..chunks).map(move |_| Ok::<_, std::io::Error>(chunk.clone()))))
}

#[tokio::test]
async fn bodies_beyond_the_limit_are_refused() {
    let api = api(routes());
    let post = |path: &'static str, body: Body| api.send(request(Method::POST, path, &[], body));
    let too_large = (413, "request.too_large".to_owned());
    assert_eq!(post("/small", Body::from("0123456789")).await.json(), 10);
    assert_eq!(post("/small", Body::from("0123456789a")).await.problem(), too_large);
    assert_eq!(post("/small", streamed(2, 5)).await.json(), 10);
    assert_eq!(post("/small", streamed(3, 5)).await.problem(), too_large);
    assert_eq!(post("/default", streamed(1024, 1024)).await.json(), 1024 * 1024);
    assert_eq!(post("/default", streamed(1025, 1024)).await.problem(), too_large);
}

#[tokio::test]
async fn broken_body_is_the_clients_error() {
    let broken = stream::iter([Ok(Bytes::from("x")), Err(std::io::Error::other("reset"))]);
    let answer = api(routes()).send(request(Method::POST, "/default", &[], Body::from_stream(broken))).await;
    assert_eq!(answer.problem(), (400, "request.body_unreadable".to_owned()));
}

#[tokio::test]
async fn handler_that_takes_too_long_is_cut_off() {
    let answer = api(routes()).get("/hangs").await;
    assert_eq!(answer.problem(), (503, "request.timeout".to_owned()));
    assert_eq!(answer.json()["retryable"], true);
    assert_eq!(answer.header("retry-after"), Some("1"));
}

#[tokio::test]
async fn only_services_may_shorten_the_deadline() {
    let env = Env::system();
    let api = api(routes());
    let headers = [("authorization", SERVICE), ("x-deadline-ms", "1")];
    let answer = api.send(request(Method::POST, "/hangs", &headers, "")).await;
    assert_eq!(answer.problem(), (503, "request.timeout".to_owned()));

    let deadline = |answer: crate::support::Answer| {
        let deadline: kernel_base::Timestamp = answer.json()[0].as_str().unwrap().parse().unwrap();
        deadline.since(env.now())
    };
    let headers = [("authorization", SERVICE), ("x-deadline-ms", "20000")];
    let told = deadline(api.send(request(Method::POST, "/service", &headers, "")).await);
    assert!((Duration::from_secs(5)..=Duration::from_secs(20)).contains(&told), "{told:?}");
    let ignored = deadline(api.send(request(Method::GET, "/call", &[("x-deadline-ms", "1")], "")).await);
    assert!(ignored > Duration::from_secs(5), "{ignored:?}");
}

#[tokio::test]
async fn unknown_paths_and_methods_are_problems() {
    let api = api(routes());
    assert_eq!(api.get("/nowhere").await.problem(), (404, "request.not_found".to_owned()));
    let answer = api.send(request(Method::PATCH, "/thing", &[], "")).await;
    assert_eq!(answer.problem(), (405, "request.method_not_allowed".to_owned()));
    let mut allowed: Vec<_> = answer.header("allow").unwrap().split(',').map(str::trim).collect();
    allowed.sort_unstable();
    assert_eq!(allowed, ["DELETE", "GET", "HEAD"]);
    let head = api.send(request(Method::HEAD, "/thing", &[], "")).await;
    assert_eq!(head.status, 204);
}

#[tokio::test]
async fn panic_is_an_internal_error() {
    let answer = api(routes()).get("/panics").await;
    assert_eq!(answer.problem(), (500, "internal".to_owned()));
    assert!(!String::from_utf8(answer.body).unwrap().contains("bug"));
}

#[tokio::test]
async fn trace_of_the_caller_reaches_handler_and_problem() {
    let api = api(routes());
    let id = "4bf92f3577b34da6a3ce929d0e0e4736";
    let parent = format!("00-{id}-00f067aa0ba902b7-01");
    let send = |path: &'static str| {
        let request = request(Method::GET, path, &[("traceparent", &parent)], "");
        let api = api.clone();
        async move { api.send(request).await.json() }
    };
    assert_eq!(send("/nowhere").await["trace_id"], id);
    assert!(send("/call").await[1].as_str().unwrap().starts_with(&format!("00-{id}-")));
    let own = api.get("/call").await.json()[1].as_str().unwrap().to_owned();
    assert_eq!((own.len(), own.contains(id)), (55, false));
}

#[tokio::test]
async fn every_answer_is_observed_once_under_its_declared_path() {
    let seen = Arc::new(Seen::default());
    let api = Api(RouteSet::from(routes()).into_router(&edge().observer(seen.clone())));
    api.get("/thing?secret=1").await;
    api.get("/panics").await;
    api.get("/hangs").await;
    api.get("/nowhere/1").await;
    api.send(request(Method::PUT, "/thing", &[], "")).await;
    api.post("/service", "").await;
    let expected = [
        ("/thing", Method::GET, 204),
        ("/panics", Method::GET, 500),
        ("/hangs", Method::GET, 503),
        ("unmatched", Method::GET, 404),
        ("/thing", Method::PUT, 405),
        ("/service", Method::POST, 401),
    ];
    assert_eq!(*seen.0.lock().unwrap(), expected);
}
