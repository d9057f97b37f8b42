//! In which channels orders are: staff may be limited to some.

use kernel_base::{ApiError, ErrorKind};
use kernel_http::{Channels, InChannels};
use shared_contracts::{LineId, OrderId};

use super::App;
use crate::error::OrderError;
use crate::http::saga::{SagaKey, not_found};
use crate::store;

/// Another channel's order is answered like one that does not exist.
impl InChannels<OrderId> for App {
    async fn within(&self, order_id: &OrderId, channels: &Channels) -> Result<(), ApiError> {
        let reader = self.db.read().await.map_err(OrderError::from)?;
        match store::order::channel(&reader, *order_id).await? {
            Some(channel) if channels.contain(&channel) => Ok(()),
            Some(_) | None => Err(OrderError::NotFound.into()),
        }
    }
}

impl InChannels<(OrderId, LineId)> for App {
    async fn within(&self, (order_id, _): &(OrderId, LineId), channels: &Channels) -> Result<(), ApiError> {
        self.within(order_id, channels).await
    }
}

/// A saga is where its order is.
impl InChannels<SagaKey> for App {
    async fn within(&self, saga: &SagaKey, channels: &Channels) -> Result<(), ApiError> {
        let found = self.sagas.kernel().show(saga.saga_id).await.map_err(OrderError::from)?;
        let order_id = found.and_then(|found| found.saga.subject.parse::<OrderId>().ok());
        let order_id = order_id.ok_or_else(|| not_found(saga.saga_id))?;
        match self.within(&order_id, channels).await {
            Err(error) if error.kind == ErrorKind::NotFound => Err(not_found(saga.saga_id)),
            result => result,
        }
    }
}
