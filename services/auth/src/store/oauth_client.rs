//! Applications that people sign in to.

use auth_db::client::Params;
use auth_db::queries::oauth_client::{
    InsertOauthClientParams, OauthClientRow, find_oauth_client, insert_oauth_client, list_oauth_clients,
    revoke_oauth_client,
};
use kernel_base::Timestamp;
use kernel_db::{DbError, GenericClient, Write};
use shared_contracts::OauthClientId;

use crate::domain::oauth::OauthClient;
use crate::store;

pub(crate) async fn list(
    client: &impl GenericClient,
    after: Option<OauthClientId>,
    limit: i64,
) -> Result<Vec<OauthClient>, DbError> {
    let rows = list_oauth_clients().bind(client, &after.map(OauthClientId::uuid), &limit).all().await?;
    Ok(rows.into_iter().map(oauth_client).collect())
}

pub(crate) async fn find(
    client: &impl GenericClient,
    id: OauthClientId,
) -> Result<Option<OauthClient>, DbError> {
    Ok(find_oauth_client().bind(client, &id.uuid()).opt().await?.map(oauth_client))
}

fn oauth_client(row: OauthClientRow) -> OauthClient {
    OauthClient {
        oauth_client_id: OauthClientId::from_uuid(row.oauth_client_id),
        name: row.name,
        realm: store::stored_realm(&row.realm),
        secret: row.secret.as_deref().map(store::digest),
        redirect_uris: row.redirect_uris,
        created_at: row.created_at,
        revoked_at: row.revoked_at,
    }
}

pub(crate) async fn insert(write: &Write, client: &OauthClient) -> Result<(), DbError> {
    let params = InsertOauthClientParams {
        oauth_client_id: client.oauth_client_id.uuid(),
        name: client.name.as_str(),
        realm: store::realm(client.realm),
        secret: client.secret.as_ref().map(|digest| digest.0.as_slice()),
        redirect_uris: client.redirect_uris.iter().map(String::as_str).collect::<Vec<_>>(),
        created_at: client.created_at,
    };
    insert_oauth_client().params(write, &params).await?;
    Ok(())
}

/// At once. Revoked again, it stays as it was.
pub(crate) async fn revoke(write: &Write, id: OauthClientId, now: Timestamp) -> Result<(), DbError> {
    revoke_oauth_client().bind(write, &now, &id.uuid()).await?;
    Ok(())
}
