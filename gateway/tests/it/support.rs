//! A gateway in front of small services, and a client of it.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::sync::{Arc, LazyLock};

use axum::Router;
use axum::body::Body;
use gateway::{Config, Gateway, Surroundings};
use http::{HeaderMap, Method, Request, StatusCode};
use kernel_base::{ApiError, Env, ErrorKind, Secret};
use kernel_http::{
    Access, Audience, Authenticator, CallCtx, Caller, ClientAddress, Edge, Json, Op, PassportOffice,
    Permissions, RateClass, RouteSet, Routes, StaffToken,
};
use kernel_service::Remote;
use kernel_token::{HeldKeys, KeyRing, ServiceKey};
use serde_json::{Value, json};
use tower::ServiceExt;

/// Staff's token in these tests.
pub(crate) const STAFF: (&str, &str) = ("authorization", "Bearer staff");
/// A customer's.
pub(crate) const CUSTOMER: (&str, &str) = ("authorization", "Bearer customer");

/// Knows one customer and, for the rest, fixed tokens.
pub(crate) struct Tokens(StaffToken);

impl Authenticator for Tokens {
    fn authenticate(&self, headers: &HeaderMap, audience: Audience) -> Result<Caller, ApiError> {
        match (headers.get("authorization").and_then(|value| value.to_str().ok()), audience) {
            (Some("Bearer customer"), Audience::Store) => {
                Ok(Caller::Customer { subject: "cus_1".to_owned() })
            }
            (Some("Bearer reader"), Audience::Admin) => {
                let permissions = Permissions::Only(Arc::new(["customer.customer.read".to_owned()].into()));
                Ok(Caller::Staff {
                    subject: "usr_1".to_owned(),
                    permissions,
                    channels: kernel_http::Channels::All,
                })
            }
            _ => self.0.authenticate(headers, audience),
        }
    }
}

pub(crate) fn tokens() -> Arc<dyn Authenticator> {
    Arc::new(Tokens(StaffToken::new(&Secret::new("staff".to_owned()))))
}

/// The key of this holder in the platform of these tests.
pub(crate) fn key(holder: &str) -> Arc<ServiceKey> {
    static KEYS: LazyLock<[Arc<ServiceKey>; 2]> =
        LazyLock::new(|| ["gateway", "probe"].map(|holder| Arc::new(ServiceKey::generate(holder).unwrap())));
    Arc::clone(KEYS.iter().find(|key| key.holder() == holder).unwrap())
}

/// Knows these keys.
pub(crate) fn ring(keys: &[Arc<ServiceKey>]) -> Arc<KeyRing> {
    let keys = keys.iter().map(|key| key.public(Env::system().now())).collect();
    Arc::new(KeyRing::new(&HeldKeys { keys }))
}

/// Refuses every token: who still knows the caller was told by the gateway.
pub(crate) struct Nobody;

impl Authenticator for Nobody {
    fn authenticate(&self, _: &HeaderMap, _: Audience) -> Result<Caller, ApiError> {
        Err(ApiError::new(ErrorKind::Unauthenticated, "request.unauthenticated", "asked a second time"))
    }
}

/// A service that tells what it was told.
pub(crate) fn probe() -> RouteSet {
    let routes = Routes::new("probe", ())
        .route(Op::get("/store/v1/echo", Access::Public).query::<EchoQuery>(), echo)
        .route(Op::get("/store/v1/mine", Access::Customer), echo)
        .route(Op::get("/admin/v1/echo", Access::Staff("probe.read")), echo)
        .route(Op::get("/oauth/probe", Access::Public).own_credentials(), echo)
        .route(Op::post("/store/v1/login", Access::Public).rate(RateClass::Login), echo)
        .route(Op::post("/store/v1/small", Access::Public).body::<Value>().body_limit(16), taken)
        .rpc("probe", &["order"], |(), _, request: Value| async move { Ok::<_, ApiError>(request) });
    RouteSet::from(routes).openapi_route("probe")
}

#[derive(schemars::JsonSchema)]
#[expect(dead_code, reason = "only its schema is used")]
struct EchoQuery {
    channel: Option<String>,
}

