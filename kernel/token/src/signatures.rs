//! Signatures of one type of token: verified once with the keys that count, and remembered.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use ring::signature::{ED25519, UnparsedPublicKey};
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};

use crate::{Jwk, Remembered, TokenError, compact};

/// A longer token is not looked at.
const MAX_TOKEN: usize = 8 * 1024;
/// Tokens remembered; about 1 KiB each.
const REMEMBERED: usize = 10_000;

/// The public keys that count now, by their ids, each with its holder.
#[derive(Debug, Default)]
pub(crate) struct KnownKeys {
    /// Another one for other keys: what was verified with earlier ones is not believed.
    generation: u64,
    keys: HashMap<String, KnownKey>,
}

#[derive(Debug, PartialEq, Eq)]
struct KnownKey {
    holder: Arc<str>,
    public: [u8; 32],
}

impl KnownKeys {
    /// From now on exactly these count. Those that are no keys of ours are passed over.
    pub(crate) fn replace<'k>(&mut self, keys: impl IntoIterator<Item = (&'k str, &'k Jwk)>) {
        let known = |(holder, key): (&str, &Jwk)| {
            Some((key.kid.clone(), KnownKey { holder: holder.into(), public: key.public_key()? }))
        };
        let keys = keys.into_iter().filter_map(known).collect();
        if self.keys != keys {
            self.keys = keys;
            self.generation += 1;
        }
    }
}

/// What a token says that one of the keys has signed, and who holds that key.
#[derive(Debug)]
pub struct Genuine<C> {
    /// Whose key it is.
    pub holder: Arc<str>,
    /// What the token says.
    pub claims: Arc<C>,
}

// Not derived: claims are shared, not copied.
impl<C> Clone for Genuine<C> {
    fn clone(&self) -> Self {
        Self { holder: Arc::clone(&self.holder), claims: Arc::clone(&self.claims) }
    }
}

/// Verifies signatures of tokens of one type, and remembers them: a signature costs fifty times what a look-up does.
#[derive(Debug)]
pub struct Signatures<C> {
    token_type: &'static str,
    memory: Mutex<Memory<C>>,
}

#[derive(Debug)]
struct Memory<C> {
    /// Of the keys with which all of it was verified.
    generation: u64,
    tokens: Remembered<[u8; 32], Genuine<C>>,
}

impl<C: DeserializeOwned> Signatures<C> {
    /// Of tokens whose header names this type: no token of another one passes, whoever signed it.
    #[must_use]
    pub fn new(token_type: &'static str) -> Self {
        let memory = Memory { generation: 0, tokens: Remembered::new(REMEMBERED) };
        Self { token_type, memory: Mutex::new(memory) }
    }

    /// What the token says and who has signed it. Whether it is meant here and now is for the caller to ask.
    pub(crate) fn verify(&self, token: &str, known: &KnownKeys) -> Result<Genuine<C>, TokenError> {
        if token.len() > MAX_TOKEN {
            return Err(TokenError::Malformed);
        }
        let digest: [u8; 32] = Sha256::digest(token).into();
        if let Some(genuine) = self.remembered(known, |tokens| tokens.find(&digest)) {
            return Ok(genuine);
        }
        let genuine = self.genuine(token, known)?;
        self.remembered(known, |tokens| tokens.keep(digest, genuine.clone()));
        Ok(genuine)
    }

    fn genuine(&self, token: &str, known: &KnownKeys) -> Result<Genuine<C>, TokenError> {
        let parts = compact::parse(self.token_type, token).ok_or(TokenError::Malformed)?;
        let key = known.keys.get(&parts.kid).ok_or(TokenError::UnknownKey)?;
        UnparsedPublicKey::new(&ED25519, key.public)
            .verify(parts.signed, &parts.signature)
            .map_err(|_| TokenError::Signature)?;
        let claims = serde_json::from_slice(&parts.claims).map_err(|_| TokenError::Malformed)?;
        Ok(Genuine { holder: Arc::clone(&key.holder), claims: Arc::new(claims) })
    }

    /// The memory of what these keys have verified, and no others.
    fn remembered<T>(
        &self,
        known: &KnownKeys,
        look: impl FnOnce(&mut Remembered<[u8; 32], Genuine<C>>) -> T,
    ) -> T {
        let mut memory = self.memory.lock().unwrap_or_else(PoisonError::into_inner);
        if memory.generation != known.generation {
            memory.generation = known.generation;
            memory.tokens.clear();
        }
        look(&mut memory.tokens)
    }
}
