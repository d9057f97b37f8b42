//! Signing keys.

use auth_db::client::Params;
use auth_db::queries::signing_key::{
    InsertSigningKeyParams, SigningKeyRow, delete_signing_keys, insert_signing_key, list_signing_keys,
    retire_signing_key,
};
use kernel_base::Timestamp;
use kernel_db::{DbError, GenericClient, Write};

use crate::domain::signing_key::Term;

/// A key as it is stored: its private half sealed.
#[derive(Debug, Clone)]
pub(crate) struct StoredKey {
    pub(crate) kid: String,
    /// The public half, base64url.
    pub(crate) public_key: String,
    pub(crate) sealed: Vec<u8>,
    pub(crate) term: Term,
}

/// Those still published, in the order of their generations.
pub(crate) async fn list(client: &impl GenericClient, now: Timestamp) -> Result<Vec<StoredKey>, DbError> {
    Ok(list_signing_keys().bind(client, &now).all().await?.into_iter().map(key).collect())
}

fn key(row: SigningKeyRow) -> StoredKey {
    let term = Term {
        generation: row.generation,
        signs_from: row.signs_from,
        signs_until: row.signs_until,
        published_until: row.published_until,
    };
    StoredKey { kid: row.kid, public_key: row.public_key, sealed: row.sealed_key, term }
}

/// Fails when another process has made the key of this generation.
pub(crate) async fn insert(write: &Write, key: &StoredKey, now: Timestamp) -> Result<(), DbError> {
    let params = InsertSigningKeyParams {
        kid: key.kid.as_str(),
        generation: key.term.generation,
        public_key: key.public_key.as_str(),
        sealed_key: key.sealed.as_slice(),
        created_at: now,
        signs_from: key.term.signs_from,
        signs_until: key.term.signs_until,
        published_until: key.term.published_until,
    };
    insert_signing_key().params(write, &params).await?;
    Ok(())
}

/// Shortens a key's term.
pub(crate) async fn retire(write: &Write, kid: &str, term: &Term) -> Result<(), DbError> {
    let guard = write.expect(1, "signing_key_retired");
    retire_signing_key().bind(&guard, &term.signs_until, &term.published_until, &kid).await?;
    Ok(())
}

/// Those whose last token has ended.
pub(crate) async fn delete_ended(write: &Write, now: Timestamp) -> Result<(), DbError> {
    delete_signing_keys().bind(write, &now).await?;
    Ok(())
}
