//! Services in another process: a server on a socket.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::response::Response;
use axum::routing::{get, post};
use futures::StreamExt;
use http::{HeaderMap, Method, Request};
use kernel_base::Env;
use kernel_http::{Access, Edge, Op, Reply, RouteSet, Routes};
use kernel_service::Remote;
use kernel_token::ServiceKey;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio::task::JoinSet;

use crate::support::{CUSTOMER, Front, Nobody, STAFF, Setup, key, probe, ring};

/// Another process. It ends when dropped.
struct Process {
    origin: String,
    tasks: JoinSet<()>,
}

impl Process {
    async fn start(router: Router) -> Self {
        Self::at(TcpListener::bind("127.0.0.1:0").await.unwrap(), router)
    }

    fn at(listener: TcpListener, router: Router) -> Self {
        let origin = format!("http://{}", listener.local_addr().unwrap());
        let mut tasks = JoinSet::new();
        tasks.spawn(kernel_http::serve(listener, router, std::future::pending()));
        Self { origin, tasks }
    }

    /// Ends it, and with it all its connections.
    async fn stop(mut self) {
        self.tasks.shutdown().await;
    }

    /// A gateway in front of it that runs nothing itself.
    async fn front(&self) -> Front {
        front(&self.origin).await
    }
}

async fn front(origin: &str) -> Front {
    let remotes = vec![Remote { service: "probe", origin: origin.to_owned() }];
    let front = Setup { remotes, here: Vec::new(), ..Setup::default() }.front();
    front.gateway.refresh().await;
    front
}

fn service(routes: RouteSet) -> Router {
    // It knows only callers whom the gateway vouches for.
    let ring = ring(&[key("gateway"), key("probe")]);
    routes.into_router(&Edge::new(Env::system(), Arc::new(Nobody)).platform(ring))
}

#[tokio::test]
async fn requests_go_to_the_process_that_describes_the_operation() {
    let there = Process::start(service(probe())).await;
    let front = there.front().await;
    let answer = front
        .get("/store/v1/echo?a=1", &[("x-deadline-ms", "1"), ("connection", "x-hop"), ("x-hop", "1")])
        .await;
    let request_id = answer.header("x-request-id").unwrap().to_owned();
    assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
    let told = answer.ok();
    assert_eq!(told["query"], "a=1");
    assert!(
        told["trace"].as_str().unwrap().contains(&request_id),
        "one trace through both processes: {told}"
    );
    for name in ["x-deadline-ms", "x-hop", "connection"] {
        assert!(told["headers"].get(name).is_none(), "{name}: {told}");
    }
    assert_eq!(front.get("/store/v1/mine", &[CUSTOMER]).await.ok()["caller"], "customer:cus_1");
    front.get("/store/v1/mine", &[]).await.is_problem(401, "request.unauthenticated");
    let json = [("content-type", "application/json")];
    let posted = front.send(Method::POST, "/store/v1/small", &json, "{\"a\":1}", None).await;
    assert_eq!(posted.ok(), serde_json::json!({ "a": 1 }));
    let deleted = front.send(Method::DELETE, "/store/v1/echo", &[], Body::empty(), None).await;
    deleted.is_problem(405, "request.method_not_allowed");
    front.get("/store/v1/nothing", &[]).await.is_problem(404, "request.not_found");
    assert_eq!(front.get("/openapi/probe.json", &[]).await.ok()["info"]["title"], "probe");
}

#[tokio::test]
async fn the_gateway_says_who_calls_and_from_where_and_keeps_their_token() {
    let there = Process::start(service(probe())).await;
    let front = there.front().await;
    let told = front.get_from("203.0.113.5", "/store/v1/mine", &[CUSTOMER]).await.ok();
    assert_eq!((&told["caller"], &told["client"]), (&"customer:cus_1".into(), &"203.0.113.5".into()));
    assert!(told["headers"].get("authorization").is_none(), "{told}");
    let told = front.get_from("203.0.113.6", "/store/v1/echo", &[]).await.ok();
    assert_eq!((&told["caller"], &told["client"]), (&"anonymous".into(), &"203.0.113.6".into()));
    assert_eq!(front.get("/admin/v1/echo", &[STAFF]).await.ok()["caller"], "staff:staff");
    let reader = [("authorization", "Bearer reader")];
    front.get("/admin/v1/echo", &reader).await.is_problem(403, "request.forbidden");
    front
        .get("/store/v1/mine", &[("authorization", "Bearer wrong")])
        .await
        .is_problem(401, "request.unauthenticated");
    let told = front.get("/oauth/probe", &[("authorization", "Basic abc")]).await.ok();
    assert_eq!(
        (&told["caller"], &told["headers"]["authorization"]),
        (&"anonymous".into(), &"Basic abc".into())
    );
}

#[tokio::test]
async fn a_process_believes_only_the_gateway_of_its_own_platform() {
    let there = Process::start(service(probe())).await;
    let stranger = Arc::new(ServiceKey::generate("gateway").unwrap());
    for (key, status) in [(key("gateway"), 200), (key("probe"), 401), (stranger, 401)] {
        let remotes = vec![Remote { service: "probe", origin: there.origin.clone() }];
        let front = Setup { remotes, here: Vec::new(), key, ..Setup::default() }.front();
        front.gateway.refresh().await;
        for path in ["/store/v1/mine", "/store/v1/echo"] {
            let answer = front.get(path, &[CUSTOMER]).await;
            assert_eq!(answer.status.as_u16(), status, "{path} {answer:?}");
        }
    }
}

#[tokio::test]
async fn what_processes_ask_each_other_is_not_for_the_public() {
    let there = Process::start(service(probe())).await;
    let front = there.front().await;
    let service = [("authorization", "Bearer service"), ("content-type", "application/json")];
    let answer = front.send(Method::POST, "/internal/v1/probe/probe", &service, "{}", None).await;
    answer.is_problem(404, "request.not_found");
}

