//! Ties `tracing` spans to exported traces. Without an exporter these functions find none and do nothing.

use kernel_base::TraceParent;
use opentelemetry::trace::{self as otel, Status, TraceContextExt, TraceFlags, TraceState};
use tracing::Span;
use tracing_opentelemetry::OpenTelemetrySpanExt;

use crate::SpanContext;

/// Makes a new span continue `parent`'s trace, or begin one, and fills its `trace_id` and `span_id`. Answers where it
/// stands in its trace; `None` when traces are not exported.
#[must_use]
pub fn enter(span: &Span, parent: Option<SpanContext>) -> Option<SpanContext> {
    if span.is_disabled() {
        return None;
    }
    // Begins a trace also when the span was made within another: what called us says so, not where the code stands.
    let remote = parent.map_or_else(opentelemetry::Context::new, |parent| {
        opentelemetry::Context::new().with_remote_span_context(exported(parent))
    });
    span.set_parent(remote).ok()?;
    let context = span.context();
    let own = context.span();
    let own = own.span_context();
    let context = own.is_valid().then(|| SpanContext {
        trace: u128::from_be_bytes(own.trace_id().to_bytes()),
        span: u64::from_be_bytes(own.span_id().to_bytes()),
        sampled: own.is_sampled(),
    })?;
    context.record(span);
    Some(context)
}

/// [`enter`] for work that something stored caused: an event, a command, a saga. Answers what to store with its own
/// effects: this span when it is exported, else the cause unchanged.
#[must_use]
pub fn follow(span: &Span, cause: Option<&TraceParent>) -> Option<TraceParent> {
    if span.is_disabled() {
        return cause.cloned();
    }
    let Some(parent) = cause.and_then(|cause| SpanContext::parse(&cause.0)) else { return cause.cloned() };
    match enter(span, Some(parent)) {
        Some(own) => Some(own.trace_parent()),
        None => {
            parent.record(span); // the log asked for the span: its lines belong to the cause's trace all the same
            cause.cloned()
        }
    }
}

/// Notes that `other` belongs to what the span does, too.
pub fn link(span: &Span, other: SpanContext) {
    span.add_link(exported(other));
}

/// Marks an exported span as failed.
pub fn mark_failed(span: &Span, reason: &'static str) {
    span.set_status(Status::error(reason));
}

fn exported(context: SpanContext) -> otel::SpanContext {
    otel::SpanContext::new(
        otel::TraceId::from_bytes(context.trace.to_be_bytes()),
        otel::SpanId::from_bytes(context.span.to_be_bytes()),
        if context.sampled { TraceFlags::SAMPLED } else { TraceFlags::default() },
        true,
        TraceState::default(),
    )
}
