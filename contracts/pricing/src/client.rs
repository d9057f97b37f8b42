//! The API over a transport, for deployments in which pricing runs in another process.

use std::sync::Arc;

use async_trait::async_trait;
use kernel_base::{ApiError, Call, Transport, invoke};

use crate::{Prices, PricesQuery, PricingApi, Quote, QuoteRequest};

/// Calls pricing in another process.
pub struct PricingClient {
    transport: Arc<dyn Transport>,
}

impl PricingClient {
    /// Methods that only read: a transport may send them again.
    pub const READS: &[&str] = &["quote", "prices"];

    /// A client over this transport.
    #[must_use]
    pub fn new(transport: Arc<dyn Transport>) -> Self {
        Self { transport }
    }
}

#[async_trait]
impl PricingApi for PricingClient {
    async fn quote(&self, call: &Call, request: QuoteRequest) -> Result<Quote, ApiError> {
        invoke(&*self.transport, call, "quote", &request).await
    }

    async fn prices(&self, call: &Call, query: PricesQuery) -> Result<Prices, ApiError> {
        invoke(&*self.transport, call, "prices", &query).await
    }
}
