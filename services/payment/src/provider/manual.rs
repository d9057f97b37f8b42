//! Invoice and bank transfer: the customer is trusted at once, and staff captures when the money has arrived. Everything
//! is decided here, without a foreign system.

use std::collections::BTreeMap;

use async_trait::async_trait;
use axum::http::HeaderMap;
use kernel_base::{Money, Secret, Timestamp};
use payment_contracts::PaymentSession;

use super::{Answer, CallOff, Provider, StepRequest, Unanswered, WebhookError, WebhookFact};
use crate::domain::step::StepKind;

pub(crate) const CODE: &str = "manual";

pub(crate) struct Manual;

fn done(request: &StepRequest) -> Answer {
    Answer::Done { reference: request.key.clone() }
}

#[async_trait]
impl Provider for Manual {
    fn decide(&self, _: StepKind, request: &StepRequest) -> Option<Answer> {
        Some(done(request))
    }

    async fn session(&self, _: Money) -> Result<PaymentSession, Unanswered> {
        let provider = CODE.parse().expect("BUG: a valid code");
        Ok(PaymentSession { provider, settings: BTreeMap::new() })
    }

    async fn authorize(&self, request: &StepRequest) -> Result<Answer, Unanswered> {
        Ok(done(request))
    }

    async fn complete_action(&self, request: &StepRequest, _: &Secret<String>) -> Result<Answer, Unanswered> {
        Ok(done(request))
    }

    async fn capture(&self, request: &StepRequest) -> Result<Answer, Unanswered> {
        Ok(done(request))
    }

    async fn void(&self, request: &StepRequest) -> Result<Answer, Unanswered> {
        Ok(done(request))
    }

    async fn refund(&self, request: &StepRequest) -> Result<Answer, Unanswered> {
        Ok(done(request))
    }

    /// Nothing is remembered outside of our own database.
    async fn find(&self, _: StepKind, _: &StepRequest) -> Result<Option<Answer>, Unanswered> {
        Ok(None)
    }

    async fn call_off(&self, _: &StepRequest) -> Result<CallOff, Unanswered> {
        Ok(CallOff::CalledOff)
    }

    fn webhook(&self, _: &HeaderMap, _: &[u8], _: Timestamp) -> Result<WebhookFact, WebhookError> {
        Err(WebhookError::Unverified)
    }
}
