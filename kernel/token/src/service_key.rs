//! What a service of the platform signs with: a key of its own, and the tokens it shows whom it calls.

use std::fmt;
use std::io;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::Duration;

use kernel_base::{Env, Secret, Timestamp};
use serde::Serialize;

use crate::key_ring::{CALL_LIFE_S, CALL_TYPE, CallClaims, read_private};
use crate::verifier::seconds;
use crate::watched::Watched;
use crate::{HeldKey, KeyError, KeyPair};

/// How often the file is read again: a new key signs within that time of its next use.
const EVERY: Duration = Duration::from_secs(10);
/// A token is shown for half its life, so that none runs out on its way.
const SHOWN_S: i64 = CALL_LIFE_S / 2;

/// The private key of one holder.
pub struct ServiceKey {
    holder: String,
    pair: RwLock<Arc<KeyPair>>,
    file: Option<Watched>,
}

impl fmt::Debug for ServiceKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ServiceKey").field("holder", &self.holder).finish_non_exhaustive()
    }
}

impl ServiceKey {
    /// This pair, for ever.
    #[must_use]
    pub fn new(holder: impl Into<String>, pair: KeyPair) -> Self {
        Self { holder: holder.into(), pair: RwLock::new(Arc::new(pair)), file: None }
    }

    /// A new one that nobody knows yet.
    ///
    /// # Errors
    /// [`KeyError::Entropy`].
    pub fn generate(holder: impl Into<String>) -> Result<Self, KeyError> {
        Ok(Self::new(holder, KeyPair::from_pkcs8(&KeyPair::generate()?)?))
    }

    /// The key of the file, which is followed.
    ///
    /// # Errors
    /// When it cannot be read, or is no key.
    pub fn open(holder: impl Into<String>, path: PathBuf, now: Timestamp) -> io::Result<Self> {
        let pair = read(&path)?;
        Ok(Self { file: Some(Watched::new(path, now)), ..Self::new(holder, pair) })
    }

    /// Whose it is.
    #[must_use]
    pub fn holder(&self) -> &str {
        &self.holder
    }

    /// The id of the key that signs now.
    #[must_use]
    pub fn kid(&self) -> String {
        self.current().kid().to_owned()
    }

    /// Its public half, as others must know it.
    #[must_use]
    pub fn public(&self, made_at: Timestamp) -> HeldKey {
        HeldKey { holder: self.holder.clone(), made_at, key: self.current().public() }
    }

    /// The signed token of these claims, which says of itself that it is of this type.
    #[must_use]
    pub fn sign(&self, token_type: &str, claims: &impl Serialize, now: Timestamp) -> Secret<String> {
        self.follow_file(now);
        self.current().sign_as(token_type, claims)
    }

    fn current(&self) -> Arc<KeyPair> {
        Arc::clone(&self.pair.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn follow_file(&self, now: Timestamp) {
        let Some(file) = self.file.as_ref().filter(|file| file.due(EVERY, now)) else { return };
        match read(file.path()) {
            Ok(pair) if pair.kid() == self.current().kid() => {}
            Ok(pair) => {
                tracing::info!(holder = self.holder, kid = pair.kid(), "a new key signs");
                *self.pair.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(pair);
            }
            Err(error) => {
                tracing::warn!(holder = self.holder, %error, "the key cannot be read again; the one known signs on");
            }
        }
    }
}

fn read(path: &std::path::Path) -> io::Result<KeyPair> {
    let private = read_private(path)?;
    let malformed =
        |error| io::Error::new(io::ErrorKind::InvalidData, format!("{}: {error}", path.display()));
    KeyPair::from_text(&private).map_err(malformed)
}

/// What one service shows another one that it calls.
pub struct CallTokens {
    key: Arc<ServiceKey>,
    callee: &'static str,
    env: Env,
    shown: Mutex<Option<Shown>>,
}

struct Shown {
    token: Secret<String>,
    signed_at: i64,
    /// The key that signed it: once another one signs, the token may soon be worth nothing.
    pair: Arc<KeyPair>,
}

impl fmt::Debug for CallTokens {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CallTokens")
            .field("holder", &self.key.holder)
            .field("callee", &self.callee)
            .finish_non_exhaustive()
    }
}

impl CallTokens {
    /// For calls of the key's holder to `callee`.
    #[must_use]
    pub fn new(key: &Arc<ServiceKey>, callee: &'static str, env: Env) -> Self {
        Self { key: Arc::clone(key), callee, env, shown: Mutex::default() }
    }

    /// Whom they are for.
    #[must_use]
    pub fn callee(&self) -> &'static str {
        self.callee
    }

    /// A token that is good now. Signed here, so nobody else must be up for it.
    #[must_use]
    pub fn token(&self) -> Secret<String> {
        let now = self.env.now();
        self.key.follow_file(now);
        let pair = self.key.current();
        let mut shown = self.shown.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(shown) = &*shown
            && Arc::ptr_eq(&shown.pair, &pair)
            && (0..SHOWN_S).contains(&(seconds(now) - shown.signed_at))
        {
            return shown.token.clone();
        }
        let signed_at = seconds(now);
        let claims = CallClaims {
            iss: self.key.holder.clone(),
            sub: self.key.holder.clone(),
            aud: self.callee.to_owned(),
            iat: signed_at,
            nbf: signed_at,
            exp: signed_at + CALL_LIFE_S,
            jti: self.env.uuid(),
        };
        let token = pair.sign_as(CALL_TYPE, &claims);
        *shown = Some(Shown { token: token.clone(), signed_at, pair });
        token
    }
}
