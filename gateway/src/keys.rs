//! Publishable keys: public names of storefronts. A key opens nothing; it says which sales channel a request is for.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use axum::extract::Request;
use http::uri::PathAndQuery;
use http::{HeaderMap, HeaderName, HeaderValue, Uri};
use kernel_base::{ApiError, ErrorKind};
use kernel_http::{CHANNEL_HEADER, Problem};

use crate::table::Operation;

/// The header with the key.
const KEY: HeaderName = HeaderName::from_static("x-publishable-key");
const CHANNEL: HeaderName = HeaderName::from_static(CHANNEL_HEADER);
/// A longer key is not looked up.
const MAX_KEY: usize = 128;

/// The valid keys, each with its channel.
#[derive(Debug, Default)]
pub(crate) struct Keys(RwLock<Option<HashMap<String, Arc<str>>>>);

impl Keys {
    /// From now on exactly these are valid.
    pub(crate) fn publish(&self, keys: impl IntoIterator<Item = (String, String)>) {
        let keys = keys.into_iter().map(|(key, channel)| (key, Arc::from(channel))).collect();
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Some(keys);
    }

    /// The key of a request and its channel; nothing when it names none.
    pub(crate) fn of<'h>(&self, headers: &'h HeaderMap) -> Result<Option<(&'h str, Arc<str>)>, Problem> {
        let Some(key) = headers.get(KEY) else { return Ok(None) };
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let Some(known) = known.as_ref() else {
            return Err(ApiError::unavailable("the publishable keys are not known yet").into());
        };
        let key = key.to_str().ok().filter(|key| key.len() <= MAX_KEY);
        let found = key.and_then(|key| Some((key, Arc::clone(known.get(key)?))));
        found.map(Some).ok_or_else(|| {
            let message = "x-publishable-key names no valid key";
            ApiError::new(ErrorKind::Unauthenticated, "gateway.unknown_key", message).into()
        })
    }
}

/// Makes the request one for this channel: fills it in where the operation takes it and none is named, and tells it to
/// operations that read it from the body.
pub(crate) fn select_channel(
    request: &mut Request,
    operation: &Operation,
    channel: &str,
) -> Result<(), Problem> {
    if operation.takes_channel {
        let query = request.uri().query().unwrap_or_default();
        let mut named =
            form_urlencoded::parse(query.as_bytes()).filter(|(name, _)| name == "channel").peekable();
        if named.peek().is_none() {
            let uri = with_channel(request.uri(), channel);
            *request.uri_mut() = uri;
        } else if named.any(|(_, value)| value != channel) {
            return Err(other_channel());
        }
    }
    let channel = HeaderValue::from_str(channel).expect("BUG: a channel's code is ASCII");
    request.headers_mut().insert(CHANNEL, channel);
    Ok(())
}

fn other_channel() -> Problem {
    let message = "the publishable key is for another channel";
    ApiError::new(ErrorKind::Forbidden, "gateway.other_channel", message).into()
}

fn with_channel(uri: &Uri, channel: &str) -> Uri {
    let mut query = form_urlencoded::Serializer::new(uri.query().unwrap_or_default().to_owned());
    query.append_pair("channel", channel);
    let text = format!("{}?{}", uri.path(), query.finish());
    let mut parts = uri.clone().into_parts();
    parts.path_and_query =
        Some(PathAndQuery::try_from(text).expect("BUG: what was a path and a query still is"));
    Uri::from_parts(parts).expect("BUG: only the query has changed")
}
