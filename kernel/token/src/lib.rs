//! Signed tokens: JSON Web Tokens with Ed25519 (RFC 8037). Access tokens (RFC 9068) are signed by the auth service and verified by
//! every service from the published keys; what services show each other is signed by a key of each service's own. One
//! algorithm, one type for each purpose, keys only from where they are published: a token cannot choose how it is checked.
#![warn(missing_docs)]

mod claims;
mod compact;
mod key;
mod key_ring;
mod remembered;
mod service_key;
mod signatures;
mod verifier;
mod watched;

pub use claims::{Audience, Claims, Realm};
pub use key::{Jwk, Jwks, KeyError, KeyPair};
pub use key_ring::{CallClaims, HeldKey, HeldKeys, KeyRing};
pub use remembered::Remembered;
pub use service_key::{CallTokens, ServiceKey};
pub use signatures::{Genuine, Signatures};
pub use verifier::{TokenError, Verifier};

/// What an access token's header calls its type, so that no other signed text of ours passes for one.
const TYPE: &str = "at+jwt";
/// The only algorithm.
const ALGORITHM: &str = "EdDSA";
