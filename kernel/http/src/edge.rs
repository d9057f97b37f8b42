//! The one function every request passes: span, access, limits, idempotency, observation.

use std::convert::Infallible;
use std::panic::AssertUnwindSafe;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use axum::body::{Body, HttpBody};
use axum::extract::Request;
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use futures::FutureExt;
use http::header::AUTHORIZATION;
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use http_body_util::Limited;
use kernel_base::{ApiError, Env, ErrorKind, StaffActed, Timestamp};
use kernel_db::Act;
use kernel_token::{Audience, KeyRing};
use kernel_trace::SpanContext;
use tower::Service;
use tracing::{Instrument, Span, field};

use crate::access::{bearer, unauthenticated, wrong};
use crate::context::{Authenticated, ClientAddress, RequestContext, parent, remaining};
use crate::extract::{read_body, too_large};
use crate::idempotency::IdempotencyKey;
use crate::op::Idempotency;
use crate::openapi::operation_id;
use crate::passport::Passports;
use crate::routes::{ErasedHandler, ResponseFuture};
use crate::{Access, Authenticator, Caller, IdempotencyStore, Op, PASSPORT_HEADER, Passport, Problem};

/// Learns of every answered request; metrics implement it.
pub trait RequestObserver: Send + Sync {
    /// `route` is the declared path, `unmatched` when there is none: its values are few.
    fn observe(&self, route: &'static str, method: &Method, status: StatusCode, duration: Duration);
}

/// What all routes share.
#[derive(Clone)]
pub struct Edge {
    env: Env,
    authenticator: Arc<dyn Authenticator>,
    observer: Option<Arc<dyn RequestObserver>>,
    platform: Option<Platform>,
}

/// How other processes of the platform are known.
#[derive(Clone)]
struct Platform {
    ring: Arc<KeyRing>,
    passports: Arc<Passports>,
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
        self.platform = Some(Platform { ring, passports: Arc::default() });
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
    fn open(&self, target: Target, method: &Method, headers: &HeaderMap) -> Observed<'_> {
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
struct Target {
    service: &'static str,
    route: &'static str,
    /// Asked by machines all the time: its traces would bury all others.
    untraced: bool,
}

/// A request being answered.
struct Observed<'e> {
    edge: &'e Edge,
    route: &'static str,
    method: Method,
    span: Span,
    trace: SpanContext,
    started: Instant,
}

impl Observed<'_> {
    /// Runs `answer` in the request's span, and records what came of it.
    async fn answer<F>(self, answer: F) -> Response
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

type InfallibleFuture = Pin<Box<dyn Future<Output = Result<Response, Infallible>> + Send>>;

/// One operation as a service. Cloned by axum for every request.
#[derive(Clone)]
pub(crate) struct Endpoint(Arc<Inner>);

struct Inner {
    op: Op,
    handler: Arc<dyn ErasedHandler>,
    store: Option<Arc<dyn IdempotencyStore>>,
    edge: Edge,
}

impl Endpoint {
    pub(crate) fn new(
        op: Op,
        handler: Arc<dyn ErasedHandler>,
        store: Option<Arc<dyn IdempotencyStore>>,
        edge: Edge,
    ) -> Self {
        Self(Arc::new(Inner { op, handler, store, edge }))
    }
}

impl Service<Request> for Endpoint {
    type Response = Response;
    type Error = Infallible;
    type Future = InfallibleFuture;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request) -> Self::Future {
        let endpoint = Arc::clone(&self.0);
        Box::pin(async move { Ok(endpoint.serve(request).await) })
    }
}

impl Inner {
    async fn serve(&self, request: Request) -> Response {
        let target = Target { service: self.op.service, route: self.op.path, untraced: self.op.untraced };
        let observed = self.edge.open(target, request.method(), request.headers());
        let trace = observed.trace;
        let answer = async {
            match self.admit(request, trace).await {
                Ok(response) => response,
                Err(error) => Problem::from(error).into_response(),
            }
        };
        observed.answer(answer).await
    }

    /// Access, then limits, then the handler.
    async fn admit(&self, mut request: Request, trace: SpanContext) -> Result<Response, ApiError> {
        let op = &self.op;
        let caller = self.caller(&mut request)?;
        op.check(&caller).inspect_err(|_| {
            if let Caller::Service { name } = &caller {
                tracing::warn!(caller = name, "a service asks for what it has not declared");
            }
        })?;
        let time_limit = self.time_limit(request.headers());
        let context = RequestContext {
            trace,
            caller,
            deadline: self.edge.env.now().plus(time_limit),
            body_limit: op.body_limit,
            idempotency: None,
        };
        let request = limit_body(request, op.body_limit)?;
        let answer = async {
            match op.idempotency {
                Idempotency::None => Ok(self.handle(request, context).await),
                Idempotency::LookFirst | Idempotency::OneWrite => self.handle_once(request, context).await,
            }
        };
        tokio::time::timeout(time_limit, answer).await.unwrap_or_else(|_| {
            // A caller that waits less long than allowed knows what it does.
            if time_limit == op.time_limit {
                let limit_ms = u64::try_from(time_limit.as_millis()).unwrap_or(u64::MAX);
                tracing::warn!(limit_ms, "a request reached its time limit");
            }
            let message = "the request took longer than its limit; what it had begun may still take effect";
            Err(ApiError::new(ErrorKind::Unavailable, "request.timeout", message))
        })
    }

