//! Invitations, by the hash of their token.

use kernel_base::{Secret, Timestamp};
use kernel_db::{DbError, GenericClient, Write};
use sha2::{Digest, Sha256};
use shared_contracts::UserId;
use user_db::client::Params;
use user_db::queries::invitation::{
    InsertInvitationParams, accept_invitation, find_invitation, insert_invitation, revoke_invitations,
};

use crate::domain::authority::{Authority, Channels};
use crate::domain::invitation::Invitation;
use crate::store::{parsed_channels, texts};

/// What is stored in place of a token.
#[derive(Debug, Clone, Copy)]
pub(crate) struct TokenHash([u8; 32]);

impl TokenHash {
    pub(crate) fn of(token: &Secret<String>) -> Self {
        Self(Sha256::digest(token.expose().as_bytes()).into())
    }
}

pub(crate) async fn find(
    client: &impl GenericClient,
    hash: TokenHash,
) -> Result<Option<Invitation>, DbError> {
    let row = find_invitation().bind(client, &hash.0.as_slice()).opt().await?;
    Ok(row.map(|row| Invitation {
        user_id: UserId::from_uuid(row.user_id),
        authority: Authority {
            permissions: row.permissions.into_iter().collect(),
            channels: Channels::new(parsed_channels(row.channels)),
        },
        expires_at: row.expires_at,
        accepted: row.accepted_at.is_some(),
        revoked: row.revoked_at.is_some(),
    }))
}

pub(crate) async fn insert(
    write: &Write,
    hash: TokenHash,
    invitation: &Invitation,
    invited_by: &str,
    now: Timestamp,
) -> Result<(), DbError> {
    let params = InsertInvitationParams {
        token_hash: hash.0.as_slice(),
        user_id: invitation.user_id.uuid(),
        invited_by,
        permissions: invitation.authority.permissions.iter().map(String::as_str).collect::<Vec<_>>(),
        channels: texts(invitation.authority.channels.only()),
        expires_at: invitation.expires_at,
        now,
    };
    insert_invitation().params(write, &params).await?;
    Ok(())
}

pub(crate) async fn accept(write: &Write, hash: TokenHash, now: Timestamp) -> Result<(), DbError> {
    accept_invitation().bind(&write.expect(1, "authority"), &now, &hash.0.as_slice()).await?;
    Ok(())
}

/// Whoever holds a token for the user holds nothing.
pub(crate) async fn revoke_open(write: &Write, user_id: UserId, now: Timestamp) -> Result<(), DbError> {
    revoke_invitations().bind(write, &now, &user_id.uuid()).await?;
    Ok(())
}
