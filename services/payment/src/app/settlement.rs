//! What staff does with authorized and captured money.

use kernel_base::Money;
use kernel_db::retry_conflicts;
use kernel_http::{IdempotencyKey, Reply, store_response};
use payment_contracts::{IntentStatus, PaymentIntent};
use serde::Serialize;
use shared_contracts::{CaptureId, OrderId, PaymentIntentId, RefundId, TenderId};

use super::App;
use super::unit::Unit;
use crate::domain::change::Split;
use crate::domain::intent::{Effects, Intent};
use crate::domain::step::{Operation, Step, StepKind};
use crate::error::PaymentError;
use crate::publish;

/// How staff wants an amount split: by amount, by tender, or all there is.
#[derive(Debug, Clone, Default)]
pub(crate) struct SplitRequest {
    pub(crate) amount: Option<Money>,
    pub(crate) tenders: Option<Vec<(TenderId, Money)>>,
}

impl SplitRequest {
    fn try_into_split(self) -> Result<Split, PaymentError> {
        match (self.amount, self.tenders) {
            (None, None) => Ok(Split::Everything),
            (Some(amount), None) => Ok(Split::Amount(amount)),
            (None, Some(parts)) if parts.len() <= 10 => Ok(Split::Parts(parts)),
            (None, Some(_)) => Err(PaymentError::Field("/tenders", "too_long", "has at most 10 parts")),
            (Some(_), Some(_)) => Err(PaymentError::Field("/tenders", "contradicts", "goes without amount")),
        }
    }
}

/// What the audit log shows of a payment: amounts, and what is still asked of providers.
#[derive(Serialize)]
struct Shown {
    order_id: OrderId,
    status: IntentStatus,
    captured: Money,
    refunded: Money,
    voided: Money,
    pending: Vec<(StepKind, Money)>,
}

impl Shown {
    fn of(intent: &Intent) -> Self {
        let pending = intent.steps.iter().filter(|step| step.pending());
        Self {
            order_id: intent.order_id,
            status: intent.status,
            captured: intent.sum(|tender| tender.captured_minor),
            refunded: intent.sum(|tender| tender.refunded_minor),
            voided: intent.sum(|tender| tender.voided_minor),
            pending: pending.map(|step| (step.kind, step.amount)).collect(),
        }
    }
}

impl App {
    /// Collects authorized money. What comes of it the capture's parts tell, at once or later.
    pub(crate) async fn capture(
        &self,
        key: &IdempotencyKey,
        intent_id: PaymentIntentId,
        request: SplitRequest,
        render: impl Fn(&Intent, &[&Step]) -> Reply,
    ) -> Result<Reply, PaymentError> {
        let split = request.try_into_split()?;
        let capture_id: CaptureId = self.env.id();
        let reply = |intent: &Intent| render(intent, &parts(intent, Operation::Capture(capture_id)));
        self.change(key, intent_id, reply, |intent, now, _| intent.capture(capture_id, split.clone(), now))
            .await
    }

    /// Pays captured money back.
    pub(crate) async fn refund(
        &self,
        key: &IdempotencyKey,
        intent_id: PaymentIntentId,
        request: SplitRequest,
        (reason, to_store_credit): (&str, bool),
        render: impl Fn(&Intent, &[&Step]) -> Reply,
    ) -> Result<Reply, PaymentError> {
        check_reason(reason)?;
        let split = request.try_into_split()?;
        let refund_id: RefundId = self.env.id();
        let reply = |intent: &Intent| render(intent, &parts(intent, Operation::Refund(refund_id)));
        self.change(key, intent_id, reply, |intent, now, _| {
            intent.refund(refund_id, split.clone(), (reason, to_store_credit), now)
        })
        .await
    }

    /// Lets go what is authorized and not captured.
    pub(crate) async fn release(
        &self,
        key: &IdempotencyKey,
        intent_id: PaymentIntentId,
        reason: &str,
        render: impl Fn(&PaymentIntent) -> Reply,
    ) -> Result<Reply, PaymentError> {
        check_reason(reason)?;
        let reply = |intent: &Intent| render(&publish::view(intent));
        self.change(key, intent_id, reply, |intent, now, effects| intent.release(reason, now, effects)).await
    }

    /// Reads an intent, changes it, lets quick providers decide, and writes all of it with the stored answer.
    pub(super) async fn change(
        &self,
        key: &IdempotencyKey,
        intent_id: PaymentIntentId,
        render: impl Fn(&Intent) -> Reply,
        change: impl Fn(&mut Intent, kernel_base::Timestamp, &mut Effects) -> Result<(), PaymentError>,
    ) -> Result<Reply, PaymentError> {
        let attempt = || async {
            let write = self.db.write().await?;
            let mut unit = Unit::load(&write, self.env.now(), &[intent_id], &[]).await?;
            let before = unit.intent(intent_id).map(Shown::of);
            unit.change(intent_id, &change).ok_or(PaymentError::IntentNotFound(intent_id))??;
            unit.load_credited(&write).await?;
            unit.decide_at_once(self);
            let intent = unit.intent(intent_id).ok_or(PaymentError::IntentNotFound(intent_id))?;
            let reply = render(intent);
            write.changed(intent_id, before.as_ref(), Some(&Shown::of(intent)));
            store_response(&write, key, &reply).await?;
            unit.record(self, &write).await?;
            write.commit().await?;
            Ok(reply)
        };
        retry_conflicts(attempt, PaymentError::raced).await
    }
}

fn parts(intent: &Intent, operation: Operation) -> Vec<&Step> {
    intent.steps.iter().filter(|step| step.operation == Some(operation)).collect()
}

fn check_reason(reason: &str) -> Result<(), PaymentError> {
    match reason.trim().chars().count() {
        0 => Err(PaymentError::Field("/reason", "required", "must say why")),
        length if length > 500 => {
            Err(PaymentError::Field("/reason", "too_long", "has at most 500 characters"))
        }
        _ => Ok(()),
    }
}
