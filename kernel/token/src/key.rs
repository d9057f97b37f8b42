//! Keys: a pair signs, the public half is published as a JSON Web Key (RFC 8037).

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use kernel_base::Secret;
use ring::rand::SystemRandom;
use ring::signature::{Ed25519KeyPair, KeyPair as _};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::{ALGORITHM, Claims, TYPE, compact};

/// A key that cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// The system gives no random numbers.
    #[error("no key can be made: the system gives no random numbers")]
    Entropy,
    /// Not a private key of Ed25519 in PKCS #8.
    #[error("this is no private key of Ed25519")]
    Malformed,
}

/// Signs tokens.
pub struct KeyPair {
    kid: String,
    pair: Ed25519KeyPair,
}

impl KeyPair {
    /// A new private key, PKCS #8.
    ///
    /// # Errors
    /// [`KeyError::Entropy`].
    pub fn generate() -> Result<Secret<Vec<u8>>, KeyError> {
        // Not the injected entropy: whoever knows a seed must not know a key.
        let document = Ed25519KeyPair::generate_pkcs8(&SystemRandom::new()).map_err(|_| KeyError::Entropy)?;
        Ok(Secret::new(document.as_ref().to_vec()))
    }

    /// The pair of a stored private key.
    ///
    /// # Errors
    /// [`KeyError::Malformed`].
    pub fn from_pkcs8(private: &Secret<Vec<u8>>) -> Result<Self, KeyError> {
        let pair = Ed25519KeyPair::from_pkcs8(private.expose()).map_err(|_| KeyError::Malformed)?;
        let kid = thumbprint(&URL_SAFE_NO_PAD.encode(pair.public_key()));
        Ok(Self { kid, pair })
    }

    /// The pair of a private key as it stands in a file: PKCS #8 in base64url, on one line.
    ///
    /// # Errors
    /// [`KeyError::Malformed`].
    pub fn from_text(private: &Secret<String>) -> Result<Self, KeyError> {
        let bytes = URL_SAFE_NO_PAD.decode(private.expose().trim()).map_err(|_| KeyError::Malformed)?;
        Self::from_pkcs8(&Secret::new(bytes))
    }

    /// A new private key as [`KeyPair::from_text`] reads it.
    ///
    /// # Errors
    /// [`KeyError::Entropy`].
    pub fn generate_text() -> Result<Secret<String>, KeyError> {
        Ok(Secret::new(URL_SAFE_NO_PAD.encode(Self::generate()?.expose())))
    }

    /// Its id: the thumbprint of the public key (RFC 7638).
    #[must_use]
    pub fn kid(&self) -> &str {
        &self.kid
    }

    /// The public half.
    #[must_use]
    pub fn public(&self) -> Jwk {
        Jwk {
            kty: "OKP".to_owned(),
            crv: "Ed25519".to_owned(),
            alg: ALGORITHM.to_owned(),
            r#use: "sig".to_owned(),
            kid: self.kid.clone(),
            x: URL_SAFE_NO_PAD.encode(self.pair.public_key()),
        }
    }

    /// The access token of these claims.
    #[must_use]
    pub fn sign(&self, claims: &Claims) -> Secret<String> {
        self.sign_as(TYPE, claims)
    }

    /// The signed token of these claims, which says of itself that it is of this type.
    pub(crate) fn sign_as(&self, token_type: &str, claims: &impl Serialize) -> Secret<String> {
        let claims = serde_json::to_vec(claims).expect("BUG: claims are JSON");
        let unsigned = compact::unsigned(token_type, &self.kid, &claims);
        let signature = self.pair.sign(unsigned.as_bytes());
        Secret::new(compact::signed(unsigned, signature.as_ref()))
    }
}

fn thumbprint(x: &str) -> String {
    // The required members in the order of their names, without spaces: so the standard has it.
    let canonical = format!(r#"{{"crv":"Ed25519","kty":"OKP","x":"{x}"}}"#);
    URL_SAFE_NO_PAD.encode(Sha256::digest(canonical))
}

/// A published key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Jwk {
    /// `OKP`.
    pub kty: String,
    /// `Ed25519`.
    pub crv: String,
    /// `EdDSA`.
    pub alg: String,
    /// `sig`.
    pub r#use: String,
    /// Its id, which tokens name.
    pub kid: String,
    /// The public key, base64url.
    pub x: String,
}

impl Jwk {
    /// The 32 bytes of a key of our algorithm whose id is its thumbprint; nothing for any other.
    pub(crate) fn public_key(&self) -> Option<[u8; 32]> {
        if (self.kty.as_str(), self.crv.as_str()) != ("OKP", "Ed25519") || self.kid != thumbprint(&self.x) {
            return None;
        }
        URL_SAFE_NO_PAD.decode(&self.x).ok()?.try_into().ok()
    }
}

/// The published keys: those that sign now, will soon, or did until the last token of theirs ran out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Jwks {
    /// In no particular order.
    pub keys: Vec<Jwk>,
}
