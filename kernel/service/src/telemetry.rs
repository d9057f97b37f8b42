//! Logs and traces of the process: log lines for people or for machines, traces to an OpenTelemetry collector.

mod export;
mod json;
mod naming;

use std::io::IsTerminal;
use std::sync::OnceLock;

use tracing::{Dispatch, Level, Metadata};
use tracing_subscriber::filter::{FilterExt, filter_fn};
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::{EnvFilter, Layer, Registry};

pub use export::{Export, Exporter};

/// How log lines look.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LogFormat {
    /// For people.
    #[default]
    Text,
    /// For machines: one JSON object per line.
    Json,
}

/// What the process tells about itself, and where.
#[derive(Debug, Clone)]
pub struct Telemetry {
    /// A `tracing` directive such as `info,order=debug`.
    pub filter: String,
    /// How log lines look.
    pub format: LogFormat,
    /// Where traces go; `None` exports none and costs nothing.
    pub export: Option<Export>,
}

/// Why telemetry cannot start.
pub type TelemetryError = Box<dyn std::error::Error + Send + Sync>;

type Layers = Box<dyn Layer<Registry> + Send + Sync>;

/// The exporter of this process, for [`stop`].
static EXPORTER: OnceLock<Exporter> = OnceLock::new();

/// Starts logging to standard error, and the export of traces when it is asked for. Needs a Tokio runtime for the latter.
///
/// # Errors
/// When the filter or the collector's address cannot be parsed, or logging runs already.
pub fn init(telemetry: &Telemetry) -> Result<(), TelemetryError> {
    let ansi = std::io::stderr().is_terminal();
    let (dispatch, exporter) = telemetry.build(std::io::stderr, ansi)?;
    tracing::dispatcher::set_global_default(dispatch)?;
    if let Some(exporter) = exporter {
        // Cannot be set already: the global default above can only be set once.
        EXPORTER.set(exporter).ok();
    }
    Ok(())
}

/// Whether [`init`] can use the filter.
///
/// # Errors
/// What is wrong with it.
pub fn check_filter(filter: &str) -> Result<(), TelemetryError> {
    EnvFilter::try_new(filter)?;
    Ok(())
}

/// Sends the traces still in memory, if the collector takes them soon. Call it last.
pub async fn stop() {
    if let Some(exporter) = EXPORTER.get() {
        exporter.stop().await;
    }
}

impl Telemetry {
    /// What [`init`] makes global, for any writer; tests make several.
    ///
    /// # Errors
    /// When the filter or the collector's address cannot be parsed.
    pub fn build<W>(&self, writer: W, ansi: bool) -> Result<(Dispatch, Option<Exporter>), TelemetryError>
    where
        W: for<'w> MakeWriter<'w> + Send + Sync + 'static,
    {
        let filter = EnvFilter::try_new(&self.filter)?;
        let log: Layers = match self.format {
            LogFormat::Text => Box::new(tracing_subscriber::fmt::layer().with_ansi(ansi).with_writer(writer)),
            LogFormat::Json => Box::new(json::JsonLines::new(writer)),
        };
        // The layers have a filter each only where there are two: one filter for all is cheaper.
        let Some(export) = &self.export else {
            // Not in one vector: there, what one layer wants is shown by all.
            return Ok((Dispatch::new(tracing_subscriber::registry().with(log).with(filter)), None));
        };
        let exporter = export.start()?;
        let traces = tracing_opentelemetry::layer()
            .with_tracer(naming::Named(exporter.tracer()))
            .with_context_activation(false)
            .with_tracked_inactivity(false)
            .with_location(false)
            .with_threads(false)
            .with_target(false)
            .with_error_events_to_status(true)
            .with_filter(filter_fn(exported));
        // Log lines show the spans that are made for traces anyway, and so the trace they belong to.
        let log = log.with_filter(filter.or(filter_fn(|metadata| metadata.is_span() && exported(metadata))));
        let layers: Vec<Layers> = vec![Box::new(log), Box::new(traces)];
        Ok((Dispatch::new(tracing_subscriber::registry().with(layers)), Some(exporter)))
    }
}

/// The platform's own spans, and warnings inside of them. What libraries tell at DEBUG is not about anybody's order.
fn exported(metadata: &Metadata<'_>) -> bool {
    let level = metadata.level();
    if metadata.is_event() {
        return *level <= Level::WARN;
    }
    *level <= Level::INFO || (*level == Level::DEBUG && metadata.target().starts_with("kernel_"))
}
