//! Intents with their tenders and undecided steps: read and written together.

use std::collections::HashMap;

use futures::try_join;
use kernel_base::{Currency, Limit, Money, Timestamp, TraceParent};
use kernel_db::{GenericClient, Write};
use payment_contracts::IntentStatus;
use payment_db::queries::intent::{
    InsertIntentsParams, IntentRow, ListIntentsParams, OverdueIntentsParams, UpdateIntentsParams,
    confirm_orders, find_intents, insert_intents, intents_of_orders, list_intents, newest_intent_of_order,
    overdue_intents, unpaid_orders, update_intents,
};
use payment_db::{IterSql, client::Params};
use shared_contracts::{CustomerId, OrderId, PaymentIntentId};

use super::{step, tender, text};
use crate::domain::intent::{Intent, Lowered};
use crate::error::PaymentError;

/// The name of the guard that notices a change since the read.
const VERSION_GUARD: &str = "intent_version";

/// A void that came before its authorization.
#[derive(Debug, Clone)]
pub(crate) struct Tombstone {
    pub(crate) id: PaymentIntentId,
    pub(crate) order_id: OrderId,
    pub(crate) reason: String,
    /// 0 when not written yet.
    pub(crate) version: i64,
}

/// What is known of an intent.
pub(crate) enum Known {
    Tombstone(Tombstone),
    Intent(Box<Intent>),
}

/// What is known of these intents; those never heard of are missing.
pub(crate) async fn load(
    client: &impl GenericClient,
    ids: &[PaymentIntentId],
) -> Result<HashMap<PaymentIntentId, Known>, PaymentError> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let uuids: Vec<_> = ids.iter().map(|id| id.uuid()).collect();
    let query = find_intents();
    let (rows, mut tenders, mut steps) = try_join!(
        async { Ok::<_, PaymentError>(query.bind(client, &uuids).all().await?) },
        tender::of_intents(client, &uuids),
        step::pending_of_intents(client, &uuids),
    )?;
    let mut known = HashMap::with_capacity(rows.len());
    for row in rows {
        let id = PaymentIntentId::from_uuid(row.intent_id);
        let Some(currency) = row.currency.as_deref().map(text::currency) else {
            known.insert(id, Known::Tombstone(tombstone(row)));
            continue;
        };
        let mut intent = intent(row, currency);
        let tenders = tenders.remove(&intent.id).unwrap_or_default();
        intent.tenders = tenders.into_iter().map(|row| tender::tender(row, currency)).collect();
        let steps = steps.remove(&intent.id).unwrap_or_default();
        intent.steps = steps.into_iter().map(|row| step::step(row, currency)).collect();
        known.insert(id, Known::Intent(Box::new(intent)));
    }
    Ok(known)
}

fn tombstone(row: IntentRow) -> Tombstone {
    Tombstone {
        id: PaymentIntentId::from_uuid(row.intent_id),
        order_id: OrderId::from_uuid(row.order_id),
        reason: row.void_reason.unwrap_or_default(),
        version: row.version,
    }
}

fn intent(row: IntentRow, currency: Currency) -> Intent {
    Intent {
        id: PaymentIntentId::from_uuid(row.intent_id),
        order_id: OrderId::from_uuid(row.order_id),
        customer_id: row.customer_id.map(CustomerId::from_uuid),
        amount: Money::new(row.amount_minor, currency),
        status: text::parse_intent_status(&row.status),
        deadline: row.deadline_at,
        order_confirmed: row.order_confirmed,
        failure: text::refusal(row.failure_code, row.failure_message),
        void_reason: row.void_reason,
        trace: row.trace.map(TraceParent),
        version: row.version,
        created_at: row.created_at,
        lowered: row.due_minor.zip(row.lowered_by).map(|(due_minor, by)| Lowered { due_minor, by }),
        tenders: Vec::new(),
        steps: Vec::new(),
    }
}

/// Records intents with all their tenders and the steps they carry. `versions` are those after the change.
pub(crate) async fn save(
    write: &Write,
    intents: &[(&Intent, i64)],
    tombstones: &[Tombstone],
    now: Timestamp,
) -> Result<(), PaymentError> {
    let (new, changed): (Vec<(&Intent, i64)>, Vec<_>) =
        intents.iter().copied().partition(|(intent, _)| intent.version == 0);
    insert(write, &new, now).await?;
    insert_tombstones(write, tombstones, now).await?;
    update(write, &changed, now).await?;
    tender::save(write, intents.iter().map(|(intent, _)| *intent)).await?;
    step::save(write, intents.iter().map(|(intent, _)| *intent)).await
}

