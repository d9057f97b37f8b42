//! Encrypts the personal data of staged messages, so that erasing a person is deleting a few random bytes.

use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD as BASE64;
use kernel_base::{ERASED, Secret, holds_sealed, open_personal, seal_personal};
use ring::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use ring::hkdf;
use ring::rand::{SecureRandom, SystemRandom};
use uuid::Uuid;

use crate::DbError;

/// What the key of a message is made from, together with the platform's secret. Stored in `kernel.personal_key`; without
/// it nobody can read the message's personal data again.
pub(crate) const SALT: usize = 32;

/// The platform's part of every key: a stolen database, or a backup of one, is not enough to read personal data.
#[derive(Clone)]
pub struct PersonalKey(Arc<Inner>);

struct Inner {
    secret: hkdf::Prk,
    /// Not the random source of `Env`, which repeats itself in tests on purpose: a key must never be guessed.
    random: SystemRandom,
}

impl PersonalKey {
    /// From a secret of any length, the same in every process of the platform.
    #[must_use]
    pub fn new(secret: &Secret<String>) -> Self {
        let salt = hkdf::Salt::new(hkdf::HKDF_SHA256, b"karum personal data");
        let secret = salt.extract(secret.expose().as_bytes());
        Self(Arc::new(Inner { secret, random: SystemRandom::new() }))
    }

    /// The message with its personal parts encrypted, and what is to be kept to read them.
    pub(crate) fn seal(&self, event_id: Uuid, json: &str) -> Result<(String, Vec<u8>), DbError> {
        let mut salt = vec![0; SALT];
        self.0.random.fill(&mut salt).map_err(|_| DbError::Encode("no random bytes".to_owned()))?;
        let key = self.key(event_id, &salt)?;
        let mut part = 0_u32;
        let sealed = seal_personal(json, |value| {
            let mut bytes = value.as_bytes().to_vec();
            key.seal_in_place_append_tag(nonce(part), Aad::empty(), &mut bytes).map_err(|_| broken())?;
            part += 1;
            Ok::<_, DbError>(BASE64.encode(bytes))
        })?;
        Ok((sealed, salt))
    }

    /// The message as readers get it: plain with its salt, erased without.
    ///
    /// # Errors
    /// When there is a salt that does not open it: it was sealed with another secret, or changed. That is an outage to be
    /// mended, not an erasure.
    pub fn open(&self, event_id: Uuid, salt: Option<&[u8]>, json: String) -> Result<String, DbError> {
        if !holds_sealed(&json) {
            return Ok(json);
        }
        let Some(salt) = salt else { return open_personal(&json, |_| Ok(ERASED.to_owned())) };
        let key = self.key(event_id, salt)?;
        let mut part = 0_u32;
        open_personal(&json, |sealed| {
            let mut bytes = BASE64.decode(sealed).map_err(|_| broken())?;
            let value = key.open_in_place(nonce(part), Aad::empty(), &mut bytes).map_err(|_| broken())?;
            part += 1;
            String::from_utf8(value.to_vec()).map_err(|_| broken())
        })
    }

    /// One key for one message: nothing else is ever encrypted with it, so that counting its parts makes good nonces.
    fn key(&self, event_id: Uuid, salt: &[u8]) -> Result<LessSafeKey, DbError> {
        let info = [salt, event_id.as_bytes().as_slice()];
        let key = self.0.secret.expand(&info, &AES_256_GCM).map_err(|_| broken())?;
        Ok(LessSafeKey::new(UnboundKey::from(key)))
    }
}

impl std::fmt::Debug for PersonalKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("<hidden>")
    }
}

fn nonce(part: u32) -> Nonce {
    let mut bytes = [0; NONCE_LEN];
    bytes[..4].copy_from_slice(&part.to_be_bytes());
    Nonce::assume_unique_for_key(bytes)
}

fn broken() -> DbError {
    DbError::Encode("personal data of a message cannot be read with this platform's personal_key".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const MESSAGE: &str = r#"{"a":{"personal":"Ada"},"b":1,"c":{"personal":{"street":"Elm 1"}}}"#;

    fn key(secret: &str) -> PersonalKey {
        PersonalKey::new(&Secret::new(secret.to_owned()))
    }

    #[test]
    fn only_secret_and_salt_together_open_a_message() {
        let (id, other) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let (sealed, salt) = key("one").seal(id, MESSAGE).unwrap();
        assert!(!sealed.contains("Ada") && !sealed.contains("Elm") && sealed.contains(r#""b":1"#));
        let opened = key("one").open(id, Some(&salt), sealed.clone()).unwrap();
        assert_eq!(opened, r#"{"a":"Ada","b":1,"c":{"street":"Elm 1"}}"#);
        assert!(key("two").open(id, Some(&salt), sealed.clone()).is_err(), "another secret");
        assert!(key("one").open(other, Some(&salt), sealed.clone()).is_err(), "another message");
        let erased = key("one").open(id, None, sealed).unwrap();
        assert_eq!(erased, r#"{"a":{"erased":true},"b":1,"c":{"erased":true}}"#);
    }

    #[test]
    fn the_same_message_is_never_sealed_the_same() {
        let (one, two) = (key("one"), key("one"));
        let id = Uuid::from_u128(1);
        assert_ne!(one.seal(id, MESSAGE).unwrap().0, two.seal(id, MESSAGE).unwrap().0);
    }
}
