//! Conditional requests and preferences.

use std::fmt::Display;
use std::str::FromStr;
use std::time::Duration;

use axum::extract::{FromRequestParts, OptionalFromRequestParts};
use http::header::IF_MATCH;
use http::request::Parts;
use kernel_base::{ApiError, ErrorKind};

use crate::{CHANNEL_HEADER, Problem};

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

/// The sales channel of the caller's publishable key, as the gateway tells it: with a key a request is for that channel or
/// for none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyChannel(Option<String>);

impl<S: Send + Sync> FromRequestParts<S> for KeyChannel {
    type Rejection = std::convert::Infallible;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        let told = parts.headers.get(CHANNEL_HEADER).and_then(|value| value.to_str().ok());
        Ok(Self(told.map(str::to_owned)))
    }
}

impl KeyChannel {
    /// The channel a request is for: the one it names, else the key's; none when there is neither.
    ///
    /// # Errors
    /// `gateway.other_channel` when it names another one than the key's.
    pub fn select<C: FromStr + Display>(&self, named: Option<C>) -> Result<Option<C>, ApiError> {
        match (&self.0, named) {
            (None, named) => Ok(named),
            (Some(own), Some(named)) if named.to_string() == *own => Ok(Some(named)),
            (Some(_), Some(_)) => {
                let message = "the publishable key is for another channel";
                Err(ApiError::new(ErrorKind::Forbidden, "gateway.other_channel", message))
            }
            (Some(own), None) => own.parse().map(Some).map_err(|_| ApiError::internal()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_for_one_channel() {
        let select = |key: Option<&str>, named: Option<&str>| {
            let selected = KeyChannel(key.map(str::to_owned)).select(named.map(str::to_owned));
            selected.map_err(|error| error.code.into_owned())
        };
        let text = |text: &str| Some(text.to_owned());
        assert_eq!(select(None, None), Ok(None));
        assert_eq!(select(None, Some("web")), Ok(text("web")));
        assert_eq!(select(Some("web"), None), Ok(text("web")));
        assert_eq!(select(Some("web"), Some("web")), Ok(text("web")));
        assert_eq!(select(Some("web"), Some("b2b")), Err("gateway.other_channel".to_owned()));
    }
}