async fn insert(write: &Write, intents: &[(&Intent, i64)], now: Timestamp) -> Result<(), PaymentError> {
    if intents.is_empty() {
        return Ok(());
    }
    let params = InsertIntentsParams {
        intent_ids: IterSql(|| intents.iter().map(|(intent, _)| intent.id.uuid())),
        order_ids: IterSql(|| intents.iter().map(|(intent, _)| intent.order_id.uuid())),
        customer_ids: IterSql(|| intents.iter().map(|(intent, _)| intent.customer_id.map(CustomerId::uuid))),
        currencies: IterSql(|| intents.iter().map(|(intent, _)| Some(intent.amount.currency().to_string()))),
        amounts: IterSql(|| intents.iter().map(|(intent, _)| intent.amount.minor())),
        statuses: IterSql(|| intents.iter().map(|(intent, _)| text::intent_status(intent.status))),
        deadlines: IterSql(|| intents.iter().map(|(intent, _)| intent.deadline)),
        order_confirmeds: IterSql(|| intents.iter().map(|(intent, _)| intent.order_confirmed)),
        failure_codes: IterSql(|| intents.iter().map(|(intent, _)| failure_code(intent))),
        failure_messages: IterSql(|| intents.iter().map(|(intent, _)| failure_message(intent))),
        void_reasons: IterSql(|| intents.iter().map(|(intent, _)| intent.void_reason.as_deref())),
        traces: IterSql(|| intents.iter().map(|(intent, _)| trace(intent))),
        versions: IterSql(|| intents.iter().map(|(_, version)| *version)),
        created_ats: IterSql(|| intents.iter().map(|(intent, _)| intent.created_at)),
        now,
    };
    insert_intents().params(write, &params).await?;
    Ok(())
}

async fn insert_tombstones(
    write: &Write,
    tombstones: &[Tombstone],
    now: Timestamp,
) -> Result<(), PaymentError> {
    if tombstones.is_empty() {
        return Ok(());
    }
    let params = InsertIntentsParams {
        intent_ids: IterSql(|| tombstones.iter().map(|tombstone| tombstone.id.uuid())),
        order_ids: IterSql(|| tombstones.iter().map(|tombstone| tombstone.order_id.uuid())),
        customer_ids: IterSql(|| tombstones.iter().map(|_| None::<uuid::Uuid>)),
        currencies: IterSql(|| tombstones.iter().map(|_| None::<&str>)),
        amounts: IterSql(|| tombstones.iter().map(|_| 0)),
        statuses: IterSql(|| tombstones.iter().map(|_| text::intent_status(IntentStatus::Voided))),
        deadlines: IterSql(|| tombstones.iter().map(|_| now)),
        order_confirmeds: IterSql(|| tombstones.iter().map(|_| false)),
        failure_codes: IterSql(|| tombstones.iter().map(|_| None::<&str>)),
        failure_messages: IterSql(|| tombstones.iter().map(|_| None::<&str>)),
        void_reasons: IterSql(|| {
            tombstones.iter().map(|tombstone| Some(text::clipped(&tombstone.reason, 500)))
        }),
        traces: IterSql(|| tombstones.iter().map(|_| None::<&str>)),
        versions: IterSql(|| tombstones.iter().map(|_| 1)),
        created_ats: IterSql(|| tombstones.iter().map(|_| now)),
        now,
    };
    insert_intents().params(write, &params).await?;
    Ok(())
}

