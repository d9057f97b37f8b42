//! The traces that a batch of events goes on with.

use std::borrow::Cow;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::Arc;

use kernel_base::{Event, TraceParent};
use kernel_trace::SpanContext;
use tracing::{Level, Span, field};

/// Events about to be applied, and the spans of doing so.
///
/// There is a span for each recorded *trace* of the batch, not one for the batch with links: who follows an order wants to
/// see what came of it in the order's own trace, and most viewers do not follow links. They all last as long as the
/// transaction that they share. Sampling keeps their number small, and without an exporter none is made at all.
pub(crate) struct Followed<'e> {
    /// The events, each with the span of applying it as its `trace`: handlers store that with their own effects.
    pub(crate) events: Cow<'e, [Arc<Event>]>,
    /// The span of each event, or none at all.
    spans: Vec<Span>,
}

impl<'e> Followed<'e> {
    pub(crate) fn new(service: &'static str, producer: &'static str, events: &'e [Arc<Event>]) -> Self {
        if !tracing::span_enabled!(Level::DEBUG) {
            return Self { events: Cow::Borrowed(events), spans: Vec::new() };
        }
        let mut traces: HashMap<String, (Span, Option<TraceParent>)> = HashMap::new();
        let mut followed = Vec::with_capacity(events.len());
        let mut spans = Vec::with_capacity(events.len());
        for event in events {
            let cause = event.trace.as_ref().and_then(|trace| SpanContext::parse(&trace.0));
            let Some(cause) = cause.filter(|cause| cause.sampled()) else {
                followed.push(Arc::clone(event));
                spans.push(Span::none());
                continue;
            };
            let (span, trace) = match traces.entry(cause.trace_id()) {
                Entry::Occupied(known) => {
                    let (span, trace) = known.get().clone();
                    kernel_trace::link(&span, cause); // its parent is the first event's cause
                    (span, trace)
                }
                Entry::Vacant(new) => {
                    let span = span(service, producer, event);
                    let trace = kernel_trace::follow(&span, event.trace.as_ref());
                    new.insert((span, trace)).clone()
                }
            };
            followed.push(Arc::new(Event { trace, ..Event::clone(event) }));
            spans.push(span);
        }
        Self { events: Cow::Owned(followed), spans }
    }

    /// The span of applying one event alone.
    pub(crate) fn span(&self, index: usize) -> Span {
        self.spans.get(index).cloned().unwrap_or_else(Span::none)
    }

    /// The span of applying all of them together, when they are of one trace. Log lines of a mixed batch belong to none.
    pub(crate) fn shared_span(&self) -> Span {
        match self.spans.split_first() {
            Some((first, rest)) if rest.iter().all(|span| span.id() == first.id()) => first.clone(),
            Some(_) | None => Span::none(),
        }
    }
}

fn span(service: &'static str, producer: &'static str, event: &Event) -> Span {
    tracing::debug_span!(
        parent: None,
        "apply_event",
        service,
        producer,
        event.kind,
        event.subject,
        event.id = %event.id,
        trace_id = field::Empty,
        span_id = field::Empty,
    )
}
