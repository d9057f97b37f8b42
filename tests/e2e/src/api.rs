//! Every operation of a running shop, as its OpenAPI documents declare them, and a way to send it anything at all.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, to_bytes};
use http::{Method, Request};
use kernel_http::{CODES, ProblemDocument};
use serde_json::{Value, json};
use tower::ServiceExt;

use crate::holders::Holders;
use crate::shop::{STAFF, Shop};

/// Longer than any request may take, by far.
const PATIENCE: Duration = Duration::from_secs(10);
/// Of every service, and of the process around them.
const DOCUMENTS: [&str; 12] = [
    "process",
    "auth",
    "user",
    "customer",
    "catalog",
    "pricing",
    "warehouse",
    "cart",
    "order",
    "payment",
    "shipping",
    "invoice",
];

/// Whom an operation lets in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Everybody.
    Public,
    /// Who holds the cart's token.
    Cart,
    /// A customer who has signed in.
    Customer,
    /// Staff.
    Staff,
    /// Other services.
    Service,
}

/// What an operation of staff is to callers who are limited to sales channels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChannelRule {
    /// Not for them.
    Refused,
    /// For them as for everybody.
    Every,
    /// For them as far as the object is one of their channels.
    Object,
}

/// One operation as its document declares it.
#[derive(Debug, Clone)]
pub struct Operation {
    /// `POST`.
    pub method: Method,
    /// With parameters in braces.
    pub path: String,
    /// Whom it lets in.
    pub access: Access,
    /// Reads `Authorization` itself.
    pub own_credentials: bool,
    /// What staff must be allowed to do.
    pub permission: Option<String>,
    /// How it minds limits to sales channels; nothing where it is not for staff.
    pub channels: Option<ChannelRule>,
    /// The schema of its JSON body.
    pub body: Option<Value>,
    /// Takes a body that is not JSON.
    pub raw_body: bool,
    /// Requires `Idempotency-Key`.
    pub keyed: bool,
    /// Its query parameters.
    pub query: Vec<String>,
    /// Statuses of refusals that it tells in a language of its own: as OAuth does, or on a page.
    pub own_refusals: BTreeSet<u16>,
    /// Codes of the service's own problems.
    pub own_codes: BTreeSet<String>,
    /// Every code it may answer with.
    pub codes: BTreeSet<String>,
    /// Every status it names.
    pub statuses: BTreeSet<String>,
    /// The definitions that its schemas refer to.
    pub definitions: Value,
    /// The services that may call it; `*` for all.
    pub callers: Vec<String>,
    /// The token of a customer who has just signed up.
    customer: String,
    holders: Arc<Holders>,
}

/// The shop's API.
pub struct Api {
    router: Router,
    /// All operations of all services.
    pub operations: Vec<Operation>,
}

/// What came back.
#[derive(Debug)]
pub struct Response {
    /// HTTP status.
    pub status: u16,
    content_type: String,
    /// The trace by which logs, events and the audit log tell of the request.
    pub trace_id: String,
    /// The methods that the path has, where the answer tells them.
    pub allow: Option<String>,
    body: Vec<u8>,
}

impl Response {
    /// The problem, or what is wrong with the answer: it is none, of no client's mistake, or undeclared.
    pub fn problem(&self, operation: &Operation) -> Result<ProblemDocument, String> {
        let told = || format!("{} {}", self.status, String::from_utf8_lossy(&self.body));
        if !(400..500).contains(&self.status) {
            return Err(format!("not the client's mistake: {}", told()));
        }
        if self.content_type != "application/problem+json" {
            return Err(format!("content type {:?}: {}", self.content_type, told()));
        }
        let problem: ProblemDocument =
            serde_json::from_slice(&self.body).map_err(|error| format!("{error}: {}", told()))?;
        if problem.status != self.status
            || !problem.uri.ends_with(&*problem.code)
            || problem.detail.is_empty()
        {
            return Err(format!("contradicts itself: {}", told()));
        }
        if !operation.codes.contains(&*problem.code) {
            return Err(format!("undeclared code: {}", told()));
        }
        Ok(problem)
    }

    /// Whether the document tells of the status: by itself, or, of a problem of the service's own, by its code.
    #[must_use]
    pub fn documented(&self, operation: &Operation) -> bool {
        let body = self.json();
        let own = body["code"].as_str().is_some_and(|code| operation.own_codes.contains(code));
        own || operation.statuses.contains(&self.status.to_string())
    }

