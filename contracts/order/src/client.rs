//! The order service over a transport, for when it runs in another process.

use std::sync::Arc;

use async_trait::async_trait;
use kernel_base::{ApiError, Call, Transport, invoke};
use shared_contracts::OrderId;

use crate::{Order, OrderApi};

/// [`OrderApi`] over a [`Transport`].
#[derive(Clone)]
pub struct OrderClient {
    transport: Arc<dyn Transport>,
}

impl OrderClient {
    /// Calls the order service that `transport` leads to.
    #[must_use]
    pub fn new(transport: Arc<dyn Transport>) -> Self {
        Self { transport }
    }
}

#[async_trait]
impl OrderApi for OrderClient {
    async fn order(&self, call: &Call, order_id: OrderId) -> Result<Order, ApiError> {
        invoke(&*self.transport, call, "order", &order_id).await
    }
}
