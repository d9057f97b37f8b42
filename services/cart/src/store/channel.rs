//! The copy of catalog's sales channels.

use cart_db::queries::channel::upsert_channels;
use kernel_db::{DbError, Write};
use shared_contracts::ChannelCode;

/// A channel as of one version of it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Switched {
    pub(crate) version: i64,
    pub(crate) active: bool,
}

/// Records the states of channels, each named once. Older versions than the known ones change nothing.
pub(crate) async fn switch(write: &Write, channels: &[(ChannelCode, Switched)]) -> Result<(), DbError> {
    if channels.is_empty() {
        return Ok(());
    }
    let codes: Vec<&str> = channels.iter().map(|(channel, _)| channel.as_str()).collect();
    let versions: Vec<i64> = channels.iter().map(|(_, switched)| switched.version).collect();
    let active: Vec<bool> = channels.iter().map(|(_, switched)| switched.active).collect();
    upsert_channels().bind(write, &codes, &versions, &active).await?;
    Ok(())
}
