//! A client of a service's routes: the router as a service, no socket.

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use http::header::AUTHORIZATION;
use http::{HeaderMap, Request, StatusCode};
use kernel_base::{ApiError, Env, Secret};
use kernel_http::{Audience, Authenticator, Caller, Channels, Edge, Permissions, RouteSet, StaffToken};
use serde_json::Value;
use tower::ServiceExt;

/// The header with which a member of staff, who may do everything, is known.
pub const STAFF: (&str, &str) = ("authorization", "Bearer staff");

/// The header with which this customer is known.
#[must_use]
pub fn customer(subject: &str) -> (&'static str, String) {
    ("authorization", format!("{CUSTOMER}{subject}"))
}

const CUSTOMER: &str = "Bearer customer:";

/// The header with which this member of staff is known, who may do these things only.
pub fn staff<P: AsRef<str>>(
    subject: &str,
    permissions: impl IntoIterator<Item = P>,
) -> (&'static str, String) {
    let permissions: Vec<P> = permissions.into_iter().collect();
    let permissions: Vec<&str> = permissions.iter().map(AsRef::as_ref).collect();
    ("authorization", format!("{MEMBER}{subject}:{}", permissions.join(",")))
}

const MEMBER: &str = "Bearer staff:";

/// The header with which a member of staff is known who may do everything, but only in these sales channels.
#[must_use]
pub fn staff_in(channels: &[&str]) -> (&'static str, String) {
    ("authorization", format!("{LIMITED}{}", channels.join(",")))
}

const LIMITED: &str = "Bearer staff-in:";

/// The header with which this service is known. A running platform knows it by its key; here its name is enough.
#[must_use]
pub fn service(name: &str) -> (&'static str, String) {
    ("authorization", format!("{SERVICE}{name}"))
}

const SERVICE: &str = "Bearer service:";

/// The fixed token of staff, and for every customer, every member of staff and every service one that names them.
struct Tokens(StaffToken);

impl Authenticator for Tokens {
    fn authenticate(&self, headers: &HeaderMap, audience: Audience) -> Result<Caller, ApiError> {
        let given = headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok()).unwrap_or_default();
        if let Some(subject) = given.strip_prefix(CUSTOMER) {
            return Ok(Caller::Customer { subject: subject.to_owned() });
        }
        if let Some(name) = given.strip_prefix(SERVICE) {
            return Ok(Caller::Service { name: name.to_owned() });
        }
        if let Some(channels) = given.strip_prefix(LIMITED) {
            let channels = channels.split(',').filter(|code| !code.is_empty()).map(str::to_owned).collect();
            return Ok(Caller::Staff {
                subject: "limited".to_owned(),
                permissions: Permissions::All,
                channels: Channels::Only(Arc::new(channels)),
            });
        }
        match given.strip_prefix(MEMBER).and_then(|named| named.split_once(':')) {
            Some((subject, permissions)) => Ok(Caller::Staff {
                subject: subject.to_owned(),
                permissions: allowed(permissions.split(',').map(str::to_owned).collect()),
                channels: Channels::All,
            }),
            None => self.0.authenticate(headers, audience),
        }
    }
}

fn allowed(permissions: BTreeSet<String>) -> Permissions {
    if permissions.contains("*") { Permissions::All } else { Permissions::Only(Arc::new(permissions)) }
}

/// Sends requests to routes.
#[derive(Clone)]
pub struct Client {
    router: Router,
    env: Env,
}

impl Client {
    /// Of these routes. Staff is known by the token `staff`.
    pub fn new(routes: impl Into<RouteSet>, env: &Env) -> Self {
        let tokens = Arc::new(Tokens(StaffToken::new(&Secret::new("staff".to_owned()))));
        Self { router: routes.into().into_router(&Edge::new(env.clone(), tokens)), env: env.clone() }
    }

    /// Staff reads.
    pub async fn get(&self, path: &str) -> Answer {
        self.staff_with("GET", path, None, &[]).await
    }

    /// Staff posts JSON, with a new idempotency key.
    pub async fn post(&self, path: &str, body: &Value) -> Answer {
        self.staff("POST", path, Some(body)).await
    }

    /// Staff posts JSON with this idempotency key.
    pub async fn post_with_key(&self, path: &str, key: &str, body: &Value) -> Answer {
        self.staff_with("POST", path, Some(body), &[("idempotency-key", key)]).await
    }

    /// Staff posts a CSV file, with a new idempotency key.
    pub async fn post_file(&self, path: &str, file: impl Into<Body>) -> Answer {
        let key = self.env.uuid().to_string();
        self.send("POST", path, &[STAFF, ("content-type", "text/csv"), ("idempotency-key", &key)], file).await
    }

    /// Staff puts JSON, whatever stands there.
    pub async fn put(&self, path: &str, body: &Value) -> Answer {
        self.staff_with("PUT", path, Some(body), &[]).await
    }

    /// Staff puts JSON in the place of this version.
    pub async fn put_over(&self, path: &str, etag: &str, body: &Value) -> Answer {
        self.staff_with("PUT", path, Some(body), &[("if-match", etag)]).await
    }

    /// Staff changes this version.
    pub async fn patch(&self, path: &str, etag: &str, body: &Value) -> Answer {
        self.staff_with("PATCH", path, Some(body), &[("if-match", etag)]).await
    }