#[tokio::test]
async fn a_service_deployed_with_a_new_operation_needs_no_new_gateway() {
    let one = || {
        Routes::new("probe", ())
            .route(Op::get("/store/v1/one", Access::Public), || async { Reply::no_content() })
    };
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let old = Process::at(listener, service(RouteSet::from(one()).openapi_route("probe")));
    let front = old.front().await;
    front.get("/store/v1/two", &[]).await.is_problem(404, "request.not_found");
    old.stop().await;

    let two = one().route(Op::get("/store/v1/two", Access::Public), || async { Reply::no_content() });
    let listener = TcpListener::bind(address).await.unwrap();
    let _new = Process::at(listener, service(RouteSet::from(two).openapi_route("probe")));
    front.gateway.refresh().await;
    front.get("/store/v1/two", &[]).await.ok();
    front.get("/store/v1/one", &[]).await.ok();
}

#[tokio::test]
async fn a_process_that_is_away_is_told_as_such_and_not_asked_all_the_time() {
    let there = Process::start(service(probe())).await;
    let front = there.front().await;
    front.get("/store/v1/echo", &[]).await.ok();
    there.stop().await;
    for _ in 0..7 {
        let answer = front.get("/store/v1/echo", &[]).await;
        answer.is_problem(503, "gateway.upstream_unavailable");
        assert_eq!((answer.header("retry-after"), &answer.body["retryable"]), (Some("1"), &true.into()));
    }
}

#[tokio::test]
async fn before_a_service_has_told_its_operations_they_may_come_again() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let origin = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let front = front(&origin).await;
    front.get("/store/v1/echo", &[]).await.is_problem(503, "gateway.upstream_unavailable");
}

/// A server that says it has `GET /store/v1/broken`, and answers a request for it with these bytes.
async fn broken(answer: &'static [u8], time_limit_ms: u64) -> Process {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let origin = format!("http://{}", listener.local_addr().unwrap());
    let document =
        format!("{{\"paths\":{{\"/store/v1/broken\":{{\"get\":{{\"x-time-limit-ms\":{time_limit_ms}}}}}}}}}");
    let mut tasks = JoinSet::new();
    tasks.spawn(async move {
        let mut held = Vec::new();
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut head = [0; 4096];
            let length = stream.read(&mut head).await.unwrap();
            if head[..length].starts_with(b"GET /openapi") {
                let length = document.len();
                let text = format!(
                    "HTTP/1.1 200 OK\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{document}"
                );
                stream.write_all(text.as_bytes()).await.unwrap();
            } else {
                stream.write_all(answer).await.unwrap();
                if answer.is_empty() {
                    held.push(stream);
                }
            }
        }
    });
    Process { origin, tasks }
}

#[tokio::test]
async fn a_broken_answer_and_a_late_one_are_problems() {
    let there = broken(b"HTTP/1.1 2", 30_000).await;
    there.front().await.get("/store/v1/broken", &[]).await.is_problem(502, "gateway.upstream_unavailable");
    let silent = broken(b"", 100).await;
    silent.front().await.get("/store/v1/broken", &[]).await.is_problem(504, "gateway.upstream_unavailable");
}

/// Answers with what it is sent, piece by piece, while it is sent.
fn mirror() -> Router {
    let operation = |method: &str| serde_json::json!({ method: { "x-body-limit": 1_000_000_000_u64 } });
    let document = serde_json::json!({ "paths": { "/store/v1/mirror": operation("post") } }).to_string();
    let mirror = async |headers: HeaderMap, body: Body| {
        let mut response = Response::new(Body::from_stream(body.into_data_stream()));
        if let Some(length) = headers.get("content-length") {
            response.headers_mut().insert("x-length", length.clone());
        }
        response.headers_mut().insert("connection", "x-hop".parse().unwrap());
        response.headers_mut().insert("x-hop", "1".parse().unwrap());
        response
    };
    let document: Arc<str> = document.into();
    Router::new()
        .route("/openapi/probe.json", get(async move || document.to_string()))
        .route("/store/v1/mirror", post(mirror))
}

#[tokio::test]
async fn bodies_flow_both_ways_while_they_come() {
    let there = Process::start(mirror()).await;
    let front = there.front().await;
    let (send, receive) = tokio::sync::mpsc::channel::<Result<Bytes, std::convert::Infallible>>(1);
    let receive =
        futures::stream::unfold(receive, |mut receive| async { Some((receive.recv().await?, receive)) });
    let request = Request::post("/store/v1/mirror").body(Body::from_stream(receive)).unwrap();
    send.send(Ok(Bytes::from_static(b"first"))).await.unwrap();
    let response = front.raw(request).await;
    assert_eq!(response.headers().get("x-hop"), None, "only for the next hop");
    let mut body = response.into_body().into_data_stream();
    assert_eq!(body.next().await.unwrap().unwrap(), "first", "before the request has ended");
    send.send(Ok(Bytes::from_static(b"second"))).await.unwrap();
    assert_eq!(body.next().await.unwrap().unwrap(), "second");
    drop(send);
    assert!(tokio::time::timeout(Duration::from_secs(5), body.next()).await.unwrap().is_none());
}

#[tokio::test]
async fn a_known_length_stays_known() {
    let there = Process::start(mirror()).await;
    let front = there.front().await;
    let request =
        Request::post("/store/v1/mirror").header("content-length", "4").body(Body::from("four")).unwrap();
    let response = front.raw(request).await;
    assert_eq!(response.headers()["x-length"], "4");
    assert_eq!(axum::body::to_bytes(response.into_body(), 100).await.unwrap(), "four");
}
