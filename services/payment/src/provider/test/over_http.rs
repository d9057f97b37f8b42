//! The test provider in a process of its own, asked over HTTP as a real one is.

use async_trait::async_trait;
use axum::http::HeaderMap;
use kernel_base::{Money, Secret, Timestamp};
use payment_contracts::PaymentSession;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::adapter::{read_webhook, session};
use super::server::{Execute, Found};
use crate::domain::step::{Answer, StepKind};
use crate::provider::{CallOff, Provider, StepRequest, Unanswered, WebhookError, WebhookFact};

/// The test provider at an address.
pub struct OverHttp {
    client: reqwest::Client,
    origin: String,
    secret: Secret<String>,
}

impl OverHttp {
    /// `origin` as in `http://127.0.0.1:8090`; the secret signs its webhooks.
    #[must_use]
    pub fn new(client: reqwest::Client, origin: &str, secret: Secret<String>) -> Self {
        Self { client, origin: origin.trim_end_matches('/').to_owned(), secret }
    }

    /// Whatever goes wrong on the way, the provider may have done what was asked.
    async fn ask<A: DeserializeOwned>(&self, path: &str, body: &impl Serialize) -> Result<A, Unanswered> {
        let unanswered = |error: reqwest::Error| Unanswered(error.without_url().to_string());
        let request = self.client.post(format!("{}{path}", self.origin)).json(body);
        let response =
            request.send().await.and_then(reqwest::Response::error_for_status).map_err(unanswered)?;
        response.json().await.map_err(unanswered)
    }

    async fn step(&self, kind: StepKind, request: &StepRequest) -> Result<Answer, Unanswered> {
        self.ask("/v1/steps", &Execute { kind, request: request.clone() }).await
    }
}

#[async_trait]
impl Provider for OverHttp {
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
        self.ask(&format!("/v1/steps/{}/action", request.key), result).await
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
        let Found { answer } = self.ask(&format!("/v1/steps/{}/find", request.key), &()).await?;
        Ok(answer)
    }

    async fn call_off(&self, request: &StepRequest) -> Result<CallOff, Unanswered> {
        let Found { answer } = self.ask(&format!("/v1/steps/{}/call-off", request.key), &()).await?;
        Ok(answer.map_or(CallOff::CalledOff, CallOff::Decided))
    }

    fn webhook(&self, headers: &HeaderMap, body: &[u8], now: Timestamp) -> Result<WebhookFact, WebhookError> {
        read_webhook(&self.secret, headers, body, now)
    }
}
