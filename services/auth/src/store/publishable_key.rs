//! Publishable keys.

use auth_contracts::PublishableKey as Valid;
use auth_db::client::Params;
use auth_db::queries::publishable_key::{
    InsertPublishableKeyParams, PublishableKeyRow, count_valid_publishable_keys, find_publishable_key,
    insert_publishable_key, list_publishable_keys, list_valid_publishable_keys, revoke_publishable_key,
};
use kernel_base::Timestamp;
use kernel_db::{DbError, GenericClient, Write};
use shared_contracts::{ChannelCode, PublishableKeyId};

use crate::domain::publishable_key::{MAX_VALID, PublishableKey};

pub(crate) async fn list(
    client: &impl GenericClient,
    after: Option<PublishableKeyId>,
    limit: i64,
) -> Result<Vec<PublishableKey>, DbError> {
    let rows = list_publishable_keys().bind(client, &after.map(PublishableKeyId::uuid), &limit).all().await?;
    Ok(rows.into_iter().map(key).collect())
}

pub(crate) async fn find(
    client: &impl GenericClient,
    id: PublishableKeyId,
) -> Result<Option<PublishableKey>, DbError> {
    Ok(find_publishable_key().bind(client, &id.uuid()).opt().await?.map(key))
}

fn key(row: PublishableKeyRow) -> PublishableKey {
    PublishableKey {
        publishable_key_id: PublishableKeyId::from_uuid(row.publishable_key_id),
        key: row.key,
        name: row.name,
        channel: channel(&row.channel),
        created_at: row.created_at,
        revoked_at: row.revoked_at,
    }
}

fn channel(stored: &str) -> ChannelCode {
    stored.parse().expect("BUG: stored from a channel code")
}

/// Those that are not revoked, the first of them.
pub(crate) async fn valid(client: &impl GenericClient) -> Result<Vec<Valid>, DbError> {
    let rows = list_valid_publishable_keys().bind(client, &MAX_VALID).all().await?;
    Ok(rows.into_iter().map(|row| Valid { channel: channel(&row.channel), key: row.key }).collect())
}

pub(crate) async fn count_valid(client: &impl GenericClient) -> Result<i64, DbError> {
    Ok(count_valid_publishable_keys().bind(client).one().await?)
}

pub(crate) async fn insert(write: &Write, key: &PublishableKey) -> Result<(), DbError> {
    let params = InsertPublishableKeyParams {
        publishable_key_id: key.publishable_key_id.uuid(),
        key: key.key.as_str(),
        name: key.name.as_str(),
        channel: key.channel.as_str(),
        created_at: key.created_at,
    };
    insert_publishable_key().params(write, &params).await?;
    Ok(())
}

/// At once. Revoked again, it stays as it was.
pub(crate) async fn revoke(write: &Write, id: PublishableKeyId, now: Timestamp) -> Result<(), DbError> {
    revoke_publishable_key().bind(write, &now, &id.uuid()).await?;
    Ok(())
}
