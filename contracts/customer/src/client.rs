//! Customer's API for callers in another process.

use std::sync::Arc;

use kernel_base::{ApiError, Call, Transport, invoke};
use shared_contracts::{Code, CustomerId};

use crate::{CustomerApi, CustomerProfile, CustomerQuery};

/// [`CustomerApi`] over a transport.
pub struct CustomerClient {
    transport: Arc<dyn Transport>,
}

impl CustomerClient {
    /// Methods that only read: a transport may send them again.
    pub const READS: &[&str] = &["groups", "profile"];

    /// A client that sends through `transport`.
    #[must_use]
    pub fn new(transport: Arc<dyn Transport>) -> Self {
        Self { transport }
    }
}

#[async_trait::async_trait]
impl CustomerApi for CustomerClient {
    async fn groups(&self, call: &Call, customer_id: CustomerId) -> Result<Vec<Code>, ApiError> {
        invoke(self.transport.as_ref(), call, "groups", &CustomerQuery { customer_id }).await
    }

    async fn profile(&self, call: &Call, customer_id: CustomerId) -> Result<CustomerProfile, ApiError> {
        invoke(self.transport.as_ref(), call, "profile", &CustomerQuery { customer_id }).await
    }
}