async fn echo(
    CallCtx(call): CallCtx,
    caller: Caller,
    ClientAddress(client): ClientAddress,
    uri: http::Uri,
    headers: HeaderMap,
) -> kernel_http::Reply {
    let headers: BTreeMap<String, String> = headers
        .iter()
        .map(|(name, value)| (name.to_string(), value.to_str().unwrap_or_default().to_owned()))
        .collect();
    let told = json!({
        "caller": caller.actor(), "client": client, "query": uri.query(), "headers": headers,
        "trace": call.trace.map(|trace| trace.0),
    });
    kernel_http::Reply::json(200, &told)
}

async fn taken(Json(body): Json<Value>) -> kernel_http::Reply {
    kernel_http::Reply::json(200, &body)
}

/// The document of these routes, as the gateway reads it.
pub(crate) fn document(name: &str, routes: &RouteSet) -> (String, Value) {
    let operations: Vec<&Op> = routes.operations().collect();
    (name.to_owned(), kernel_http::document(name, &operations))
}

/// A gateway that a test talks to.
#[derive(Clone)]
pub(crate) struct Front {
    pub(crate) gateway: Gateway,
    router: Router,
}

/// How a test's gateway is made.
pub(crate) struct Setup {
    pub(crate) config: Config,
    pub(crate) origin: &'static str,
    pub(crate) remotes: Vec<Remote>,
    pub(crate) internal_listener: bool,
    pub(crate) here: Vec<(&'static str, RouteSet)>,
    /// What it signs passports with.
    pub(crate) key: Arc<ServiceKey>,
}

impl Default for Setup {
    fn default() -> Self {
        Self {
            config: Config::default(),
            origin: "http://127.0.0.1:8080",
            remotes: Vec::new(),
            internal_listener: false,
            here: vec![("probe", probe())],
            key: key("gateway"),
        }
    }
}

impl Setup {
    pub(crate) fn front(self) -> Front {
        let surroundings = Surroundings {
            authenticator: tokens(),
            passports: PassportOffice::new(self.key),
            env: Env::system(),
            origin: self.origin.to_owned(),
            remotes: self.remotes,
            internal_listener: self.internal_listener,
        };
        let gateway = Gateway::new(&self.config, surroundings);
        // The services know only callers whom the gateway vouches for.
        let edge = Edge::new(Env::system(), Arc::new(Nobody));
        let mut documents = vec![gateway.document()];
        let mut routes = gateway.routes();
        for (name, service) in self.here {
            documents.push(document(name, &service));
            routes = routes.merge(service);
        }
        let router = gateway.front(routes.into_router(&edge), edge, documents);
        Front { gateway, router }
    }
}

impl Front {
    pub(crate) async fn get(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        self.send(Method::GET, path, headers, Body::empty(), Some("127.0.0.1")).await
    }

    /// From this address.
    pub(crate) async fn get_from(&self, address: &str, path: &str, headers: &[(&str, &str)]) -> Answer {
        self.send(Method::GET, path, headers, Body::empty(), Some(address)).await
    }

    /// Any request; its answer as it begins.
    pub(crate) async fn raw(&self, request: Request<Body>) -> axum::response::Response {
        self.router.clone().oneshot(request).await.unwrap()
    }

    pub(crate) async fn send(
        &self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: impl Into<Body>,
        address: Option<&str>,
    ) -> Answer {
        let mut request = Request::builder().method(method).uri(path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let mut request = request.body(body.into()).unwrap();
        if let Some(address) = address {
            ClientAddress::set(request.extensions_mut(), address.parse::<IpAddr>().unwrap());
        }
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = axum::body::to_bytes(body, usize::MAX).await.unwrap();
        let body = serde_json::from_slice(&body).unwrap_or(Value::Null);
        Answer { status: parts.status, headers: parts.headers, body }
    }
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Value,
}

impl Answer {
    #[track_caller]
    pub(crate) fn ok(self) -> Value {
        assert!(self.status.is_success(), "{self:?}");
        self.body
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }

    /// It must be this problem; its trace is what X-Request-Id names.
    #[track_caller]
    pub(crate) fn is_problem(&self, status: u16, code: &str) {
        assert_eq!((self.status.as_u16(), self.body["code"].as_str()), (status, Some(code)), "{self:?}");
        assert_eq!(self.header("content-type"), Some("application/problem+json"));
        assert_eq!(self.header("x-request-id"), self.body["trace_id"].as_str());
    }
}