async fn update(write: &Write, intents: &[(&Intent, i64)], now: Timestamp) -> Result<(), PaymentError> {
    if intents.is_empty() {
        return Ok(());
    }
    let params = UpdateIntentsParams {
        intent_ids: IterSql(|| intents.iter().map(|(intent, _)| intent.id.uuid())),
        currencies: IterSql(|| intents.iter().map(|(intent, _)| intent.amount.currency().to_string())),
        amounts: IterSql(|| intents.iter().map(|(intent, _)| intent.amount.minor())),
        statuses: IterSql(|| intents.iter().map(|(intent, _)| text::intent_status(intent.status))),
        deadlines: IterSql(|| intents.iter().map(|(intent, _)| intent.deadline)),
        order_confirmeds: IterSql(|| intents.iter().map(|(intent, _)| intent.order_confirmed)),
        failure_codes: IterSql(|| intents.iter().map(|(intent, _)| failure_code(intent))),
        failure_messages: IterSql(|| intents.iter().map(|(intent, _)| failure_message(intent))),
        void_reasons: IterSql(|| intents.iter().map(|(intent, _)| intent.void_reason.as_deref())),
        dues: IterSql(|| intents.iter().map(|(intent, _)| intent.lowered.map(|lowered| lowered.due_minor))),
        lowered_bys: IterSql(|| intents.iter().map(|(intent, _)| intent.lowered.map(|lowered| lowered.by))),
        old_versions: IterSql(|| intents.iter().map(|(intent, _)| intent.version)),
        versions: IterSql(|| intents.iter().map(|(_, version)| *version)),
        now,
    };
    update_intents().params(&write.expect(intents.len(), VERSION_GUARD), &params).await?;
    Ok(())
}

fn failure_code(intent: &Intent) -> Option<&str> {
    intent.failure.as_ref().map(|failure| text::clipped(&failure.code, 100))
}

fn failure_message(intent: &Intent) -> Option<&str> {
    intent.failure.as_ref().map(|failure| text::clipped(&failure.message, 500))
}

/// A trace that does not fit is no W3C trace.
fn trace(intent: &Intent) -> Option<&str> {
    intent.trace.as_ref().map(|trace| trace.0.as_str()).filter(|trace| trace.len() <= 100)
}

/// Which payments to show; `None` does not filter.
#[derive(Debug, Default)]
pub(crate) struct Filter {
    pub(crate) order_id: Option<OrderId>,
    pub(crate) status: Option<IntentStatus>,
}

/// Newest first, one more than the limit.
pub(crate) async fn list(
    client: &impl GenericClient,
    filter: &Filter,
    after: Option<PaymentIntentId>,
    limit: Limit,
) -> Result<Vec<PaymentIntentId>, PaymentError> {
    let params = ListIntentsParams {
        after: after.map(PaymentIntentId::uuid),
        order_id: filter.order_id.map(OrderId::uuid),
        status: filter.status.map(text::intent_status),
        row_limit: limit.plus_one(),
    };
    let rows = list_intents().params(client, &params).all().await?;
    Ok(rows.into_iter().map(PaymentIntentId::from_uuid).collect())
}

/// The newest payment of an order.
pub(crate) async fn newest_of_order(
    client: &impl GenericClient,
    order_id: OrderId,
) -> Result<Option<PaymentIntentId>, PaymentError> {
    let found = newest_intent_of_order().bind(client, &order_id.uuid()).opt().await?;
    Ok(found.map(PaymentIntentId::from_uuid))
}

/// The payments of these orders, failed attempts included.
pub(crate) async fn of_orders(
    client: &impl GenericClient,
    orders: &[OrderId],
) -> Result<Vec<PaymentIntentId>, PaymentError> {
    if orders.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<_> = orders.iter().map(|id| id.uuid()).collect();
    let rows = intents_of_orders().bind(client, &ids).all().await?;
    Ok(rows.into_iter().map(PaymentIntentId::from_uuid).collect())
}

/// Those whose money has waited too long.
pub(crate) async fn overdue(
    client: &impl GenericClient,
    now: Timestamp,
    now_less_grace: Timestamp,
    row_limit: i64,
) -> Result<Vec<PaymentIntentId>, PaymentError> {
    let params = OverdueIntentsParams { now, now_less_grace, row_limit };
    let rows = overdue_intents().params(client, &params).all().await?;
    Ok(rows.into_iter().map(PaymentIntentId::from_uuid).collect())
}

/// Records that these orders stand.
pub(crate) async fn confirm(write: &Write, orders: &[OrderId], now: Timestamp) -> Result<(), PaymentError> {
    let ids: Vec<_> = orders.iter().map(|id| id.uuid()).collect();
    confirm_orders().bind(write, &now, &ids).await?;
    Ok(())
}

/// Those of these confirmed orders whose money is gone.
pub(crate) async fn unpaid(
    client: &impl GenericClient,
    orders: &[OrderId],
) -> Result<Vec<OrderId>, PaymentError> {
    let ids: Vec<_> = orders.iter().map(|id| id.uuid()).collect();
    let rows = unpaid_orders().bind(client, &ids).all().await?;
    Ok(rows.into_iter().map(OrderId::from_uuid).collect())
}
