//! Gift cards and store credit among the providers. Their steps are decided with their balances, in the transaction of the
//! payment (see `domain::stored_value`), so nobody is ever asked.

use std::collections::BTreeMap;

use async_trait::async_trait;
use axum::http::HeaderMap;
use kernel_base::{Money, Secret, Timestamp};
use payment_contracts::PaymentSession;

use super::{Answer, CallOff, Provider, StepRequest, Unanswered, WebhookError, WebhookFact};
use crate::domain::step::StepKind;
use crate::domain::stored_value::Kind;

/// What we owe to holders, as a way of paying.
pub(crate) struct OwnMoney(pub(crate) Kind);

fn nobody() -> Unanswered {
    Unanswered("stored value is decided with its balance, not asked for".to_owned())
}

#[async_trait]
impl Provider for OwnMoney {
    async fn session(&self, _: Money) -> Result<PaymentSession, Unanswered> {
        let provider = self.0.as_str().parse().expect("BUG: a valid code");
        Ok(PaymentSession { provider, settings: BTreeMap::new() })
    }

    async fn authorize(&self, _: &StepRequest) -> Result<Answer, Unanswered> {
        Err(nobody())
    }

    async fn complete_action(&self, _: &StepRequest, _: &Secret<String>) -> Result<Answer, Unanswered> {
        Err(nobody())
    }

    async fn capture(&self, _: &StepRequest) -> Result<Answer, Unanswered> {
        Err(nobody())
    }

    async fn void(&self, _: &StepRequest) -> Result<Answer, Unanswered> {
        Err(nobody())
    }

    async fn refund(&self, _: &StepRequest) -> Result<Answer, Unanswered> {
        Err(nobody())
    }

    async fn find(&self, _: StepKind, _: &StepRequest) -> Result<Option<Answer>, Unanswered> {
        Ok(None)
    }

    /// A hold is written with its payment or not at all: what is undecided holds nothing.
    async fn call_off(&self, _: &StepRequest) -> Result<CallOff, Unanswered> {
        Ok(CallOff::CalledOff)
    }

    fn webhook(&self, _: &HeaderMap, _: &[u8], _: Timestamp) -> Result<WebhookFact, WebhookError> {
        Err(WebhookError::Unverified)
    }
}
