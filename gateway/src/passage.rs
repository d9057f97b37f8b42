//! What a request passes on its way in and its answer on its way out. The order matters: nothing is answered by a service before
//! the request was counted, and nobody is asked for credentials before it is known what for.

use std::sync::Arc;

use axum::body::HttpBody;
use axum::extract::Request;
use axum::response::{IntoResponse, Response};
use http::header::AUTHORIZATION;
use http::{HeaderName, Method};
use kernel_base::{ApiError, ErrorKind};
use kernel_http::{
    Audience, Authenticated, Caller, ClientAddress, PASSPORT_HEADER, Passport, Problem, audience,
};
use kernel_trace::SpanContext;

use crate::client::{self, Origin};
use crate::gateway::Shared;
use crate::limits::{Exceeded, Standings, Trust};
use crate::table::{Found, Operation};
use crate::upstream::{self, UNAVAILABLE, Upstream};
use crate::{NAME, cors, keys, security};

/// Headers that only processes of the platform may send to each other.
static INTERNAL: [HeaderName; 2] =
    [HeaderName::from_static("x-deadline-ms"), HeaderName::from_static("x-forwarded-for")];
const INTERNAL_PREFIX: &str = "x-karum-";
static TRACE: [HeaderName; 3] = [
    HeaderName::from_static("traceparent"),
    HeaderName::from_static("tracestate"),
    HeaderName::from_static("baggage"),
];
/// Only for whoever holds the token, whatever the operation's document says.
static TOKENS: [HeaderName; 2] =
    [HeaderName::from_static("x-cart-token"), HeaderName::from_static("x-order-token")];
const PASSPORT: HeaderName = HeaderName::from_static(PASSPORT_HEADER);
const METRICS: &str = "/metrics";

/// What is known of a request while it passes.
#[derive(Default)]
struct Passing<'s> {
    standings: Standings<'s>,
    /// The answer is for this caller only.
    private: bool,
}

