//! API keys.

use auth_db::client::Params;
use auth_db::queries::api_key::{
    ApiKeyRow, InsertApiKeyParams, UpdateApiKeyParams, find_api_key, insert_api_key, list_api_keys,
    update_api_key, use_api_key,
};
use kernel_base::Timestamp;
use kernel_db::{DbError, GenericClient, Reader, Write};
use shared_contracts::{ApiKeyId, ChannelCode};

use crate::domain::api_key::ApiKey;
use crate::store::digest;

pub(crate) async fn list(
    client: &impl GenericClient,
    after: Option<ApiKeyId>,
    limit: i64,
) -> Result<Vec<ApiKey>, DbError> {
    let rows = list_api_keys().bind(client, &after.map(ApiKeyId::uuid), &limit).all().await?;
    Ok(rows.into_iter().map(api_key).collect())
}

pub(crate) async fn find(client: &impl GenericClient, id: ApiKeyId) -> Result<Option<ApiKey>, DbError> {
    Ok(find_api_key().bind(client, &id.uuid()).opt().await?.map(api_key))
}

fn api_key(row: ApiKeyRow) -> ApiKey {
    let code = |text: &String| text.parse().expect("BUG: stored from a channel code");
    ApiKey {
        api_key_id: ApiKeyId::from_uuid(row.api_key_id),
        name: row.name,
        created_by: row.created_by.parse().expect("BUG: stored from the id of a user"),
        scopes: row.scopes.into_iter().collect(),
        channels: row.channels.map(|codes| codes.iter().map(code).collect()),
        secret: digest(&row.secret),
        previous: row.previous_secret.as_deref().map(digest).zip(row.previous_until),
        created_at: row.created_at,
        expires_at: row.expires_at,
        last_used_at: row.last_used_at,
        revoked_at: row.revoked_at,
        version: row.version,
    }
}

pub(crate) async fn insert(write: &Write, key: &ApiKey) -> Result<(), DbError> {
    let created_by = key.created_by.to_string();
    let params = InsertApiKeyParams {
        api_key_id: key.api_key_id.uuid(),
        name: key.name.as_str(),
        created_by: created_by.as_str(),
        scopes: key.scopes.iter().map(String::as_str).collect::<Vec<_>>(),
        channels: key
            .channels
            .as_ref()
            .map(|codes| codes.iter().map(ChannelCode::as_str).collect::<Vec<_>>()),
        secret: key.secret.0.as_slice(),
        created_at: key.created_at,
        expires_at: key.expires_at,
    };
    insert_api_key().params(write, &params).await?;
    Ok(())
}

/// Writes secrets and revocation over the version the key was read at.
pub(crate) async fn update(write: &Write, key: &ApiKey) -> Result<(), DbError> {
    let params = UpdateApiKeyParams {
        secret: key.secret.0.as_slice(),
        previous_secret: key.previous.as_ref().map(|(digest, _)| digest.0.as_slice()),
        previous_until: key.previous.map(|(_, until)| until),
        revoked_at: key.revoked_at,
        api_key_id: key.api_key_id.uuid(),
        version: key.version,
    };
    update_api_key().params(&write.expect(1, "api_key_version"), &params).await?;
    Ok(())
}

/// Notes that it was used, at once.
pub(crate) async fn used(reader: &Reader, id: ApiKeyId, now: Timestamp) -> Result<(), DbError> {
    use_api_key().bind(reader, &now, &id.uuid()).await?;
    Ok(())
}
