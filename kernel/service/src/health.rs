//! Routes of the process itself: alive, ready, metrics, and the logs of its services for consumers elsewhere.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use std::time::Duration;

use axum::extract::FromRequestParts;
use axum::response::{IntoResponse, Response};
use http::header::CONTENT_TYPE;
use http::request::Parts;
use kernel_base::{ApiError, ErrorKind};
use kernel_db::{Database, GenericClient};
use kernel_http::{Access, Argument, Caller, Json, Op, Path, Problem, Reply, Routes, State};
use kernel_messaging::{Feed, LocalFeed, ReadRequest};
use schemars::{Schema, SchemaGenerator};
use serde::Serialize;

use crate::Metrics;

pub(crate) struct Process {
    pub(crate) databases: Vec<Database>,
    pub(crate) feeds: HashMap<&'static str, LocalFeed>,
    /// Who has declared whose events it takes.
    pub(crate) follows: BTreeMap<&'static str, &'static [&'static str]>,
    pub(crate) metrics: Metrics,
}

/// The service whose log is asked for by one that has declared that it follows it. An argument rather than a line of the
/// handler, so that it comes before the body is looked at.
struct Followed(String);

impl Argument for Followed {
    fn path(schemas: &mut SchemaGenerator) -> Option<Schema> {
        <Path<Producer> as Argument>::path(schemas)
    }
}

impl FromRequestParts<Arc<Process>> for Followed {
    type Rejection = Problem;
    async fn from_request_parts(parts: &mut Parts, process: &Arc<Process>) -> Result<Self, Problem> {
        let Path(Producer { producer }) = Path::from_request_parts(parts, process).await?;
        let Caller::Service { name } = Caller::from_request_parts(parts, process).await? else {
            unreachable!("BUG: the route's access lets only services pass")
        };
        if process.follows.get(name.as_str()).is_some_and(|producers| producers.contains(&&*producer)) {
            return Ok(Self(producer));
        }
        tracing::warn!(caller = name, producer, "a service asks for a log that it has not declared");
        let message = format!("the service {name} has not declared that it follows {producer}");
        Err(ApiError::new(ErrorKind::Forbidden, "request.forbidden", message).into())
    }
}

#[derive(Serialize, schemars::JsonSchema)]
struct Readiness {
    /// True when every service of this process can work.
    ready: bool,
    services: Vec<ServiceReadiness>,
}

#[derive(Serialize, schemars::JsonSchema)]
struct ServiceReadiness {
    service: &'static str,
    database: bool,
}

#[derive(serde::Deserialize, schemars::JsonSchema)]
struct Producer {
    producer: String,
}

pub(crate) fn routes(process: Arc<Process>) -> Routes<Arc<Process>> {
    Routes::new("karum", process)
        .route(
            Op::get("/livez", Access::Public)
                .summary("Is the process alive?")
                .answers_nothing(204)
                .untraced(),
            livez,
        )
        .route(
            Op::get("/readyz", Access::Public)
                .summary("Can every service work?")
                .answers::<Readiness>(200)
                .answers::<Readiness>(503)
                .untraced(),
            readyz,
        )
        .route(
            Op::get("/metrics", Access::Public)
                .summary("Metrics in the Prometheus text format")
                .answers_nothing(200)
                .untraced(),
            metrics,
        )
        .route(
            Op::post("/internal/v1/{producer}/feed", Access::EveryService)
                .summary("Read a service's log, waiting for news")
                .answers_nothing(200)
                .problems(&["feed.not_here"])
                .untraced()
                .time_limit(Duration::from_secs(20)),
            feed,
        )
}

async fn livez() -> Reply {
    Reply::no_content()
}

async fn readyz(State(process): State<Arc<Process>>) -> Reply {
    let checks = process.databases.iter().map(|database| async move {
        let alive = async {
            let reader = database.read().await?;
            reader.execute("SELECT 1", &[]).await?;
            Ok::<_, kernel_db::DbError>(())
        };
        let database_ready =
            tokio::time::timeout(Duration::from_secs(2), alive).await.is_ok_and(|alive| alive.is_ok());
        ServiceReadiness { service: database.service(), database: database_ready }
    });
    let services = futures::future::join_all(checks).await;
    let ready = services.iter().all(|service| service.database);
    Reply::json(if ready { 200 } else { 503 }, &Readiness { ready, services })
}

async fn metrics(State(process): State<Arc<Process>>) -> Response {
    ([(CONTENT_TYPE, "application/openmetrics-text; version=1.0.0; charset=utf-8")], process.metrics.encode())
        .into_response()
}

async fn feed(
    State(process): State<Arc<Process>>,
    Followed(producer): Followed,
    Json(request): Json<ReadRequest>,
) -> Result<Reply, Problem> {
    let Some(feed) = process.feeds.get(producer.as_str()) else {
        return Err(ApiError::not_found("feed.not_here", "this process does not run that service").into());
    };
    let batch = feed.read(&request).await.map_err(|error| {
        tracing::warn!(producer, error = %kernel_trace::causes(&error), "feed cannot be read");
        ApiError::unavailable("the log cannot be read now")
    })?;
    Ok(Reply::json(200, &batch))
}
