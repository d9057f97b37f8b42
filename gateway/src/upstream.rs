//! Who answers an operation: the services of this process, or another process over HTTP.

use std::error::Error as _;
use std::io;
use std::pin::Pin;
use std::sync::{Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::{Body, HttpBody};
use axum::extract::Request;
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use http::header::{
    CONNECTION, EXPECT, FORWARDED, HOST, PROXY_AUTHENTICATE, PROXY_AUTHORIZATION, TE, TRAILER,
    TRANSFER_ENCODING, UPGRADE,
};
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use http_body::{Frame, SizeHint};
use kernel_base::ApiError;
use kernel_http::{Breaker, Problem};
use kernel_trace::{Outage, SpanContext, causes};
use tower::Service;

/// How often a request without a body is sent while no connection can be made.
const CONNECT_ATTEMPTS: u32 = 3;
const CONNECT_PAUSE: Duration = Duration::from_millis(20);
const CONNECT_TIMEOUT: Duration = Duration::from_secs(1);
/// Less than a server of ours keeps an idle connection, so that a request is rarely sent into a closing one.
const IDLE_TIMEOUT: Duration = Duration::from_secs(8);
/// How long an answer may pause in the middle.
const READ_TIMEOUT: Duration = Duration::from_secs(30);
/// How much longer than the operation itself the gateway waits: the operation's own answer says more.
const PATIENCE: Duration = Duration::from_millis(500);

/// Headers that are for the next hop only (RFC 9110, section 7.6.1), and those that the gateway writes itself.
const NOT_FORWARDED: [HeaderName; 12] = [
    CONNECTION,
    EXPECT,
    FORWARDED,
    HOST,
    PROXY_AUTHENTICATE,
    PROXY_AUTHORIZATION,
    TE,
    TRAILER,
    TRANSFER_ENCODING,
    UPGRADE,
    HeaderName::from_static("keep-alive"),
    HeaderName::from_static("proxy-connection"),
];
const TRACEPARENT: HeaderName = HeaderName::from_static("traceparent");

/// Answers operations.
#[derive(Debug)]
pub(crate) enum Upstream {
    Here(Router),
    There(Box<Remote>),
}

/// Another process.
#[derive(Debug)]
pub(crate) struct Remote {
    service: &'static str,
    origin: String,
    client: reqwest::Client,
    breaker: Breaker,
    outage: Mutex<Outage>,
}

/// Why there is no answer.
enum Failure {
    /// Nothing was sent.
    NotSent(String),
    /// It may have been received, and may have taken effect.
    Broken(String),
}

/// The client through which all other processes are called.
pub(crate) fn client() -> reqwest::Client {
    kernel_http::client_builder()
        .connect_timeout(CONNECT_TIMEOUT)
        .pool_idle_timeout(IDLE_TIMEOUT)
        .read_timeout(READ_TIMEOUT)
        .tcp_nodelay(true)
        .no_proxy()
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .expect("BUG: a client without TLS and proxy needs nothing from outside")
}

impl Upstream {
    pub(crate) fn there(remote: &kernel_service::Remote, client: reqwest::Client) -> Self {
        Self::There(Box::new(Remote {
            service: remote.service,
            origin: remote.origin.trim_end_matches('/').to_owned(),
            client,
            breaker: Breaker::default(),
            outage: Mutex::default(),
        }))
    }
}

/// The answer of the services in this process.
pub(crate) async fn answer_here(router: &Router, request: Request) -> Response {
    let answered: Result<Response, std::convert::Infallible> = router.clone().call(request).await;
    answered.unwrap_or_else(|never| match never {})
}

impl Remote {
    /// The other process's answer, its body while it comes; a problem when there is none.
    pub(crate) async fn answer(
        &self,
        request: Request,
        trace: SpanContext,
        time_limit: Duration,
    ) -> Response {
        let Some(leave) = self.breaker.admit(Instant::now()) else {
            return self.unavailable(StatusCode::SERVICE_UNAVAILABLE, "cannot be reached");
        };
        match tokio::time::timeout(time_limit + PATIENCE, self.send(request, trace)).await {
            Ok(Ok(response)) => {
                leave.succeeded();
                self.tell_answered();
                response
            }
            Ok(Err(Failure::NotSent(reason))) => {
                leave.failed(Instant::now());
                self.tell_unanswered(&reason);
                self.unavailable(StatusCode::SERVICE_UNAVAILABLE, "cannot be reached")
            }
            Ok(Err(Failure::Broken(reason))) => {
                leave.failed(Instant::now());
                self.tell_unanswered(&reason);
                self.unavailable(
                    StatusCode::BAD_GATEWAY,
                    "broke off; what it had begun may still take effect",
                )
            }
            Err(_) => {
                leave.failed(Instant::now());
                self.tell_unanswered("no answer in time");
                let text = "did not answer in time; what it had begun may still take effect";
                self.unavailable(StatusCode::GATEWAY_TIMEOUT, text)
            }
        }
    }

    async fn send(&self, request: Request, trace: SpanContext) -> Result<Response, Failure> {
        let (parts, body) = request.into_parts();
        let path = parts.uri.path_and_query().map_or("/", |path| path.as_str());
        let url = reqwest::Url::parse(&format!("{}{path}", self.origin))
            .map_err(|error| Failure::NotSent(error.to_string()))?;
        let mut headers = parts.headers;
        remove_hop_by_hop(&mut headers);
        let traceparent = HeaderValue::try_from(trace.to_string()).expect("BUG: a traceparent is ASCII");
        headers.insert(TRACEPARENT, traceparent);
        if body.is_end_stream() {
            return self.send_without_body(&parts.method, &url, &headers).await;
        }
        let request = self.client.request(parts.method, url).headers(headers);
        let answer = request.body(reqwest::Body::wrap(OneReader::new(body))).send().await;
        answer.map(forwarded).map_err(|error| failure(&error))
    }

    /// While no connection can be made it is tried again: who restarts is back within a moment. What only reads is also sent
    /// again, once, when its connection broke: the other process may just have closed it.
    async fn send_without_body(
        &self,
        method: &Method,
        url: &reqwest::Url,
        headers: &HeaderMap,
    ) -> Result<Response, Failure> {
        let mut resend = method.is_safe();
        let mut attempt = 1;
        loop {
            let request = self.client.request(method.clone(), url.clone()).headers(headers.clone());
            match request.send().await.map_err(|error| failure(&error)) {
                Err(Failure::NotSent(_)) if attempt < CONNECT_ATTEMPTS => {
                    tokio::time::sleep(CONNECT_PAUSE * attempt).await;
                    attempt += 1;
                }
                Err(Failure::Broken(_)) if resend => resend = false,
                answer => return answer.map(forwarded),
            }
        }
    }

    fn unavailable(&self, status: StatusCode, text: &str) -> Response {
        let message = format!("the service {} {text}", self.service);
        let error = ApiError { code: UNAVAILABLE.into(), ..ApiError::unavailable(message) };
        Problem::from(error).with_status(status).into_response()
    }

    /// A process that is away gives one line now and then, not one per request.
    fn tell_unanswered(&self, reason: &str) {
        let told = self.outage.lock().unwrap_or_else(PoisonError::into_inner).failed(Instant::now(), reason);
        if let Some(told) = told {
            tracing::warn!(
                upstream = self.service,
                reason,
                failures = told.failures,
                "a request got no answer"
            );
        }
    }

    fn tell_answered(&self) {
        let told = self.outage.lock().unwrap_or_else(PoisonError::into_inner).recovered(Instant::now());
        if let Some(told) = told {
            let after_s = told.lasting.as_secs();
            tracing::info!(
                upstream = self.service,
                failures = told.failures,
                after_s,
                "requests are answered again"
            );
        }
    }
}

/// The code of every answer that another process should have given.
pub(crate) const UNAVAILABLE: &str = "gateway.upstream_unavailable";

fn failure(error: &reqwest::Error) -> Failure {
    let refused = std::iter::successors(error.source(), |&cause| cause.source()).any(|cause| {
        cause
            .downcast_ref::<io::Error>()
            .is_some_and(|error| error.kind() == io::ErrorKind::ConnectionRefused)
    });
    let text = causes(error).to_string();
    if error.is_connect() || refused { Failure::NotSent(text) } else { Failure::Broken(text) }
}

fn forwarded(answer: reqwest::Response) -> Response {
    let (mut parts, body) = http::Response::<reqwest::Body>::from(answer).into_parts();
    remove_hop_by_hop(&mut parts.headers);
    // What the client's library knows of the connection is of no use behind it.
    parts.extensions = http::Extensions::new();
    parts.version = http::Version::HTTP_11;
    Response::from_parts(parts, Body::new(body))
}

/// Also removes what `Connection` names.
fn remove_hop_by_hop(headers: &mut HeaderMap) {
    let named: Vec<HeaderName> = headers
        .get_all(CONNECTION)
        .iter()
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(','))
        .filter_map(|name| name.trim().parse().ok())
        .collect();
    for name in named.iter().chain(&NOT_FORWARDED) {
        headers.remove(name);
    }
}

/// A body that only one task reads may be sent through a client that wants to share it between threads.
struct OneReader(Mutex<Body>);

impl OneReader {
    fn new(body: Body) -> Self {
        Self(Mutex::new(body))
    }

    fn body(&self) -> std::sync::MutexGuard<'_, Body> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl HttpBody for OneReader {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let body = self.0.get_mut().unwrap_or_else(PoisonError::into_inner);
        Pin::new(body).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.body().is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body().size_hint()
    }
}
