//! Letters that wait, and the tokens of those that were sent.

use auth_db::client::Params;
use auth_db::queries::letter::{
    InsertEmailTokenParams, InsertLetterParams, LetterRow, delete_email_tokens, delete_letter,
    delete_letters, delete_letters_of, find_email_token, insert_email_token, insert_letter, take_letters,
    use_email_token, use_email_tokens_of,
};
use kernel_base::{Secret, Timestamp};
use kernel_db::{DbError, GenericClient, Reader, Write};
use uuid::Uuid;

use crate::domain::account::{Account, Address, Owner};
use crate::domain::letter::{EmailToken, Kind, Letter};
use crate::domain::session::TokenDigest;
use crate::store;

pub(crate) async fn insert(write: &Write, letter: &Letter) -> Result<(), DbError> {
    let params = InsertLetterParams {
        letter_id: letter.letter_id,
        kind: letter.kind.name(),
        realm: store::realm(letter.realm),
        account_id: letter.account_id,
        address: letter.address.expose(),
        now: letter.created_at,
    };
    insert_letter().params(write, &params).await?;
    Ok(())
}

/// Those that are due; nobody else takes them for a while.
pub(crate) async fn take(reader: &Reader, now: Timestamp, limit: i64) -> Result<Vec<Letter>, DbError> {
    Ok(take_letters().bind(reader, &now, &limit).all().await?.into_iter().map(letter).collect())
}

fn letter(row: LetterRow) -> Letter {
    Letter {
        letter_id: row.letter_id,
        kind: kind(&row.kind),
        realm: store::stored_realm(&row.realm),
        account_id: row.account_id,
        address: Address::stored(row.address),
        created_at: row.created_at,
    }
}

fn kind(text: &str) -> Kind {
    Kind::named(text).expect("BUG: a constraint of its column lets only kinds pass")
}

/// It was sent, or nobody wants it any more.
pub(crate) async fn delete(reader: &Reader, letter_id: Uuid) -> Result<(), DbError> {
    delete_letter().bind(reader, &letter_id).await?;
    Ok(())
}

/// The token of a letter that is about to be sent.
pub(crate) async fn insert_token(
    reader: &Reader,
    token: TokenDigest,
    (letter, account): (&Letter, &Account),
    now: Timestamp,
) -> Result<(), DbError> {
    let params = InsertEmailTokenParams {
        token: token.0.as_slice(),
        kind: letter.kind.name(),
        account_id: account.account_id,
        address: letter.address.expose(),
        expires_at: now.plus(letter.kind.lifetime()),
    };
    insert_email_token().params(reader, &params).await?;
    Ok(())
}

pub(crate) async fn find_token(
    client: &impl GenericClient,
    token: TokenDigest,
) -> Result<Option<EmailToken>, DbError> {
    let row = find_email_token().bind(client, &token.0.as_slice()).opt().await?;
    Ok(row.map(|row| EmailToken {
        kind: kind(&row.kind),
        account: Account {
            account_id: row.account_id,
            owner: Owner { realm: store::stored_realm(&row.realm), subject: row.subject },
            address: Address::stored(row.email),
            email_verified_at: row.email_verified_at,
            password_hash: Secret::new(row.password_hash),
            status: store::account::status(&row.status),
            version: row.version,
        },
        address: Address::stored(row.address),
        expires_at: row.expires_at,
        used: row.used_at.is_some(),
    }))
}

/// Fails when it was used meanwhile.
pub(crate) async fn use_token(write: &Write, token: TokenDigest, now: Timestamp) -> Result<(), DbError> {
    let guard = write.expect(1, "email_token_unused");
    use_email_token().bind(&guard, &now, &token.0.as_slice()).await?;
    Ok(())
}

/// No letter that was sent or waits is worth anything any more.
pub(crate) async fn void_all(write: &Write, account_id: Uuid, now: Timestamp) -> Result<(), DbError> {
    use_email_tokens_of().bind(write, &now, &account_id).await?;
    delete_letters_of().bind(write, &account_id).await?;
    Ok(())
}

/// Letters that waited too long to be worth sending.
pub(crate) async fn delete_stale(write: &Write, before: Timestamp) -> Result<(), DbError> {
    delete_letters().bind(write, &before).await?;
    Ok(())
}

pub(crate) async fn delete_expired_tokens(write: &Write, before: Timestamp) -> Result<(), DbError> {
    delete_email_tokens().bind(write, &before).await?;
    Ok(())
}
