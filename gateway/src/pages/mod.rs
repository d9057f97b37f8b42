//! Pages: what a client would ask of several services, asked at once. Each part is an operation of its own and keeps its own
//! rules of access. The main part must be there; any other that is not is named in `missing`.

mod admin;
mod store;

use std::sync::{Arc, Weak};
use std::time::Duration;

use axum::body::Body;
use axum::extract::{FromRequestParts, Request};
use axum::response::{IntoResponse, Response};
use http::header::{ACCEPT_LANGUAGE, AUTHORIZATION};
use http::request::Parts;
use http::{HeaderMap, HeaderName, StatusCode, Uri};
use kernel_base::ApiError;
use kernel_http::{
    CHANNEL_HEADER, CallCtx, Caller, ClientAddress, Problem, ProblemDocument, RouteSet, Routes,
};
use kernel_trace::SpanContext;
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::value::RawValue;

use crate::NAME;
use crate::gateway::Shared;
use crate::upstream::UNAVAILABLE;

/// What of a page's request its parts are told.
static HANDED_ON: [HeaderName; 5] = [
    AUTHORIZATION,
    ACCEPT_LANGUAGE,
    HeaderName::from_static("x-cart-token"),
    HeaderName::from_static("x-order-token"),
    HeaderName::from_static(CHANNEL_HEADER),
];
const TRACEPARENT: HeaderName = HeaderName::from_static("traceparent");
/// No part is longer.
const PART_BYTES: usize = 8 * 1024 * 1024;

/// A JSON object that one service answered, passed on as it came.
type Object = Box<RawValue>;

/// The pages' way to the parts. The gateway holds the pages' router, so the pages do not hold the gateway.
#[derive(Clone)]
pub(crate) struct Pages(Weak<Shared>);

pub(crate) fn routes(shared: &Arc<Shared>) -> RouteSet {
    let routes = Routes::new(NAME, Pages(Arc::downgrade(shared)));
    admin::routes(store::routes(routes)).into()
}

/// A part that could not be had.
#[derive(Debug, Serialize, JsonSchema)]
struct MissingPart {
    /// The field that is null because of it.
    part: &'static str,
    /// Why, as the part's own problem says it.
    code: String,
}

/// A part, or why it is missing.
struct Part {
    name: &'static str,
    outcome: Result<Object, String>,
}

/// The parts that could not be had.
#[derive(Default)]
struct Missing(Vec<MissingPart>);

impl Missing {
    fn note(&mut self, part: Part) -> Option<Object> {
        let Part { name: part, outcome } = part;
        outcome.map_err(|code| self.0.push(MissingPart { part, code })).ok()
    }
}

/// Asks for parts with the identity of whoever asked for the page.
struct Visit {
    shared: Arc<Shared>,
    headers: HeaderMap,
    caller: Caller,
    client: ClientAddress,
    trace: SpanContext,
    /// The last segment of the page's path, as it was written.
    name: String,
}

impl kernel_http::Argument for Visit {}

impl FromRequestParts<Pages> for Visit {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, pages: &Pages) -> Result<Self, Problem> {
        let gone = || ApiError::unavailable("the gateway is stopping");
        let CallCtx(call) = CallCtx::from_request_parts(parts, pages).await?;
        let trace = call.trace.as_ref().and_then(|trace| SpanContext::parse(&trace.0));
        let handed_on =
            HANDED_ON.iter().filter_map(|name| Some((name.clone(), parts.headers.get(name)?.clone())));
        let mut headers: HeaderMap = handed_on.collect();
        if let Some(trace) = call.trace.and_then(|trace| trace.0.try_into().ok()) {
            headers.insert(TRACEPARENT, trace);
        }
        Ok(Self {
            shared: pages.0.upgrade().ok_or_else(gone)?,
            headers,
            caller: Caller::from_request_parts(parts, pages).await?,
            client: ClientAddress::of(&parts.extensions),
            trace: trace.ok_or_else(ApiError::internal)?,
            name: parts.uri.path().rsplit('/').next().unwrap_or_default().to_owned(),
        })
    }
}

impl Visit {
    /// The part without which there is no page: its problem is the answer.
    async fn main(&self, path: String) -> Result<Object, Response> {
        let response = self.ask(path).await;
        if response.status() != StatusCode::OK {
            return Err(response);
        }
        let body = axum::body::to_bytes(response.into_body(), PART_BYTES).await.ok();
        let object = body.and_then(|body| serde_json::from_slice(&body).ok());
        object.ok_or_else(|| Problem::from(unreadable()).into_response())
    }

    /// A part that may be missing.
    async fn part(&self, name: &'static str, path: String) -> Part {
        let asked = tokio::time::timeout(self.patience(), self.read(path)).await;
        let outcome = asked.unwrap_or_else(|_| Err("request.timeout".to_owned()));
        Part { name, outcome }
    }

    fn patience(&self) -> Duration {
        self.shared.part_timeout()
    }

    async fn read(&self, path: String) -> Result<Object, String> {
        let response = self.ask(path).await;
        let status = response.status();
        let body = axum::body::to_bytes(response.into_body(), PART_BYTES).await;
        let body = body.map_err(|_| UNAVAILABLE.to_owned())?;
        if status == StatusCode::OK {
            return serde_json::from_slice(&body).map_err(|_| UNAVAILABLE.to_owned());
        }
        let problem = serde_json::from_slice::<ProblemDocument>(&body);
        Err(problem.map_or_else(|_| UNAVAILABLE.to_owned(), |problem| problem.code.into_owned()))
    }

    async fn ask(&self, path: String) -> Response {
        let Ok(uri) = Uri::try_from(path) else {
            return Problem::from(ApiError::not_found("request.not_found", "no operation has this path"))
                .into_response();
        };
        let mut request = Request::new(Body::empty());
        *request.uri_mut() = uri;
        *request.headers_mut() = self.headers.clone();
        if let Some(client) = self.client.0 {
            ClientAddress::set(request.extensions_mut(), client);
        }
        self.shared.part(request, self.caller.clone(), self.trace).await
    }
}

fn unreadable() -> ApiError {
    ApiError { code: UNAVAILABLE.into(), ..ApiError::unavailable("a service's answer cannot be read") }
}

/// `path` with these parameters, those that have a value.
fn with_query<'q>(path: &str, parameters: impl IntoIterator<Item = (&'q str, Option<&'q str>)>) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    let given = parameters.into_iter().filter_map(|(name, value)| Some((name, value?)));
    let query = query.extend_pairs(given).finish();
    if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
}
