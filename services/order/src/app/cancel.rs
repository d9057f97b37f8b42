//! Cancelling orders.

use kernel_base::{Call, Money, Timestamp};
use kernel_db::retry_conflicts;
use kernel_http::{IdempotencyKey, Reply, store_response};
use order_contracts::OrderStatus;
use serde::Serialize;
use shared_contracts::OrderId;

use super::App;
use crate::domain::order::{Cancellation, OrderState};
use crate::domain::timeline::{Entry, Kind};
use crate::error::OrderError;
use crate::http::cancel::CancellationView;
use crate::sagas::cancel_order::CancelOrder;
use crate::store;

/// Who cancels what, and why.
pub(crate) struct CancelRequest<'a> {
    pub(crate) order_id: OrderId,
    pub(crate) reason: &'a str,
    pub(crate) actor: &'a str,
}

/// What the audit log shows of an order that is cancelled. The reason may speak of the customer.
#[derive(Serialize)]
struct Shown {
    status: OrderStatus,
    cancelling: bool,
    total: Money,
}

impl Shown {
    const fn of(order: &OrderState) -> Self {
        Self { status: order.status, cancelling: order.cancel_saga.is_some(), total: order.total }
    }
}

impl App {
    /// Throws a draft away, or starts the saga that takes a confirmed order back.
    pub(crate) async fn cancel_order(
        &self,
        key: &IdempotencyKey,
        call: &Call,
        request: &CancelRequest<'_>,
    ) -> Result<Reply, OrderError> {
        // Payment and shipping change the order too; whoever loses that race reads again.
        retry_conflicts(|| self.try_cancel(key, call, request), OrderError::lost_race).await
    }

    async fn try_cancel(
        &self,
        key: &IdempotencyKey,
        call: &Call,
        request: &CancelRequest<'_>,
    ) -> Result<Reply, OrderError> {
        let order_id = request.order_id;
        let reader = self.db.read().await?;
        let order_ids = [order_id];
        let (mut states, stock) = futures::try_join!(
            store::order::find_states(&reader, &order_ids),
            store::line::any_stock(&reader, order_id)
        )?;
        drop(reader);
        let mut order = states.remove(&order_id).ok_or(OrderError::NotFound)?;
        let now = self.env.now();
        let saga_id = self.env.uuid();
        let before = Shown::of(&order);
        let cancellation = order.begin_cancel(saga_id)?;
        let view = CancellationView::of(&order, cancellation);
        let write = self.db.write().await?;
        let status = match cancellation {
            Cancellation::Discarded => 200,
            Cancellation::Begun => {
                let saga = CancelOrder {
                    order_id,
                    order_number: order.order_number.clone(),
                    total: order.total,
                    reason: request.reason.to_owned(),
                    actor: request.actor.to_owned(),
                    stock,
                };
                self.sagas.start_cancelling(&write, saga_id, saga, call.trace.clone()).await?;
                202
            }
        };
        let reply = Reply::json(status, &view);
        write.changed(order_id, Some(&before), Some(&Shown::of(&order)));
        let entry = self.cancel_entry(&order, cancellation, request, now);
        store::order::save_states(&write, &[order]).await?;
        store::timeline::insert(&write, &[entry]).await?;
        store_response(&write, key, &reply).await?;
        write.commit().await?;
        Ok(reply)
    }

    fn cancel_entry(
        &self,
        order: &OrderState,
        cancellation: Cancellation,
        request: &CancelRequest<'_>,
        now: Timestamp,
    ) -> Entry {
        let (kind, text) = match cancellation {
            Cancellation::Discarded => {
                (Kind::Cancelled, format!("The draft was discarded: {}", request.reason))
            }
            Cancellation::Begun => {
                (Kind::CancelRequested, format!("Cancellation was asked for: {}", request.reason))
            }
        };
        Entry::new(order.order_id, self.env.id(), kind, text, request.actor, now)
    }
}
