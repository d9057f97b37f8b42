//! What is around every answer: a span, a trace, what becomes of a panic and of a problem, and whoever counts.

use std::convert::Infallible;
use std::panic::AssertUnwindSafe;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use axum::extract::Request;
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use futures::FutureExt;
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use kernel_base::{ApiError, Env};
use kernel_token::KeyRing;
use kernel_trace::SpanContext;
use tower::Service;
use tracing::{Instrument, Span, field};

use crate::context::parent;
use crate::endpoint::Platform;
use crate::{Authenticator, Problem};

/// Learns of every answered request; metrics implement it.
pub trait RequestObserver: Send + Sync {
    /// `route` is the declared path, `unmatched` when there is none: its values are few.
    fn observe(&self, route: &'static str, method: &Method, status: StatusCode, duration: Duration);
}

/// What all routes share.
#[derive(Clone)]
pub struct Edge {
    pub(crate) env: Env,
    pub(crate) authenticator: Arc<dyn Authenticator>,
    observer: Option<Arc<dyn RequestObserver>>,
    pub(crate) platform: Option<Platform>,
}

impl Edge {
    /// Time and randomness, and who knows the callers.
    #[must_use]
    pub fn new(env: Env, authenticator: Arc<dyn Authenticator>) -> Self {
        Self { env, authenticator, observer: None, platform: None }
    }

    /// Knows other services by their keys, and believes a gateway in another process whom it has let in. From now on nobody
    /// else's word counts for what services ask each other.
    #[must_use]
    pub fn platform(mut self, ring: Arc<KeyRing>) -> Self {
        self.platform = Some(Platform::new(ring));
        self
    }

    /// Tells somebody of every answered request.
    #[must_use]
    pub fn observer(mut self, observer: Arc<dyn RequestObserver>) -> Self {
        self.observer = Some(observer);
        self
    }

    /// Answers, in a span of this service, what no operation of this process answers: what a gateway hands on to another
    /// process, or refuses.
    pub async fn answer<F>(
        &self,
        service: &'static str,
        route: &'static str,
        request: Request,
        answer: impl FnOnce(Request, SpanContext) -> F,
    ) -> Response
    where
        F: Future<Output = Response>,
    {
        let target = Target { service, route, untraced: false };
        let observed = self.open(target, request.method(), request.headers());
        let answer = answer(request, observed.trace);
        observed.answer(answer).await
    }

    /// Opens the request's span, in the caller's trace if it has one.
    pub(crate) fn open(&self, target: Target, method: &Method, headers: &HeaderMap) -> Observed<'_> {
        let span = tracing::info_span!(
            "http_request",
            service = target.service,
            http.request.method = %method,
            http.route = target.route,
            http.response.status_code = field::Empty,
            duration_ms = field::Empty,
            trace_id = field::Empty,
            span_id = field::Empty,
        );
        let parent =
            parent(headers).or_else(|| target.untraced.then(|| SpanContext::unrecorded(self.env.uuid())));
        let trace = kernel_trace::enter(&span, parent).unwrap_or_else(|| {
            // Nobody exports traces here. The ids are ours then, for logs, problems and those we call.
            let fresh = self.env.uuid();
            let own = parent.map_or_else(|| SpanContext::unrecorded(fresh), |parent| parent.child(fresh));
            if !span.is_disabled() {
                own.record(&span);
            }
            own
        });
        Observed {
            edge: self,
            route: target.route,
            method: method.clone(),
            span,
            trace,
            started: Instant::now(),
        }
    }
}

/// What a request is for.
#[derive(Clone, Copy)]
pub(crate) struct Target {
    pub(crate) service: &'static str,
    pub(crate) route: &'static str,
    /// Asked by machines all the time: its traces would bury all others.
    pub(crate) untraced: bool,
}

/// A request being answered.
pub(crate) struct Observed<'e> {
    edge: &'e Edge,
    route: &'static str,
    method: Method,
    span: Span,
    pub(crate) trace: SpanContext,
    started: Instant,
}

impl Observed<'_> {
    /// Runs `answer` in the request's span, and records what came of it.
    pub(crate) async fn answer<F>(self, answer: F) -> Response
    where
        F: Future<Output = Response>,
    {
        // A panic would close the connection without an answer and go by unobserved.
        let outcome = AssertUnwindSafe(answer).catch_unwind().instrument(self.span.clone()).await;
        let mut response = outcome.unwrap_or_else(|_| {
            let _entered = self.span.enter();
            tracing::error!("a handler panicked");
            Problem::from(ApiError::internal()).into_response()
        });
        if let Some(problem) = response.extensions_mut().remove::<Problem>() {
            let bare = std::mem::replace(&mut response, problem.render(Some(self.trace)));
            keep_headers(&bare, &mut response);
        }
        self.record(response.status());
        response.headers_mut().insert(REQUEST_ID, request_id(self.trace));
        response
    }

    fn record(&self, status: StatusCode) {
        let (span, duration) = (&self.span, self.started.elapsed());
        if !span.is_disabled() {
            span.record("http.response.status_code", status.as_u16());
            span.record("duration_ms", u64::try_from(duration.as_millis()).unwrap_or(u64::MAX));
            if status.is_server_error() {
                kernel_trace::mark_failed(span, "the answer is a server error");
            }
        }
        if let Some(observer) = &self.edge.observer {
            observer.observe(self.route, &self.method, status, duration);
        }
    }
}

/// Leads to the log and the spans of the request; problem documents name the same.
const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

fn request_id(trace: SpanContext) -> HeaderValue {
    HeaderValue::from_maybe_shared(Bytes::from(trace.trace_id())).expect("BUG: digits are a header value")
}

/// Rendering a problem anew must not lose what was added to its first rendering.
fn keep_headers(from: &Response, to: &mut Response) {
    for (name, value) in from.headers() {
        if !to.headers().contains_key(name) && name != http::header::CONTENT_LENGTH {
            to.headers_mut().append(name, value.clone());
        }
    }
}

pub(crate) type InfallibleFuture = Pin<Box<dyn Future<Output = Result<Response, Infallible>> + Send>>;

/// Answers what no operation answers: an unknown path or method.
#[derive(Clone)]
pub(crate) struct Fallback(Arc<(&'static str, Edge, Problem)>);

impl Fallback {
    pub(crate) fn new(route: &'static str, edge: Edge, problem: Problem) -> Self {
        Self(Arc::new((route, edge, problem)))
    }
}

impl Service<Request> for Fallback {
    type Response = Response;
    type Error = Infallible;
    type Future = InfallibleFuture;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request) -> Self::Future {
        let fallback = Arc::clone(&self.0);
        Box::pin(async move {
            let (route, edge, problem) = &*fallback;
            let target = Target { service: "karum", route, untraced: false };
            let observed = edge.open(target, request.method(), request.headers());
            Ok(observed.answer(async { problem.clone().into_response() }).await)
        })
    }
}
