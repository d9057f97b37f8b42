//! What the edge knows about a request, left in its extensions for the extractors.

use std::fmt;
use std::time::Duration;

use axum::extract::FromRequestParts;
use http::HeaderMap;
use http::request::Parts;
use kernel_base::{ApiError, Call, Env, Timestamp, TraceParent};

use crate::{Caller, IdempotencyKey, Problem};

pub(crate) const TRACEPARENT: &str = "traceparent";
pub(crate) const DEADLINE_MS: &str = "x-deadline-ms";

#[derive(Clone)]
pub(crate) struct RequestContext {
    pub(crate) trace: Trace,
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

/// The trace a request belongs to and this service's own span in it (W3C trace context).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Trace {
    id: u128,
    span: u64,
    sampled: bool,
}

impl Trace {
    /// Continues the caller's trace, or starts one when there is none or it is malformed.
    pub(crate) fn of(headers: &HeaderMap, env: &Env) -> Self {
        let fresh = env.uuid();
        let span = fresh.as_u64_pair().1; // the random half
        let parent = headers.get(TRACEPARENT).and_then(|value| parse(value.to_str().ok()?));
        match parent {
            Some((id, sampled)) => Self { id, span, sampled },
            None => Self { id: fresh.as_u128(), span, sampled: true },
        }
    }

    /// 32 hexadecimal digits, as problems and logs show it.
    pub(crate) fn trace_id(self) -> String {
        format!("{:032x}", self.id)
    }

    pub(crate) fn record(self, span: &tracing::Span) {
        span.record("trace_id", tracing::field::display(format_args!("{:032x}", self.id)));
        span.record("span_id", tracing::field::display(format_args!("{:016x}", self.span)));
    }

    pub(crate) fn trace_parent(self) -> TraceParent {
        TraceParent(self.to_string())
    }
}

impl fmt::Display for Trace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "00-{:032x}-{:016x}-{:02x}", self.id, self.span, u8::from(self.sampled))
    }
}

/// `version-trace_id-parent_id-flags`; later versions may append fields, so only the first four count.
fn parse(text: &str) -> Option<(u128, bool)> {
    let hex = |part: &str, len: usize| {
        part.len() == len && part.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
    };
    let mut parts = text.split('-');
    let (version, id, span, flags) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
    let well_formed = hex(version, 2) && hex(id, 32) && hex(span, 16) && hex(flags, 2);
    if !well_formed || version == "ff" || (version == "00" && parts.next().is_some()) {
        return None;
    }
    let id = u128::from_str_radix(id, 16).ok().filter(|id| *id != 0)?;
    u64::from_str_radix(span, 16).ok().filter(|span| *span != 0)?;
    Some((id, u8::from_str_radix(flags, 16).ok()? & 1 == 1))
}

/// How long the calling service still waits, from `x-deadline-ms`.
pub(crate) fn remaining(headers: &HeaderMap) -> Option<Duration> {
    let millis = headers.get(DEADLINE_MS)?.to_str().ok()?.parse().ok()?;
    Some(Duration::from_millis(millis))
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

#[cfg(test)]
mod tests {
    use super::*;

    const PARENT: &str = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    #[test]
    fn trace_of_the_caller_goes_on_under_our_own_span() {
        let mut headers = HeaderMap::new();
        headers.insert(TRACEPARENT, PARENT.parse().unwrap());
        let trace = Trace::of(&headers, &Env::system());
        assert_eq!(trace.trace_id(), "4bf92f3577b34da6a3ce929d0e0e4736");
        let sent = trace.to_string();
        assert_eq!(&sent[..36], &PARENT[..36]);
        assert_ne!(&sent[36..52], &PARENT[36..52]);
        assert_eq!(&sent[52..], "-01");
    }

    #[test]
    fn malformed_traceparent_starts_a_new_trace() {
        for text in [
            "",
            "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
            "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
            "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
            "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
            "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
            "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-extra",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
        assert!(parse("cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-later").is_some());
    }
}
