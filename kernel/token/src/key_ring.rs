//! By what the services of the platform know each other: the public halves of their keys, in one file that every process has,
//! and the tokens that a service shows whom it calls.

use std::path::PathBuf;
use std::sync::{PoisonError, RwLock};
use std::time::Duration;
use std::{fs, io};

use kernel_base::{Secret, Timestamp};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::signatures::{Genuine, KnownKeys, Signatures};
use crate::verifier::valid_now;
use crate::watched::Watched;
use crate::{Jwk, TokenError};

/// What a call's token calls its type: no access token passes for one, nor the other way round.
pub(crate) const CALL_TYPE: &str = "karum-call+jwt";
/// The longest that a call's token may live.
pub(crate) const CALL_LIFE_S: i64 = 60;
/// How often the file is read again: a key that was taken out of it is worth nothing after that.
const EVERY: Duration = Duration::from_secs(10);
/// The same when a token names a key that is not known. Not for every such token: anybody can make them up.
const AGAIN: Duration = Duration::from_secs(1);

/// A public key that says who holds the other half: a JSON Web Key with two members more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldKey {
    /// A service's name, or who else calls services: the gateway, the command line.
    pub holder: String,
    /// When it was made.
    pub made_at: Timestamp,
    /// The key.
    #[serde(flatten)]
    pub key: Jwk,
}

/// The public keys of all services: a JSON Web Key Set.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldKeys {
    /// In no particular order. A holder has two while one follows the other.
    pub keys: Vec<HeldKey>,
}

/// What a call's token says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallClaims {
    /// Who calls, and has signed it.
    pub iss: String,
    /// The same.
    pub sub: String,
    /// The one service it is for.
    pub aud: String,
    /// When it was signed.
    pub iat: i64,
    /// Before this it is not valid.
    pub nbf: i64,
    /// From this on it is not valid: a minute later at most.
    pub exp: i64,
    /// Its own id.
    pub jti: Uuid,
}

/// Knows whose signature a signature is. One that knows no key refuses everybody.
#[derive(Debug)]
pub struct KeyRing {
    known: RwLock<KnownKeys>,
    calls: Signatures<CallClaims>,
    file: Option<Watched>,
}

impl Default for KeyRing {
    fn default() -> Self {
        Self { known: RwLock::default(), calls: Signatures::new(CALL_TYPE), file: None }
    }
}

impl KeyRing {
    /// Knows exactly these keys.
    #[must_use]
    pub fn new(keys: &HeldKeys) -> Self {
        let ring = Self::default();
        ring.publish(keys);
        ring
    }

    /// Knows the keys of the file, and follows it.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn open(path: PathBuf, now: Timestamp) -> io::Result<Self> {
        let keys = HeldKeys::read(&path)?;
        Ok(Self { file: Some(Watched::new(path, now)), ..Self::new(&keys) })
    }

    /// From now on exactly these keys count.
    pub fn publish(&self, keys: &HeldKeys) {
        let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
        known.replace(keys.keys.iter().map(|held| (held.holder.as_str(), &held.key)));
    }

    /// Who calls `callee` with this token.
    ///
    /// # Errors
    /// [`TokenError`].
    pub fn caller(&self, token: &str, callee: &str, now: Timestamp) -> Result<String, TokenError> {
        let Genuine { holder, claims } = self.verify(&self.calls, token, now)?;
        if *claims.iss != *holder || claims.sub != claims.iss {
            Err(TokenError::Issuer)
        } else if claims.aud != callee {
            Err(TokenError::Audience)
        } else if claims.exp.saturating_sub(claims.nbf) > CALL_LIFE_S {
            Err(TokenError::TooLong)
        } else {
            valid_now(claims.nbf, claims.exp, now).map(|()| holder.as_ref().to_owned())
        }
    }

    /// What a token of another type says, and whose key has signed it. Whether it is meant here and now is for the caller to
    /// ask.
    ///
    /// # Errors
    /// [`TokenError`].
    pub fn verify<C: DeserializeOwned>(
        &self,
        signatures: &Signatures<C>,
        token: &str,
        now: Timestamp,
    ) -> Result<Genuine<C>, TokenError> {
        self.follow_file(EVERY, now);
        match self.verify_by_known(signatures, token) {
            Err(TokenError::UnknownKey) if self.follow_file(AGAIN, now) => {
                self.verify_by_known(signatures, token)
            }
            verified => verified,
        }
    }

    fn verify_by_known<C: DeserializeOwned>(
        &self,
        signatures: &Signatures<C>,
        token: &str,
    ) -> Result<Genuine<C>, TokenError> {
        // Held while the token is remembered, so that a key withdrawn meanwhile leaves nothing behind.
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
        signatures.verify(token, &known)
    }

    /// Reads the file again if that is due; true when it did. A file that cannot be read changes nothing.
    fn follow_file(&self, every: Duration, now: Timestamp) -> bool {
        let Some(file) = self.file.as_ref().filter(|file| file.due(every, now)) else { return false };
        match HeldKeys::read(file.path()) {
            Ok(keys) => self.publish(&keys),
            Err(error) => {
                tracing::warn!(%error, "the public keys of the services cannot be read; those known stay");
            }
        }
        true
    }
}

impl HeldKeys {
    /// Those of a file.
    ///
    /// # Errors
    /// When it cannot be read, or is no set of keys with holders.
    pub fn read(path: &std::path::Path) -> io::Result<Self> {
        let named = |error: io::Error| io::Error::new(error.kind(), format!("{}: {error}", path.display()));
        let text = fs::read(path).map_err(named)?;
        serde_json::from_slice(&text).map_err(|error| named(error.into()))
    }

    /// True when the key is listed as this holder's.
    #[must_use]
    pub fn lists(&self, holder: &str, kid: &str) -> bool {
        self.keys.iter().any(|held| held.holder == holder && held.key.kid == kid)
    }
}

/// A private key as its file holds it, without the line end.
pub(crate) fn read_private(path: &std::path::Path) -> io::Result<Secret<String>> {
    let text = fs::read_to_string(path)
        .map_err(|error| io::Error::new(error.kind(), format!("{}: {error}", path.display())))?;
    Ok(Secret::new(text.trim_end().to_owned()))
}
