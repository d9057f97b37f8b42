//! `order.cancel_lines`: have shipping keep pieces here, cancel them (pivot), give back exactly their stock. What shipping
//! called off by itself goes the same way. When nothing of the order would be left, it has the whole order cancelled instead.

use kernel_base::{Env, TraceParent};
use kernel_db::Write;
use kernel_messaging::{Emit, HandlerError};
use kernel_saga::{Host, LocalChange, SagaDefinition, What};
use order_contracts::OrderNumber;
use serde::{Deserialize, Serialize};
use shared_contracts::OrderId;
use shipping_contracts::CancelLine;
use uuid::Uuid;
use warehouse_contracts::{ReleaseLine, ReleaseLines};

use super::cancel_order::CancelOrder;
use super::{CancelStarter, reservation_of};
use crate::app::goods::follow;
use crate::domain::goods::{CancelPieces, Goods};
use crate::domain::order::Change;
use crate::domain::timeline::{Entry, Kind, SYSTEM};
use crate::error::OrderError;
use crate::{publish, store};

/// What the saga knows from its start; nothing in it changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct CancelLines {
    pub(crate) order_id: OrderId,
    pub(crate) order_number: OrderNumber,
    pub(crate) lines: Vec<CancelPieces>,
    /// Why, as staff wrote it.
    pub(crate) reason: String,
    /// Who asked for it, or told of it.
    pub(crate) actor: String,
}

/// The stored name.
pub(crate) const NAME: &str = "order.cancel_lines";

/// The saga. Names of steps are stored: never rename or reuse them.
pub(crate) fn definition() -> SagaDefinition<CancelLines> {
    SagaDefinition::new(NAME, 1).step("cancel_lines", cancel_lines, |_, _| ()).pivot("cancel").step(
        "release_lines",
        release_lines,
        |_, _| (),
    )
}

/// Keeps the pieces here, or learns that they have left. Asked even when there are none to keep: the saga then has an
/// answer to wait for, and meets the order as the transaction that started it left it.
pub(crate) fn cancel_lines(cancel: &CancelLines) -> Option<shipping_contracts::CancelLines> {
    let asked = cancel.lines.iter().filter(|line| line.ask);
    let line = |line: &CancelPieces| CancelLine { line_id: line.line_id, quantity: line.quantity };
    Some(shipping_contracts::CancelLines { order_id: cancel.order_id, lines: asked.map(line).collect() })
}

/// Lets others have the pieces.
pub(crate) fn release_lines(cancel: &CancelLines) -> Option<ReleaseLines> {
    let held = cancel.lines.iter().filter(|line| line.stock);
    let line = |line: &CancelPieces| ReleaseLine { line_id: line.line_id, quantity: line.quantity };
    let lines: Vec<ReleaseLine> = held.map(line).collect();
    (!lines.is_empty()).then(|| ReleaseLines {
        reservation_id: reservation_of(cancel.order_id),
        lines,
        reason: format!("lines of order {} were cancelled", cancel.order_number),
    })
}

/// Cancels the lines themselves, or opens the order again.
pub(crate) struct CancelLinesHost {
    pub(crate) env: Env,
    pub(crate) cancels: CancelStarter,
}

/// What a batch of changes comes to besides the orders themselves.
#[derive(Default)]
struct Outcome {
    entries: Vec<Entry>,
    /// Orders of which nothing is left.
    abandoned: Vec<(Uuid, CancelOrder, Option<TraceParent>)>,
}

#[async_trait::async_trait]
impl Host<CancelLines> for CancelLinesHost {
    async fn record(&self, changes: &[LocalChange<CancelLines>], write: &Write) -> Result<(), HandlerError> {
        let ours = || changes.iter().filter(|change| change.what != What::Completed);
        if ours().next().is_none() {
            return Ok(());
        }
        let mut found = store::goods::find(write, ours().map(|change| change.data.order_id)).await?;
        let mut outcome = Outcome::default();
        for change in ours() {
            let goods = found.get_mut(&change.data.order_id).ok_or(OrderError::NotFound)?;
            match &change.what {
                What::Step(_) => self.cancel(goods, change, &mut outcome, write)?,
                What::Compensated(refusal) => {
                    if goods.unlock(change.saga_id) == Change::Applied {
                        let text = format!("It cannot be cancelled: {} ({})", refusal.message, refusal.code);
                        outcome.entries.push(self.entry(goods, Kind::CancelRefused, text, SYSTEM));
                        // The last pieces may have been called off meanwhile.
                        self.abandon(goods, change, &[], &mut outcome);
                    }
                }
                What::Completed => {}
            }
        }
        store::goods::save(write, &found).await?;
        store::timeline::insert(write, &outcome.entries).await?;
        self.cancels.start(write, outcome.abandoned).await
    }
}

impl CancelLinesHost {
    fn cancel(
        &self,
        goods: &mut Goods,
        change: &LocalChange<CancelLines>,
        outcome: &mut Outcome,
        write: &Write,
    ) -> Result<(), HandlerError> {
        let cancel = &change.data;
        if self.abandon(goods, change, &cancel.lines, outcome) {
            return Ok(());
        }
        let cancelled = goods.cancel(change.saga_id, &cancel.lines).map_err(OrderError::from)?;
        if !cancelled.lines.is_empty() {
            let event = publish::lines_cancelled(&goods.order, cancelled, &cancel.reason, self.env.now())
                .map_err(OrderError::from)?;
            let version = goods.order.version + 1;
            write.emit(&self.env, change.subject.as_str(), version, change.trace.as_ref(), &event)?;
            let text = format!("Goods worth {} will not be sent", event.amount);
            outcome.entries.push(self.entry(goods, Kind::LinesCancelled, text, &cancel.actor));
        }
        Ok(follow(&self.env, goods, &cancel.actor, &mut outcome.entries)?)
    }

    /// Has the whole order cancelled when nothing of it would be left without these pieces.
    fn abandon(
        &self,
        goods: &mut Goods,
        change: &LocalChange<CancelLines>,
        pieces: &[CancelPieces],
        outcome: &mut Outcome,
    ) -> bool {
        let (whole, cancel) = (self.env.uuid(), &change.data);
        if !goods.abandon(change.saga_id, whole, pieces) {
            return false;
        }
        let text = format!("Nothing of the order is left, so all of it is cancelled: {}", cancel.reason);
        outcome.entries.push(self.entry(goods, Kind::CancelRequested, text, &cancel.actor));
        let order = CancelOrder {
            order_id: cancel.order_id,
            order_number: cancel.order_number.clone(),
            total: goods.order.total,
            reason: cancel.reason.clone(),
            actor: cancel.actor.clone(),
            stock: goods.has_stock(),
        };
        outcome.abandoned.push((whole, order, change.trace.clone()));
        true
    }

    fn entry(&self, goods: &Goods, kind: Kind, text: String, actor: &str) -> Entry {
        Entry::new(goods.order.order_id, self.env.id(), kind, text, actor, self.env.now())
    }
}

#[cfg(test)]
mod tests;
