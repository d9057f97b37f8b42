//! One operation as it is answered: access, limits, idempotency, then its handler.

use std::convert::Infallible;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::{Body, HttpBody};
use axum::extract::Request;
use axum::response::{IntoResponse, Response};
use http::HeaderMap;
use http::header::AUTHORIZATION;
use http_body_util::Limited;
use kernel_base::{ApiError, ErrorKind, StaffActed, Timestamp};
use kernel_db::Act;
use kernel_token::{Audience, KeyRing};
use kernel_trace::SpanContext;
use tower::Service;

use crate::access::{bearer, unauthenticated, wrong};
use crate::context::{Authenticated, ClientAddress, RequestContext, remaining};
use crate::edge::{Edge, InfallibleFuture, Target};
use crate::extract::{read_body, too_large};
use crate::idempotency::IdempotencyKey;
use crate::op::Idempotency;
use crate::openapi::operation_id;
use crate::passport::Passports;
use crate::routes::{ErasedHandler, ResponseFuture};
use crate::{Access, Caller, IdempotencyStore, Op, PASSPORT_HEADER, Passport, Problem};

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

/// How other processes of the platform are known.
#[derive(Clone)]
pub(crate) struct Platform {
    ring: Arc<KeyRing>,
    passports: Arc<Passports>,
}

impl Platform {
    pub(crate) fn new(ring: Arc<KeyRing>) -> Self {
        Self { ring, passports: Arc::default() }
    }

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
