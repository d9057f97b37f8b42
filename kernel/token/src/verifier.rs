//! Verifies access tokens with the keys that auth has published.

use std::sync::{Arc, PoisonError, RwLock};

use kernel_base::Timestamp;

use crate::signatures::{KnownKeys, Signatures};
use crate::{Audience, Claims, Jwks, TYPE};

/// Clocks of the platform's machines may differ by so many seconds.
pub(crate) const LEEWAY_S: i64 = 5;

/// Why a token opens nothing. Callers tell the bearer no more than that it is not valid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TokenError {
    /// Not a token of ours, or claims that are missing or of the wrong type.
    #[error("the token is malformed")]
    Malformed,
    /// No published key has the id it names.
    #[error("the token is signed with a key that is not published")]
    UnknownKey,
    /// It was changed, or another key signed it.
    #[error("the token's signature is wrong")]
    Signature,
    /// It is of another platform, or not of the key's holder.
    #[error("the token has another issuer")]
    Issuer,
    /// It is for somebody else.
    #[error("the token is for another audience")]
    Audience,
    /// It has run out.
    #[error("the token has expired")]
    Expired,
    /// It is not yet valid.
    #[error("the token is not yet valid")]
    Early,
    /// It would be good for longer than such a token may be.
    #[error("the token lives too long")]
    TooLong,
}

/// Verifies the tokens of one issuer with the keys it has published.
pub struct Verifier {
    issuer: String,
    known: RwLock<KnownKeys>,
    signatures: Signatures<Claims>,
}

impl Verifier {
    /// Knows no key yet, and so refuses every token.
    #[must_use]
    pub fn new(issuer: impl Into<String>) -> Self {
        Self { issuer: issuer.into(), known: RwLock::default(), signatures: Signatures::new(TYPE) }
    }

    /// Whose tokens it verifies: what issues them writes this into each.
    #[must_use]
    pub fn issuer(&self) -> &str {
        &self.issuer
    }

    /// From now on exactly these keys count: what a withdrawn one has signed is worth nothing.
    pub fn publish(&self, keys: &Jwks) {
        let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
        known.replace(keys.keys.iter().map(|key| (self.issuer.as_str(), key)));
    }

    /// What the token says, if it is genuine, for this audience, and valid now.
    ///
    /// # Errors
    /// [`TokenError`].
    pub fn verify(&self, token: &str, audience: Audience, now: Timestamp) -> Result<Arc<Claims>, TokenError> {
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
        let claims = self.signatures.verify(token, &known)?.claims;
        if claims.iss != self.issuer {
            Err(TokenError::Issuer)
        } else if claims.aud != audience {
            Err(TokenError::Audience)
        } else {
            valid_now(claims.nbf, claims.exp, now).map(|()| claims)
        }
    }
}

/// Whether a token from `nbf` to `exp` counts now.
pub(crate) fn valid_now(nbf: i64, exp: i64, now: Timestamp) -> Result<(), TokenError> {
    let now = seconds(now);
    if exp.saturating_add(LEEWAY_S) <= now {
        Err(TokenError::Expired)
    } else if nbf.saturating_sub(LEEWAY_S) > now {
        Err(TokenError::Early)
    } else {
        Ok(())
    }
}

/// As tokens write a time.
pub(crate) fn seconds(time: Timestamp) -> i64 {
    time.as_millis() / 1000
}
