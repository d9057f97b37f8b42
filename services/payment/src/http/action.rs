//! The payer's part: a session before the payment, the required action during it. Who knows a payment's id may see what
//! the payer has to do: the id cannot be guessed, and nothing here shows who the payer is or what was bought.

use std::sync::Arc;

use kernel_base::{ApiError, Money, Secret, Timestamp};
use kernel_http::{Access, IdempotencyKey, Json, Op, Path, Problem, Reply, Routes, State};
use payment_contracts::IntentStatus;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use shared_contracts::{Code, PaymentIntentId, TenderId};

use crate::app::App;
use crate::domain::intent::Intent;
use crate::provider::Session;

/// What is going to be paid, and through whom.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct NewSession {
    provider: Code,
    amount: Money,
}

/// The payer is back from the required action.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct PayerReturned {
    /// The tender that required it; the first that waits when absent.
    tender_id: Option<TenderId>,
    /// What the provider gave the payer's browser for us, at most 4000 characters.
    result: Option<Secret<String>>,
}

/// What the payer has to do.
#[derive(Serialize, JsonSchema)]
struct ActionView {
    intent_id: PaymentIntentId,
    status: IntentStatus,
    amount: Money,
    actions: Vec<TenderAction>,
    /// Nothing can be done afterwards.
    deadline: Timestamp,
}

#[derive(Serialize, JsonSchema)]
struct TenderAction {
    tender_id: TenderId,
    url: String,
}

impl From<&Intent> for ActionView {
    fn from(intent: &Intent) -> Self {
        let action = |tender: &crate::domain::tender::Tender| {
            Some(TenderAction { tender_id: tender.id, url: tender.action_url.clone()? })
        };
        Self {
            intent_id: intent.id,
            status: intent.status,
            amount: intent.amount,
            actions: intent.tenders.iter().filter_map(action).collect(),
            deadline: intent.deadline,
        }
    }
}

pub(super) fn add(routes: Routes<Arc<App>>) -> Routes<Arc<App>> {
    routes
        .route(
            Op::post("/store/v1/payment-sessions", Access::Public)
                .summary("Prepare a payment in the shopper's browser")
                .body::<NewSession>()
                .answers::<Session>(200)
                .problems(&["payment.unknown_provider", "payment.provider_unanswered"]),
            create_session,
        )
        .route(
            Op::get("/store/v1/payments/{intent_id}/action", Access::Public)
                .summary("What the payer has to do")
                .answers::<ActionView>(200)
                .problems(&["payment.intent_not_found"]),
            get_action,
        )
        .route(
            Op::post("/store/v1/payments/{intent_id}/action", Access::Public)
                .summary("Tell that the payer is back from the required action")
                .idempotent()
                .body::<PayerReturned>()
                .answers::<ActionView>(202)
                .problems(&["payment.intent_not_found", "payment.no_action_required"]),
            payer_returned,
        )
}

/// Writes nothing, so there is nothing that a repetition could double.
async fn create_session(State(app): State<Arc<App>>, Json(body): Json<NewSession>) -> Result<Reply, Problem> {
    let session = app.create_session(&body.provider, body.amount).await.map_err(ApiError::from)?;
    Ok(Reply::json(200, &session))
}

async fn get_action(
    State(app): State<Arc<App>>,
    Path(intent_id): Path<PaymentIntentId>,
) -> Result<Reply, Problem> {
    let intent = app.get_intent(intent_id).await.map_err(ApiError::from)?;
    Ok(Reply::json(200, &ActionView::from(&intent)))
}

async fn payer_returned(
    State(app): State<Arc<App>>,
    Path(intent_id): Path<PaymentIntentId>,
    key: IdempotencyKey,
    Json(body): Json<PayerReturned>,
) -> Result<Reply, Problem> {
    let render = |intent: &Intent| Reply::json(202, &ActionView::from(intent));
    let returned = app.payer_returned(&key, intent_id, body.tender_id, body.result, render).await;
    Ok(returned.map_err(ApiError::from)?)
}
