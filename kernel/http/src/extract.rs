//! Extractors of bodies, paths and queries that answer with problem documents.

use axum::body::Body;
use axum::extract::path::ErrorKind as PathError;
use axum::extract::rejection::PathRejection;
use axum::extract::{FromRequest, FromRequestParts, Request};
use bytes::Bytes;
use http::HeaderMap;
use http::header::CONTENT_TYPE;
use http::request::Parts;
use http_body_util::LengthLimitError;
use kernel_base::{ApiError, Cursor, ErrorKind, Limit, PageRequest};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::Problem;
use crate::context::RequestContext;
use crate::input::{invalid, nul, parse_json, parse_query, wrong_field};

/// A JSON body. Inputs carry `#[serde(deny_unknown_fields)]`, so that a misspelled field is an error, not a loss.
#[derive(Debug, Clone, Copy)]
pub struct Json<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Json<T> {
    type Rejection = Problem;
    async fn from_request(request: Request, _: &S) -> Result<Self, Problem> {
        let (parts, body) = request.into_parts();
        if !is_json(&parts.headers) {
            let message = "the body must be sent as content-type application/json";
            return Err(ApiError::invalid("request.content_type", message).into());
        }
        let bytes = read_body(body, RequestContext::of(&parts)?.body_limit).await?;
        Ok(Self(parse_json(&bytes)?))
    }
}

fn is_json(headers: &HeaderMap) -> bool {
    let Some(value) = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()) else { return false };
    let essence = value.split(';').next().unwrap_or_default().trim();
    let suffix = essence.len().checked_sub("+json".len()).and_then(|start| essence.get(start..));
    essence.eq_ignore_ascii_case("application/json")
        || suffix.is_some_and(|suffix| suffix.eq_ignore_ascii_case("+json"))
}

/// The body as it came, within the operation's limit: uploads, webhooks.
#[derive(Debug, Clone)]
pub struct RawBody(pub Bytes);

impl<S: Send + Sync> FromRequest<S> for RawBody {
    type Rejection = Problem;
    async fn from_request(request: Request, _: &S) -> Result<Self, Problem> {
        let (parts, body) = request.into_parts();
        Ok(Self(read_body(body, RequestContext::of(&parts)?.body_limit).await?))
    }
}

pub(crate) fn too_large(limit: usize) -> ApiError {
    ApiError::new(ErrorKind::TooLarge, "request.too_large", format!("the body must not exceed {limit} bytes"))
}

pub(crate) async fn read_body(body: Body, limit: usize) -> Result<Bytes, ApiError> {
    axum::body::to_bytes(body, limit).await.map_err(|error| {
        let mut source: Option<&(dyn std::error::Error + 'static)> = Some(&error);
        while let Some(cause) = source {
            if cause.is::<LengthLimitError>() {
                return too_large(limit);
            }
            source = cause.source();
        }
        ApiError::invalid("request.body_unreadable", "the body ended early or is framed wrongly")
    })
}

/// The path's parameters: one value, a tuple, or a struct.
#[derive(Debug, Clone, Copy)]
pub struct Path<T>(pub T);

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for Path<T> {
    type Rejection = Problem;
    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        if parts.uri.path().contains("%00") {
            return Err(nul("the path").into());
        }
        match axum::extract::Path::<T>::from_request_parts(parts, state).await {
            Ok(axum::extract::Path(value)) => Ok(Self(value)),
            Err(rejection) => Err(wrong_path(parts, state, rejection).await),
        }
    }
}

async fn wrong_path<S: Send + Sync>(parts: &mut Parts, state: &S, rejection: PathRejection) -> Problem {
    let PathRejection::FailedToDeserializePathParams(failed) = rejection else {
        tracing::error!("BUG: a route without path parameters extracts them");
        return ApiError::internal().into();
    };
    let text = failed.body_text();
    match failed.into_kind() {
        PathError::ParseErrorAtKey { key, expected_type, .. } => {
            invalid().with_field(key, "malformed", format!("must be a {expected_type}")).into()
        }
        PathError::DeserializeError { key, message, .. } => wrong_field(key, &message, "").into(),
        PathError::InvalidUtf8InPathParam { key } => {
            invalid().with_field(key, "malformed", "must be UTF-8").into()
        }
        PathError::ParseErrorAtIndex { index, expected_type, .. } => {
            let name = parameter_name(parts, state, index).await;
            invalid().with_field(name, "malformed", format!("must be a {expected_type}")).into()
        }
        PathError::ParseError { expected_type, .. } => {
            let name = parameter_name(parts, state, 0).await;
            invalid().with_field(name, "malformed", format!("must be a {expected_type}")).into()
        }
        PathError::Message(message) => {
            // Of several parameters, serde does not say which one it means.
            let several = parameter_name(parts, state, 1).await != "path";
            let name = if several { "path".to_owned() } else { parameter_name(parts, state, 0).await };
            wrong_field(name, &message, "").into()
        }
        _ => {
            tracing::error!(error = text, "BUG: a handler's Path does not fit its route");
            ApiError::internal().into()
        }
    }
}

async fn parameter_name<S: Send + Sync>(parts: &mut Parts, state: &S, index: usize) -> String {
    let params = axum::extract::RawPathParams::from_request_parts(parts, state).await.ok();
    let name = params.as_ref().and_then(|params| params.iter().nth(index)).map(|(name, _)| name.to_owned());
    name.unwrap_or_else(|| "path".to_owned())
}

/// The query as a flat struct with `#[serde(deny_unknown_fields)]`: unknown parameters are errors.
#[derive(Debug, Clone, Copy)]
pub struct Query<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Query<T> {
    type Rejection = Problem;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        Ok(Self(parse_query(parts.uri.query().unwrap_or_default())?))
    }
}

/// `limit` and `cursor` of a list together with its filters `F`, a flat struct with
/// `#[serde(deny_unknown_fields)]`.
#[derive(Debug, Clone)]
pub struct Paged<F> {
    /// Which page.
    pub page: PageRequest,
    /// Which items.
    pub filter: F,
}

impl<F: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Paged<F> {
    type Rejection = Problem;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        // serde cannot refuse unknown fields through `flatten`, so the two halves are told apart here.
        let query = parts.uri.query().unwrap_or_default();
        let of_page = |pair: &&str| matches!(pair.split('=').next(), Some("limit" | "cursor"));
        let page: Vec<&str> = query.split('&').filter(of_page).collect();
        let filter: Vec<&str> = query.split('&').filter(|pair| !of_page(pair)).collect();
        let page: PageQuery = parse_query(&page.join("&"))?;
        let limit = page.limit.map(Limit::try_new).transpose()?.unwrap_or_default();
        let page = PageRequest { limit, after: page.cursor };
        Ok(Self { page, filter: parse_query(&filter.join("&"))? })
    }
}

#[derive(Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PageQuery {
    /// How many items at most.
    #[schemars(range(min = 1, max = 100), extend("default" = 20))]
    limit: Option<i64>,
    /// The `next_cursor` of the page before.
    cursor: Option<Cursor>,
}

/// `limit` and `cursor` of a list without filters.
#[derive(Debug, Clone)]
pub struct Paging(pub PageRequest);

impl<S: Send + Sync> FromRequestParts<S> for Paging {
    type Rejection = Problem;
    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let paged = Paged::<NoFilter>::from_request_parts(parts, state).await?;
        Ok(Self(paged.page))
    }
}

/// The filters of a list that has none.
#[derive(Debug, Clone, Copy, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NoFilter {}
