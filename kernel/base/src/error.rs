//! The one error that crosses a service's border. Inside, each service has its own enum.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

/// What a caller can do about an error; `kernel-http` alone turns it into a status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ErrorKind {
    /// The request can never succeed as it is: mend it.
    Invalid,
    /// No or no valid credentials.
    Unauthenticated,
    /// Known caller, missing permission.
    Forbidden,
    /// The thing does not exist, or not for this caller.
    NotFound,
    /// The thing's present state forbids it: read again, then decide.
    Conflict,
    /// `If-Match` named another version.
    PreconditionFailed,
    /// The same key was used with another request.
    KeyReused,
    /// Too much for one request.
    TooLarge,
    /// Too many requests: later.
    RateLimited,
    /// Not now: the same request may succeed later.
    Unavailable,
    /// Our fault; details are in the log under the trace id.
    Internal,
}

/// One field that is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct FieldError {
    /// JSON pointer into the request body (`/lines/0/quantity`) or the parameter's name.
    pub pointer: String,
    /// Stable code, such as `too_long`.
    pub code: Cow<'static, str>,
    /// For people.
    pub message: String,
}

/// An error as another service or an HTTP client sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("{code}: {message}")]
pub struct ApiError {
    /// What the caller can do about it.
    pub kind: ErrorKind,
    /// Stable and unique: `catalog.sku_taken`. Never renamed, never reused.
    pub code: Cow<'static, str>,
    /// For people; lower case, no full stop, no secret and no data of another customer.
    pub message: String,
    /// Every field that is wrong, when the request is invalid.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldError>,
}

impl ApiError {
    /// An error of this kind.
    pub fn new(kind: ErrorKind, code: impl Into<Cow<'static, str>>, message: impl Into<String>) -> Self {
        Self { kind, code: code.into(), message: message.into(), errors: Vec::new() }
    }

    /// A request that can never succeed as it is.
    pub fn invalid(code: impl Into<Cow<'static, str>>, message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Invalid, code, message)
    }

    /// The thing does not exist, or not for this caller.
    pub fn not_found(code: impl Into<Cow<'static, str>>, message: impl Into<String>) -> Self {
        Self::new(ErrorKind::NotFound, code, message)
    }

    /// The thing's present state forbids it.
    pub fn conflict(code: impl Into<Cow<'static, str>>, message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Conflict, code, message)
    }

    /// The same request may succeed later.
    pub fn unavailable(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Unavailable, "unavailable", message)
    }

    /// Our fault. The caller learns nothing more; log the cause before.
    #[must_use]
    pub fn internal() -> Self {
        Self::new(ErrorKind::Internal, "internal", "something went wrong on our side")
    }

    /// Adds one wrong field.
    #[must_use]
    pub fn with_field(
        mut self,
        pointer: impl Into<String>,
        code: impl Into<Cow<'static, str>>,
        message: impl Into<String>,
    ) -> Self {
        self.errors.push(FieldError { pointer: pointer.into(), code: code.into(), message: message.into() });
        self
    }

    /// True when the same request may succeed later without being changed.
    #[must_use]
    pub fn retryable(&self) -> bool {
        matches!(self.kind, ErrorKind::Unavailable | ErrorKind::RateLimited | ErrorKind::Internal)
    }
}
