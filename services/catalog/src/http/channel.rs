//! Sales channels for staff.

use std::sync::Arc;

use kernel_base::Currency;
use kernel_http::{
    Access, CallCtx, Channels, IdempotencyKey, IfMatch, Json, Op, Reply, Routes, State, Within,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use shared_contracts::ChannelCode;

use super::{Answer, READ, WRITE_CHANNEL, cause, keyed, problem};
use crate::app::{App, ChannelFields};
use crate::domain::channel::Channel;

/// A channel to be made.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewChannel {
    /// Its name in addresses and configuration, for ever the same.
    code: ChannelCode,
    /// Its name for people.
    name: String,
    /// What it sells in when the customer has not chosen.
    currency: Currency,
    /// Whether it sells at all; it does when absent.
    #[serde(default)]
    active: Option<bool>,
}

/// The channels that the caller may see.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Channels")]
struct ChannelList {
    /// By code.
    items: Vec<Channel>,
}

pub(super) fn add(routes: Routes<Arc<App>>) -> Routes<Arc<App>> {
    let write = Access::Staff(WRITE_CHANNEL);
    routes
        .route(
            Op::get("/admin/v1/channels", Access::Staff(READ))
                .summary("List the channels that the caller may see")
                .per_channel()
                .answers::<ChannelList>(200),
            list,
        )
        .route(
            Op::post("/admin/v1/channels", write)
                .summary("Create a channel")
                .idempotent()
                .body::<NewChannel>()
                .answers::<Channel>(201)
                .problems(&["catalog.code_taken"]),
            create,
        )
        .route(
            Op::get("/admin/v1/channels/{channel}", Access::Staff(READ))
                .summary("Show a channel")
                .per_channel()
                .answers::<Channel>(200)
                .problems(&["catalog.channel_not_found"]),
            get,
        )
        .route(
            Op::patch("/admin/v1/channels/{channel}", write)
                .summary("Change a channel or switch it off")
                .per_channel()
                .if_match()
                .body::<ChannelFields>()
                .answers::<Channel>(200)
                .problems(&["catalog.channel_not_found", "catalog.version_changed"]),
            update,
        )
}

fn shown(channel: &Channel) -> Reply {
    Reply::json(200, channel).etag(channel.version)
}

async fn list(State(app): State<Arc<App>>, channels: Channels) -> Answer<Reply> {
    let items = app.list_channels(&channels).await.map_err(problem)?;
    Ok(Reply::json(200, &ChannelList { items }))
}

async fn create(
    State(app): State<Arc<App>>,
    call: CallCtx,
    key: IdempotencyKey,
    Json(body): Json<NewChannel>,
) -> Answer<Reply> {
    let NewChannel { code, name, currency, active } = body;
    let fields = ChannelFields { name: Some(name), currency: Some(currency), active };
    let answer = |channel: &Channel| {
        let path = format!("/admin/v1/channels/{}", channel.code);
        Reply::json(201, channel).etag(channel.version).location(path)
    };
    let channel = app.create_channel(code, &fields, &keyed(call, &key), answer).await.map_err(problem)?;
    Ok(answer(&channel))
}

async fn get(State(app): State<Arc<App>>, Within(code): Within<ChannelCode>) -> Answer<Reply> {
    Ok(shown(&app.get_channel(&code).await.map_err(problem)?))
}

async fn update(
    State(app): State<Arc<App>>,
    Within(code): Within<ChannelCode>,
    call: CallCtx,
    if_match: Option<IfMatch>,
    Json(body): Json<ChannelFields>,
) -> Answer<Reply> {
    Ok(shown(&app.update_channel(&code, &body, &cause(call, if_match)).await.map_err(problem)?))
}
