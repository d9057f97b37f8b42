//! What our spans are called in exported traces. Kept here, so that log lines need not carry fields for it.

use opentelemetry::Context;
use opentelemetry::trace::{SpanBuilder, SpanKind, Tracer};
use opentelemetry_sdk::trace::{SdkTracer, Span};

/// Gives spans the kinds and names that OpenTelemetry's conventions ask for.
pub(super) struct Named(pub(super) SdkTracer);

impl Tracer for Named {
    type Span = Span;

    fn build_with_context(&self, mut builder: SpanBuilder, parent: &Context) -> Span {
        match &*builder.name {
            "http_request" => rename(&mut builder, SpanKind::Server, ["http.request.method", "http.route"]),
            "call" => rename(&mut builder, SpanKind::Client, ["callee", "method"]),
            "apply_event" => rename(&mut builder, SpanKind::Consumer, ["service", "event.kind"]),
            "saga_step" => rename(&mut builder, SpanKind::Internal, ["saga.kind", "saga.step"]),
            "job" => rename(&mut builder, SpanKind::Internal, ["service", "job"]),
            _ => {}
        }
        self.0.build_with_context(builder, parent)
    }
}

/// Two attributes with few values each make a name that traces can be grouped by.
fn rename(builder: &mut SpanBuilder, kind: SpanKind, attributes: [&str; 2]) {
    builder.span_kind = Some(kind);
    let value = |name: &str| {
        let attributes = builder.attributes.iter().flatten();
        attributes
            .into_iter()
            .find(|attribute| attribute.key.as_str() == name)
            .map(|found| found.value.as_str())
    };
    if let [Some(first), Some(second)] = attributes.map(value) {
        builder.name = format!("{first} {second}").trim_end().to_owned().into();
    }
}
