//! RFC 9457 problem documents, and the only place that knows which status an error kind has.

use std::borrow::Cow;
use std::time::Duration;

use axum::response::{IntoResponse, Response};
use http::header::{CONTENT_TYPE, ETAG, RETRY_AFTER, WWW_AUTHENTICATE};
use http::{HeaderValue, StatusCode};
use kernel_base::{ApiError, ErrorKind, FieldError};
use kernel_trace::SpanContext;
use serde::{Deserialize, Serialize};

use crate::reply::etag_value;

/// Every code that the kernel itself answers with, and what it means.
pub const CODES: &[(&str, &str)] = &[
    ("internal", "Something went wrong on our side; the trace id leads to the log."),
    ("request.body_unreadable", "The body ended early or its framing is broken."),
    ("request.cart_token_missing", "The header x-cart-token is missing or malformed."),
    ("request.channel_limited", "The caller is limited to sales channels, and this is not within them."),
    ("request.content_type", "The body must be sent as application/json."),
    (
        "request.duplicate",
        "The same Idempotency-Key was just used; only seen when the stored answer is already gone.",
    ),
    ("request.forbidden", "The caller is known and lacks the permission."),
    ("request.idempotency_key_malformed", "Idempotency-Key must be 1 to 255 visible ASCII characters."),
    ("request.idempotency_key_missing", "This operation requires the header Idempotency-Key."),
    ("request.if_match_malformed", "If-Match must hold one strong entity tag as answered in ETag."),
    ("request.if_match_missing", "This operation requires the header If-Match."),
    ("request.in_flight", "A request with the same Idempotency-Key is being worked on."),
    (
        "request.invalid",
        "Parameters or body do not fit the operation; errors[] names every wrong field found.",
    ),
    ("request.key_reused", "The Idempotency-Key was used before with another request."),
    ("request.malformed_json", "The body is not JSON."),
    ("request.malformed_utf8", "The body is not UTF-8."),
    ("request.method_not_allowed", "The path exists, but not with this method; see Allow."),
    ("request.not_found", "No operation has this path."),
    ("request.rate_limited", "Too many requests; Retry-After says when to come again."),
    ("request.timeout", "The request took longer than its limit or its deadline."),
    ("request.too_large", "The body is larger than this operation accepts."),
    ("request.unauthenticated", "Credentials are missing or not valid."),
    ("unavailable", "Not now; the same request may succeed later."),
];

const TYPE_BASE: &str = "https://karum.dev/problems/";

/// The JSON body of every answer that is not a success.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[schemars(rename = "Problem")]
pub struct ProblemDocument {
    /// `https://karum.dev/problems/` and the code.
    #[serde(rename = "type")]
    pub uri: String,
    /// The kind of problem, for people.
    pub title: Cow<'static, str>,
    /// The HTTP status.
    pub status: u16,
    /// Stable and unique: `catalog.sku_taken`.
    pub code: Cow<'static, str>,
    /// This occurrence, for people.
    pub detail: String,
    /// Every wrong field found.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldError>,
    /// Leads to the logs and spans of this request.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trace_id: Option<String>,
    /// True when the same request may succeed later without being changed.
    pub retryable: bool,
    /// What this problem tells beyond the rest (RFC 9457, section 3.2): `total` of `cart.total_changed`.
    #[serde(flatten)]
    #[schemars(skip)]
    pub members: serde_json::Map<String, serde_json::Value>,
}

impl ProblemDocument {
    /// The error a service answered with, as this client sees it: the inverse of [`Problem::document`].
    #[must_use]
    pub fn into_error(self) -> ApiError {
        ApiError { kind: kind_of(self.status), code: self.code, message: self.detail, errors: self.errors }
    }
}

/// An error on its way out. Handlers return `Result<_, Problem>`; everything that becomes an [`ApiError`] fits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    error: ApiError,
    /// Only where a kind is too coarse: 405.
    status: Option<StatusCode>,
    etag: Option<i64>,
    retry_after_s: u64,
    members: serde_json::Map<String, serde_json::Value>,
}

impl<E: Into<ApiError>> From<E> for Problem {
    fn from(error: E) -> Self {
        Self {
            error: error.into(),
            status: None,
            etag: None,
            retry_after_s: 1,
            members: serde_json::Map::new(),
        }
    }
}

impl Problem {
    /// Tells the present version with a 412, so that the caller can decide without another read.
    #[must_use]
    pub fn etag(mut self, version: i64) -> Self {
        self.etag = Some(version);
        self
    }

    /// Answers with this status where the kind of the error is too coarse: a gateway's 502 and 504.
    #[must_use]
    pub fn with_status(mut self, status: StatusCode) -> Self {
        self.status = Some(status);
        self
    }

