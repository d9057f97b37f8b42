//! Shipping's API for callers in another process.

use std::sync::Arc;

use kernel_base::{ApiError, Call, Transport, invoke};

use crate::{OptionsQuery, RateQuery, ShippingApi, ShippingOption};

/// [`ShippingApi`] over a transport.
pub struct ShippingClient {
    transport: Arc<dyn Transport>,
}

impl ShippingClient {
    /// Methods that only read: a transport may send them again.
    pub const READS: &[&str] = &["options", "rate"];

    /// A client that sends through `transport`.
    #[must_use]
    pub fn new(transport: Arc<dyn Transport>) -> Self {
        Self { transport }
    }
}

#[async_trait::async_trait]
impl ShippingApi for ShippingClient {
    async fn options(&self, call: &Call, query: OptionsQuery) -> Result<Vec<ShippingOption>, ApiError> {
        invoke(self.transport.as_ref(), call, "options", &query).await
    }

    async fn rate(&self, call: &Call, query: RateQuery) -> Result<ShippingOption, ApiError> {
        invoke(self.transport.as_ref(), call, "rate", &query).await
    }
}
