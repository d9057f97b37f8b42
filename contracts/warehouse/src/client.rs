//! The API across processes.

use std::sync::Arc;

use kernel_base::{ApiError, Call, Transport, invoke};

use crate::{Availability, AvailabilityQuery, HeldForCart, HoldForCart, ReleaseForCart, WarehouseApi};

/// [`WarehouseApi`] of a warehouse in another process.
#[derive(Clone)]
pub struct WarehouseClient {
    transport: Arc<dyn Transport>,
}

impl WarehouseClient {
    /// Methods that only read: a transport may send them again.
    pub const READS: &[&str] = &["availability"];

    /// A client over this transport.
    #[must_use]
    pub fn new(transport: Arc<dyn Transport>) -> Self {
        Self { transport }
    }
}

#[async_trait::async_trait]
impl WarehouseApi for WarehouseClient {
    async fn availability(
        &self,
        call: &Call,
        query: AvailabilityQuery,
    ) -> Result<Vec<Availability>, ApiError> {
        invoke(&*self.transport, call, "availability", &query).await
    }

    async fn hold_for_cart(&self, call: &Call, hold: HoldForCart) -> Result<HeldForCart, ApiError> {
        invoke(&*self.transport, call, "hold_for_cart", &hold).await
    }

    async fn release_for_cart(&self, call: &Call, release: ReleaseForCart) -> Result<(), ApiError> {
        invoke(&*self.transport, call, "release_for_cart", &release).await
    }
}
