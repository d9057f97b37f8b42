//! Which scripts of other origins may call, as browsers ask it (the Fetch standard's CORS protocol).

use axum::body::Body;
use axum::extract::Request;
use axum::response::Response;
use http::header::{
    ACCESS_CONTROL_ALLOW_CREDENTIALS, ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS,
    ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE,
    ACCESS_CONTROL_REQUEST_METHOD, ORIGIN, VARY,
};
use http::{HeaderMap, HeaderValue, Method, StatusCode};

use crate::config::{CorsConfig, Origins};

/// What a script may send beyond what every page may.
const ALLOWED_HEADERS: HeaderValue = HeaderValue::from_static(
    "authorization, content-type, idempotency-key, if-match, if-none-match, prefer, x-cart-token, x-order-token, \
     x-publishable-key",
);
const ALLOWED_METHODS: HeaderValue = HeaderValue::from_static("GET, HEAD, POST, PUT, PATCH, DELETE");
/// What a script may read beyond what every page may.
const EXPOSED_HEADERS: HeaderValue = HeaderValue::from_static(
    "etag, idempotent-replayed, location, ratelimit, ratelimit-policy, retry-after, x-request-id",
);
/// How long a browser remembers the answer to a preflight, in seconds. Most forget after two hours anyway.
const MAX_AGE: HeaderValue = HeaderValue::from_static("7200");
const TRUE: HeaderValue = HeaderValue::from_static("true");

/// The lists of origins.
#[derive(Debug)]
pub(crate) struct Cors {
    store: Allowed,
    admin: Allowed,
}

#[derive(Debug)]
struct Allowed {
    anybody: bool,
    origins: Vec<HeaderValue>,
    credentials: bool,
}

/// What the answer to a request tells the browser.
#[derive(Debug, Default)]
pub(crate) struct Grant {
    origin: Option<HeaderValue>,
    credentials: bool,
    /// Another origin would be answered otherwise.
    varies: bool,
}

impl Cors {
    pub(crate) fn new(config: &CorsConfig) -> Self {
        Self { store: Allowed::new(&config.store), admin: Allowed::new(&config.admin) }
    }

    /// What this request is granted.
    pub(crate) fn grant(&self, path: &str, headers: &HeaderMap) -> Grant {
        let allowed = if path.starts_with("/admin/") { &self.admin } else { &self.store };
        let varies = !allowed.anybody && !allowed.origins.is_empty();
        let origin = headers.get(ORIGIN).and_then(|origin| {
            if allowed.anybody {
                return Some(HeaderValue::from_static("*"));
            }
            allowed.origins.contains(origin).then(|| origin.clone())
        });
        Grant { credentials: allowed.credentials && origin.is_some(), origin, varies }
    }
}

impl Allowed {
    fn new(list: &Origins) -> Self {
        let exact = list.origins.iter().filter(|origin| *origin != "*");
        Self {
            anybody: list.origins.iter().any(|origin| origin == "*"),
            origins: exact.filter_map(|origin| HeaderValue::from_str(origin).ok()).collect(),
            credentials: list.credentials,
        }
    }
}

/// True when a browser asks whether it may send a request. It sends no credentials along, so it is answered before anybody
/// asks for them.
pub(crate) fn is_preflight(request: &Request) -> bool {
    request.method() == Method::OPTIONS
        && request.headers().contains_key(ORIGIN)
        && request.headers().contains_key(ACCESS_CONTROL_REQUEST_METHOD)
}

impl Grant {
    /// The answer to a preflight. What is not granted is not mentioned: the browser then does not send the request.
    pub(crate) fn preflight(&self) -> Response {
        let mut response = Response::new(Body::empty());
        *response.status_mut() = StatusCode::NO_CONTENT;
        if self.origin.is_some() {
            let headers = response.headers_mut();
            headers.insert(ACCESS_CONTROL_ALLOW_METHODS, ALLOWED_METHODS);
            headers.insert(ACCESS_CONTROL_ALLOW_HEADERS, ALLOWED_HEADERS);
            headers.insert(ACCESS_CONTROL_MAX_AGE, MAX_AGE);
        }
        response
    }

    /// Tells the browser who may read the answer.
    pub(crate) fn write(self, headers: &mut HeaderMap) {
        if self.varies {
            headers.append(VARY, HeaderValue::from_static("origin"));
        }
        let Some(origin) = self.origin else { return };
        headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        headers.insert(ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED_HEADERS);
        if self.credentials {
            headers.insert(ACCESS_CONTROL_ALLOW_CREDENTIALS, TRUE);
        }
    }
}
