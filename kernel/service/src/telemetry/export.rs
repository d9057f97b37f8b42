//! Sends traces to an OpenTelemetry collector: OTLP over HTTP, in batches, from a thread of its own.
//!
//! A request never waits for it. A span that ends goes into a bounded queue, or is dropped when that is full; a collector
//! that is away costs its traces and two log lines, nothing else.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use async_trait::async_trait;
use kernel_trace::{Outage, causes};
use opentelemetry::KeyValue;
use opentelemetry::trace::TracerProvider as _;
use opentelemetry_http::{Bytes, HttpClient, HttpError};
use opentelemetry_otlp::{RetryPolicy, WithExportConfig as _, WithHttpConfig as _};
use opentelemetry_sdk::Resource;
use opentelemetry_sdk::trace::{
    BatchConfigBuilder, BatchSpanProcessor, Sampler, SdkTracer, SdkTracerProvider, SpanLimits,
};
use tokio::runtime::Handle;

use super::TelemetryError;

/// Spans waiting for the collector, about 1 KiB each; what comes on top is dropped.
const QUEUE: usize = 4096;
const BATCH: usize = 512;
/// How old a span may get before it is sent.
const DELAY: Duration = Duration::from_secs(2);
/// How long the collector may take to answer.
const TIMEOUT: Duration = Duration::from_secs(5);
/// How long the end of the process waits for the last traces.
const LAST_WORDS: Duration = Duration::from_secs(2);

/// Standard variables that name a collector, the more special one first.
const VARIABLES: [&str; 2] = ["OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_ENDPOINT"];

/// Where traces go and how many.
#[derive(Debug, Clone, PartialEq)]
pub struct Export {
    /// The collector's base address, `http://localhost:4318`; `None` takes it from the standard variables.
    endpoint: Option<String>,
    /// Share of the traces beginning here that are exported, 0 to 1. Others follow the decision of who began them.
    sample_ratio: f64,
}

impl Export {
    /// To this collector, or to the one that the environment names (`OTEL_EXPORTER_OTLP_ENDPOINT`); `None` without either.
    #[must_use]
    pub fn to(endpoint: Option<&str>, sample_ratio: f64) -> Option<Self> {
        let endpoint = endpoint.filter(|endpoint| !endpoint.is_empty());
        let named = |variable| std::env::var_os(variable).is_some_and(|value| !value.is_empty());
        (endpoint.is_some() || VARIABLES.iter().any(named))
            .then(|| Self { endpoint: endpoint.map(str::to_owned), sample_ratio })
    }

    pub(super) fn start(&self) -> Result<Exporter, TelemetryError> {
        let client = kernel_http::client_builder().timeout(TIMEOUT).build()?;
        let collector = Collector { client, runtime: Handle::try_current()?, outage: Arc::default() };
        let mut builder = opentelemetry_otlp::SpanExporter::builder()
            .with_http()
            .with_http_client(collector)
            .with_timeout(TIMEOUT)
            // The next batch is the next attempt: repeating this one would only hold up those behind it.
            .with_retry_policy(RetryPolicy::disabled());
        if let Some(endpoint) = &self.endpoint {
            builder = builder.with_endpoint(format!("{}/v1/traces", endpoint.trim_end_matches('/')));
        }
        let batches = BatchConfigBuilder::default()
            .with_max_queue_size(QUEUE)
            .with_max_export_batch_size(BATCH)
            .with_scheduled_delay(DELAY)
            .build();
        let processor = BatchSpanProcessor::builder(builder.build()?).with_batch_config(batches).build();
        let provider = SdkTracerProvider::builder()
            .with_span_processor(processor)
            .with_sampler(Sampler::ParentBased(Box::new(Sampler::TraceIdRatioBased(self.sample_ratio))))
            .with_span_limits(SpanLimits {
                max_events_per_span: 32,
                max_links_per_span: 128,
                ..SpanLimits::default()
            })
            .with_resource(resource())
            .build();
        Ok(Exporter { provider })
    }
}

/// Who sends the traces. Operators add to it by `OTEL_RESOURCE_ATTRIBUTES`.
fn resource() -> Resource {
    let host = std::fs::read_to_string("/proc/sys/kernel/hostname").unwrap_or_default();
    let process = i64::from(std::process::id());
    let builder = Resource::builder().with_attributes([
        KeyValue::new("service.version", env!("CARGO_PKG_VERSION")),
        KeyValue::new("host.name", host.trim().to_owned()),
        KeyValue::new("process.pid", process),
    ]);
    if std::env::var_os("OTEL_SERVICE_NAME").is_some() {
        return builder.build();
    }
    builder.with_service_name("karum").build()
}

/// A running export.
#[derive(Debug)]
pub struct Exporter {
    provider: SdkTracerProvider,
}

impl Exporter {
    pub(super) fn tracer(&self) -> SdkTracer {
        self.provider.tracer("karum")
    }

    /// Sends what is still in memory, if the collector takes it within two seconds; then nothing more.
    pub async fn stop(&self) {
        let provider = self.provider.clone();
        let stopped = tokio::task::spawn_blocking(move || provider.shutdown_with_timeout(LAST_WORDS)).await;
        match stopped {
            Ok(Ok(())) => {}
            Ok(Err(error)) => tracing::warn!(error = %causes(&error), "the last traces were not exported"),
            Err(error) => tracing::error!(error = %causes(&error), "stopping the export of traces panicked"),
        }
    }
}

/// The HTTP client of the exporter. The exporter's thread has no reactor of its own, so requests run on the process's.
#[derive(Debug)]
struct Collector {
    client: reqwest::Client,
    runtime: Handle,
    outage: Arc<Mutex<Outage>>,
}

#[async_trait]
impl HttpClient for Collector {
    async fn send_bytes(&self, request: http::Request<Bytes>) -> Result<http::Response<Bytes>, HttpError> {
        let (parts, body) = request.into_parts();
        let request =
            self.client.request(parts.method, parts.uri.to_string()).headers(parts.headers).body(body);
        let outage = Arc::clone(&self.outage);
        let answer = self.runtime.spawn(async move {
            let answer = answer(request).await;
            tell(&outage, answer.as_ref().err());
            answer
        });
        Ok(answer.await??)
    }
}

async fn answer(request: reqwest::RequestBuilder) -> Result<http::Response<Bytes>, reqwest::Error> {
    let response = request.send().await?.error_for_status()?;
    let status = response.status();
    let mut answer = http::Response::new(response.bytes().await?);
    *answer.status_mut() = status;
    Ok(answer)
}

/// The first failure and the first success after failures are worth a line.
fn tell(outage: &Mutex<Outage>, failure: Option<&reqwest::Error>) {
    let mut outage = outage.lock().unwrap_or_else(PoisonError::into_inner);
    match failure {
        Some(error) => {
            let reason = causes(error).to_string();
            let first = outage.failures() == 0;
            if outage.failed(Instant::now(), &reason).is_some() && first {
                tracing::warn!(
                    reason,
                    "traces cannot be exported; they are dropped until the collector answers"
                );
            }
        }
        None => {
            if let Some(told) = outage.recovered(Instant::now()) {
                let after_s = told.lasting.as_secs();
                tracing::info!(failures = told.failures, after_s, "traces are exported again");
            }
        }
    }
}
