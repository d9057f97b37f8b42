//! Hashes passwords on threads of their own: so many at once, so many waiting, and no more. A storm of logins neither
//! takes the memory nor stops what else the process does.

use std::sync::Arc;

use argon2::password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString};
use argon2::{Algorithm, Argon2, Params, Version};
use kernel_base::Secret;
use tokio::sync::Semaphore;

use crate::config::Config;
use crate::error::AuthError;
use crate::vault::random;

pub(crate) struct Hasher {
    params: Params,
    /// What the password of nobody is compared with.
    nobody: Secret<String>,
    /// Hashes at once.
    slots: Arc<Semaphore>,
    /// Those at once and those that wait for them.
    places: Arc<Semaphore>,
}

/// Whether a password is the right one.
#[derive(Debug)]
pub(crate) enum Verified {
    Wrong,
    /// With a new hash when the old one was made with other parameters than are now configured.
    Right {
        rehashed: Option<Secret<String>>,
    },
}

impl Hasher {
    pub(crate) fn new(config: &Config) -> Self {
        let processors = std::thread::available_parallelism().map_or(1, usize::from);
        let at_once = if config.hashes_at_once == 0 { processors } else { config.hashes_at_once.min(1024) };
        let (memory, passes, lanes) = (config.hash_memory_kib, config.hash_passes, config.hash_lanes);
        let params = Params::new(memory, passes, lanes, None).unwrap_or_else(|error| {
            tracing::warn!(%error, "the configured parameters of password hashes cannot be used; the defaults are");
            Params::default()
        });
        // No password has this hash, and verifying one against it takes as long as against any other.
        let costs = format!("m={},t={},p={}", params.m_cost(), params.t_cost(), params.p_cost());
        let nobody = format!("$argon2id$v=19${costs}${}${}", "A".repeat(22), "A".repeat(43));
        Self {
            params,
            nobody: Secret::new(nobody),
            slots: Arc::new(Semaphore::new(at_once)),
            places: Arc::new(Semaphore::new(at_once.saturating_add(config.hash_queue.min(10_000)))),
        }
    }

    pub(crate) async fn hash(&self, password: &Secret<String>) -> Result<Secret<String>, AuthError> {
        let (argon2, password) = (self.argon2(), password.clone());
        self.run(move || hash(&argon2, &password)).await
    }

    /// Without a hash the answer is no, after the same time.
    pub(crate) async fn verify(
        &self,
        password: &Secret<String>,
        expected: Option<&Secret<String>>,
    ) -> Result<Verified, AuthError> {
        let (argon2, password) = (self.argon2(), password.clone());
        let expected = expected.unwrap_or(&self.nobody).clone();
        let wanted = self.params.clone();
        self.run(move || {
            let expected = PasswordHash::new(expected.expose()).map_err(failed)?;
            if argon2.verify_password(password.expose().as_bytes(), &expected).is_err() {
                return Ok(Verified::Wrong);
            }
            let made_with = Params::try_from(&expected).map_err(failed)?;
            let costs = |params: &Params| (params.m_cost(), params.t_cost(), params.p_cost());
            let outdated = costs(&made_with) != costs(&wanted);
            let rehashed = if outdated { Some(hash(&argon2, &password)?) } else { None };
            Ok(Verified::Right { rehashed })
        })
        .await
    }

    fn argon2(&self) -> Argon2<'static> {
        Argon2::new(Algorithm::Argon2id, Version::V0x13, self.params.clone())
    }

    async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, AuthError> + Send + 'static,
    ) -> Result<T, AuthError> {
        let place = Arc::clone(&self.places).try_acquire_owned().map_err(|_| AuthError::Busy)?;
        let slot = Arc::clone(&self.slots).acquire_owned().await.expect("BUG: nobody closes it");
        let working = tokio::task::spawn_blocking(move || {
            // Held by the work, not by the request: one that is given up does not make room for another.
            let _held = (place, slot);
            work()
        });
        working.await.map_err(|error| AuthError::Hash(error.to_string()))?
    }
}

fn hash(argon2: &Argon2<'_>, password: &Secret<String>) -> Result<Secret<String>, AuthError> {
    let salt = SaltString::encode_b64(&random::<16>()?).map_err(failed)?;
    let hash = argon2.hash_password(password.expose().as_bytes(), &salt).map_err(failed)?;
    Ok(Secret::new(hash.to_string()))
}

fn failed(error: impl std::fmt::Display) -> AuthError {
    AuthError::Hash(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config() -> Config {
        Config { hash_memory_kib: 64, hash_passes: 1, hashes_at_once: 2, hash_queue: 3, ..Config::default() }
    }

    fn secret(text: &str) -> Secret<String> {
        Secret::new(text.to_owned())
    }

    #[tokio::test]
    async fn a_hash_knows_its_password_and_is_renewed_when_the_parameters_changed() {
        let hasher = Hasher::new(&config());
        let hash = hasher.hash(&secret("correct horse")).await.unwrap();
        assert!(hash.expose().starts_with("$argon2id$v=19$m=64,t=1,p=1$"));
        let right = hasher.verify(&secret("correct horse"), Some(&hash)).await.unwrap();
        assert!(matches!(right, Verified::Right { rehashed: None }));
        let wrong = hasher.verify(&secret("correct Horse"), Some(&hash)).await.unwrap();
        assert!(matches!(wrong, Verified::Wrong));
        let stronger = Hasher::new(&Config { hash_memory_kib: 128, ..config() });
        let Verified::Right { rehashed: Some(renewed) } =
            stronger.verify(&secret("correct horse"), Some(&hash)).await.unwrap()
        else {
            panic!("it was made with less memory");
        };
        assert!(renewed.expose().starts_with("$argon2id$v=19$m=128,t=1,p=1$"));
    }

    #[tokio::test]
    async fn nobody_has_no_password() {
        let hasher = Hasher::new(&config());
        for password in ["", "A", "correct horse"] {
            assert!(matches!(hasher.verify(&secret(password), None).await.unwrap(), Verified::Wrong));
        }
    }

    #[tokio::test]
    async fn the_defaults_are_what_owasp_asks_for() {
        let hash = Hasher::new(&Config::default()).hash(&secret("correct horse")).await.unwrap();
        assert!(hash.expose().starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
    }

    #[tokio::test]
    async fn who_finds_no_place_is_told_to_come_again() {
        let hasher = Hasher::new(&config());
        let taken = Arc::clone(&hasher.places).acquire_many_owned(5).await.unwrap();
        assert!(matches!(hasher.hash(&secret("correct horse")).await, Err(AuthError::Busy)));
        drop(taken);
        hasher.hash(&secret("correct horse")).await.unwrap();
        assert_eq!(hasher.places.available_permits(), 5, "places are given back");
    }
}
