//! Cancelling pieces of confirmed orders.

use kernel_base::Call;
use kernel_db::retry_conflicts;
use kernel_http::{IdempotencyKey, Reply, store_response};
use serde::Serialize;
use shared_contracts::{LineId, OrderId, Quantity};

use super::App;
use crate::domain::goods::CancelPieces;
use crate::domain::order::Cancellation;
use crate::domain::timeline::{Entry, Kind};
use crate::error::OrderError;
use crate::http::cancel::CancellationView;
use crate::sagas::cancel_lines::CancelLines;
use crate::store;

/// Who cancels which pieces, and why.
pub(crate) struct CancelLinesRequest<'a> {
    pub(crate) order_id: OrderId,
    pub(crate) lines: &'a [(LineId, Quantity)],
    pub(crate) reason: &'a str,
    pub(crate) actor: &'a str,
}

/// What the audit log shows of the pieces that are cancelled.
#[derive(Serialize)]
struct Shown {
    cancelling: Vec<CancelPieces>,
}

impl App {
    /// Starts the saga that cancels pieces of an order which has been confirmed; the rest of it stays as agreed.
    pub(crate) async fn cancel_lines(
        &self,
        key: &IdempotencyKey,
        call: &Call,
        request: &CancelLinesRequest<'_>,
    ) -> Result<Reply, OrderError> {
        // Payment and shipping change the order too; whoever loses that race reads again.
        retry_conflicts(|| self.try_cancel_lines(key, call, request), OrderError::lost_race).await
    }

    async fn try_cancel_lines(
        &self,
        key: &IdempotencyKey,
        call: &Call,
        request: &CancelLinesRequest<'_>,
    ) -> Result<Reply, OrderError> {
        let order_id = request.order_id;
        let reader = self.db.read().await?;
        let mut found = store::goods::find(&reader, [order_id]).await?;
        drop(reader);
        let goods = found.get_mut(&order_id).ok_or(OrderError::NotFound)?;
        let saga_id = self.env.uuid();
        let lines = goods.begin_cancel(saga_id, request.lines)?;
        let reply = Reply::json(202, &CancellationView::of(&goods.order, Cancellation::Begun));
        let pieces: i64 = lines.iter().map(|line| i64::from(line.quantity)).sum();
        let text = format!("Cancelling {pieces} pieces was asked for: {}", request.reason);
        let kind = Kind::CancelRequested;
        let entry = Entry::new(order_id, self.env.id(), kind, text, request.actor, self.env.now());
        let saga = CancelLines {
            order_id,
            order_number: goods.order.order_number.clone(),
            lines,
            reason: request.reason.to_owned(),
            actor: request.actor.to_owned(),
        };
        let write = self.db.write().await?;
        write.changed(order_id, None, Some(&Shown { cancelling: saga.lines.clone() }));
        self.sagas.start_cancelling_lines(&write, vec![(saga_id, saga, call.trace.clone())]).await?;
        store::goods::save(&write, &found).await?;
        store::timeline::insert(&write, &[entry]).await?;
        store_response(&write, key, &reply).await?;
        write.commit().await?;
        Ok(reply)
    }
}