    /// The body as text.
    #[must_use]
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// True for a page, and for an error of OAuth.
    #[must_use]
    pub fn own_refusal(&self) -> bool {
        self.content_type.starts_with("text/html") || self.json()["error"].is_string()
    }

    /// The body, if it is JSON.
    #[must_use]
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_default()
    }
}

/// Who is called at an internal path.
#[must_use]
pub fn callee(path: &str) -> &str {
    path.split('/').nth(3).unwrap_or_default()
}

impl Operation {
    fn of(shop: &Shop, path: &str, method: &str, declared: &Value, definitions: &Value) -> Self {
        let content = &declared["requestBody"]["content"];
        let parameters: Vec<&Value> = declared["parameters"].as_array().into_iter().flatten().collect();
        let named = |place: &str| {
            let here = parameters.iter().filter(move |parameter| parameter["in"] == place);
            here.filter_map(|parameter| parameter["name"].as_str().map(str::to_owned)).collect::<Vec<_>>()
        };
        let security = &declared["security"][0];
        let access = match ["staff", "service", "cart", "customer"]
            .iter()
            .find(|scheme| security.get(**scheme).is_some())
        {
            Some(&"staff") => Access::Staff,
            Some(&"service") => Access::Service,
            Some(&"customer") => Access::Customer,
            Some(&"cart") => Access::Cart,
            Some(_) | None => Access::Public,
        };
        let channels = declared["x-channels"].as_str().map(|rule| match rule {
            "all" => ChannelRule::Every,
            "object" => ChannelRule::Object,
            "refused" => ChannelRule::Refused,
            other => panic!("{path}: x-channels {other}"),
        });
        let callers = declared["x-callers"].as_array().into_iter().flatten().filter_map(Value::as_str);
        let own = declared["x-problems"].as_array().into_iter().flatten().filter_map(Value::as_str);
        let own: BTreeSet<String> = own.map(str::to_owned).collect();
        let body = content["application/json"].get("schema").cloned();
        let answers = declared["responses"].as_object().into_iter().flatten();
        let own_refusals = answers
            .filter(|(_, answer)| {
                ["application/json", "text/html"].iter().any(|kind| answer["content"].get(kind).is_some())
            })
            .filter_map(|(status, _)| status.parse().ok())
            .filter(|status| (400..500).contains(status));
        Self {
            own_refusals: own_refusals.collect(),
            method: method.to_uppercase().parse().expect("a method"),
            path: path.to_owned(),
            access,
            own_credentials: security.get("client").is_some(),
            permission: declared["x-permission"].as_str().map(str::to_owned),
            channels,
            raw_body: body.is_none() && content.is_object(),
            body,
            keyed: named("header").iter().any(|name| name == "Idempotency-Key"),
            query: named("query"),
            codes: CODES.iter().map(|(code, _)| (*code).to_owned()).chain(own.iter().cloned()).collect(),
            own_codes: own,
            statuses: declared["responses"]
                .as_object()
                .into_iter()
                .flatten()
                .map(|(s, _)| s.clone())
                .collect(),
            definitions: definitions.clone(),
            callers: callers.map(str::to_owned).collect(),
            customer: String::new(),
            holders: Arc::clone(&shop.holders),
        }
    }

    /// A service that may call it, if there is one; where every service may, one that follows orders, too.
    #[must_use]
    pub fn caller(&self) -> Option<&str> {
        let first = self.callers.first()?;
        Some(if first == "*" { "cart" } else { first })
    }

    /// True for what only other services call, and none has declared that it does.
    #[must_use]
    pub fn uncalled(&self) -> bool {
        self.access == Access::Service && self.callers.is_empty()
    }

    /// True when its JSON body is an object.
    #[must_use]
    pub fn takes_object(&self) -> bool {
        self.body_schema()["type"] == "object"
    }

    /// True when its JSON body may have this field.
    #[must_use]
    pub fn has_field(&self, name: &str) -> bool {
        self.body_schema()["properties"].get(name).is_some()
    }

    fn body_schema(&self) -> &Value {
        let schema = self.body.as_ref().unwrap_or(&Value::Null);
        let reference = schema["$ref"].as_str().and_then(|reference| reference.rsplit('/').next());
        reference.map_or(schema, |definition| &self.definitions[definition])
    }

