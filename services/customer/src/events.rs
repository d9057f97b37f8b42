//! What customer learns from order: who bought for how much.

use std::collections::BTreeMap;
use std::sync::Arc;

use kernel_base::{Env, Event, EventData};
use kernel_db::Write;
use kernel_messaging::{Handler, HandlerError, Subscription};
use order_contracts::{OrderCancelled, OrderConfirmed, OrderLineCancelled, OrderPlaced};
use shared_contracts::OrderId;

use crate::app::App;
use crate::domain::purchase::Purchase;
use crate::store;

/// Everything customer listens to.
pub(crate) fn subscription(app: &Arc<App>) -> Subscription {
    Subscription {
        producer: "order",
        types: &[OrderPlaced::TYPE, OrderConfirmed::TYPE, OrderLineCancelled::TYPE, OrderCancelled::TYPE],
        handler: Arc::new(Orders(app.env.clone())),
    }
}

struct Orders(Env);

#[async_trait::async_trait]
impl Handler for Orders {
    /// Only the first event of an order tells whose it is. What is told twice, or again after more was told, changes
    /// nothing.
    async fn apply(&self, events: &[Arc<Event>], write: &Write) -> Result<(), HandlerError> {
        let mut purchases: BTreeMap<OrderId, Purchase> = BTreeMap::new();
        for event in events {
            let news = told(event)?;
            match purchases.get_mut(&news.order_id) {
                Some(known) => known.learn(news),
                None => drop(purchases.insert(news.order_id, news)),
            }
        }
        let orders: Vec<OrderId> = purchases.keys().copied().collect();
        let purchases: Vec<Purchase> = purchases.into_values().collect();
        store::purchase::learn(write, &purchases).await?;
        Ok(store::segment::mark_buyers(write, &orders, self.0.uuid()).await?)
    }
}

fn told(event: &Event) -> Result<Purchase, HandlerError> {
    let purchase = |order_id, total| Purchase {
        order_id,
        customer_id: None,
        total,
        confirmed_at: None,
        cancelled_at: None,
    };
    if event.is::<OrderPlaced>() {
        let placed: OrderPlaced = event.parse()?;
        return Ok(Purchase { customer_id: placed.customer_id, ..purchase(placed.order_id, placed.total) });
    }
    if event.is::<OrderConfirmed>() {
        let confirmed: OrderConfirmed = event.parse()?;
        let confirmed_at = Some(confirmed.occurred_at);
        return Ok(Purchase { confirmed_at, ..purchase(confirmed.order_id, confirmed.total) });
    }
    if event.is::<OrderLineCancelled>() {
        let reduced: OrderLineCancelled = event.parse()?;
        return Ok(purchase(reduced.order_id, reduced.total));
    }
    let cancelled: OrderCancelled = event.parse()?;
    let cancelled_at = Some(cancelled.occurred_at);
    Ok(Purchase { cancelled_at, ..purchase(cancelled.order_id, cancelled.total) })
}
