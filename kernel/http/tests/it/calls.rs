//! A service called over HTTP behaves as if it were in the same process.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use bytes::Bytes;
use kernel_base::{ApiError, Call, Env, ErrorKind, TraceParent, Transport, invoke};
use kernel_http::{HttpTransport, HttpTransportBuilder, RouteSet, Routes, serve};
use kernel_token::{CallTokens, HeldKeys, KeyRing, ServiceKey};
use serde::{Deserialize, Serialize};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio::task::JoinSet;

use crate::support::edge;

#[derive(Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
struct Question {
    number: u32,
}

fn refusal() -> ApiError {
    ApiError::new(ErrorKind::KeyReused, "probe.odd", "an odd number").with_field("/number", "odd", "is odd")
}

fn routes() -> RouteSet {
    let routes = Routes::new("probe", ())
        .rpc("halve", &["cart"], |(), _, question: Question| async move {
            if question.number.is_multiple_of(2) { Ok(question.number / 2) } else { Err(refusal()) }
        })
        .rpc("trace", &["cart"], |(), call: Call, (): ()| async move {
            Ok::<_, ApiError>(call.trace.map(|trace| trace.0).unwrap_or_default())
        })
        .rpc("hang", &["cart"], |(), _, (): ()| async move {
            std::future::pending::<()>().await;
            Ok::<_, ApiError>(())
        });
    routes.into()
}

fn call(within: Duration) -> Call {
    Call { deadline: Env::system().now().plus(within), trace: None }
}

fn key() -> Arc<ServiceKey> {
    Arc::new(ServiceKey::generate("cart").unwrap())
}

fn builder(address: SocketAddr, key: &Arc<ServiceKey>) -> HttpTransportBuilder {
    let tokens = CallTokens::new(key, "probe", Env::system());
    HttpTransport::builder(tokens, format!("http://{address}"), Env::system())
}

fn transport(address: SocketAddr, key: &Arc<ServiceKey>) -> HttpTransport {
    builder(address, key).idempotent(&["halve"]).build()
}

/// The routes, for who has this key.
fn router(key: &ServiceKey) -> axum::Router {
    let listed = HeldKeys { keys: vec![key.public(Env::system().now())] };
    routes().into_router(&edge().platform(Arc::new(KeyRing::new(&listed))))
}

/// Serves the routes until the returned set is dropped.
async fn served() -> (HttpTransport, SocketAddr, JoinSet<()>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (key, mut tasks) = (key(), JoinSet::new());
    tasks.spawn(serve(listener, router(&key), std::future::pending()));
    (transport(address, &key), address, tasks)
}

const SOON: Duration = Duration::from_secs(20);

#[tokio::test]
async fn answer_and_error_are_those_of_the_callee() {
    let (transport, _, _tasks) = served().await;
    let half = |number| {
        let (transport, call) = (&transport, call(SOON));
        async move { invoke::<_, u32>(transport, &call, "halve", &Question { number }).await }
    };
    assert_eq!(half(8).await, Ok(4));
    assert_eq!(half(7).await, Err(refusal()));
}

#[tokio::test]
async fn trace_goes_along() {
    let (transport, _, _tasks) = served().await;
    let parent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    let call = Call { trace: Some(TraceParent(parent.to_owned())), ..call(SOON) };
    let seen: String = invoke(&transport, &call, "trace", &()).await.unwrap();
    assert_eq!(seen[..36], parent[..36]);
}

#[tokio::test]
async fn deadline_ends_the_call_on_both_sides() {
    let (transport, _, _tasks) = served().await;
    let error = invoke::<_, ()>(&transport, &call(Duration::from_millis(30)), "hang", &()).await.unwrap_err();
    assert_eq!((error.kind, &*error.code), (ErrorKind::Unavailable, "request.timeout"));
    let error = invoke::<_, ()>(&transport, &call(Duration::ZERO), "hang", &()).await.unwrap_err();
    assert_eq!(&*error.code, "request.timeout");
}

#[tokio::test]
async fn a_refused_key_is_not_blamed_on_the_callers_caller() {
    let (_, address, _tasks) = served().await;
    let transport = transport(address, &key());
    let error = invoke::<_, ()>(&transport, &call(SOON), "hang", &()).await.unwrap_err();
    assert_eq!(error, ApiError::internal());
}

#[tokio::test]
async fn callee_that_comes_back_is_found_again() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let key = key();
    let transport = transport(address, &key);
    for _ in 0..5 {
        let error = transport.send(&call(SOON), "halve", Bytes::from("{}")).await.unwrap_err();
        assert_eq!(error.kind, ErrorKind::Unavailable);
    }
    // The breaker is open now; a second after the last failure one call probes, and finds the callee back.
    let listener = TcpListener::bind(address).await.unwrap();
    let mut tasks = JoinSet::new();
    tasks.spawn(serve(listener, router(&key), std::future::pending()));
    let question = Question { number: 2 };
    while invoke::<_, u32>(&transport, &call(SOON), "halve", &question).await != Ok(1) {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

/// Accepts connections, reads a request and closes without an answer; from the third on answers `1`.
async fn breaks_twice(listener: TcpListener, connections: Arc<AtomicUsize>) {
    loop {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut head = [0; 4096];
        let length = stream.read(&mut head).await.unwrap();
        assert!(length > 0);
        if connections.fetch_add(1, Ordering::SeqCst) >= 2 {
            let answer = b"HTTP/1.1 200 OK\r\ncontent-length: 1\r\nconnection: close\r\n\r\n1";
            stream.write_all(answer).await.unwrap();
        }
    }
}

#[tokio::test]
async fn only_idempotent_methods_are_sent_again_after_a_broken_connection() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let transport = transport(listener.local_addr().unwrap(), &key());
    let connections = Arc::new(AtomicUsize::new(0));
    let mut tasks = JoinSet::new();
    tasks.spawn(breaks_twice(listener, connections.clone()));

    let error = transport.send(&call(SOON), "hang", Bytes::from("null")).await.unwrap_err();
    assert_eq!((error.kind, connections.load(Ordering::SeqCst)), (ErrorKind::Unavailable, 1));
    let answer = transport.send(&call(SOON), "halve", Bytes::from("{}")).await.unwrap();
    assert_eq!((&*answer, connections.load(Ordering::SeqCst)), (&b"1"[..], 3));
}

#[tokio::test]
async fn calls_beyond_the_bulkhead_wait_for_a_place() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let (address, key, mut tasks) = (listener.local_addr().unwrap(), key(), JoinSet::new());
    tasks.spawn(serve(listener, router(&key), std::future::pending()));
    let transport = builder(address, &key).concurrency(1).build();
    let hang_call = call(Duration::from_millis(100));
    let hang = invoke::<_, ()>(&transport, &hang_call, "hang", &());
    let halve_call = call(Duration::from_millis(20));
    let halve = invoke::<_, u32>(&transport, &halve_call, "halve", &Question { number: 2 });
    // Polled in this order: the first takes the place.
    let (hang, halve) = futures::join!(hang, halve);
    assert!(hang.is_err());
    assert_eq!(&*halve.unwrap_err().code, "request.timeout", "it waited for a place until its deadline");
    assert_eq!(invoke::<_, u32>(&transport, &call(SOON), "halve", &Question { number: 2 }).await, Ok(1));
}
