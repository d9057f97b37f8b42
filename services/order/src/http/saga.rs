//! Sagas as operators see them.

use std::sync::Arc;

use kernel_base::{ApiError, Limit, Timestamp};
use kernel_db::Write;
use kernel_http::{Caller, IdempotencyKey, Json, Problem, Query, Reply, State, Within, store_response};
use kernel_saga::{SagaDetail, Verb, VerbError};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use shared_contracts::OrderId;
use uuid::Uuid;

use super::draft::Fields;
use crate::app::{App, actor};
use crate::error::OrderError;

/// A saga.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct SagaView {
    /// Its id.
    saga_id: Uuid,
    /// `order.place` or `order.cancel`.
    kind: String,
    /// The order.
    subject: String,
    /// `running`, `compensating`, `completed`, `compensated` or `parked`.
    state: String,
    /// What it is waiting for; empty at the end.
    step: String,
    /// How often that was asked.
    attempts: i32,
    /// Why it takes everything back.
    #[serde(skip_serializing_if = "Option::is_none")]
    refusal: Option<String>,
    /// Why it waits for a person.
    #[serde(skip_serializing_if = "Option::is_none")]
    parked_reason: Option<String>,
    /// When it gives up.
    #[serde(skip_serializing_if = "Option::is_none")]
    deadline_at: Option<Timestamp>,
    /// When it asks again.
    #[serde(skip_serializing_if = "Option::is_none")]
    next_try_at: Option<Timestamp>,
    /// When it started.
    created_at: Timestamp,
    /// What each step came to, oldest first.
    steps: Vec<StepView>,
}

/// What a step came to.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct StepView {
    /// The step.
    step: String,
    /// `do`, `undo` or `operator`.
    action: String,
    /// `done`, `refused`, `timed_out`, `skipped`, `retried`, `parked`, `compensated` or `resolved`.
    outcome: String,
    /// Reason or code.
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<String>,
    /// When.
    ended_at: Timestamp,
}

/// The sagas of one order, oldest first.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct SagaList {
    items: Vec<SagaView>,
}

/// Sagas that have not ended.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct OpenSagas {
    /// How many there are in all.
    open: i64,
    /// The oldest of them.
    items: Vec<SagaView>,
}

/// Which open sagas to show.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct OpenFilter {
    /// Only those that wait for a person.
    #[serde(default)]
    parked: bool,
    /// At most so many, 1 to 100; 20 when not said.
    limit: Option<i64>,
}

/// Which saga.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
pub(crate) struct SagaKey {
    /// Its id.
    pub(crate) saga_id: Uuid,
}

/// What a person does to a saga.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct VerbBody {
    /// What.
    verb: VerbName,
    /// Why; kept with the saga; 1 to 500 characters.
    #[schemars(length(min = 1, max = 500))]
    reason: String,
}

/// The verbs.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum VerbName {
    /// Ask again.
    Retry,
    /// Take the pending step as done; somebody did it by hand.
    Skip,
    /// Take everything back; only before the order is confirmed.
    Compensate,
    /// End it here; somebody settled everything by hand.
    Resolve,
}

/// What the audit log shows of a verb: what it was, and the saga as it leaves it.
#[derive(Serialize)]
struct ShownVerb<'a> {
    verb: VerbName,
    subject: &'a str,
    state: &'static str,
    step: &'a str,
}

impl From<SagaDetail> for SagaView {
    fn from(detail: SagaDetail) -> Self {
        let steps = detail.steps.into_iter().map(|step| StepView {
            step: step.step,
            action: step.action,
            outcome: step.outcome,
            detail: step.detail,
            ended_at: step.ended_at,
        });
        let steps = steps.collect();
        Self { steps, ..Self::from(detail.saga) }
    }
}

