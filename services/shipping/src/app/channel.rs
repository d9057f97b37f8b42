//! In which channels shipments are: staff may be limited to some.

use kernel_base::ApiError;
use kernel_http::{Channels, InChannels};
use shared_contracts::ShipmentId;

use crate::app::App;
use crate::error::ShippingError;
use crate::store;

/// What is another channel's, or of no known channel, is answered as if it did not exist.
impl InChannels<ShipmentId> for App {
    async fn within(&self, shipment_id: &ShipmentId, channels: &Channels) -> Result<(), ApiError> {
        let reader = self.db.read().await.map_err(ShippingError::from)?;
        let channel = store::shipment::channel(&reader, *shipment_id).await.map_err(ShippingError::from)?;
        match channel.flatten() {
            Some(channel) if channels.contain(&channel) => Ok(()),
            Some(_) | None => Err(ShippingError::ShipmentNotFound(*shipment_id).into()),
        }
    }
}
