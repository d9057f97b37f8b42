//! What the edge knows about a request, left in its extensions for the extractors.

use std::net::IpAddr;
use std::time::Duration;

use axum::extract::FromRequestParts;
use http::request::Parts;
use http::{Extensions, HeaderMap};
use kernel_base::{ApiError, Call, Timestamp};
use kernel_trace::SpanContext;

use crate::{Caller, IdempotencyKey, Problem};

pub(crate) const TRACEPARENT: &str = "traceparent";
pub(crate) const DEADLINE_MS: &str = "x-deadline-ms";

#[derive(Clone)]
pub(crate) struct RequestContext {
    pub(crate) trace: SpanContext,
    pub(crate) caller: Caller,
    pub(crate) deadline: Timestamp,
    pub(crate) body_limit: usize,
    pub(crate) idempotency: Option<IdempotencyKey>,
}

impl RequestContext {
    pub(crate) fn of(parts: &Parts) -> Result<&Self, Problem> {
        parts.extensions.get().ok_or_else(|| {
            tracing::error!("BUG: a kernel extractor runs on a route that was not added through Routes");
            ApiError::internal().into()
        })
    }
}

/// The caller's trace, from `traceparent`.
pub(crate) fn parent(headers: &HeaderMap) -> Option<SpanContext> {
    SpanContext::parse(headers.get(TRACEPARENT)?.to_str().ok()?)
}

/// How long the calling service still waits, from `x-deadline-ms`.
pub(crate) fn remaining(headers: &HeaderMap) -> Option<Duration> {
    let millis = headers.get(DEADLINE_MS)?.to_str().ok()?.parse().ok()?;
    Some(Duration::from_millis(millis))
}

/// Where a connection comes from; left in the extensions of each of its requests.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Peer(pub(crate) IpAddr);

/// Who is at the other end of the connection, or of the proxies in between that a gateway trusts; nobody in a test without
/// a socket. Personal data: never log it.
#[derive(Clone, Copy)]
pub struct ClientAddress(pub Option<IpAddr>);

impl ClientAddress {
    /// Of this request, as far as is known by now.
    #[must_use]
    pub fn of(extensions: &Extensions) -> Self {
        Self(extensions.get::<Peer>().map(|peer| peer.0))
    }

    /// From now on this is the request's client: a gateway has found out who stands behind the connection.
    pub fn set(extensions: &mut Extensions, client: IpAddr) {
        extensions.insert(Peer(client));
    }
}

/// A caller whose credentials a gateway in this process has verified; left in the request's extensions, where nothing from
/// the network gets. The edge then does not verify them again.
#[derive(Debug, Clone)]
pub struct Authenticated(pub Caller);

/// The header with which a gateway tells services in other processes the sales channel of the shopper's publishable key. It
/// takes the header away from everybody else.
pub const CHANNEL_HEADER: &str = "x-karum-channel";

impl<S: Send + Sync> FromRequestParts<S> for ClientAddress {
    type Rejection = Problem;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        Ok(Self::of(&parts.extensions))
    }
}

/// The deadline and trace of this request, to hand on to other services and into events.
#[derive(Debug, Clone)]
pub struct CallCtx(pub Call);

impl<S: Send + Sync> FromRequestParts<S> for CallCtx {
    type Rejection = Problem;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let context = RequestContext::of(parts)?;
        Ok(Self(Call { deadline: context.deadline, trace: Some(context.trace.trace_parent()) }))
    }
}
