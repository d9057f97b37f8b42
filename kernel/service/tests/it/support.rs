//! Two services, a collector of traces, and a log to read.

use std::io;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::routing::post;
use http::{Request, StatusCode};
use kernel_base::{ApiError, Env, Event, EventData, Secret, TraceParent};
use kernel_db::{Migrations, Write};
use kernel_http::{Access, CallCtx, Op, Problem, Reply, Routes, StaffToken, State};
use kernel_messaging::{Emit, Handler, HandlerError, Subscription};
use kernel_service::telemetry::{Export, LogFormat, Telemetry};
use kernel_service::{Context, Keys, Platform, Remote, Running, Service};
use kernel_testing::TestService;
use kernel_token::{HeldKeys, KeyRing, ServiceKey};
use opentelemetry_proto::tonic::collector::trace::v1::ExportTraceServiceRequest;
use opentelemetry_proto::tonic::trace::v1::{ResourceSpans, Span};
use prost::Message;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tokio::net::TcpListener;
use tower::ServiceExt;

/// Somebody rang.
#[derive(Debug, Serialize, Deserialize, schemars::JsonSchema)]
pub(crate) struct Rung {}

impl EventData for Rung {
    const TYPE: &'static str = "bell.rung.v1";
}

/// Somebody heard it.
#[derive(Debug, Serialize, Deserialize, schemars::JsonSchema)]
pub(crate) struct Heard {}

impl EventData for Heard {
    const TYPE: &'static str = "ear.heard.v1";
}

/// Says that it heard, and remembers what each ring was caused by.
pub(crate) struct Ear {
    env: Env,
    pub(crate) causes: Mutex<Vec<Option<TraceParent>>>,
}

#[async_trait::async_trait]
impl Handler for Ear {
    async fn apply(&self, events: &[Arc<Event>], write: &Write) -> Result<(), HandlerError> {
        for event in events {
            tracing::warn!(event.subject, "heard");
            write.emit(&self.env, event.subject.clone(), 1, event.trace.as_ref(), &Heard {})?;
            self.causes.lock().unwrap().push(event.trace.clone());
        }
        Ok(())
    }
}

/// `bell` rings when asked to; `ear` hears it through bell's log.
pub(crate) struct Shop {
    running: Vec<Running>,
    pub(crate) ear: Arc<Ear>,
    pub(crate) keys: Keys,
    // Dropped last: the pools above must be closed first.
    databases: (TestService, TestService),
}

impl Shop {
    /// Both services in one process.
    pub(crate) async fn open() -> Self {
        let mut shop = Self::closed().await;
        let services = vec![shop.bell(), shop.ear()];
        shop.run(services, Vec::new());
        shop
    }

    /// Nothing runs yet.
    pub(crate) async fn closed() -> Self {
        let empty = |service| TestService::new(Migrations { service, files: Vec::new() });
        let databases = tokio::join!(empty("bell"), empty("ear"));
        let ear = Arc::new(Ear { env: Env::system(), causes: Mutex::default() });
        let keys = keys(["bell", "ear", "mouse"]);
        Self { running: Vec::new(), ear, keys, databases }
    }

    /// Starts only the ear, as a process that looks for the bell at `origin`.
    pub(crate) fn start_ear(&mut self, origin: String) {
        let services = vec![self.ear()];
        self.run(services, vec![Remote { service: "bell", origin }]);
    }

    /// Starts only the bell, as a process that listens.
    pub(crate) fn start_bell(&mut self, listener: TcpListener) {
        let services = vec![self.bell()];
        self.run(services, Vec::new());
        let router = self.router();
        #[expect(clippy::disallowed_methods, reason = "ends with the test's runtime")]
        tokio::spawn(kernel_http::serve(listener, router, std::future::pending()));
    }

    fn bell(&self) -> Service {
        let context = context(&self.databases.0);
        let routes = Routes::new("bell", context.clone()).route(Op::post("/bell", Access::Public), ring).rpc(
            "chime",
            &["ear"],
            |_, _, (): ()| async { Ok::<_, ApiError>("ding".to_owned()) },
        );
        Service::new(context, routes)
    }

    pub(crate) fn ear(&self) -> Service {
        let handler: Arc<dyn Handler> = self.ear.clone();
        let subscription = Subscription { producer: "bell", types: &[Rung::TYPE], handler };
        Service::new(context(&self.databases.1), Routes::new("ear", ())).subscription(subscription)
    }

    fn run(&mut self, services: Vec<Service>, remotes: Vec<Remote>) {
        let platform = Platform::new(Env::system(), services, remotes, self.keys.clone());
        let platform = platform.follows([("ear", &["bell"][..])]);
        let running = platform.start(Arc::new(StaffToken::new(&Secret::default()))).unwrap();
        self.running.push(running);
    }

