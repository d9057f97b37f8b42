//! What customer learns from order, who bought for how much; and the answers to what it asks of others in its sagas.

use std::collections::BTreeMap;
use std::sync::Arc;

use auth_contracts::EraseAccount;
use cart_contracts::EraseCarts;
use invoice_contracts::EraseInvoices;
use kernel_base::{CommandData, Event, EventData};
use kernel_db::Write;
use kernel_messaging::{Handler, HandlerError, Subscription};
use order_contracts::{
    EraseOrders, OrderCancelled, OrderClaimed, OrderConfirmed, OrderLineCancelled, OrderPlaced,
};
use payment_contracts::ErasePayments;
use shared_contracts::OrderId;
use shipping_contracts::EraseShipments;

use crate::app::App;
use crate::domain::purchase::Purchase;
use crate::store;

/// Everything customer listens to.
pub(crate) fn subscriptions(app: &Arc<App>) -> Vec<Subscription> {
    const REPLIES: [(&str, &[&str]); 5] = [
        ("auth", &[EraseAccount::REPLY]),
        ("cart", &[EraseCarts::REPLY]),
        ("invoice", &[EraseInvoices::REPLY]),
        ("payment", &[ErasePayments::REPLY]),
        ("shipping", &[EraseShipments::REPLY]),
    ];
    let orders = Subscription {
        producer: "order",
        types: &[
            OrderPlaced::TYPE,
            OrderClaimed::TYPE,
            OrderConfirmed::TYPE,
            OrderLineCancelled::TYPE,
            OrderCancelled::TYPE,
            EraseOrders::REPLY,
        ],
        handler: Arc::new(Orders(Arc::clone(app))),
    };
    let replies = REPLIES.into_iter().map(|(producer, types)| {
        let handler = Arc::new(Replies(Arc::clone(app)));
        Subscription { producer, types, handler }
    });
    [orders].into_iter().chain(replies).collect()
}

/// Moves the sagas on.
struct Replies(Arc<App>);

#[async_trait::async_trait]
impl Handler for Replies {
    async fn apply(&self, events: &[Arc<Event>], write: &Write) -> Result<(), HandlerError> {
        self.0.sagas.apply(events, write).await
    }
}

struct Orders(Arc<App>);

#[async_trait::async_trait]
impl Handler for Orders {
    /// Whose an order is, its first event tells, or later the one by which a guest's order becomes a customer's. What is told twice, or again after more was told, changes
    /// nothing.
    async fn apply(&self, events: &[Arc<Event>], write: &Write) -> Result<(), HandlerError> {
        self.0.sagas.apply(events, write).await?;
        let mut purchases: BTreeMap<OrderId, Purchase> = BTreeMap::new();
        for event in events.iter().filter(|event| event.kind != EraseOrders::REPLY) {
            let news = told(event)?;
            match purchases.get_mut(&news.order_id) {
                Some(known) => known.learn(news),
                None => drop(purchases.insert(news.order_id, news)),
            }
        }
        let orders: Vec<OrderId> = purchases.keys().copied().collect();
        let purchases: Vec<Purchase> = purchases.into_values().collect();
        store::purchase::learn(write, &purchases).await?;
        Ok(store::segment::mark_buyers(write, &orders, self.0.env.uuid()).await?)
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
    if event.is::<OrderClaimed>() {
        let claimed: OrderClaimed = event.parse()?;
        return Ok(Purchase {
            customer_id: Some(claimed.customer_id),
            ..purchase(claimed.order_id, claimed.total)
        });
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
