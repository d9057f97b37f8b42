//! Steps.

use std::collections::HashMap;

use kernel_base::{Currency, Money, Refusal, Secret, Timestamp};
use kernel_db::{GenericClient, Write};
use payment_db::queries::step::{
    DueStepsParams, StepRow, TouchIntentOfStepParams, UpsertStepsParams, WakeStepParams, due_steps,
    pending_steps, steps_of_operations, touch_intent_of_step, upsert_steps, wake_step,
};
use payment_db::{IterSql, client::Params};
use shared_contracts::{CaptureId, PaymentIntentId, RefundId, TenderId};
use uuid::Uuid;

use super::text;
use crate::domain::intent::Intent;
use crate::domain::step::{Operation, Step, StepKind, StepStatus};
use crate::error::PaymentError;

pub(super) async fn pending_of_intents(
    client: &impl GenericClient,
    ids: &[Uuid],
) -> Result<HashMap<PaymentIntentId, Vec<StepRow>>, PaymentError> {
    let mut steps: HashMap<_, Vec<_>> = HashMap::new();
    for row in pending_steps().bind(client, &ids).all().await? {
        steps.entry(PaymentIntentId::from_uuid(row.intent_id)).or_default().push(row);
    }
    Ok(steps)
}

/// The parts of an intent's captures and refunds, oldest first.
pub(crate) async fn of_operations(
    client: &impl GenericClient,
    intent_id: PaymentIntentId,
    currency: Currency,
) -> Result<Vec<Step>, PaymentError> {
    let rows = steps_of_operations().bind(client, &intent_id.uuid()).all().await?;
    Ok(rows.into_iter().map(|row| step(row, currency)).collect())
}

pub(super) fn step(row: StepRow, currency: Currency) -> Step {
    let kind = StepKind::parse(&row.kind).expect("BUG: step_kind_check");
    let operation = row.operation_id.map(|id| match kind {
        StepKind::Capture => Operation::Capture(CaptureId::from_uuid(id)),
        StepKind::Authorize | StepKind::Void | StepKind::Refund => Operation::Refund(RefundId::from_uuid(id)),
    });
    Step {
        kind,
        operation,
        intent_id: PaymentIntentId::from_uuid(row.intent_id),
        tender_id: TenderId::from_uuid(row.tender_id),
        amount: Money::new(row.amount_minor, currency),
        action_result: row.action_result.map(Secret::new),
        tries: row.tries,
        news: row.news,
        created_at: row.created_at,
        status: status(
            (&row.status, row.next_try_at, row.decided_at),
            row.provider_reference,
            (row.refusal_code, row.refusal_message),
        ),
        reason: row.reason,
        to_store_credit: row.to_store_credit,
        key: row.step_key,
    }
}

fn status(
    (status, next_try_at, decided_at): (&str, Option<Timestamp>, Option<Timestamp>),
    reference: Option<String>,
    (code, message): (Option<String>, Option<String>),
) -> StepStatus {
    let decided_at = decided_at.unwrap_or(Timestamp::EPOCH);
    match (status, next_try_at) {
        (_, Some(next_try_at)) => StepStatus::Pending { next_try_at },
        ("done", None) => StepStatus::Done { reference: reference.unwrap_or_default(), decided_at },
        (_, None) => {
            let refusal = Refusal::new(code.unwrap_or_default(), message.unwrap_or_default());
            StepStatus::Refused { refusal, decided_at }
        }
    }
}

/// A step's status as its columns: name, next try, reference, refusal, time of the decision.
struct Columns<'a> {
    status: &'static str,
    next_try_at: Option<Timestamp>,
    reference: Option<&'a str>,
    refusal: Option<&'a Refusal>,
    decided_at: Option<Timestamp>,
}

fn columns(step: &Step) -> Columns<'_> {
    let none =
        Columns { status: "pending", next_try_at: None, reference: None, refusal: None, decided_at: None };
    match &step.status {
        StepStatus::Pending { next_try_at } => Columns { next_try_at: Some(*next_try_at), ..none },
        StepStatus::Done { reference, decided_at } => {
            Columns { status: "done", reference: Some(reference), decided_at: Some(*decided_at), ..none }
        }
        StepStatus::Refused { refusal, decided_at } => {
            Columns { status: "refused", refusal: Some(refusal), decided_at: Some(*decided_at), ..none }
        }
    }
}

pub(super) async fn save<'a>(
    write: &Write,
    intents: impl Iterator<Item = &'a Intent>,
) -> Result<(), PaymentError> {
    let steps: Vec<(&Step, Columns<'_>)> =
        intents.flat_map(|intent| &intent.steps).map(|step| (step, columns(step))).collect();
    if steps.is_empty() {
        return Ok(());
    }
    let params = UpsertStepsParams {
        step_keys: IterSql(|| steps.iter().map(|(step, _)| step.key.as_str())),
        intent_ids: IterSql(|| steps.iter().map(|(step, _)| step.intent_id.uuid())),
        tender_ids: IterSql(|| steps.iter().map(|(step, _)| step.tender_id.uuid())),
        kinds: IterSql(|| steps.iter().map(|(step, _)| step.kind.as_str())),
        operation_ids: IterSql(|| steps.iter().map(|(step, _)| step.operation.map(Operation::uuid))),
        amounts: IterSql(|| steps.iter().map(|(step, _)| step.amount.minor())),
        reasons: IterSql(|| steps.iter().map(|(step, _)| step.reason.as_deref())),
        to_store_credits: IterSql(|| steps.iter().map(|(step, _)| step.to_store_credit)),
        statuses: IterSql(|| steps.iter().map(|(_, columns)| columns.status)),
        action_results: IterSql(|| steps.iter().map(|(step, _)| text::exposed(step.action_result.as_ref()))),
        provider_references: IterSql(|| {
            steps.iter().map(|(_, columns)| columns.reference.map(|reference| text::clipped(reference, 255)))
        }),
        refusal_codes: IterSql(|| {
            steps.iter().map(|(_, columns)| columns.refusal.map(|refusal| text::clipped(&refusal.code, 100)))
        }),
        refusal_messages: IterSql(|| {
            steps
                .iter()
                .map(|(_, columns)| columns.refusal.map(|refusal| text::clipped(&refusal.message, 500)))
        }),
        tries: IterSql(|| steps.iter().map(|(step, _)| step.tries)),
        next_tries: IterSql(|| steps.iter().map(|(_, columns)| columns.next_try_at)),
        created_ats: IterSql(|| steps.iter().map(|(step, _)| step.created_at)),
        decided_ats: IterSql(|| steps.iter().map(|(_, columns)| columns.decided_at)),
    };
    upsert_steps().params(write, &params).await?;
    Ok(())
}

/// What a provider is to be asked now, oldest first.
pub(crate) async fn due(
    client: &impl GenericClient,
    now: Timestamp,
    row_limit: i64,
) -> Result<Vec<(String, PaymentIntentId)>, PaymentError> {
    let rows = due_steps().params(client, &DueStepsParams { now, row_limit }).all().await?;
    Ok(rows.into_iter().map(|row| (row.step_key, PaymentIntentId::from_uuid(row.intent_id))).collect())
}

/// Records that a step is to be looked after now.
pub(crate) async fn wake(write: &Write, step_key: &str, now: Timestamp) -> Result<(), PaymentError> {
    touch_intent_of_step().params(write, &TouchIntentOfStepParams { now, step_key }).await?;
    wake_step().params(write, &WakeStepParams { now, step_key }).await?;
    Ok(())
}
