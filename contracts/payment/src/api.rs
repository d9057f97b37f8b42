//! What other services may ask payment.

use async_trait::async_trait;
use kernel_base::{ApiError, Call};

use crate::{FindIntent, PaymentIntent};

/// Questions to payment. Nothing here moves money: that is asked by the commands, which a saga can repeat.
#[async_trait]
pub trait PaymentApi: Send + Sync {
    /// The payment of an order; `payment.intent_not_found` when none was asked for.
    async fn intent(&self, call: &Call, request: FindIntent) -> Result<PaymentIntent, ApiError>;
}