    /// Wrong credentials are an error even where none are needed: the caller believes to be somebody.
    fn caller(&self, request: &mut Request) -> Result<Caller, ApiError> {
        if let Some(Authenticated(caller)) = request.extensions_mut().remove() {
            return Ok(caller);
        }
        if let (Audience::Internal, Some(platform)) = (self.op.audience(), &self.edge.platform) {
            return platform.service(request, self.edge.env.now());
        }
        if let Some(passport) = self.passport(request.headers())? {
            if let Some(client) = passport.client {
                ClientAddress::set(request.extensions_mut(), client);
            }
            if passport.caller != Caller::Anonymous {
                return Ok(passport.caller);
            }
        }
        let headers = request.headers();
        if headers.contains_key(AUTHORIZATION) && !self.op.own_credentials {
            self.edge.authenticator.authenticate(headers, self.op.audience())
        } else {
            Ok(Caller::Anonymous)
        }
    }

    /// What a gateway tells of the request. One that is not genuine is refused rather than passed over: the gateway has another
    /// key than this process, and every request would seem to come from nobody.
    fn passport(&self, headers: &HeaderMap) -> Result<Option<Passport>, ApiError> {
        let (Some(platform), Some(value)) = (&self.edge.platform, headers.get(PASSPORT_HEADER)) else {
            return Ok(None);
        };
        let Platform { ring, passports } = platform;
        let passport = passports.verify(ring, value, self.op.audience(), self.edge.env.now());
        passport.map(Some).ok_or_else(|| {
            tracing::warn!(
                "a passport is refused: is the gateway's key among the public keys of this process, and is the time the same?"
            );
            unauthenticated("the passport is not valid")
        })
    }

    /// Another service may wait less long than the operation may take; nobody else's word counts.
    fn time_limit(&self, headers: &HeaderMap) -> Duration {
        let limit = self.op.time_limit;
        match self.op.access {
            Access::Service(_) | Access::EveryService => {
                remaining(headers).map_or(limit, |remaining| remaining.min(limit))
            }
            Access::Public | Access::Cart | Access::Customer | Access::Staff(_) => limit,
        }
    }

    fn handle(&self, mut request: Request, context: RequestContext) -> ResponseFuture {
        let act = self.op.audited.then(|| self.act(&context, request.uri().path()));
        request.extensions_mut().insert(context);
        let answer = self.handler.call(request);
        match act {
            Some(act) => Box::pin(kernel_db::acting(act, answer)),
            None => answer,
        }
    }

    /// What a member of staff is about to do.
    fn act(&self, context: &RequestContext, path: &str) -> Act {
        let acted = StaffActed {
            actor: context.caller.actor(),
            operation: operation_id(&self.op),
            path: path.to_owned(),
            object: self.op.object(path).to_owned(),
            before: None,
            after: None,
        };
        let trace = Some(context.trace.trace_parent().0);
        Act { service: self.op.service, env: self.edge.env.clone(), acted, trace }
    }

    /// Runs the handler at most once with effect per key. Every way for it to fail may be the work of a concurrent
    /// repetition that was first (the key's constraint, a version guard, a state already reached): look before answering.
    async fn handle_once(&self, request: Request, mut context: RequestContext) -> Result<Response, ApiError> {
        let store = self.store.as_ref().expect("BUG: checked when the router was made");
        let (parts, body) = request.into_parts();
        let body = read_body(body, self.op.body_limit).await?;
        let route = (&self.op.method, self.op.path);
        let key = IdempotencyKey::of(&parts.headers, &context.caller, route, &parts.uri, &body)?;
        let look_first = self.op.idempotency == Idempotency::LookFirst;
        if look_first && let Some(stored) = store.find(&key.key_hash).await? {
            return stored.replay(&key);
        }
        context.idempotency = Some(key.clone());
        let response = self.handle(Request::from_parts(parts, Body::from(body)), context).await;
        if response.status().is_success() && (look_first || key.stored()) {
            return Ok(response);
        }
        match store.find(&key.key_hash).await? {
            Some(stored) => stored.replay(&key),
            None => Ok(response),
        }
    }
}

impl Platform {
    /// Which service calls, if one does. The callee is the one that the path names: `/internal/v1/<callee>/…`.
    fn service(&self, request: &Request, now: Timestamp) -> Result<Caller, ApiError> {
        if !request.headers().contains_key(AUTHORIZATION) {
            return Ok(Caller::Anonymous);
        }
        let callee = request.uri().path().split('/').nth(3).unwrap_or_default();
        let token = bearer(request.headers()).ok_or_else(wrong)?;
        let name = self.ring.caller(token, callee, now).map_err(|reason| {
            tracing::debug!(%reason, callee, "the token of a service is refused");
            wrong()
        })?;
        Ok(Caller::Service { name })
    }
}

/// A declared length is checked at once; a body of unknown length is counted while it is read.
fn limit_body(request: Request, limit: usize) -> Result<Request, ApiError> {
    let size = request.body().size_hint();
    let limit_u64 = u64::try_from(limit).unwrap_or(u64::MAX);
    if size.lower() > limit_u64 {
        return Err(too_large(limit));
    }
    if size.upper().is_some() {
        return Ok(request);
    }
    Ok(request.map(|body| Body::new(Limited::new(body, limit))))
}

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