    /// The names of the path's parameters.
    pub fn parameters(&self) -> impl Iterator<Item = &str> {
        self.path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'))
    }

    /// True when the request is one of this operation.
    #[must_use]
    pub fn is_called_by(&self, method: &Method, path: &str) -> bool {
        let path = path.split_once('?').map_or(path, |(path, _)| path);
        let fits = |(declared, given): (&str, &str)| declared == given || declared.starts_with('{');
        self.method == *method
            && self.path.split('/').count() == path.split('/').count()
            && self.path.split('/').zip(path.split('/')).all(fits)
    }

    /// The path with its parameters filled in.
    #[must_use]
    pub fn path_with(&self, value: impl Fn(&str) -> String) -> String {
        let part = |part: &str| match part.strip_prefix('{').and_then(|part| part.strip_suffix('}')) {
            Some(name) => value(name),
            None => part.to_owned(),
        };
        self.path.split('/').map(part).collect::<Vec<_>>().join("/")
    }

    /// The headers of a caller who is let in at this path of it, and whose request lacks nothing else.
    #[must_use]
    pub fn headers(&self, path: &str) -> Vec<(&'static str, String)> {
        let mut headers = vec![("if-match", "\"v1\"".to_owned())];
        match self.access {
            Access::Public => headers.push(("x-order-token", "a token that opens nothing".to_owned())),
            Access::Cart => headers.push(("x-cart-token", "0".repeat(43))),
            Access::Customer => headers.push(("authorization", format!("Bearer {}", self.customer))),
            Access::Staff => headers.push(("authorization", format!("Bearer {STAFF}"))),
            Access::Service => {
                let token = self.caller().map(|caller| self.holders.token(caller, callee(path)));
                headers.extend(token.map(|token| ("authorization", format!("Bearer {token}"))));
            }
        }
        if self.keyed {
            headers.push(("idempotency-key", kernel_base::Env::system().uuid().to_string()));
        }
        if self.body.is_some() {
            headers.push(("content-type", "application/json".to_owned()));
        }
        headers
    }
}

impl Api {
    /// Reads the documents of all services.
    pub async fn of(shop: &Shop) -> Self {
        let router = shop.router();
        let mut operations = Vec::new();
        for service in DOCUMENTS {
            let document = shop.shopper(service).get(&format!("/openapi/{service}.json")).await.ok();
            for (path, methods) in document["paths"].as_object().expect("a document has paths") {
                for (method, declared) in methods.as_object().expect("a path has methods") {
                    operations.push(Operation::of(
                        shop,
                        path,
                        method,
                        declared,
                        &document["components"]["schemas"],
                    ));
                }
            }
        }
        let account = json!({ "email": "ada@example.org", "password": "a password for the tests" });
        let signed_up = shop.shopper("auth").post("/store/v1/auth/register", account).await.ok();
        let token = signed_up["access_token"].as_str().expect("a token");
        for operation in &mut operations {
            token.clone_into(&mut operation.customer);
        }
        Self { router, operations }
    }

    /// Sends a request as it is.
    ///
    /// # Panics
    /// When no answer comes for long.
    pub async fn send(
        &self,
        method: &Method,
        path: &str,
        headers: &[(&'static str, String)],
        body: impl Into<Body>,
    ) -> Response {
        let mut request = Request::builder().method(method).uri(path);
        for (name, value) in headers {
            request = request.header(*name, value.as_str());
        }
        let request = request.body(body.into()).expect("a path of visible characters");
        let answer = async {
            let response = self.router.clone().oneshot(request).await.expect("the router never fails");
            let (parts, body) = response.into_parts();
            (parts, to_bytes(body, usize::MAX).await.expect("an answer can be read"))
        };
        let (parts, body) = tokio::time::timeout(PATIENCE, answer)
            .await
            .unwrap_or_else(|_| panic!("{method} {path} is not answered"));
        let header =
            |name: &str| parts.headers.get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
        Response {
            status: parts.status.as_u16(),
            content_type: header("content-type").unwrap_or_default(),
            trace_id: header("x-request-id").unwrap_or_default(),
            allow: header("allow"),
            body: body.to_vec(),
        }
    }
}