    pub(crate) fn router(&self) -> Router {
        self.running.last().expect("a process runs").router()
    }

    /// Rings the bell of the process that was started last.
    pub(crate) async fn ring(&self, traceparent: Option<&str>) -> StatusCode {
        let mut request = Request::post("/bell");
        if let Some(traceparent) = traceparent {
            request = request.header("traceparent", traceparent);
        }
        self.router().oneshot(request.body(Body::empty()).unwrap()).await.unwrap().status()
    }

    /// Waits until so many rings were heard; answers what they were caused by.
    pub(crate) async fn heard(&self, count: usize) -> Vec<Option<TraceParent>> {
        eventually("the ring is heard", || self.ear.causes.lock().unwrap().len() >= count).await;
        self.ear.causes.lock().unwrap().clone()
    }

    pub(crate) async fn close(self) {
        for running in self.running {
            running.stop().await;
        }
    }
}

fn context(test: &TestService) -> Context {
    Context { db: test.db().clone(), env: Env::system() }
}

/// What these services know each other by.
fn keys<const N: usize>(holders: [&'static str; N]) -> Keys {
    let own = holders.map(|holder| (holder, Arc::new(ServiceKey::generate(holder).unwrap())));
    let listed = own.iter().map(|(_, key)| key.public(Env::system().now())).collect();
    Keys { ring: Arc::new(KeyRing::new(&HeldKeys { keys: listed })), own: own.into() }
}

/// Waits until the condition holds; fails after 20 seconds.
pub(crate) async fn eventually(what: &str, mut condition: impl FnMut() -> bool) {
    let waiting = async {
        while !condition() {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(20), waiting).await.unwrap_or_else(|_| panic!("never: {what}"));
}

async fn ring(State(context): State<Context>, CallCtx(call): CallCtx) -> Result<Reply, Problem> {
    tracing::warn!("ringing");
    let write = context.db.write().await.map_err(ApiError::from)?;
    write.emit(&context.env, "bell_1", 1, call.trace.as_ref(), &Rung {}).map_err(ApiError::from)?;
    write.commit().await.map_err(ApiError::from)?;
    Ok(Reply::no_content())
}

/// A listener, and its address as others write it.
pub(crate) async fn listen() -> (TcpListener, String) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    (listener, format!("http://{address}"))
}

/// An OpenTelemetry collector that keeps what it is sent.
#[derive(Clone, Default)]
pub(crate) struct Collector(Arc<Mutex<Vec<ResourceSpans>>>);

impl Collector {
    /// Answers where it listens.
    pub(crate) async fn start(&self) -> String {
        let received = Arc::clone(&self.0);
        let take = move |body: Bytes| async move {
            let request = ExportTraceServiceRequest::decode(body).expect("OTLP");
            received.lock().unwrap().extend(request.resource_spans);
        };
        let (listener, origin) = listen().await;
        let router = Router::new().route("/v1/traces", post(take));
        #[expect(clippy::disallowed_methods, reason = "ends with the test's runtime")]
        tokio::spawn(kernel_http::serve(listener, router, std::future::pending()));
        origin
    }

    pub(crate) fn spans(&self) -> Vec<Span> {
        let received = self.0.lock().unwrap();
        received
            .iter()
            .flat_map(|resource| &resource.scope_spans)
            .flat_map(|scope| scope.spans.clone())
            .collect()
    }

    /// Attributes of the process that sent the spans.
    pub(crate) fn resource(&self) -> Vec<(String, String)> {
        let received = self.0.lock().unwrap();
        let resource = received.first().and_then(|spans| spans.resource.clone()).expect("a resource");
        let text = |value: &dyn std::fmt::Debug| format!("{value:?}");
        resource.attributes.iter().map(|attribute| (attribute.key.clone(), text(&attribute.value))).collect()
    }
}

/// A log in memory.
#[derive(Clone, Default)]
pub(crate) struct Log(Arc<Mutex<Vec<u8>>>);

impl Log {
    /// Every line as JSON; fails when one is not.
    pub(crate) fn lines(&self) -> Vec<Value> {
        let bytes = self.0.lock().unwrap();
        let text = std::str::from_utf8(&bytes).expect("UTF-8");
        text.lines()
            .map(|line| serde_json::from_str(line).unwrap_or_else(|_| panic!("no JSON: {line}")))
            .collect()
    }

    pub(crate) fn line(&self, message: &str) -> Value {
        let lines = self.lines();
        let found = lines.iter().find(|line| line["message"] == message).cloned();
        found.unwrap_or_else(|| panic!("no line {message}: {lines:?}"))
    }
}

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

pub(crate) fn telemetry(export: Option<Export>) -> Telemetry {
    Telemetry { filter: "info".to_owned(), format: LogFormat::Json, export }
}
