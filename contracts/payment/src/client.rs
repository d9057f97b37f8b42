//! The API over a transport, for deployments in which payment runs in another process.

use std::sync::Arc;

use async_trait::async_trait;
use kernel_base::{ApiError, Call, Transport, invoke};

use crate::{AnswerAction, FindIntent, PaymentApi, PaymentIntent, PaymentSession, PrepareSession};

/// Payment in another process.
pub struct PaymentClient {
    transport: Arc<dyn Transport>,
}

impl PaymentClient {
    /// Methods that only read: a transport may send them again.
    pub const READS: &[&str] = &["intent"];

    /// Payment as reached by this transport.
    pub fn new(transport: Arc<dyn Transport>) -> Self {
        Self { transport }
    }
}

#[async_trait]
impl PaymentApi for PaymentClient {
    async fn intent(&self, call: &Call, request: FindIntent) -> Result<PaymentIntent, ApiError> {
        invoke(self.transport.as_ref(), call, "intent", &request).await
    }

    async fn session(&self, call: &Call, request: PrepareSession) -> Result<PaymentSession, ApiError> {
        invoke(self.transport.as_ref(), call, "session", &request).await
    }

    async fn answer_action(&self, call: &Call, request: AnswerAction) -> Result<PaymentIntent, ApiError> {
        invoke(self.transport.as_ref(), call, "answer_action", &request).await
    }
}
