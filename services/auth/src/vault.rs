//! What the configured key does: it seals signing keys for the database and makes digests that only this platform can make.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use kernel_base::Secret;
use ring::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use ring::hmac;
use ring::rand::{SecureRandom, SystemRandom};

use crate::error::AuthError;

/// The secrets of the configuration.
pub struct Keys {
    /// Encrypts the signing keys in the database. Without it they are worth nothing; with another one they cannot be read.
    pub encryption: Secret<[u8; 32]>,
}

/// The keys at work.
pub(crate) struct Vault {
    seal: LessSafeKey,
    digest: hmac::Key,
}

impl Vault {
    pub(crate) fn new(keys: &Keys) -> Self {
        let encryption = keys.encryption.expose();
        let seal = UnboundKey::new(&AES_256_GCM, encryption).expect("BUG: AES-256 has keys of 32 bytes");
        // A key of its own for each purpose.
        let root = hmac::Key::new(hmac::HMAC_SHA256, encryption);
        let digest = hmac::Key::new(hmac::HMAC_SHA256, hmac::sign(&root, b"karum auth digest").as_ref());
        Self { seal: LessSafeKey::new(seal), digest }
    }

    /// Encrypts a text so that it can only be opened under the same name: nonce, ciphertext, tag.
    pub(crate) fn seal(&self, name: &str, text: &Secret<Vec<u8>>) -> Result<Vec<u8>, AuthError> {
        let nonce: [u8; NONCE_LEN] = random()?;
        let mut sealed = text.expose().clone();
        self.seal
            .seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), Aad::from(name), &mut sealed)
            .map_err(|_| AuthError::Entropy)?;
        Ok([nonce.as_slice(), &sealed].concat())
    }

    pub(crate) fn open(&self, name: &str, sealed: &[u8]) -> Result<Secret<Vec<u8>>, AuthError> {
        let (nonce, text) = sealed.split_at_checked(NONCE_LEN).ok_or(AuthError::Sealed)?;
        let nonce = Nonce::try_assume_unique_for_key(nonce).map_err(|_| AuthError::Sealed)?;
        let mut text = text.to_vec();
        let opened =
            self.seal.open_in_place(nonce, Aad::from(name), &mut text).map_err(|_| AuthError::Sealed)?;
        Ok(Secret::new(opened.to_vec()))
    }

    /// 43 characters that are the same for the same parts, and tell nothing about them.
    pub(crate) fn digest(&self, parts: &[&str]) -> String {
        URL_SAFE_NO_PAD.encode(hmac::sign(&self.digest, &message(parts)))
    }

    /// Whether this is the digest of these parts; the time it takes tells nothing about how nearly.
    pub(crate) fn is_digest(&self, shown: &str, parts: &[&str]) -> bool {
        let shown = URL_SAFE_NO_PAD.decode(shown).unwrap_or_default();
        hmac::verify(&self.digest, &message(parts), &shown).is_ok()
    }
}

/// Each part is preceded by its length: no two lists of parts have the same bytes.
fn message(parts: &[&str]) -> Vec<u8> {
    let mut message = Vec::new();
    for part in parts {
        let length = u64::try_from(part.len()).expect("BUG: a length fits in 64 bits");
        message.extend_from_slice(&length.to_be_bytes());
        message.extend_from_slice(part.as_bytes());
    }
    message
}

/// From the system, not the injected entropy: whoever knows a seed must not know a key.
pub(crate) fn random<const N: usize>() -> Result<[u8; N], AuthError> {
    let mut bytes = [0; N];
    SystemRandom::new().fill(&mut bytes).map_err(|_| AuthError::Entropy)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vault(byte: u8) -> Vault {
        Vault::new(&Keys { encryption: Secret::new([byte; 32]) })
    }

    #[test]
    fn what_is_sealed_opens_under_its_name_and_key_only() {
        let text = Secret::new(b"a private key".to_vec());
        let sealed = vault(1).seal("kid", &text).unwrap();
        assert!(!sealed.windows(7).any(|part| part == b"private"));
        assert_eq!(vault(1).open("kid", &sealed).unwrap().expose(), text.expose());
        assert!(matches!(vault(1).open("other", &sealed), Err(AuthError::Sealed)));
        assert!(matches!(vault(2).open("kid", &sealed), Err(AuthError::Sealed)));
        assert!(matches!(vault(1).open("kid", &sealed[..5]), Err(AuthError::Sealed)));
        let mut changed = sealed.clone();
        *changed.last_mut().unwrap() ^= 1;
        assert!(matches!(vault(1).open("kid", &changed), Err(AuthError::Sealed)));
        assert_ne!(vault(1).seal("kid", &text).unwrap(), sealed, "a new nonce each time");
    }

    #[test]
    fn digests_know_where_their_parts_end() {
        let vault = vault(1);
        assert_eq!(vault.digest(&["ab", "c"]), vault.digest(&["ab", "c"]));
        assert_ne!(vault.digest(&["ab", "c"]), vault.digest(&["a", "bc"]));
        assert_ne!(vault.digest(&["ab"]), super::tests::vault(2).digest(&["ab"]));
        assert_eq!(vault.digest(&[]).len(), 43);
        let digest = vault.digest(&["ab", "c"]);
        assert!(vault.is_digest(&digest, &["ab", "c"]) && !vault.is_digest(&digest, &["a", "bc"]));
        assert!(!vault.is_digest("", &[]) && !vault.is_digest("?", &[]));
    }
}