    /// A request of staff: a JSON body if there is one, and an idempotency key of its own.
    pub async fn staff(&self, method: &str, path: &str, body: Option<&Value>) -> Answer {
        let key = self.env.uuid().to_string();
        self.staff_with(method, path, body, &[("idempotency-key", &key)]).await
    }

    /// A request of staff with these headers, and no idempotency key that is not among them.
    pub async fn staff_with(
        &self,
        method: &str,
        path: &str,
        body: Option<&Value>,
        headers: &[(&str, &str)],
    ) -> Answer {
        let mut all = vec![STAFF];
        all.extend_from_slice(headers);
        self.json(method, path, body, &all).await
    }

    /// A request with exactly these headers, and a JSON body if there is one.
    pub async fn json(
        &self,
        method: &str,
        path: &str,
        body: Option<&Value>,
        headers: &[(&str, &str)],
    ) -> Answer {
        let mut all = vec![("content-type", "application/json")];
        all.extend_from_slice(headers);
        let body = body.map_or_else(Body::empty, |body| Body::from(body.to_string()));
        self.send(method, path, &all, body).await
    }

    /// A request with exactly these headers and this body.
    pub async fn send(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: impl Into<Body>,
    ) -> Answer {
        let mut request = Request::builder().method(method).uri(path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.request(request.body(body.into()).expect("a well-formed request")).await
    }

    /// Any request.
    pub async fn request(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.expect("BUG: a router cannot fail");
        let (parts, body) = response.into_parts();
        let bytes = axum::body::to_bytes(body, usize::MAX).await.expect("the body can be read").to_vec();
        let body = serde_json::from_slice(&bytes).unwrap_or(Value::Null);
        Answer { status: parts.status, headers: parts.headers, bytes, body }
    }
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    /// Its status.
    pub status: StatusCode,
    /// Its headers.
    pub headers: HeaderMap,
    /// Its body as it came.
    pub bytes: Vec<u8>,
    /// Its body as JSON; null when it is none.
    pub body: Value,
}

impl Answer {
    /// The body of a success.
    #[track_caller]
    #[expect(clippy::must_use_candidate, reason = "also used only to assert")]
    pub fn ok(&self) -> Value {
        assert!(self.status.is_success(), "{} {}", self.status, String::from_utf8_lossy(&self.bytes));
        self.body.clone()
    }

    /// The body, whatever the status.
    #[track_caller]
    #[must_use]
    pub fn json(&self) -> Value {
        assert!(!self.bytes.is_empty(), "no body: {self:?}");
        self.body.clone()
    }

    /// A header that must be there.
    #[track_caller]
    #[must_use]
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).unwrap_or_else(|| panic!("no {name}: {self:?}")).to_str().expect("ASCII")
    }

    /// The version of what was answered.
    #[track_caller]
    #[must_use]
    pub fn etag(&self) -> &str {
        self.header("etag")
    }

    /// A field of the body that must be text.
    #[track_caller]
    #[must_use]
    pub fn text(&self, field: &str) -> String {
        self.body[field].as_str().unwrap_or_else(|| panic!("no {field} in {}", self.body)).to_owned()
    }

    /// Status and code of a problem.
    #[track_caller]
    #[must_use]
    pub fn problem(&self) -> (u16, &str) {
        assert!(!self.status.is_success(), "no problem: {} {}", self.status, self.body);
        assert_eq!(self.headers["content-type"], "application/problem+json");
        (
            self.status.as_u16(),
            self.body["code"].as_str().unwrap_or_else(|| panic!("no code in {}", self.body)),
        )
    }

    /// It must be this problem; answers the document for more.
    #[track_caller]
    #[expect(clippy::must_use_candidate, reason = "also used only to assert")]
    pub fn is_problem(&self, status: u16, code: &str) -> Value {
        assert_eq!(self.problem(), (status, code), "{}", self.body);
        self.body.clone()
    }

    /// Pointer and code of every wrong field that a problem names.
    #[must_use]
    pub fn wrong_fields(&self) -> Vec<(String, String)> {
        let text = |value: &Value| value.as_str().unwrap_or_else(|| panic!("no text: {value}")).to_owned();
        let errors = self.body["errors"].as_array().into_iter().flatten();
        errors.map(|error| (text(&error["pointer"]), text(&error["code"]))).collect()
    }
}

#[cfg(test)]
mod tests {
    use kernel_http::{Access, Json, Op, Reply, Routes};
    use serde_json::json;

    use super::*;

    #[tokio::test]
    async fn staff_is_known_and_others_are_not() {
        let echo = |Json(body): Json<Value>| async move { Reply::json(201, &body).location("/there") };
        let routes = Routes::new("probe", ()).route(Op::post("/echo", Access::Staff("probe.write")), echo);
        let client = Client::new(routes, &Env::system());
        let answer = client.staff("POST", "/echo", Some(&json!({ "title": "lantern" }))).await;
        assert_eq!((answer.status.as_u16(), answer.header("location")), (201, "/there"));
        assert_eq!(answer.ok(), json!({ "title": "lantern" }));
        assert_eq!(answer.text("title"), "lantern");
        let answer = client.json("POST", "/echo", Some(&json!({})), &[]).await;
        answer.is_problem(401, "request.unauthenticated");
        for (permission, status) in [("probe.write", 201), ("probe.read", 403), ("*", 201)] {
            let (name, value) = staff("usr_1", [permission]);
            let answer = client.json("POST", "/echo", Some(&json!({})), &[(name, &value)]).await;
            assert_eq!(answer.status.as_u16(), status, "{permission}");
        }
    }
}
