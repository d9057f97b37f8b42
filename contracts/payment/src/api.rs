//! What other services may ask payment.

use async_trait::async_trait;
use kernel_base::{ApiError, Call};

use crate::{AnswerAction, FindIntent, PaymentIntent, PaymentSession, PrepareSession};

/// Questions to payment, and the payer's part. Nothing here asks for money: that is done by the commands, which a saga can
/// repeat. Payment knows no shoppers: whoever calls has made sure that the payer may.
#[async_trait]
pub trait PaymentApi: Send + Sync {
    /// The payment of an order; `payment.intent_not_found` when none was asked for.
    async fn intent(&self, call: &Call, request: FindIntent) -> Result<PaymentIntent, ApiError>;

    /// What the payer's browser needs to make a token. Writes nothing. `payment.unknown_provider`,
    /// `payment.provider_unanswered`.
    async fn session(&self, call: &Call, request: PrepareSession) -> Result<PaymentSession, ApiError>;

    /// The payer is back from the required action: its provider is asked what came of it. Repeating it while nothing is
    /// decided changes nothing; afterwards, and without an action, it is `payment.no_action_required`.
    async fn answer_action(&self, call: &Call, request: AnswerAction) -> Result<PaymentIntent, ApiError>;
}
