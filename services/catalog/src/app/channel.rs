//! Sales channels.

use kernel_base::{ApiError, Currency};
use kernel_http::{Channels, InChannels, Reply};
use schemars::JsonSchema;
use serde::Deserialize;
use shared_contracts::{ChannelCode, OperationId, ProductId};

use super::{App, Cause, retry};
use crate::domain::channel::Channel;
use crate::error::CatalogError;
use crate::{publish, store};

/// What a channel is made of or changed to; what is absent stays as it is.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct ChannelFields {
    /// Its name for people; needed on a new channel.
    pub name: Option<String>,
    /// What it sells in when the customer has not chosen; needed on a new channel.
    pub currency: Option<Currency>,
    /// Whether it sells at all; at first it does.
    pub active: Option<bool>,
}

impl InChannels<ChannelCode> for App {
    async fn within(&self, code: &ChannelCode, channels: &Channels) -> Result<(), ApiError> {
        if channels.contain(code.as_str()) { Ok(()) } else { Err(CatalogError::ChannelNotFound.into()) }
    }
}

/// A product in a channel.
impl InChannels<(ProductId, ChannelCode)> for App {
    async fn within(&self, place: &(ProductId, ChannelCode), channels: &Channels) -> Result<(), ApiError> {
        self.within(&place.1, channels).await
    }
}

impl InChannels<OperationId> for App {
    async fn within(&self, id: &OperationId, channels: &Channels) -> Result<(), ApiError> {
        let operation = self.get_operation(*id).await?;
        if channels.contain(operation.channel.as_str()) {
            return Ok(());
        }
        Err(CatalogError::OperationNotFound.into())
    }
}

impl App {
    pub(crate) async fn list_channels(&self, only: &Channels) -> Result<Vec<Channel>, CatalogError> {
        store::channel::list(&self.db.read().await?, only).await
    }

    pub(crate) async fn get_channel(&self, code: &ChannelCode) -> Result<Channel, CatalogError> {
        store::channel::find(&self.db.read().await?, code).await?.ok_or(CatalogError::ChannelNotFound)
    }

    pub(crate) async fn create_channel(
        &self,
        code: ChannelCode,
        fields: &ChannelFields,
        cause: &Cause<'_>,
        answer: impl Fn(&Channel) -> Reply,
    ) -> Result<Channel, CatalogError> {
        let now = self.now();
        let missing = |pointer| CatalogError::field(pointer, "missing", "a new channel needs it");
        let channel = Channel {
            code,
            name: fields.name.clone().ok_or_else(|| missing("/name"))?,
            currency: fields.currency.ok_or_else(|| missing("/currency"))?,
            active: fields.active.unwrap_or(true),
            version: 1,
            created_at: now,
            updated_at: now,
        };
        channel.validate()?;
        let write = self.db.write().await?;
        store::channel::insert(&write, &channel).await?;
        write.changed(&channel.code, None, Some(&channel));
        publish::channel_changed(&write, &self.env, cause.trace.as_ref(), &channel)?;
        cause.store(&write, || answer(&channel)).await?;
        self.commit(write).await?;
        Ok(channel)
    }

    pub(crate) async fn update_channel(
        &self,
        code: &ChannelCode,
        fields: &ChannelFields,
        cause: &Cause<'_>,
    ) -> Result<Channel, CatalogError> {
        retry(|| async {
            let write = self.db.write().await?;
            let before = store::channel::find(&write, code).await?.ok_or(CatalogError::ChannelNotFound)?;
            cause.check(before.version)?;
            let mut channel = Channel {
                name: fields.name.clone().unwrap_or_else(|| before.name.clone()),
                currency: fields.currency.unwrap_or(before.currency),
                active: fields.active.unwrap_or(before.active),
                ..before.clone()
            };
            channel.validate()?;
            if channel == before {
                return Ok(channel);
            }
            channel.updated_at = self.now();
            store::channel::update(&write, &channel).await?;
            channel.version += 1;
            write.changed(code, Some(&before), Some(&channel));
            publish::channel_changed(&write, &self.env, cause.trace.as_ref(), &channel)?;
            self.commit(write).await?;
            Ok(channel)
        })
        .await
    }
}
