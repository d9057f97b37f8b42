//! Captures, refunds and voids by staff.

use std::sync::Arc;

use kernel_base::{ApiError, Money, Timestamp};
use kernel_http::{Access, IdempotencyKey, Json, Op, Path, Problem, Reply, Routes, State};
use payment_contracts::PaymentIntent;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use shared_contracts::{CaptureId, PaymentIntentId, RefundId, TenderId};

use crate::app::{App, SplitRequest};
use crate::domain::intent::Intent;
use crate::domain::step::{Operation, Step, StepStatus};

/// What to collect: `amount` from the tenders in their order, or exactly `tenders`, or all there is.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct NewCapture {
    amount: Option<Money>,
    tenders: Option<Vec<TenderPart>>,
}

/// What to pay back, and why: `amount` to the tenders in reverse order, or exactly `tenders`, or all there is.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct NewRefund {
    amount: Option<Money>,
    tenders: Option<Vec<TenderPart>>,
    /// At most 500 characters.
    reason: String,
    /// Given as store credit to the customer instead, whatever they paid with.
    #[serde(default)]
    to_store_credit: bool,
}

/// Why the authorization is let go.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct NewVoid {
    /// At most 500 characters.
    reason: String,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct TenderPart {
    tender_id: TenderId,
    amount: Money,
}

/// A capture. Its parts are decided by the providers, at once or later.
#[derive(Serialize, JsonSchema)]
pub(super) struct CaptureView {
    capture_id: CaptureId,
    intent_id: PaymentIntentId,
    amount: Money,
    parts: Vec<PartView>,
    created_at: Timestamp,
}

/// A refund. Its parts are decided by the providers, at once or later.
#[derive(Serialize, JsonSchema)]
pub(super) struct RefundView {
    refund_id: RefundId,
    intent_id: PaymentIntentId,
    amount: Money,
    reason: String,
    parts: Vec<PartView>,
    created_at: Timestamp,
}

/// What one tender has to do with it.
#[derive(Serialize, JsonSchema)]
struct PartView {
    tender_id: TenderId,
    amount: Money,
    status: PartStatus,
    /// What the provider calls it, once done.
    #[serde(skip_serializing_if = "Option::is_none")]
    provider_reference: Option<String>,
    /// Why the provider refused.
    #[serde(skip_serializing_if = "Option::is_none")]
    refusal: Option<String>,
}

#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum PartStatus {
    Pending,
    Done,
    Refused,
}

pub(super) fn add(routes: Routes<Arc<App>>) -> Routes<Arc<App>> {
    routes
        .route(
            Op::post("/admin/v1/payments/{intent_id}/captures", Access::Staff("payment.capture"))
                .summary("Collect authorized money, in part or whole")
                .idempotent()
                .body::<NewCapture>()
                .answers::<CaptureView>(201)
                .problems(&[
                    "payment.intent_not_found",
                    "payment.not_authorized",
                    "payment.capture_exceeds_authorized",
                    "payment.capture_exceeds_due",
                    "payment.tender_not_found",
                ]),
            create_capture,
        )
        .route(
            Op::post("/admin/v1/payments/{intent_id}/refunds", Access::Staff("payment.refund"))
                .summary("Pay captured money back, in part or whole")
                .idempotent()
                .body::<NewRefund>()
                .answers::<RefundView>(201)
                .problems(&[
                    "payment.intent_not_found",
                    "payment.not_authorized",
                    "payment.refund_exceeds_captured",
                    "payment.no_customer",
                    "payment.tender_not_found",
                ]),
            create_refund,
        )
        .route(
            Op::post("/admin/v1/payments/{intent_id}/void", Access::Staff("payment.void"))
                .summary("Let go what is authorized and not captured")
                .idempotent()
                .body::<NewVoid>()
                .answers::<PaymentIntent>(200)
                .problems(&["payment.intent_not_found", "payment.not_authorized", "payment.nothing_to_void"]),
            void_payment,
        )
}

