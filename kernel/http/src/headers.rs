//! Conditional requests and preferences.

use std::time::Duration;

use axum::extract::{FromRequestParts, OptionalFromRequestParts};
use http::header::IF_MATCH;
use http::request::Parts;
use kernel_base::ApiError;

use crate::Problem;

/// The version the caller read, from `If-Match: "v7"`. As `Option<IfMatch>` it may be missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IfMatch(pub i64);

impl<S: Send + Sync> FromRequestParts<S> for IfMatch {
    type Rejection = Problem;
    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let found = <Self as OptionalFromRequestParts<S>>::from_request_parts(parts, state).await?;
        found.ok_or_else(|| {
            let message = "the header If-Match must hold the ETag of the document as it was read";
            ApiError::invalid("request.if_match_missing", message).into()
        })
    }
}

impl<S: Send + Sync> OptionalFromRequestParts<S> for IfMatch {
    type Rejection = Problem;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Option<Self>, Problem> {
        let Some(value) = parts.headers.get(IF_MATCH) else { return Ok(None) };
        let version = value.to_str().ok().and_then(parse_etag).ok_or_else(|| {
            let message = "the header If-Match must hold one entity tag such as \"v7\"";
            ApiError::invalid("request.if_match_malformed", message)
        })?;
        Ok(Some(Self(version)))
    }
}

fn parse_etag(text: &str) -> Option<i64> {
    let digits = text.trim().strip_prefix("\"v")?.strip_suffix('"')?;
    // `parse` alone would accept a sign.
    digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok())?
}

/// `Prefer: wait=5`: how long the caller wants to wait for the final answer, at most ten seconds (RFC 7240).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PreferWait(pub Option<Duration>);

const LONGEST_WAIT: Duration = Duration::from_secs(10);

impl<S: Send + Sync> FromRequestParts<S> for PreferWait {
    type Rejection = std::convert::Infallible;
    /// A malformed preference is ignored, as the RFC wants it.
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        let values = parts.headers.get_all("prefer").iter().filter_map(|value| value.to_str().ok());
        let wait = values.flat_map(|value| value.split(',')).find_map(|preference| {
            let (name, seconds) = preference.split(';').next()?.split_once('=')?;
            let seconds: u64 = seconds.trim().trim_matches('"').parse().ok()?;
            name.trim().eq_ignore_ascii_case("wait").then(|| Duration::from_secs(seconds).min(LONGEST_WAIT))
        });
        Ok(Self(wait))
    }
}
