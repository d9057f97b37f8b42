//! `order.cancel`: cancel the shipment, mark the order cancelled (pivot), give back the money, release the stock.

use kernel_base::{Env, Money};
use kernel_db::Write;
use kernel_messaging::{Emit, HandlerError};
use kernel_saga::{Host, LocalChange, SagaDefinition, What};
use order_contracts::OrderNumber;
use payment_contracts::VoidPayment;
use serde::{Deserialize, Serialize};
use shared_contracts::OrderId;
use shipping_contracts::CancelShipment;
use warehouse_contracts::ReleaseStock;

use super::{intent_of, reservation_of};
use crate::domain::order::Change;
use crate::domain::timeline::{Entry, Kind, SYSTEM};
use crate::error::OrderError;
use crate::{publish, store};

/// What the saga knows from its start; nothing in it changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct CancelOrder {
    pub(crate) order_id: OrderId,
    pub(crate) order_number: OrderNumber,
    pub(crate) total: Money,
    /// Why, as staff wrote it; or that nothing of it was left.
    pub(crate) reason: String,
    /// Who asked for it.
    pub(crate) actor: String,
    /// Something is held in stock.
    pub(crate) stock: bool,
}

/// The stored name.
pub(crate) const NAME: &str = "order.cancel";

/// The saga. Names of steps are stored: never rename or reuse them.
pub(crate) fn definition() -> SagaDefinition<CancelOrder> {
    SagaDefinition::new(NAME, 1)
        .step("cancel_shipment", cancel_shipment, |_, _| ())
        .pivot("cancel")
        .step("void_payment", void_payment, |_, _| ())
        .step("release_stock", release_stock, |_, _| ())
}

/// Stops the goods, or learns that they have left. Asked even when there is nothing to send: the saga then has an answer
/// to wait for, and meets an order whose lock is committed.
pub(crate) fn cancel_shipment(order: &CancelOrder) -> Option<CancelShipment> {
    Some(CancelShipment { order_id: order.order_id })
}

/// Voids or refunds, as far as the money went.
pub(crate) fn void_payment(order: &CancelOrder) -> Option<VoidPayment> {
    (order.total.minor() > 0).then(|| VoidPayment {
        intent_id: intent_of(order.order_id),
        order_id: order.order_id,
        reason: order.reason.clone(),
    })
}

/// Lets others have the goods.
pub(crate) fn release_stock(order: &CancelOrder) -> Option<ReleaseStock> {
    order.stock.then(|| ReleaseStock {
        reservation_id: reservation_of(order.order_id),
        reason: format!("order {} was cancelled", order.order_number),
    })
}

/// Cancels the orders themselves, or opens them again.
pub(crate) struct CancelHost {
    pub(crate) env: Env,
}

#[async_trait::async_trait]
impl Host<CancelOrder> for CancelHost {
    async fn record(&self, changes: &[LocalChange<CancelOrder>], write: &Write) -> Result<(), HandlerError> {
        let order_ids: Vec<OrderId> = changes.iter().map(|change| change.data.order_id).collect();
        let mut orders = store::order::find_states(write, &order_ids).await?;
        let now = self.env.now();
        let mut changed = Vec::with_capacity(changes.len());
        let mut entries = Vec::with_capacity(changes.len());
        for change in changes {
            let cancel = &change.data;
            let order = orders.get_mut(&cancel.order_id).ok_or(OrderError::NotFound)?;
            let (kind, text, actor) = match &change.what {
                What::Step(_) => {
                    if order.cancel(change.saga_id).map_err(OrderError::from)? == Change::AlreadyApplied {
                        continue;
                    }
                    let event = publish::cancelled(order, &cancel.reason, now).map_err(OrderError::from)?;
                    write.emit(
                        &self.env,
                        change.subject.as_str(),
                        order.version + 1,
                        change.trace.as_ref(),
                        &event,
                    )?;
                    (Kind::Cancelled, format!("Order {} was cancelled", order.order_number), &*cancel.actor)
                }
                What::Compensated(refusal) => {
                    if order.unlock(change.saga_id) == Change::AlreadyApplied {
                        continue;
                    }
                    let text = format!("It cannot be cancelled: {} ({})", refusal.message, refusal.code);
                    (Kind::CancelRefused, text, SYSTEM)
                }
                What::Completed => continue,
            };
            entries.push(Entry::new(cancel.order_id, self.env.id(), kind, text, actor, now));
            changed.push(order.clone());
        }
        store::order::save_states(write, &changed).await?;
        store::timeline::insert(write, &entries).await?;
        Ok(())
    }
}

#[cfg(test)]
mod tests;