    /// Tells with a 429 or 503 when to come again, in whole seconds; after one second when not said.
    #[must_use]
    pub fn retry_after(mut self, wait: Duration) -> Self {
        let started = u64::from(wait.subsec_nanos() > 0);
        self.retry_after_s = wait.as_secs().saturating_add(started).max(1);
        self
    }

    /// Adds a member of this problem's own. The names of [`ProblemDocument`] are taken.
    #[must_use]
    pub fn member<T: Serialize>(mut self, name: &'static str, value: &T) -> Self {
        let value = serde_json::to_value(value).expect("BUG: members of problems are plain data");
        self.members.insert(name.to_owned(), value);
        self
    }

    /// The error inside.
    #[must_use]
    pub fn error(&self) -> &ApiError {
        &self.error
    }

    /// The HTTP status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.status.unwrap_or_else(|| status_of(self.error.kind))
    }

    /// The document as it is sent.
    #[must_use]
    pub fn document(&self) -> ProblemDocument {
        ProblemDocument {
            uri: format!("{TYPE_BASE}{}", self.error.code),
            title: title_of(self.error.kind).into(),
            status: self.status().as_u16(),
            code: self.error.code.clone(),
            detail: self.error.message.clone(),
            errors: self.error.errors.clone(),
            trace_id: None,
            retryable: self.error.retryable(),
            members: self.members.clone(),
        }
    }

    pub(crate) fn method_not_allowed() -> Self {
        let error = ApiError::invalid("request.method_not_allowed", "this path does not have this method");
        Self { status: Some(StatusCode::METHOD_NOT_ALLOWED), ..Self::from(error) }
    }

    /// The whole response. The edge renders with the request's trace; an answer made outside of it has none.
    pub(crate) fn render(&self, trace: Option<SpanContext>) -> Response {
        let mut document = self.document();
        document.trace_id = trace.map(|trace| trace.trace_id());
        let body = serde_json::to_vec(&document).expect("BUG: a problem document is plain data");
        let mut response = (self.status(), body).into_response();
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        match self.error.kind {
            ErrorKind::Unauthenticated => {
                headers.insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
            }
            ErrorKind::Unavailable | ErrorKind::RateLimited => {
                headers.insert(RETRY_AFTER, HeaderValue::from(self.retry_after_s));
            }
            _ => {}
        }
        if let Some(version) = self.etag {
            headers.insert(ETAG, etag_value(version));
        }
        response
    }
}

impl IntoResponse for Problem {
    /// Leaves the problem in the response's extensions for the edge, which adds the trace id.
    fn into_response(self) -> Response {
        let mut response = self.render(None);
        response.extensions_mut().insert(self);
        response
    }
}

fn status_of(kind: ErrorKind) -> StatusCode {
    match kind {
        ErrorKind::Invalid => StatusCode::BAD_REQUEST,
        ErrorKind::Unauthenticated => StatusCode::UNAUTHORIZED,
        ErrorKind::Forbidden => StatusCode::FORBIDDEN,
        ErrorKind::NotFound => StatusCode::NOT_FOUND,
        ErrorKind::Conflict => StatusCode::CONFLICT,
        ErrorKind::PreconditionFailed => StatusCode::PRECONDITION_FAILED,
        ErrorKind::KeyReused => StatusCode::UNPROCESSABLE_ENTITY,
        ErrorKind::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        ErrorKind::RateLimited => StatusCode::TOO_MANY_REQUESTS,
        ErrorKind::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        ErrorKind::Internal => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

/// The inverse of [`status_of`]; what another server may answer falls to the nearest kind.
fn kind_of(status: u16) -> ErrorKind {
    match status {
        401 => ErrorKind::Unauthenticated,
        403 => ErrorKind::Forbidden,
        404 => ErrorKind::NotFound,
        409 => ErrorKind::Conflict,
        412 => ErrorKind::PreconditionFailed,
        413 => ErrorKind::TooLarge,
        422 => ErrorKind::KeyReused,
        429 => ErrorKind::RateLimited,
        400..=499 => ErrorKind::Invalid,
        502..=504 => ErrorKind::Unavailable,
        _ => ErrorKind::Internal,
    }
}

fn title_of(kind: ErrorKind) -> &'static str {
    match kind {
        ErrorKind::Invalid => "Invalid request",
        ErrorKind::Unauthenticated => "Credentials required",
        ErrorKind::Forbidden => "Not permitted",
        ErrorKind::NotFound => "Not found",
        ErrorKind::Conflict => "Conflict with the present state",
        ErrorKind::PreconditionFailed => "Changed in the meantime",
        ErrorKind::KeyReused => "Key used for another request",
        ErrorKind::TooLarge => "Too large",
        ErrorKind::RateLimited => "Too many requests",
        ErrorKind::Unavailable => "Not available now",
        ErrorKind::Internal => "Internal error",
    }
}
