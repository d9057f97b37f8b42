//! The test provider as a small server of its own, for deployments in several processes and for chaos tests.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing::{get, post};
use axum::{Json, Router};
use kernel_base::Secret;
use serde::{Deserialize, Serialize};

use super::SIGNATURE_HEADER;
use super::core::TestProvider;
use super::log::LogEntry;
use crate::domain::step::{Answer, StepKind};
use crate::provider::{CallOff, StepRequest, Unanswered};

#[derive(Serialize, Deserialize)]
pub(super) struct Execute {
    pub(super) kind: StepKind,
    pub(super) request: StepRequest,
}

#[derive(Serialize, Deserialize)]
pub(super) struct Found {
    pub(super) answer: Option<Answer>,
}

type Provider = State<Arc<TestProvider>>;

/// The provider's own interface: steps, their answers, the log. [`send_webhooks`] goes with it.
pub fn router(provider: Arc<TestProvider>) -> Router {
    Router::new()
        .route("/v1/steps", post(execute))
        .route("/v1/steps/{key}/find", post(find))
        .route("/v1/steps/{key}/call-off", post(call_off))
        .route("/v1/steps/{key}/action", post(complete_action))
        .route("/v1/log", get(log))
        .with_state(provider)
}

async fn execute(State(provider): Provider, Json(body): Json<Execute>) -> Result<Json<Answer>, StatusCode> {
    let reaction = provider.execute(body.kind, &body.request).map_err(broken)?;
    tokio::time::sleep(reaction.delay).await;
    // The caller cannot tell this from a crash behind the provider's proxy: just what it is to survive.
    if reaction.lost { Err(StatusCode::GATEWAY_TIMEOUT) } else { Ok(Json(reaction.answer)) }
}

async fn find(State(provider): Provider, Path(key): Path<String>) -> Json<Found> {
    Json(Found { answer: provider.find(&key) })
}

async fn call_off(State(provider): Provider, Path(key): Path<String>) -> Result<Json<Found>, StatusCode> {
    let answer = match provider.call_off(&key).map_err(broken)? {
        CallOff::CalledOff => None,
        CallOff::Decided(answer) => Some(answer),
    };
    Ok(Json(Found { answer }))
}

async fn complete_action(
    State(provider): Provider,
    Path(key): Path<String>,
    Json(result): Json<Secret<String>>,
) -> Result<Json<Answer>, StatusCode> {
    provider.complete_action(&key, result.expose()).map(Json).map_err(broken)
}

async fn log(State(provider): Provider) -> Json<Vec<LogEntry>> {
    Json(provider.log())
}

/// Sends the provider's webhooks to this address for ever. One that is not taken is not sent again: a shop must live with
/// that.
pub async fn send_webhooks(provider: Arc<TestProvider>, client: reqwest::Client, url: String) {
    loop {
        provider.webhooks_queued().await;
        for webhook in provider.take_webhooks() {
            let request = client
                .post(&url)
                .header(SIGNATURE_HEADER, webhook.signature)
                .header("content-type", "application/json")
                .body(webhook.body);
            if let Err(error) = request.send().await.and_then(reqwest::Response::error_for_status) {
                tracing::warn!(%error, "webhook was not taken");
            }
        }
    }
}

fn broken(error: Unanswered) -> StatusCode {
    tracing::error!(%error, "the test provider cannot answer");
    StatusCode::INTERNAL_SERVER_ERROR
}
