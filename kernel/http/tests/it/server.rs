//! The server over sockets: keep-alive, graceful stop, hostile heads.

use kernel_http::{Access, Op, Reply, Routes, serve};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinSet;

use crate::support::api;

struct Running {
    address: std::net::SocketAddr,
    stop: oneshot::Sender<()>,
    tasks: JoinSet<()>,
    /// Sends when a handler of `/slow` started; it answers when told to.
    started: mpsc::Receiver<oneshot::Sender<()>>,
}

async fn running() -> Running {
    let (started_sender, started) = mpsc::channel(1);
    let slow = move || {
        let started = started_sender.clone();
        async move {
            let (go, gone) = oneshot::channel();
            started.send(go).await.unwrap();
            gone.await.unwrap();
            Reply::json(200, &"done")
        }
    };
    let routes = Routes::new("probe", ())
        .route(Op::get("/fast", Access::Public), || async { Reply::json(200, &"done") })
        .route(Op::get("/slow", Access::Public), slow);
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = oneshot::channel::<()>();
    let mut tasks = JoinSet::new();
    tasks.spawn(serve(listener, api(routes).0, async { drop(stopped.await) }));
    Running { address, stop, tasks, started }
}

async fn get(stream: &mut TcpStream, path: &str) {
    let request = format!("GET {path} HTTP/1.1\r\nhost: probe\r\n\r\n");
    stream.write_all(request.as_bytes()).await.unwrap();
}

/// Reads up to the end of the body that every handler here answers with.
async fn answer(stream: &mut TcpStream) -> String {
    let mut text = String::new();
    let mut buffer = [0; 1024];
    while !text.ends_with("\"done\"") {
        let length = stream.read(&mut buffer).await.unwrap();
        assert!(length > 0, "closed after {text:?}");
        text.push_str(str::from_utf8(&buffer[..length]).unwrap());
    }
    text
}

#[tokio::test]
async fn connection_serves_many_requests() {
    let server = running().await;
    let mut stream = TcpStream::connect(server.address).await.unwrap();
    for _ in 0..3 {
        get(&mut stream, "/fast").await;
        assert!(answer(&mut stream).await.starts_with("HTTP/1.1 200 OK\r\n"));
    }
}

#[tokio::test]
async fn stopping_lets_requests_finish_and_closes_idle_connections() {
    let mut server = running().await;
    let mut idle = TcpStream::connect(server.address).await.unwrap();
    get(&mut idle, "/fast").await;
    answer(&mut idle).await;
    let mut busy = TcpStream::connect(server.address).await.unwrap();
    get(&mut busy, "/slow").await;
    let go = server.started.recv().await.unwrap();

    server.stop.send(()).unwrap();
    assert_eq!(idle.read(&mut [0; 16]).await.unwrap(), 0, "an idle connection is closed at once");
    assert!(TcpStream::connect(server.address).await.is_err(), "nothing more is accepted");
    go.send(()).unwrap();
    assert!(answer(&mut busy).await.contains("200 OK"));
    server.tasks.join_next().await.unwrap().unwrap();
}

#[tokio::test]
async fn oversized_head_is_refused_and_others_are_served() {
    let server = running().await;
    let mut hostile = TcpStream::connect(server.address).await.unwrap();
    let request = format!("GET /fast HTTP/1.1\r\nhost: probe\r\nx: {}\r\n\r\n", "x".repeat(100_000));
    // The server may close before it read everything.
    drop(hostile.write_all(request.as_bytes()).await);
    let mut answered = Vec::new();
    drop(hostile.read_to_end(&mut answered).await);
    let text = String::from_utf8_lossy(&answered);
    assert!(text.is_empty() || text.starts_with("HTTP/1.1 431"), "{text}");

    let mut stream = TcpStream::connect(server.address).await.unwrap();
    get(&mut stream, "/fast").await;
    answer(&mut stream).await;
}
