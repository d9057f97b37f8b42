//! Channels as rows.

use catalog_db::queries::channel::{ChannelRow, find_channel, insert_channel, list_channels, update_channel};
use kernel_db::{GenericClient, Write};
use kernel_http::Channels;
use shared_contracts::ChannelCode;

use super::stored;
use crate::domain::channel::Channel;
use crate::error::{CatalogError, VERSION_GUARD};

fn channel(row: ChannelRow) -> Result<Channel, CatalogError> {
    Ok(Channel {
        code: stored(&row.channel_code, "channel.code")?,
        name: row.name,
        currency: stored(&row.currency, "channel.currency")?,
        active: row.active,
        version: row.version,
        created_at: row.created_at,
        updated_at: row.updated_at,
    })
}

pub(crate) async fn list<C: GenericClient>(
    client: &C,
    only: &Channels,
) -> Result<Vec<Channel>, CatalogError> {
    list_channels().bind(client, &only.names()).all().await?.into_iter().map(channel).collect()
}

pub(crate) async fn find<C: GenericClient>(
    client: &C,
    code: &ChannelCode,
) -> Result<Option<Channel>, CatalogError> {
    find_channel().bind(client, &code.as_str()).opt().await?.map(channel).transpose()
}

pub(crate) async fn insert(write: &Write, channel: &Channel) -> Result<(), CatalogError> {
    let (code, currency) = (channel.code.as_str(), channel.currency.code());
    insert_channel()
        .bind(write, &code, &channel.name, &currency, &channel.active, &channel.created_at)
        .await?;
    Ok(())
}

/// `channel.version` is the version that was read.
pub(crate) async fn update(write: &Write, channel: &Channel) -> Result<(), CatalogError> {
    let (code, currency) = (channel.code.as_str(), channel.currency.code());
    update_channel()
        .bind(
            &write.expect(1, VERSION_GUARD),
            &channel.name,
            &currency,
            &channel.active,
            &channel.updated_at,
            &code,
            &channel.version,
        )
        .await?;
    Ok(())
}
