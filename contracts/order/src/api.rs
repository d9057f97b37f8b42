//! What other services may ask of order.

use async_trait::async_trait;
use kernel_base::{ApiError, Call};
use shared_contracts::OrderId;

use crate::Order;

/// The order service, in this process or another.
#[async_trait]
pub trait OrderApi: Send + Sync {
    /// An order with its lines; `order.not_found` when there is none.
    async fn order(&self, call: &Call, order_id: OrderId) -> Result<Order, ApiError>;
}
