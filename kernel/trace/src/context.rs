//! One span of a trace as W3C trace context names it.

use std::fmt;

use kernel_base::TraceParent;
use uuid::Uuid;

/// Which trace, which span of it, and whether somebody records it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SpanContext {
    pub(crate) trace: u128,
    pub(crate) span: u64,
    pub(crate) sampled: bool,
}

impl SpanContext {
    /// Reads a `traceparent`: `version-trace_id-parent_id-flags`. Later versions may append fields, so only the first four
    /// count. `None` when it is malformed: the trace then begins anew, as the standard asks.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let hex = |part: &str, len: usize| {
            part.len() == len
                && part.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
        };
        let mut parts = text.split('-');
        let (version, trace, span, flags) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
        let well_formed = hex(version, 2) && hex(trace, 32) && hex(span, 16) && hex(flags, 2);
        if !well_formed || version == "ff" || (version == "00" && parts.next().is_some()) {
            return None;
        }
        Some(Self {
            trace: u128::from_str_radix(trace, 16).ok().filter(|trace| *trace != 0)?,
            span: u64::from_str_radix(span, 16).ok().filter(|span| *span != 0)?,
            sampled: u8::from_str_radix(flags, 16).ok()? & 1 == 1,
        })
    }

    /// The first span of a trace that nobody records.
    #[must_use]
    pub fn unrecorded(fresh: Uuid) -> Self {
        Self { trace: fresh.as_u128(), span: span_id(fresh), sampled: false }
    }

    /// The next span of the same trace; nobody here records it, but those after us may.
    #[must_use]
    pub fn child(self, fresh: Uuid) -> Self {
        Self { span: span_id(fresh), ..self }
    }

    /// True when the trace is recorded from its beginning, so that spans without it would be missed.
    #[must_use]
    pub fn sampled(self) -> bool {
        self.sampled
    }

    /// 32 hexadecimal digits, as problems and logs show it.
    #[must_use]
    pub fn trace_id(self) -> String {
        format!("{:032x}", self.trace)
    }

    /// What goes into a header or beside an event.
    #[must_use]
    pub fn trace_parent(self) -> TraceParent {
        TraceParent(self.to_string())
    }

    /// Fills the fields `trace_id` and `span_id` of a span, for its log lines.
    pub fn record(self, span: &tracing::Span) {
        span.record("trace_id", tracing::field::display(format_args!("{:032x}", self.trace)));
        span.record("span_id", tracing::field::display(format_args!("{:016x}", self.span)));
    }
}

/// The random half of a UUIDv7, which is never zero: its first two bits are the variant.
fn span_id(fresh: Uuid) -> u64 {
    fresh.as_u64_pair().1
}

impl fmt::Display for SpanContext {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "00-{:032x}-{:016x}-{:02x}", self.trace, self.span, u8::from(self.sampled))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PARENT: &str = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    #[test]
    fn a_child_stays_in_the_trace_and_keeps_what_was_decided_about_it() {
        let parent = SpanContext::parse(PARENT).unwrap();
        assert_eq!(parent.to_string(), PARENT);
        let child = parent.child(Uuid::from_u128(7 << 64 | 9)).to_string();
        assert_eq!(child, "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000009-01");
    }

    #[test]
    fn malformed_traceparent_is_none() {
        for text in [
            "",
            "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
            "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
            "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
            "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
            "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
            "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-extra",
        ] {
            assert_eq!(SpanContext::parse(text), None, "{text}");
        }
        assert!(
            SpanContext::parse("cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-later").is_some()
        );
    }
}
