//! The keys that sign, as this process knows them: made when due, read again after a while, told to the verifier.

use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use kernel_base::{Env, Timestamp};
use kernel_db::{Database, retry_conflicts};
use kernel_service::Context;
use kernel_token::{Jwk, Jwks, KeyPair, Verifier};
use serde::Serialize;

use crate::config::Config;
use crate::domain::signing_key::{Schedule, Term};
use crate::error::AuthError;
use crate::store::signing_key::{self as stored, StoredKey};
use crate::vault::{Keys, Vault};

/// Keys are published much longer than this before they sign: who looks so often never misses one.
pub(crate) const FRESH_FOR: Duration = Duration::from_secs(20);

pub(crate) struct SigningKeys {
    db: Database,
    env: Env,
    vault: Vault,
    schedule: Schedule,
    verifier: Arc<Verifier>,
    known: RwLock<Option<Arc<Ring>>>,
    /// One reads, the others wait for what it finds.
    reading: tokio::sync::Mutex<()>,
}

/// All published keys at one time.
pub(crate) struct Ring {
    pub(crate) published: Jwks,
    pairs: Vec<(Term, KeyPair)>,
    read_at: Timestamp,
}

/// What the audit log shows of a key: what everybody may know.
#[derive(Serialize)]
struct Shown<'a> {
    kid: &'a str,
    signs_from: Timestamp,
}

impl<'a> Shown<'a> {
    fn of(key: &'a StoredKey) -> Self {
        Self { kid: &key.kid, signs_from: key.term.signs_from }
    }
}

impl Ring {
    /// The pair that signs now.
    pub(crate) fn signing(&self, now: Timestamp) -> Option<&KeyPair> {
        self.pairs.iter().rev().find(|(term, _)| term.signs(now)).map(|(_, pair)| pair)
    }
}

impl SigningKeys {
    pub(crate) fn new(context: &Context, config: &Config, keys: &Keys, verifier: Arc<Verifier>) -> Self {
        Self {
            db: context.db.clone(),
            env: context.env.clone(),
            vault: Vault::new(keys),
            schedule: config.schedule(),
            verifier,
            known: RwLock::default(),
            reading: tokio::sync::Mutex::default(),
        }
    }

    /// The keys, with one among them that signs now.
    pub(crate) async fn ring(&self) -> Result<Arc<Ring>, AuthError> {
        if let Some(ring) = self.fresh() {
            return Ok(ring);
        }
        let _alone = self.reading.lock().await;
        if let Some(ring) = self.fresh() {
            return Ok(ring);
        }
        match self.maintain().await {
            Ok(ring) => Ok(ring),
            // What is known still signs: a database that is away for a moment stops nobody.
            Err(error) => match self.known().filter(|ring| ring.signing(self.env.now()).is_some()) {
                Some(ring) => {
                    tracing::warn!(error = %kernel_trace::causes(&error), "signing keys cannot be read; the known ones sign on");
                    Ok(ring)
                }
                None => Err(error),
            },
        }
    }

    /// Replaces the key that signs, before its time.
    pub(crate) async fn rotate(&self) -> Result<(), AuthError> {
        let _alone = self.reading.lock().await;
        self.maintain().await?;
        let attempt = || async {
            let now = self.env.now();
            let write = self.db.write().await?;
            let keys = stored::list(&write, now).await?;
            let terms: Vec<Term> = keys.iter().map(|key| key.term).collect();
            let (Some(last), Some((shortened, term))) = (keys.last(), self.schedule.replace(&terms, now))
            else {
                return Ok(());
            };
            stored::retire(&write, &last.kid, &shortened).await?;
            let next = self.generate(term)?;
            stored::insert(&write, &next, now).await?;
            write.changed("signing-keys", Some(&Shown::of(last)), Some(&Shown::of(&next)));
            Ok(write.commit().await?)
        };
        retry_conflicts(attempt, AuthError::lost_race).await?;
        self.maintain().await?;
        Ok(())
    }

    /// Makes the key that is due, forgets those whose last token has ended, and tells the verifier.
    async fn maintain(&self) -> Result<Arc<Ring>, AuthError> {
        let attempt = || async {
            let now = self.env.now();
            let keys = stored::list(&self.db.read().await?, now).await?;
            let terms: Vec<Term> = keys.iter().map(|key| key.term).collect();
            let Some(term) = self.schedule.due(&terms, now) else { return Ok(keys) };
            let write = self.db.write().await?;
            // First those that are gone: after a long rest the generations begin anew.
            stored::delete_ended(&write, now).await?;
            let key = self.generate(term)?;
            stored::insert(&write, &key, now).await?;
            write.commit().await?;
            tracing::info!(kid = key.kid, signs_from = %term.signs_from, "a signing key was made");
            Ok(keys.into_iter().chain([key]).collect())
        };
        let keys = retry_conflicts(attempt, AuthError::lost_race).await?;
        self.tell(&keys)
    }

    fn tell(&self, keys: &[StoredKey]) -> Result<Arc<Ring>, AuthError> {
        let mut pairs = Vec::with_capacity(keys.len());
        for key in keys {
            let private = self.vault.open(&key.kid, &key.sealed)?;
            pairs.push((key.term, KeyPair::from_pkcs8(&private).map_err(|_| AuthError::Sealed)?));
        }
        let published = Jwks { keys: pairs.iter().map(|(_, pair)| pair.public()).collect() };
        self.verifier.publish(&published);
        let ring = Arc::new(Ring { published, pairs, read_at: self.env.now() });
        *self.known.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&ring));
        Ok(ring)
    }

    fn generate(&self, term: Term) -> Result<StoredKey, AuthError> {
        let private = KeyPair::generate().map_err(|_| AuthError::Entropy)?;
        let pair = KeyPair::from_pkcs8(&private).map_err(|_| AuthError::Entropy)?;
        let Jwk { kid, x, .. } = pair.public();
        Ok(StoredKey { sealed: self.vault.seal(&kid, &private)?, kid, public_key: x, term })
    }

    fn known(&self) -> Option<Arc<Ring>> {
        self.known.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn fresh(&self) -> Option<Arc<Ring>> {
        let now = self.env.now();
        self.known().filter(|ring| now.since(ring.read_at) < FRESH_FOR && ring.signing(now).is_some())
    }
}
