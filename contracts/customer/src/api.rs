//! Questions other services ask customer and wait for.

use kernel_base::{ApiError, Call};
use shared_contracts::{Code, CustomerId};

use crate::CustomerProfile;

/// What customer answers while a shopper waits.
#[async_trait::async_trait]
pub trait CustomerApi: Send + Sync {
    /// The groups and segments a customer belongs to, by code; none for a customer nobody has seen here.
    async fn groups(&self, call: &Call, customer_id: CustomerId) -> Result<Vec<Code>, ApiError>;

    /// Who a customer is.
    ///
    /// # Errors
    /// `customer.not_found`.
    async fn profile(&self, call: &Call, customer_id: CustomerId) -> Result<CustomerProfile, ApiError>;
}
