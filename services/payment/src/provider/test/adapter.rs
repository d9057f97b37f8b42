//! The test provider in our own process: as quick as a call, and still found by its keys after a crash.

use std::collections::BTreeMap;
use std::sync::Arc;

use async_trait::async_trait;
use axum::http::HeaderMap;
use kernel_base::{Money, Secret, Timestamp};
use payment_contracts::PaymentSession;
use serde::Deserialize;

use super::core::{Reaction, TestProvider};
use super::{Behavior, CODE, SIGNATURE_HEADER};
use crate::domain::step::{Answer, StepKind};
use crate::provider::{CallOff, Provider, StepRequest, Unanswered, WebhookError, WebhookFact, signature};

/// The test provider behind the provider trait.
pub struct InProcess(pub Arc<TestProvider>);

#[derive(Deserialize)]
struct Body {
    event_id: String,
    kind: String,
    step_key: String,
}

pub(super) fn session() -> PaymentSession {
    let tokens: Vec<&str> = TestProvider::tokens().collect();
    PaymentSession {
        provider: CODE.parse().expect("BUG: a valid code"),
        settings: BTreeMap::from([("tokens".to_owned(), tokens.join(" "))]),
    }
}

pub(super) fn read_webhook(
    secret: &Secret<String>,
    headers: &HeaderMap,
    body: &[u8],
    now: Timestamp,
) -> Result<WebhookFact, WebhookError> {
    let signature = headers.get(SIGNATURE_HEADER).and_then(|value| value.to_str().ok());
    if !signature.is_some_and(|signature| signature::verify(secret, signature, body, now)) {
        return Err(WebhookError::Unverified);
    }
    let Body { event_id, kind, step_key } =
        serde_json::from_slice(body).map_err(|_| WebhookError::Malformed)?;
    let payload = String::from_utf8(body.to_vec()).map_err(|_| WebhookError::Malformed)?;
    Ok(WebhookFact { event_id, step_key, kind, payload })
}

impl InProcess {
    async fn step(&self, kind: StepKind, request: &StepRequest) -> Result<Answer, Unanswered> {
        let Reaction { answer, delay, lost } = self.0.execute(kind, request)?;
        if !delay.is_zero() {
            tokio::time::sleep(delay).await;
        }
        if lost { Err(Unanswered("the answer was lost".to_owned())) } else { Ok(answer) }
    }
}

#[async_trait]
impl Provider for InProcess {
    fn authorize_at_once(&self, request: &StepRequest) -> Option<Answer> {
        if !self.0.behavior(StepKind::Authorize, request).is_some_and(Behavior::plain) {
            return None;
        }
        // When the log cannot be written nothing was done, and the step is asked again later.
        self.0.execute(StepKind::Authorize, request).ok().map(|reaction| reaction.answer)
    }

    async fn session(&self, _: Money) -> Result<PaymentSession, Unanswered> {
        Ok(session())
    }

    async fn authorize(&self, request: &StepRequest) -> Result<Answer, Unanswered> {
        self.step(StepKind::Authorize, request).await
    }

    async fn complete_action(
        &self,
        request: &StepRequest,
        result: &Secret<String>,
    ) -> Result<Answer, Unanswered> {
        self.0.complete_action(&request.key, result.expose())
    }

    async fn capture(&self, request: &StepRequest) -> Result<Answer, Unanswered> {
        self.step(StepKind::Capture, request).await
    }

    async fn void(&self, request: &StepRequest) -> Result<Answer, Unanswered> {
        self.step(StepKind::Void, request).await
    }

    async fn refund(&self, request: &StepRequest) -> Result<Answer, Unanswered> {
        self.step(StepKind::Refund, request).await
    }

    async fn find(&self, _: StepKind, request: &StepRequest) -> Result<Option<Answer>, Unanswered> {
        Ok(self.0.find(&request.key))
    }

    async fn call_off(&self, request: &StepRequest) -> Result<CallOff, Unanswered> {
        self.0.call_off(&request.key)
    }

    fn webhook(&self, headers: &HeaderMap, body: &[u8], now: Timestamp) -> Result<WebhookFact, WebhookError> {
        read_webhook(self.0.secret(), headers, body, now)
    }
}
