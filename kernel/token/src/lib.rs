//! Access tokens: JSON Web Tokens (RFC 9068) signed with Ed25519 (RFC 8037) by the auth service, verified by every service
//! from the published keys. One algorithm, one type, keys only from where they are published: a token cannot choose how
//! it is checked.
#![warn(missing_docs)]

mod claims;
mod compact;
mod key;
mod verifier;

pub use claims::{Audience, Claims, Realm};
pub use key::{Jwk, Jwks, KeyError, KeyPair};
pub use verifier::{TokenError, Verifier};

/// What a token's header calls its type, so that no other signed text of ours passes for an access token.
const TYPE: &str = "at+jwt";
/// The only algorithm.
const ALGORITHM: &str = "EdDSA";
