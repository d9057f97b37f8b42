//! A client of a router.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use http::{HeaderMap, Method, Request, StatusCode};
use kernel_base::{ApiError, Env, Secret};
use kernel_http::{Audience, Authenticator, Caller, Edge, RequestObserver, RouteSet, StaffToken};
use serde_json::Value;
use tower::ServiceExt;

pub(crate) const STAFF: &str = "Bearer staff-token";
pub(crate) const SERVICE: &str = "Bearer service-token";

/// Staff, and a service called `neighbor` for operations that are not asked for by key.
struct Tokens(StaffToken);

impl Authenticator for Tokens {
    fn authenticate(&self, headers: &HeaderMap, audience: Audience) -> Result<Caller, ApiError> {
        if headers.get("authorization").is_some_and(|value| value == SERVICE) {
            return Ok(Caller::Service { name: "neighbor".to_owned() });
        }
        self.0.authenticate(headers, audience)
    }
}

pub(crate) fn edge() -> Edge {
    let staff = StaffToken::new(&Secret::new("staff-token".to_owned()));
    Edge::new(Env::system(), Arc::new(Tokens(staff)))
}

pub(crate) fn api(routes: impl Into<RouteSet>) -> Api {
    Api(routes.into().into_router(&edge()))
}

#[derive(Clone)]
pub(crate) struct Api(pub(crate) Router);

impl Api {
    pub(crate) async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.0.clone().oneshot(request).await.expect("a router cannot fail");
        let (parts, body) = response.into_parts();
        let body = axum::body::to_bytes(body, usize::MAX).await.expect("the body can be read");
        Answer { status: parts.status, headers: parts.headers, body: body.to_vec() }
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.send(request(Method::GET, path, &[], "")).await
    }

    pub(crate) async fn post(&self, path: &str, body: &str) -> Answer {
        self.send(request(Method::POST, path, &[("content-type", "application/json")], body.to_owned())).await
    }
}

pub(crate) fn request(
    method: Method,
    path: &str,
    headers: &[(&str, &str)],
    body: impl Into<Body>,
) -> Request<Body> {
    let mut request = Request::builder().method(method).uri(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    request.body(body.into()).expect("a well-formed request")
}

#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|_| panic!("no JSON: {self:?}"))
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().expect("ASCII"))
    }

    /// Status and code of a well-formed problem document.
    pub(crate) fn problem(&self) -> (u16, String) {
        assert_eq!(self.header("content-type"), Some("application/problem+json"), "{self:?}");
        let document = self.json();
        assert_eq!(document["status"], self.status.as_u16());
        assert_eq!(document["trace_id"].as_str().map(str::len), Some(32), "{document}");
        let code = document["code"].as_str().expect("a code").to_owned();
        assert_eq!(document["type"], format!("https://karum.dev/problems/{code}"));
        (self.status.as_u16(), code)
    }

    /// Pointer and code of every wrong field.
    pub(crate) fn wrong_fields(&self) -> Vec<(String, String)> {
        assert_eq!(self.problem(), (400, "request.invalid".to_owned()));
        let document = self.json();
        let field = |error: &Value, name: &str| error[name].as_str().expect("text").to_owned();
        let errors = document["errors"].as_array().expect("errors");
        errors.iter().map(|error| (field(error, "pointer"), field(error, "code"))).collect()
    }
}

/// Remembers what it was told.
#[derive(Default)]
pub(crate) struct Seen(pub(crate) Mutex<Vec<(&'static str, Method, u16)>>);

impl RequestObserver for Seen {
    fn observe(&self, route: &'static str, method: &Method, status: StatusCode, _: Duration) {
        self.0.lock().unwrap().push((route, method.clone(), status.as_u16()));
    }
}
