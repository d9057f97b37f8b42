//! Codes that applications exchange for tokens.

use auth_db::client::Params;
use auth_db::queries::authorization_code::{
    InsertAuthorizationCodeParams, delete_authorization_codes, find_authorization_code,
    insert_authorization_code, use_authorization_code,
};
use kernel_base::{Secret, Timestamp};
use kernel_db::{DbError, GenericClient, Write};
use shared_contracts::{OauthClientId, SessionId};

use crate::domain::account::{Account, Address, Owner};
use crate::domain::oauth::{Authorization, CODE_LIFETIME, Challenge, Code};
use crate::domain::session::TokenDigest;
use crate::store;

pub(crate) async fn insert(
    write: &Write,
    code: TokenDigest,
    (authorization, account): (&Authorization, &Account),
    user_agent: Option<&str>,
    now: Timestamp,
) -> Result<(), DbError> {
    let params = InsertAuthorizationCodeParams {
        code: code.0.as_slice(),
        oauth_client_id: authorization.client.oauth_client_id.uuid(),
        account_id: account.account_id,
        account_version: account.version,
        redirect_uri: authorization.redirect_uri.as_str(),
        challenge: authorization.challenge.as_str(),
        user_agent,
        created_at: now,
        expires_at: now.plus(CODE_LIFETIME),
    };
    insert_authorization_code().params(write, &params).await?;
    Ok(())
}

pub(crate) async fn find(client: &impl GenericClient, code: TokenDigest) -> Result<Option<Code>, DbError> {
    let row = find_authorization_code().bind(client, &code.0.as_slice()).opt().await?;
    Ok(row.map(|row| Code {
        oauth_client_id: OauthClientId::from_uuid(row.oauth_client_id),
        account: Account {
            account_id: row.account_id,
            owner: Owner { realm: store::stored_realm(&row.realm), subject: row.subject },
            address: Address::stored(row.email),
            email_verified_at: row.email_verified_at,
            password_hash: Secret::new(row.password_hash),
            status: store::account::status(&row.status),
            version: row.version,
        },
        account_version: row.account_version,
        redirect_uri: row.redirect_uri,
        challenge: Challenge::stored(row.challenge),
        user_agent: row.user_agent,
        expires_at: row.expires_at,
        session_id: row.session_id.map(SessionId::from_uuid),
    }))
}

/// Fails when it was used meanwhile.
pub(crate) async fn use_up(write: &Write, code: TokenDigest, session_id: SessionId) -> Result<(), DbError> {
    let guard = write.expect(1, "authorization_code_unused");
    use_authorization_code().bind(&guard, &session_id.uuid(), &code.0.as_slice()).await?;
    Ok(())
}

pub(crate) async fn delete_expired(write: &Write, before: Timestamp) -> Result<(), DbError> {
    delete_authorization_codes().bind(write, &before).await?;
    Ok(())
}