impl From<kernel_saga::SagaView> for SagaView {
    fn from(saga: kernel_saga::SagaView) -> Self {
        Self {
            saga_id: saga.saga_id,
            kind: saga.kind,
            subject: saga.subject,
            state: saga.state.to_owned(),
            step: saga.step,
            attempts: saga.attempts,
            refusal: saga.refusal,
            parked_reason: saga.parked_reason,
            deadline_at: saga.deadline_at,
            next_try_at: saga.next_try_at,
            created_at: saga.created_at,
            steps: Vec::new(),
        }
    }
}

pub(super) async fn list_sagas_of_order(
    State(app): State<Arc<App>>,
    Within(order_id): Within<OrderId>,
) -> Result<Reply, Problem> {
    app.require_order(order_id).await?;
    let sagas = app.sagas.kernel().of_subject(&order_id.to_string()).await.map_err(OrderError::from)?;
    Ok(Reply::json(200, &SagaList { items: sagas.into_iter().map(SagaView::from).collect() }))
}

pub(super) async fn list_open_sagas(
    State(app): State<Arc<App>>,
    Query(filter): Query<OpenFilter>,
) -> Result<Reply, Problem> {
    let limit = filter.limit.map_or(Ok(Limit::default()), Limit::try_new)?;
    let limit = i64::try_from(limit.get()).expect("BUG: a limit is at most 100");
    let sagas = app.sagas.kernel();
    let (open, items) =
        futures::try_join!(sagas.count_open(), sagas.list(filter.parked, limit)).map_err(OrderError::from)?;
    Ok(Reply::json(200, &OpenSagas { open, items: items.into_iter().map(SagaView::from).collect() }))
}

pub(super) async fn get_saga(
    State(app): State<Arc<App>>,
    Within(SagaKey { saga_id }): Within<SagaKey>,
) -> Result<Reply, Problem> {
    Ok(Reply::json(200, &show(&app, saga_id).await?))
}

/// Carries out a verb. The answer is stored in the verb's transaction: repeated, a skip must not skip the next step too.
pub(super) async fn operate(
    State(app): State<Arc<App>>,
    Within(SagaKey { saga_id }): Within<SagaKey>,
    caller: Caller,
    key: IdempotencyKey,
    Json(body): Json<VerbBody>,
) -> Result<Reply, Problem> {
    Fields::default().text("/reason", &body.reason, 500).check()?;
    let verb = match body.verb {
        VerbName::Retry => Verb::Retry,
        VerbName::Skip => Verb::Skip,
        VerbName::Compensate => Verb::Compensate,
        VerbName::Resolve => Verb::Resolve,
    };
    let reason = format!("{} ({})", body.reason, actor(&caller));
    let mut answer = None;
    let store = async |write: &Write, saga: kernel_saga::SagaView| {
        let shown =
            ShownVerb { verb: body.verb, subject: &saga.subject, state: saga.state, step: &saga.step };
        write.changed(saga_id, None, Some(&shown));
        let reply = answer.insert(Reply::json(200, &SagaView::from(saga)));
        store_response(write, &key, reply).await
    };
    app.sagas.kernel().operate(saga_id, &verb, &reason, store).await.map_err(verb_error)?;
    Ok(answer.expect("BUG: stored with the verb"))
}

async fn show(app: &App, saga_id: Uuid) -> Result<SagaView, ApiError> {
    let saga = app.sagas.kernel().show(saga_id).await.map_err(OrderError::from)?;
    saga.map(SagaView::from).ok_or_else(|| not_found(saga_id))
}

/// There is no such saga.
pub(crate) fn not_found(saga_id: Uuid) -> ApiError {
    verb_error(VerbError::NotFound(saga_id))
}

fn verb_error(error: VerbError) -> ApiError {
    match error {
        VerbError::NotFound(_) => ApiError::not_found("order.saga_not_found", error.to_string()),
        VerbError::NotNow(_) => ApiError::conflict("order.saga_not_now", error.to_string()),
        VerbError::Database(error) => OrderError::from(error).into(),
    }
}