/// A request that does not pass, and what was asked for.
type Stopped = (&'static str, Problem);

impl Shared {
    pub(crate) async fn answer(&self, mut request: Request) -> Response {
        let here = self.here();
        let internal = audience(request.uri().path()) == Audience::Internal;
        if internal && !self.internal_hidden {
            // Another process of the platform: its own headers count, and its token is checked by the operation.
            return upstream::answer_here(&here.router, request).await;
        }
        let origin = self.clean(&mut request);
        let grant = self.cors.grant(request.uri().path(), request.headers());
        let mut passing = Passing::default();
        let mut response = if cors::is_preflight(&request) {
            here.edge.answer(NAME, "preflight", request, |_, _| async { grant.preflight() }).await
        } else {
            match self.admit(&mut request, origin, &mut passing) {
                Ok(operation) => self.hand_on(operation, request).await,
                Err((path, problem)) => {
                    here.edge.answer(NAME, path, request, |_, _| async { problem.into_response() }).await
                }
            }
        };
        let headers = response.headers_mut();
        passing.standings.write(headers);
        security::write(headers, self.https, passing.private);
        grant.write(headers);
        response
    }

    /// Takes away what only the platform itself may say, and finds out who is behind the connection.
    fn clean(&self, request: &mut Request) -> Origin {
        let peer = ClientAddress::of(request.extensions()).0;
        let origin = client::origin(peer, request.headers(), &self.config.trusted_proxies);
        if let Some(address) = origin.address {
            ClientAddress::set(request.extensions_mut(), address);
        }
        let headers = request.headers_mut();
        let internal = headers.keys().filter(|name| name.as_str().starts_with(INTERNAL_PREFIX));
        let internal: Vec<HeaderName> = internal.cloned().collect();
        for name in INTERNAL.iter().chain(&internal) {
            headers.remove(name);
        }
        if !self.config.trust_traceparent {
            for name in &TRACE {
                headers.remove(name);
            }
        }
        origin
    }

    /// Finds the operation, counts the request, and learns who sends it. Nothing is answered by a service before all of this.
    fn admit<'s>(
        &'s self,
        request: &mut Request,
        origin: Origin,
        passing: &mut Passing<'s>,
    ) -> Result<Option<Arc<Operation>>, Stopped> {
        let path = request.uri().path();
        let hidden = self.internal_hidden && (path == METRICS || audience(path) == Audience::Internal);
        let (operation, known) = match self.find(request.method(), path) {
            Found::Operation(operation) => (Some(operation), true),
            // Who has the path says what may be done with it.
            Found::Path(operation) => (Some(operation), false),
            Found::Nothing => (None, false),
        };
        let route = operation.as_ref().map_or("unmatched", |operation| operation.path);
        let stop = |problem| (route, problem);
        let rate = operation.as_ref().filter(|_| known).map(|operation| operation.rate).unwrap_or_default();
        let trust = match origin.address {
            Some(address) => self
                .limits
                .address(rate, address, origin.speaks_for_others, &mut passing.standings)
                .map_err(|exceeded| stop(rate_limited(exceeded)))?,
            None => Trust::Network,
        };
        let Some(operation) = operation else {
            return if hidden {
                Err(stop(ApiError::not_found("request.not_found", "no operation has this path").into()))
            } else if self.documents.complete() || path == "/livez" || path == "/readyz" || path == METRICS {
                Ok(None)
            } else {
                let message = "not every service has told its operations yet";
                Err(stop(ApiError { code: UNAVAILABLE.into(), ..ApiError::unavailable(message) }.into()))
            };
        };
        if known {
            self.admit_to(&operation, trust, request, passing)
                .map_err(|problem| (operation.path, problem))?;
        }
        Ok(Some(operation))
    }

    /// Limits and credentials of an operation.
    fn admit_to<'s>(
        &'s self,
        operation: &Operation,
        trust: Trust,
        request: &mut Request,
        passing: &mut Passing<'s>,
    ) -> Result<(), Problem> {
        if request.body().size_hint().lower() > operation.body_limit {
            let message = format!("the body must not exceed {} bytes", operation.body_limit);
            return Err(ApiError::new(ErrorKind::TooLarge, "request.too_large", message).into());
        }
        let headers = request.headers();
        passing.private = operation.private
            || !matches!(*request.method(), Method::GET | Method::HEAD)
            || TOKENS.iter().any(|token| headers.contains_key(token));
        let counted = trust == Trust::Nobody;
        if let Some((key, channel)) = self.keys.of(headers)? {
            if counted {
                self.limits.key(operation.rate, key, &mut passing.standings).map_err(rate_limited)?;
            }
            keys::select_channel(request, operation, &channel)?;
        }
        if !operation.own_credentials && request.headers().contains_key(AUTHORIZATION) {
            let caller = self.authenticator.authenticate(request.headers(), operation.audience)?;
            passing.private = true;
            if counted {
                let subject = caller.identity();
                self.limits.subject(operation.rate, subject, &mut passing.standings).map_err(rate_limited)?;
            }
            request.extensions_mut().insert(Authenticated(caller));
        }
        Ok(())
    }

    /// Lets the service answer. One in this process opens the request's span itself.
    async fn hand_on(&self, operation: Option<Arc<Operation>>, request: Request) -> Response {
        let here = self.here();
        let Some(operation) = operation else { return upstream::answer_here(&here.router, request).await };
        match &*operation.upstream {
            Upstream::Here(router) => upstream::answer_here(router, request).await,
            Upstream::There(remote) => {
                let answer = async |request, trace| {
                    let request = self.with_passport(request, &operation);
                    remote.answer(request, trace, operation.time_limit).await
                };
                here.edge.answer(NAME, operation.path, request, answer).await
            }
        }
    }

    /// A part of a page, asked by the gateway itself: it was counted and authenticated with the page.
    pub(crate) async fn part(&self, mut request: Request, caller: Caller, trace: SpanContext) -> Response {
        let Found::Operation(operation) = self.find(request.method(), request.uri().path()) else {
            let message = "nobody answers this part now";
            return Problem::from(ApiError { code: UNAVAILABLE.into(), ..ApiError::unavailable(message) })
                .into_response();
        };
        request.extensions_mut().insert(Authenticated(caller));
        match &*operation.upstream {
            Upstream::Here(router) => upstream::answer_here(router, request).await,
            Upstream::There(remote) => {
                let request = self.with_passport(request, &operation);
                remote.answer(request, trace, operation.time_limit).await
            }
        }
    }

    /// Tells a service in another process who calls and from where. The client's own token stays here, unless the operation
    /// reads it itself.
    fn with_passport(&self, mut request: Request, operation: &Operation) -> Request {
        let client = ClientAddress::of(request.extensions()).0;
        let known = request.extensions_mut().remove::<Authenticated>();
        let caller = known.map_or(Caller::Anonymous, |Authenticated(caller)| caller);
        if !operation.own_credentials {
            request.headers_mut().remove(AUTHORIZATION);
        }
        let passport = self.passports.sign(&Passport { caller, client }, operation.audience, self.env.now());
        request.headers_mut().insert(PASSPORT, passport);
        request
    }
}

fn rate_limited(Exceeded(wait): Exceeded) -> Problem {
    let message = "too many requests; Retry-After says when to come again";
    Problem::from(ApiError::new(ErrorKind::RateLimited, "request.rate_limited", message)).retry_after(wait)
}
