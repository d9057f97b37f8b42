//! Verifies tokens, and remembers those it has verified: a signature costs fifty times what a look-up does.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use kernel_base::Timestamp;
use ring::signature::{ED25519, UnparsedPublicKey};
use sha2::{Digest, Sha256};

use crate::{Audience, Claims, Jwks, compact};

/// A longer token is not looked at.
const MAX_TOKEN: usize = 8 * 1024;
/// Clocks of the platform's machines may differ by so many seconds.
const LEEWAY_S: i64 = 5;
/// Tokens remembered; about 1 KiB each. When they are more, those not used lately are forgotten.
const REMEMBERED: usize = 10_000;

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
    /// It is of another platform.
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
}

/// Verifies the tokens of one issuer with the keys it has published.
pub struct Verifier {
    issuer: String,
    keys: RwLock<HashMap<String, [u8; 32]>>,
    remembered: Mutex<Generations>,
}

#[derive(Default)]
struct Generations {
    young: HashMap<[u8; 32], Arc<Claims>>,
    old: HashMap<[u8; 32], Arc<Claims>>,
}

impl Verifier {
    /// Knows no key yet, and so refuses every token.
    #[must_use]
    pub fn new(issuer: impl Into<String>) -> Self {
        Self { issuer: issuer.into(), keys: RwLock::default(), remembered: Mutex::default() }
    }

    /// Whose tokens it verifies: what issues them writes this into each.
    #[must_use]
    pub fn issuer(&self) -> &str {
        &self.issuer
    }

    /// From now on exactly these keys count: what a withdrawn one has signed is worth nothing.
    pub fn publish(&self, keys: &Jwks) {
        let known: HashMap<_, _> =
            keys.keys.iter().filter_map(|key| Some((key.kid.clone(), key.public_key()?))).collect();
        let mut keys = self.keys.write().unwrap_or_else(PoisonError::into_inner);
        if *keys != known {
            *keys = known;
            *self.remembered() = Generations::default();
        }
    }

    /// What the token says, if it is genuine, for this audience, and valid now.
    ///
    /// # Errors
    /// [`TokenError`].
    pub fn verify(&self, token: &str, audience: Audience, now: Timestamp) -> Result<Arc<Claims>, TokenError> {
        if token.len() > MAX_TOKEN {
            return Err(TokenError::Malformed);
        }
        let digest: [u8; 32] = Sha256::digest(token).into();
        let remembered = self.remembered().find(&digest);
        let claims = match remembered {
            Some(claims) => claims,
            None => {
                // Held while the token is remembered, so that a key withdrawn meanwhile leaves nothing behind.
                let keys = self.keys.read().unwrap_or_else(PoisonError::into_inner);
                let claims = Arc::new(genuine(token, &keys)?);
                self.remembered().keep(digest, &claims);
                claims
            }
        };
        self.check(&claims, audience, now)?;
        Ok(claims)
    }

    fn check(&self, claims: &Claims, audience: Audience, now: Timestamp) -> Result<(), TokenError> {
        let now = now.as_millis() / 1000;
        if claims.iss != self.issuer {
            Err(TokenError::Issuer)
        } else if claims.aud != audience {
            Err(TokenError::Audience)
        } else if claims.exp.saturating_add(LEEWAY_S) <= now {
            Err(TokenError::Expired)
        } else if claims.nbf.saturating_sub(LEEWAY_S) > now {
            Err(TokenError::Early)
        } else {
            Ok(())
        }
    }

    fn remembered(&self) -> MutexGuard<'_, Generations> {
        self.remembered.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The claims of a token that one of the keys has signed.
fn genuine(token: &str, keys: &HashMap<String, [u8; 32]>) -> Result<Claims, TokenError> {
    let parts = compact::parse(token).ok_or(TokenError::Malformed)?;
    let key = keys.get(&parts.kid).ok_or(TokenError::UnknownKey)?;
    UnparsedPublicKey::new(&ED25519, key)
        .verify(parts.signed, &parts.signature)
        .map_err(|_| TokenError::Signature)?;
    serde_json::from_slice(&parts.claims).map_err(|_| TokenError::Malformed)
}

impl Generations {
    fn find(&mut self, digest: &[u8; 32]) -> Option<Arc<Claims>> {
        if let Some(claims) = self.young.get(digest) {
            return Some(Arc::clone(claims));
        }
        let claims = self.old.remove(digest)?;
        self.keep(*digest, &claims);
        Some(claims)
    }

    fn keep(&mut self, digest: [u8; 32], claims: &Arc<Claims>) {
        if self.young.len() >= REMEMBERED / 2 {
            self.old = std::mem::take(&mut self.young);
        }
        self.young.insert(digest, Arc::clone(claims));
    }
}
