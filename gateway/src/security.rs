//! Headers that keep browsers from doing harm with an answer.

use http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY,
    X_CONTENT_TYPE_OPTIONS,
};
use http::{HeaderMap, HeaderValue};

const NOSNIFF: HeaderValue = HeaderValue::from_static("nosniff");
const NO_REFERRER: HeaderValue = HeaderValue::from_static("no-referrer");
/// Nothing of an answer of ours is a page, unless it says otherwise itself.
const NOTHING: HeaderValue =
    HeaderValue::from_static("default-src 'none'; base-uri 'none'; frame-ancestors 'none'");
/// Two years. What stands under other names of the domain is not ours to decide.
const HSTS: HeaderValue = HeaderValue::from_static("max-age=63072000");
const NO_STORE: HeaderValue = HeaderValue::from_static("no-store");

/// Adds them. A stricter or wider policy of the answer's own stays; `private` answers are kept by no cache.
pub(crate) fn write(headers: &mut HeaderMap, https: bool, private: bool) {
    headers.insert(X_CONTENT_TYPE_OPTIONS, NOSNIFF);
    headers.entry(REFERRER_POLICY).or_insert(NO_REFERRER);
    headers.entry(CONTENT_SECURITY_POLICY).or_insert(NOTHING);
    if https {
        headers.insert(STRICT_TRANSPORT_SECURITY, HSTS);
    }
    if private {
        headers.entry(CACHE_CONTROL).or_insert(NO_STORE);
    }
}
