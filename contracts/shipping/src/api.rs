//! Questions other services ask shipping and wait for.

use kernel_base::{ApiError, Call};

use crate::{OptionsQuery, RateQuery, ShippingOption};

/// What shipping answers while a shopper waits. A warm answer comes from memory.
#[async_trait::async_trait]
pub trait ShippingApi: Send + Sync {
    /// Every method that takes these goods to this place, cheapest rate of each, in the merchant's order.
    async fn options(&self, call: &Call, query: OptionsQuery) -> Result<Vec<ShippingOption>, ApiError>;

    /// The rate of one method.
    ///
    /// # Errors
    /// `shipping.method_not_found`; `shipping.method_unavailable` when the method does not take these goods there.
    async fn rate(&self, call: &Call, query: RateQuery) -> Result<ShippingOption, ApiError>;
}
