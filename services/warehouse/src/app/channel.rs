//! In which channels reservations and routes are: staff may be limited to some.

use kernel_base::ApiError;
use kernel_http::{Channels, InChannels};
use shared_contracts::{ChannelCode, ReservationId};

use crate::app::App;
use crate::error::WarehouseError;
use crate::store::reservation;

/// Another channel's reservation is answered like one that does not exist.
impl InChannels<ReservationId> for App {
    async fn within(&self, id: &ReservationId, channels: &Channels) -> Result<(), ApiError> {
        let reader = self.db.read().await.map_err(WarehouseError::from)?;
        match reservation::channel(&reader, *id).await.map_err(WarehouseError::from)? {
            Some(channel) if channels.contain(&channel) => Ok(()),
            Some(_) | None => Err(WarehouseError::ReservationNotFound(*id).into()),
        }
    }
}

/// A channel's route.
impl InChannels<ChannelCode> for App {
    async fn within(&self, channel: &ChannelCode, channels: &Channels) -> Result<(), ApiError> {
        if channels.contain(channel.as_str()) {
            return Ok(());
        }
        Err(WarehouseError::RouteNotFound(channel.to_string()).into())
    }
}
