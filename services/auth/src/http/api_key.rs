//! `/admin/v1/api-keys`. Making and renewing a key take no idempotency key: the stored answer would hold its secret. Who
//! lost the answer revokes the key, or renews it once more.

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use kernel_base::{Page, Secret, Timestamp};
use kernel_http::{Access, Caller, Json, Op, Paging, Path, Problem, Reply, Routes};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use shared_contracts::{ApiKeyId, ChannelCode, UserId};

use crate::app::App;
use crate::app::api_key::NewApiKey;
use crate::domain::api_key::{ApiKey, Holder, MAX_SCOPES, is_scope};
use crate::error::AuthError;
use crate::http::{name, not_stored, wrong};

const READ: &str = "auth.api_key.read";
const WRITE: &str = "auth.api_key.write";

/// A key to be made.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct NewKey {
    /// What it is for: 1 to 200 characters.
    name: String,
    /// What it may: 1 to 200 permissions that the caller has.
    scopes: BTreeSet<String>,
    /// In which of the caller's sales channels; absent: in all of them, which only callers without a limit can give.
    #[serde(default)]
    channels: Option<BTreeSet<ChannelCode>>,
    /// When it ends by itself.
    #[serde(default)]
    expires_at: Option<Timestamp>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct ApiKeyView {
    /// Also the `client_id` for `/oauth/token`.
    api_key_id: ApiKeyId,
    name: String,
    created_by: UserId,
    scopes: BTreeSet<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    channels: Option<BTreeSet<ChannelCode>>,
    created_at: Timestamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    expires_at: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    last_used_at: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    revoked_at: Option<Timestamp>,
    /// Until when the secret before the last renewal is good.
    #[serde(skip_serializing_if = "Option::is_none")]
    previous_secret_until: Option<Timestamp>,
}

/// A key with its secret, which is shown this once.
#[derive(Debug, Serialize, JsonSchema)]
struct SecretView {
    #[serde(flatten)]
    key: ApiKeyView,
    /// The `client_secret` for `/oauth/token`.
    secret: Secret<String>,
}

fn view(key: ApiKey) -> ApiKeyView {
    ApiKeyView {
        api_key_id: key.api_key_id,
        name: key.name,
        created_by: key.created_by,
        scopes: key.scopes,
        channels: key.channels,
        created_at: key.created_at,
        expires_at: key.expires_at,
        last_used_at: key.last_used_at,
        revoked_at: key.revoked_at,
        previous_secret_until: key.previous.map(|(_, until)| until),
    }
}

pub(super) fn routes(routes: Routes<Arc<App>>) -> Routes<Arc<App>> {
    routes
        .route(
            Op::get("/admin/v1/api-keys", Access::Staff(READ))
                .summary("List API keys")
                .every_channel()
                .paged()
                .answers::<Page<ApiKeyView>>(200),
            list,
        )
        .route(
            Op::post("/admin/v1/api-keys", Access::Staff(WRITE))
                .summary("Make an API key; its secret is shown this once")
                .every_channel()
                .body::<NewKey>()
                .answers::<SecretView>(201)
                .problems(&["auth.scope_not_held", "auth.no_user"]),
            create,
        )
        .route(
            Op::get("/admin/v1/api-keys/{api_key_id}", Access::Staff(READ))
                .summary("Get an API key, without its secret")
                .every_channel()
                .answers::<ApiKeyView>(200)
                .problems(&["auth.api_key_not_found"]),
            get,
        )
        .route(
            Op::post("/admin/v1/api-keys/{api_key_id}/renew", Access::Staff(WRITE))
                .summary("Give an API key a new secret; the old one is good for another day")
                .every_channel()
                .answers::<SecretView>(200)
                .problems(&["auth.api_key_not_found", "auth.scope_not_held", "auth.busy"]),
            renew,
        )
        .route(
            Op::delete("/admin/v1/api-keys/{api_key_id}", Access::Staff(WRITE))
                .summary("Revoke an API key")
                .every_channel()
                .answers_nothing(204)
                .problems(&["auth.api_key_not_found", "auth.busy"]),
            revoke,
        )
}

impl NewKey {
    fn checked(self, now: Timestamp) -> Result<NewApiKey, AuthError> {
        let name = name(&self.name)?;
        if !(1..=MAX_SCOPES).contains(&self.scopes.len()) || !self.scopes.iter().all(|scope| is_scope(scope))
        {
            return Err(wrong("/scopes", "scopes must hold 1 to 200 permissions"));
        }
        if self.channels.as_ref().is_some_and(|codes| !(1..=200).contains(&codes.len())) {
            return Err(wrong("/channels", "channels must hold 1 to 200 channels, or be absent"));
        }
        if self.expires_at.is_some_and(|expires_at| expires_at <= now) {
            return Err(wrong("/expires_at", "expires_at must be in the future"));
        }
        Ok(NewApiKey { name, scopes: self.scopes, channels: self.channels, expires_at: self.expires_at })
    }
}

async fn list(State(app): State<Arc<App>>, Paging(page): Paging) -> Result<Reply, Problem> {
    Ok(Reply::json(200, &app.api_keys(&page).await?.map(view)))
}

async fn create(
    State(app): State<Arc<App>>,
    caller: Caller,
    Json(body): Json<NewKey>,
) -> Result<Response, Problem> {
    let new = body.checked(app.env.now())?;
    let (key, secret) = app.create_api_key(&Holder::new(caller), new).await?;
    let path = format!("/admin/v1/api-keys/{}", key.api_key_id);
    Ok(not_stored(Reply::json(201, &SecretView { key: view(key), secret }).location(path)))
}

async fn get(State(app): State<Arc<App>>, Path(id): Path<ApiKeyId>) -> Result<Reply, Problem> {
    let found = app.api_key(id).await?;
    // The list tells of what was revoked; here it is gone.
    let gone = found.revoked_at.is_some();
    if gone { Err(AuthError::ApiKeyNotFound(id).into()) } else { Ok(Reply::json(200, &view(found))) }
}

async fn renew(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path(id): Path<ApiKeyId>,
) -> Result<Response, Problem> {
    let (key, secret) = app.renew_api_key(&Holder::new(caller), id).await?;
    Ok(not_stored(Reply::json(200, &SecretView { key: view(key), secret })))
}

async fn revoke(State(app): State<Arc<App>>, Path(id): Path<ApiKeyId>) -> Result<Reply, Problem> {
    app.revoke_api_key(id).await?;
    Ok(Reply::no_content())
}
