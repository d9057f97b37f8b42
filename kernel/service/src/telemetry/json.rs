//! Log lines for machines: one JSON object each, with the trace it belongs to.

use std::fmt::{self, Write as _};
use std::io::Write as _;

use kernel_base::Clock as _;
use serde_json::{Map, Value, json};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Subscriber};
use tracing_subscriber::Layer;
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::layer::Context;
use tracing_subscriber::registry::LookupSpan;

/// The service when neither the event nor a span around it names one: the process itself.
const PROCESS: &str = "karum";

/// Writes `{"timestamp":…,"level":…,"target":…,"message":…,"fields":{…},"service":…,"trace_id":…,"span_id":…,"spans":[…]}`.
pub(super) struct JsonLines<W> {
    writer: W,
}

impl<W> JsonLines<W> {
    pub(super) fn new(writer: W) -> Self {
        Self { writer }
    }
}

/// What was recorded of a span.
struct Fields(Map<String, Value>);

impl<S, W> Layer<S> for JsonLines<W>
where
    S: Subscriber + for<'s> LookupSpan<'s>,
    W: for<'w> MakeWriter<'w> + 'static,
{
    fn on_new_span(&self, attributes: &Attributes<'_>, id: &Id, context: Context<'_, S>) {
        let mut fields = Map::new();
        attributes.record(&mut Collect(&mut fields));
        if let Some(span) = context.span(id) {
            span.extensions_mut().insert(Fields(fields));
        }
    }

    fn on_record(&self, id: &Id, values: &Record<'_>, context: Context<'_, S>) {
        if let Some(span) = context.span(id)
            && let Some(Fields(fields)) = span.extensions_mut().get_mut()
        {
            values.record(&mut Collect(fields));
        }
    }

    fn on_event(&self, event: &Event<'_>, context: Context<'_, S>) {
        let mut fields = Map::new();
        event.record(&mut Collect(&mut fields));
        let metadata = event.metadata();
        let mut line = Map::new();
        line.insert("timestamp".to_owned(), kernel_base::SystemClock.now().to_string().into());
        line.insert("level".to_owned(), metadata.level().as_str().into());
        line.insert("target".to_owned(), metadata.target().into());
        line.insert("message".to_owned(), fields.remove("message").unwrap_or_else(|| "".into()));
        // What stands nearest to the event wins: its own field, then the innermost span's.
        let mut origin = Origin::default();
        origin.learn(&mut fields);
        let mut spans = Vec::new();
        for span in context.event_scope(event).into_iter().flatten() {
            let extensions = span.extensions();
            let mut fields = extensions.get().map(|Fields(fields)| fields.clone()).unwrap_or_default();
            origin.learn(&mut fields);
            spans.push(json!({ "name": span.name(), "fields": fields }));
        }
        line.insert("fields".to_owned(), fields.into());
        line.insert("service".to_owned(), origin.service.unwrap_or_else(|| PROCESS.into()));
        if let (Some(trace), Some(span)) = (origin.trace, origin.span) {
            line.insert("trace_id".to_owned(), trace);
            line.insert("span_id".to_owned(), span);
        }
        if !spans.is_empty() {
            line.insert("spans".to_owned(), spans.into());
        }
        let mut text = Value::Object(line).to_string();
        text.push('\n');
        // There is nowhere left to complain to.
        self.writer.make_writer_for(metadata).write_all(text.as_bytes()).ok();
    }
}

/// Fields that stand beside the others, not among them.
#[derive(Default)]
struct Origin {
    service: Option<Value>,
    trace: Option<Value>,
    span: Option<Value>,
}

impl Origin {
    fn learn(&mut self, fields: &mut Map<String, Value>) {
        let (service, trace, span) =
            (fields.remove("service"), fields.remove("trace_id"), fields.remove("span_id"));
        self.service = self.service.take().or(service);
        if self.trace.is_none() {
            (self.trace, self.span) = (trace, span);
        }
    }
}

/// Fields as JSON values.
struct Collect<'f>(&'f mut Map<String, Value>);

impl Collect<'_> {
    fn insert(&mut self, field: &Field, value: impl Into<Value>) {
        // Some macros mark raw identifiers; the mark is not part of the name.
        let name = field.name().strip_prefix("r#").unwrap_or(field.name());
        self.0.insert(name.to_owned(), value.into());
    }
}

impl Visit for Collect<'_> {
    fn record_f64(&mut self, field: &Field, value: f64) {
        self.insert(field, value);
    }
    fn record_i64(&mut self, field: &Field, value: i64) {
        self.insert(field, value);
    }
    fn record_u64(&mut self, field: &Field, value: u64) {
        self.insert(field, value);
    }
    fn record_bool(&mut self, field: &Field, value: bool) {
        self.insert(field, value);
    }
    fn record_str(&mut self, field: &Field, value: &str) {
        self.insert(field, value);
    }
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        let mut text = String::new();
        write!(text, "{value:?}").expect("BUG: a string takes all text");
        self.insert(field, text);
    }
}