async fn create_capture(
    State(app): State<Arc<App>>,
    Path(intent_id): Path<PaymentIntentId>,
    key: IdempotencyKey,
    Json(body): Json<NewCapture>,
) -> Result<Reply, Problem> {
    let render = |intent: &Intent, steps: &[&Step]| {
        Reply::json(201, &captures(intent, steps).pop()).location(format!("/admin/v1/payments/{intent_id}"))
    };
    let request = split(body.amount, body.tenders);
    Ok(app.capture(&key, intent_id, request, render).await.map_err(ApiError::from)?)
}

async fn create_refund(
    State(app): State<Arc<App>>,
    Path(intent_id): Path<PaymentIntentId>,
    key: IdempotencyKey,
    Json(body): Json<NewRefund>,
) -> Result<Reply, Problem> {
    let render = |intent: &Intent, steps: &[&Step]| {
        Reply::json(201, &refunds(intent, steps).pop()).location(format!("/admin/v1/payments/{intent_id}"))
    };
    let request = split(body.amount, body.tenders);
    Ok(app
        .refund(&key, intent_id, request, (&body.reason, body.to_store_credit), render)
        .await
        .map_err(ApiError::from)?)
}

async fn void_payment(
    State(app): State<Arc<App>>,
    Path(intent_id): Path<PaymentIntentId>,
    key: IdempotencyKey,
    Json(body): Json<NewVoid>,
) -> Result<Reply, Problem> {
    let render = |intent: &PaymentIntent| Reply::json(200, intent);
    Ok(app.release(&key, intent_id, &body.reason, render).await.map_err(ApiError::from)?)
}

fn split(amount: Option<Money>, tenders: Option<Vec<TenderPart>>) -> SplitRequest {
    let tenders = tenders.map(|parts| parts.into_iter().map(|part| (part.tender_id, part.amount)).collect());
    SplitRequest { amount, tenders }
}

/// The captures these steps belong to, in the order of their first steps.
pub(super) fn captures(intent: &Intent, steps: &[&Step]) -> Vec<CaptureView> {
    let view = |(operation, steps): (Operation, Vec<&Step>)| match operation {
        Operation::Refund(_) => None,
        Operation::Capture(capture_id) => Some(CaptureView {
            capture_id,
            intent_id: intent.id,
            amount: total(intent, &steps),
            parts: steps.iter().map(|step| part(step)).collect(),
            created_at: steps[0].created_at,
        }),
    };
    operations(steps).into_iter().filter_map(view).collect()
}

/// The refunds these steps belong to, in the order of their first steps.
pub(super) fn refunds(intent: &Intent, steps: &[&Step]) -> Vec<RefundView> {
    let view = |(operation, steps): (Operation, Vec<&Step>)| match operation {
        Operation::Capture(_) => None,
        Operation::Refund(refund_id) => Some(RefundView {
            refund_id,
            intent_id: intent.id,
            amount: total(intent, &steps),
            reason: steps[0].reason.clone().unwrap_or_default(),
            parts: steps.iter().map(|step| part(step)).collect(),
            created_at: steps[0].created_at,
        }),
    };
    operations(steps).into_iter().filter_map(view).collect()
}

fn operations<'a>(steps: &[&'a Step]) -> Vec<(Operation, Vec<&'a Step>)> {
    let mut operations: Vec<(Operation, Vec<&Step>)> = Vec::new();
    for step in steps {
        let Some(operation) = step.operation else { continue };
        match operations.iter_mut().find(|(known, _)| *known == operation) {
            Some((_, parts)) => parts.push(step),
            None => operations.push((operation, vec![step])),
        }
    }
    operations
}

/// Cannot overflow: the parts are of one intent.
fn total(intent: &Intent, steps: &[&Step]) -> Money {
    Money::new(steps.iter().map(|step| step.amount.minor()).sum(), intent.currency())
}

fn part(step: &Step) -> PartView {
    let (status, provider_reference, refusal) = match &step.status {
        StepStatus::Pending { .. } => (PartStatus::Pending, None, None),
        StepStatus::Done { reference, .. } => (PartStatus::Done, Some(reference.clone()), None),
        StepStatus::Refused { refusal, .. } => (PartStatus::Refused, None, Some(refusal.code.to_string())),
    };
    PartView { tender_id: step.tender_id, amount: step.amount, status, provider_reference, refusal }
}
