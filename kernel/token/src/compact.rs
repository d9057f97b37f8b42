//! The compact form of a signed token (RFC 7515): `header.claims.signature`, each base64url without padding.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};

use crate::ALGORITHM;

/// The whole header: anything else in it (`jku`, `jwk`, `crit`) is refused.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Header {
    alg: String,
    typ: String,
    kid: String,
}

/// A token taken apart, its signature not yet verified.
pub(crate) struct Parts<'t> {
    pub(crate) kid: String,
    /// What was signed.
    pub(crate) signed: &'t [u8],
    pub(crate) claims: Vec<u8>,
    pub(crate) signature: Vec<u8>,
}

/// The text that is signed.
pub(crate) fn unsigned(token_type: &str, kid: &str, claims: &[u8]) -> String {
    let header = Header { alg: ALGORITHM.to_owned(), typ: token_type.to_owned(), kid: kid.to_owned() };
    let header = serde_json::to_vec(&header).expect("BUG: three strings are JSON");
    format!("{}.{}", URL_SAFE_NO_PAD.encode(header), URL_SAFE_NO_PAD.encode(claims))
}

pub(crate) fn signed(unsigned: String, signature: &[u8]) -> String {
    unsigned + "." + &URL_SAFE_NO_PAD.encode(signature)
}

/// Nothing for what is not a token of our algorithm and this type.
pub(crate) fn parse<'t>(token_type: &str, token: &'t str) -> Option<Parts<'t>> {
    let (signed, signature) = token.rsplit_once('.')?;
    let (header, claims) = signed.split_once('.')?;
    let header: Header = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(header).ok()?).ok()?;
    if header.alg != ALGORITHM || header.typ != token_type {
        return None;
    }
    Some(Parts {
        kid: header.kid,
        signed: signed.as_bytes(),
        claims: URL_SAFE_NO_PAD.decode(claims).ok()?,
        signature: URL_SAFE_NO_PAD.decode(signature).ok()?,
    })
}
