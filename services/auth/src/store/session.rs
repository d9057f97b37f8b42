//! Sessions and their refresh tokens.

use auth_contracts::RevocationReason;
use auth_db::client::Params;
use auth_db::queries::session::{
    FamilyRow, InsertSessionParams, ListSessionsParams, delete_sessions, displace_sessions, find_family,
    find_session, insert_refresh_token, insert_session, list_open_sessions, list_sessions, revoke_session,
    revoke_sessions, rotate, rotate_again,
};
use kernel_base::Timestamp;
use kernel_db::{DbError, GenericClient, Write};
use shared_contracts::{OauthClientId, SessionId};
use uuid::Uuid;

use crate::domain::account::{Account, Owner};
use crate::domain::session::{Family, LOST_ANSWER, MAX_SESSIONS, Session, TokenDigest, Worth};
use crate::store;

pub(crate) async fn find_by_token(
    client: &impl GenericClient,
    token: TokenDigest,
) -> Result<Option<Family>, DbError> {
    Ok(find_family().bind(client, &token.0.as_slice()).opt().await?.map(family))
}

fn family(row: FamilyRow) -> Family {
    Family {
        session_id: SessionId::from_uuid(row.session_id),
        owner: Owner { realm: store::stored_realm(&row.realm), subject: row.subject },
        client: row.oauth_client_id.map(OauthClientId::from_uuid),
        account_status: store::account::status(&row.status),
        ends_at: row.ends_at,
        revoked: row.revoked_at.is_some(),
        current: store::digest(&row.current_token),
        previous: row.previous_token.as_deref().map(store::digest).zip(row.rotated_at),
    }
}

/// The owner's open sessions, the latest first.
pub(crate) async fn list(
    client: &impl GenericClient,
    owner: &Owner,
    after: Option<SessionId>,
    limit: i64,
    now: Timestamp,
) -> Result<Vec<Session>, DbError> {
    let params = ListSessionsParams {
        realm: store::realm(owner.realm),
        subject: owner.subject.as_str(),
        now,
        after: after.map(SessionId::uuid),
        limit,
    };
    let rows = list_sessions().params(client, &params).all().await?;
    let session = |row: auth_db::queries::session::SessionRow| Session {
        session_id: SessionId::from_uuid(row.session_id),
        user_agent: row.user_agent,
        created_at: row.created_at,
        last_used_at: row.last_used_at,
        ends_at: row.ends_at,
    };
    Ok(rows.into_iter().map(session).collect())
}

/// Whether the owner has this session, and it is open.
pub(crate) async fn is_open(
    client: &impl GenericClient,
    owner: &Owner,
    session_id: SessionId,
    now: Timestamp,
) -> Result<bool, DbError> {
    let (realm, subject) = (store::realm(owner.realm), owner.subject.as_str());
    let found = find_session().bind(client, &session_id.uuid(), &realm, &subject, &now).opt().await?;
    Ok(found.is_some())
}

pub(crate) async fn open_of(
    client: &impl GenericClient,
    account: &Account,
    now: Timestamp,
) -> Result<Vec<SessionId>, DbError> {
    let ids = list_open_sessions().bind(client, &account.account_id, &now).all().await?;
    Ok(ids.into_iter().map(SessionId::from_uuid).collect())
}

/// A new session with its first token. The oldest beyond the limit give way.
pub(crate) async fn insert(
    write: &Write,
    account_id: Uuid,
    (session, client): (&Session, Option<OauthClientId>),
    token: TokenDigest,
) -> Result<(), DbError> {
    let now = session.created_at;
    displace_sessions().bind(write, &now, &account_id, &(MAX_SESSIONS - 1)).await?;
    let params = InsertSessionParams {
        session_id: session.session_id.uuid(),
        account_id,
        oauth_client_id: client.map(OauthClientId::uuid),
        user_agent: session.user_agent.as_deref(),
        now,
        ends_at: session.ends_at,
        token: token.0.as_slice(),
    };
    insert_session().params(write, &params).await?;
    insert_refresh_token().bind(write, &token.0.as_slice(), &session.session_id.uuid(), &now).await?;
    Ok(())
}

/// Puts a successor in the place of a token of this worth. Fails when the token has meanwhile become worth something else.
pub(crate) async fn succeed(
    write: &Write,
    family: &Family,
    (token, worth): (TokenDigest, Worth),
    successor: TokenDigest,
    now: Timestamp,
) -> Result<(), DbError> {
    let session_id = family.session_id.uuid();
    let (token, successor) = (token.0.as_slice(), successor.0.as_slice());
    let guard = write.expect(1, "session_token");
    if worth == Worth::RotateAgain {
        let since = now.minus(LOST_ANSWER);
        rotate_again().bind(&guard, &successor, &now, &session_id, &token, &since).await?;
    } else {
        rotate().bind(&guard, &successor, &now, &session_id, &token).await?;
    }
    insert_refresh_token().bind(write, &successor, &session_id, &now).await?;
    Ok(())
}

/// Ends a session. Fails when it is over.
pub(crate) async fn revoke(
    write: &Write,
    session_id: SessionId,
    reason: RevocationReason,
    now: Timestamp,
) -> Result<(), DbError> {
    let guard = write.expect(1, "session_open");
    revoke_session().bind(&guard, &now, &reason_text(reason), &session_id.uuid()).await?;
    Ok(())
}

/// Ends all open sessions of an account. Fails when they are not exactly so many.
pub(crate) async fn revoke_all(
    write: &Write,
    account_id: Uuid,
    open: usize,
    reason: RevocationReason,
    now: Timestamp,
) -> Result<(), DbError> {
    let guard = write.expect(open, "session_open");
    revoke_sessions().bind(&guard, &now, &reason_text(reason), &account_id).await?;
    Ok(())
}

fn reason_text(reason: RevocationReason) -> &'static str {
    match reason {
        RevocationReason::Reuse => "reuse",
        RevocationReason::Logout => "logout",
        RevocationReason::Revoked => "revoked",
        RevocationReason::PasswordChanged => "password_changed",
        RevocationReason::Closed => "closed",
    }
}

/// Sessions that have ended, and what is remembered of their tokens. So many at a time.
pub(crate) async fn delete_ended(write: &Write, now: Timestamp) -> Result<(), DbError> {
    delete_sessions().bind(write, &now, &10_000).await?;
    Ok(())
}
