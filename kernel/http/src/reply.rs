//! The answer of a handler, simple enough to be stored and replayed.

use axum::body::Body;
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use http::header::{CONTENT_TYPE, ETAG, LOCATION};
use http::{HeaderValue, StatusCode};
use kernel_base::ApiError;
use serde::Serialize;

use crate::Problem;

/// A successful answer: status, JSON body, entity tag, location.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    pub(crate) status: StatusCode,
    pub(crate) body: Option<Bytes>,
    pub(crate) etag: Option<String>,
    pub(crate) location: Option<String>,
    /// The value could not be serialized: a bug of its type.
    pub(crate) broken: bool,
}

impl Reply {
    /// Any status with a JSON body; the status must be one that HTTP knows (100 to 999).
    pub fn json<T: Serialize + ?Sized>(status: u16, value: &T) -> Self {
        match serde_json::to_vec(value) {
            Ok(body) => Self::raw_json(status, body),
            Err(error) => {
                tracing::error!(%error, value = std::any::type_name::<T>(), "BUG: an answer cannot be serialized");
                Self { broken: true, ..Self::empty(500) }
            }
        }
    }

    /// Any status with a body that is JSON already.
    pub fn raw_json(status: u16, body: impl Into<Bytes>) -> Self {
        Self { body: Some(body.into()), ..Self::empty(status) }
    }

    /// 204.
    #[must_use]
    pub fn no_content() -> Self {
        Self::empty(204)
    }

    /// Tells the version of the answered document; the caller sends it back in `If-Match`.
    #[must_use]
    pub fn etag(mut self, version: i64) -> Self {
        self.etag = Some(format!("\"v{version}\""));
        self
    }

    /// Where the created thing is.
    #[must_use]
    pub fn location(mut self, path: impl Into<String>) -> Self {
        self.location = Some(path.into());
        self
    }

    /// The status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.status
    }

    pub(crate) fn empty(status: u16) -> Self {
        let status = StatusCode::from_u16(status).expect("BUG: handlers answer with a status of HTTP");
        Self { status, body: None, etag: None, location: None, broken: false }
    }
}

impl IntoResponse for Reply {
    fn into_response(self) -> Response {
        if self.broken {
            return Problem::from(ApiError::internal()).into_response();
        }
        let json = self.body.is_some();
        let mut response = Response::new(self.body.map_or_else(Body::empty, Body::from));
        *response.status_mut() = self.status;
        let headers = response.headers_mut();
        if json {
            headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        }
        if let Some(etag) = self.etag.and_then(|etag| HeaderValue::try_from(etag).ok()) {
            headers.insert(ETAG, etag);
        }
        if let Some(location) = self.location.and_then(|location| HeaderValue::try_from(location).ok()) {
            headers.insert(LOCATION, location);
        }
        response
    }
}

pub(crate) fn etag_value(version: i64) -> HeaderValue {
    HeaderValue::try_from(format!("\"v{version}\"")).expect("BUG: digits are a header value")
}
