//! Prometheus metrics of the process.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use kernel_db::Database;
use kernel_http::RequestObserver;
use kernel_messaging::ConsumerStatus;
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::{Registry, Unit};

/// All metrics of a process. Cheap to clone.
#[derive(Clone)]
pub struct Metrics(Arc<Inner>);

struct Inner {
    registry: Mutex<Registry>,
    requests: Family<RequestLabels, Histogram, fn() -> Histogram>,
    lag: Family<ConsumerLabels, Gauge>,
    parked: Family<ConsumerLabels, Gauge>,
    failures: Family<ConsumerLabels, Gauge>,
    connections: Family<ServiceLabels, Gauge>,
    consumers: Mutex<Vec<(ConsumerLabels, Arc<ConsumerStatus>)>>,
    databases: Mutex<Vec<Database>>,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct RequestLabels {
    method: &'static str,
    route: &'static str,
    status: u16,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct ConsumerLabels {
    service: &'static str,
    producer: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct ServiceLabels {
    service: &'static str,
}

/// Seconds; from a cached read to a slow report.
const BUCKETS: [f64; 12] = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0];

impl Default for Metrics {
    fn default() -> Self {
        let requests: Family<RequestLabels, Histogram, fn() -> Histogram> =
            Family::new_with_constructor(|| Histogram::new(BUCKETS));
        let (lag, parked, failures) = (Family::default(), Family::default(), Family::default());
        let connections = Family::default();
        let mut registry = Registry::with_prefix("karum");
        registry.register_with_unit(
            "http_request_duration",
            "Time to answer a request, by route and status",
            Unit::Seconds,
            requests.clone(),
        );
        registry.register("consumer_lag_events", "Events of the producer not yet looked at", lag.clone());
        registry.register("consumer_parked_events", "Events parked and not yet settled", parked.clone());
        registry.register(
            "consumer_failures",
            "How often in a row the consumer could not go on; 0 while it works",
            failures.clone(),
        );
        registry.register("db_connections", "Open connections of the service's pool", connections.clone());
        Self(Arc::new(Inner {
            registry: Mutex::new(registry),
            requests,
            lag,
            parked,
            failures,
            connections,
            consumers: Mutex::default(),
            databases: Mutex::default(),
        }))
    }
}

impl Metrics {
    pub(crate) fn watch_consumer(
        &self,
        service: &'static str,
        producer: &'static str,
        status: Arc<ConsumerStatus>,
    ) {
        let labels = ConsumerLabels { service, producer };
        let mut consumers = self.0.consumers.lock().unwrap_or_else(PoisonError::into_inner);
        consumers.retain(|(known, _)| *known != labels);
        consumers.push((labels, status));
    }

    pub(crate) fn watch_database(&self, database: Database) {
        self.0.databases.lock().unwrap_or_else(PoisonError::into_inner).push(database);
    }

    /// All metrics in the Prometheus text format.
    #[must_use]
    pub fn encode(&self) -> String {
        for (labels, status) in self.0.consumers.lock().unwrap_or_else(PoisonError::into_inner).iter() {
            self.0.lag.get_or_create(labels).set(status.lag());
            self.0.parked.get_or_create(labels).set(status.parked());
            self.0.failures.get_or_create(labels).set(status.failures());
        }
        for database in self.0.databases.lock().unwrap_or_else(PoisonError::into_inner).iter() {
            let labels = ServiceLabels { service: database.service() };
            let open = i64::try_from(database.usage().1).unwrap_or(i64::MAX);
            self.0.connections.get_or_create(&labels).set(open);
        }
        let mut text = String::new();
        let registry = self.0.registry.lock().unwrap_or_else(PoisonError::into_inner);
        prometheus_client::encoding::text::encode(&mut text, &registry)
            .expect("BUG: a string takes all text");
        text
    }
}

impl RequestObserver for Metrics {
    fn observe(&self, route: &'static str, method: &http::Method, status: http::StatusCode, took: Duration) {
        let labels = RequestLabels { method: method_name(method), route, status: status.as_u16() };
        self.0.requests.get_or_create(&labels).observe(took.as_secs_f64());
    }
}

/// Only known methods become labels: a client must not be able to make new ones.
fn method_name(method: &http::Method) -> &'static str {
    match method.as_str() {
        "GET" => "GET",
        "POST" => "POST",
        "PUT" => "PUT",
        "PATCH" => "PATCH",
        "DELETE" => "DELETE",
        _ => "other",
    }
}
