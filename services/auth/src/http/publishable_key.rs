//! `/admin/v1/publishable-keys`.

use std::sync::Arc;

use axum::extract::State;
use kernel_base::{Page, Timestamp};
use kernel_http::{Access, Caller, IdempotencyKey, Json, Op, Paging, Path, Problem, Reply, Routes};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use shared_contracts::{ChannelCode, PublishableKeyId};

use crate::app::App;
use crate::domain::api_key::Holder;
use crate::domain::publishable_key::PublishableKey;
use crate::error::AuthError;
use crate::http::name;

const READ: &str = "auth.publishable_key.read";
const WRITE: &str = "auth.publishable_key.write";

/// A key to be made.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct NewKey {
    /// Which storefront it is for: 1 to 200 characters.
    name: String,
    /// The sales channel it stands for.
    channel: ChannelCode,
}

#[derive(Debug, Serialize, JsonSchema)]
struct PublishableKeyView {
    publishable_key_id: PublishableKeyId,
    /// What the storefront sends as `x-publishable-key`. Public.
    key: String,
    name: String,
    channel: ChannelCode,
    created_at: Timestamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    revoked_at: Option<Timestamp>,
}

fn view(key: PublishableKey) -> PublishableKeyView {
    PublishableKeyView {
        publishable_key_id: key.publishable_key_id,
        key: key.key,
        name: key.name,
        channel: key.channel,
        created_at: key.created_at,
        revoked_at: key.revoked_at,
    }
}

pub(super) fn routes(routes: Routes<Arc<App>>) -> Routes<Arc<App>> {
    routes
        .route(
            Op::get("/admin/v1/publishable-keys", Access::Staff(READ))
                .summary("List publishable keys")
                .every_channel()
                .paged()
                .answers::<Page<PublishableKeyView>>(200),
            list,
        )
        .route(
            Op::post("/admin/v1/publishable-keys", Access::Staff(WRITE))
                .summary("Make a publishable key for a sales channel")
                .every_channel()
                .idempotent()
                .body::<NewKey>()
                .answers::<PublishableKeyView>(201)
                .problems(&["auth.channel_not_held", "auth.too_many_publishable_keys"]),
            create,
        )
        .route(
            Op::get("/admin/v1/publishable-keys/{publishable_key_id}", Access::Staff(READ))
                .summary("Get a publishable key")
                .every_channel()
                .answers::<PublishableKeyView>(200)
                .problems(&["auth.publishable_key_not_found"]),
            get,
        )
        .route(
            Op::delete("/admin/v1/publishable-keys/{publishable_key_id}", Access::Staff(WRITE))
                .summary("Revoke a publishable key")
                .every_channel()
                .answers_nothing(204)
                .problems(&["auth.publishable_key_not_found", "auth.channel_not_held"]),
            revoke,
        )
}

async fn list(State(app): State<Arc<App>>, Paging(page): Paging) -> Result<Reply, Problem> {
    Ok(Reply::json(200, &app.list_publishable_keys(&page).await?.map(view)))
}

fn created(key: &PublishableKey) -> Reply {
    let path = format!("/admin/v1/publishable-keys/{}", key.publishable_key_id);
    Reply::json(201, &view(key.clone())).location(path)
}

async fn create(
    State(app): State<Arc<App>>,
    caller: Caller,
    key: IdempotencyKey,
    Json(body): Json<NewKey>,
) -> Result<Reply, Problem> {
    let new = (name(&body.name)?, body.channel);
    Ok(app.create_publishable_key(&Holder::new(caller), new, &key, created).await?)
}

async fn get(State(app): State<Arc<App>>, Path(id): Path<PublishableKeyId>) -> Result<Reply, Problem> {
    let found = app.publishable_key(id).await?;
    // The list tells of what was revoked; here it is gone.
    let gone = found.revoked_at.is_some();
    if gone { Err(AuthError::PublishableKeyNotFound(id).into()) } else { Ok(Reply::json(200, &view(found))) }
}

async fn revoke(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path(id): Path<PublishableKeyId>,
) -> Result<Reply, Problem> {
    app.revoke_publishable_key(&Holder::new(caller), id).await?;
    Ok(Reply::no_content())
}
