//! Reactions to other services' events. Each handles a whole batch: one read, decisions in memory, one write.

pub(crate) mod auth;
pub(crate) mod cart;
pub(crate) mod catalog;
pub(crate) mod customer;
pub(crate) mod payment;
pub(crate) mod shipping;

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use auth_contracts::EmailVerified;
use cart_contracts::CartCompleted;
use catalog_contracts::{ProductChanged, ProductRemoved};
use kernel_base::{CommandData, Env, Event, EventData};
use kernel_db::Write;
use kernel_messaging::{Handler, HandlerError, Subscription};
use payment_contracts::{
    AuthorizePayment, CapturePayment, IntentCaptured, IntentRefunded, IntentVoided, VoidPayment,
};
use shared_contracts::OrderId;
use shipping_contracts::{
    CancelLines, CancelShipment, RequestShipment, ShipmentCancelled, ShipmentDelivered, ShipmentShipped,
    TrackingChanged,
};
use warehouse_contracts::{ReleaseLines, ReleaseStock, ReserveStock};

use crate::app::App;
use crate::domain::order::{Change, OrderState};
use crate::domain::timeline::Entry;
use crate::error::OrderError;

/// What cannot be applied now may be later only when the database was in the way; all else is a mistake in the event.
impl From<OrderError> for HandlerError {
    fn from(error: OrderError) -> Self {
        match error {
            OrderError::Database(error) => Self::Db(error),
            OrderError::LostRace => Self::Transient("another transaction changed the order".to_owned()),
            other => Self::Poison(other.to_string()),
        }
    }
}

/// Completes those of the changed orders that are delivered and paid now.
pub(crate) fn settle(
    env: &Env,
    orders: &mut HashMap<OrderId, OrderState>,
    changed: &HashSet<OrderId>,
    entries: &mut Vec<Entry>,
) -> Result<(), OrderError> {
    for order in orders.values_mut().filter(|order| changed.contains(&order.order_id)) {
        if order.settle()? == Change::Applied {
            entries.push(Entry::completed(order.order_id, env.id(), env.now()));
        }
    }
    Ok(())
}

/// Applies what a producer tells: replies to the sagas, facts to the orders. One subscription per producer, because its
/// log is read once.
struct Reactions {
    app: Arc<App>,
    producer: &'static str,
}

#[async_trait::async_trait]
impl Handler for Reactions {
    async fn apply(&self, events: &[Arc<Event>], write: &Write) -> Result<(), HandlerError> {
        let replies = self.app.sagas.reply_types();
        let (replies, facts): (Vec<_>, Vec<_>) =
            events.iter().cloned().partition(|event| replies.contains(&&*event.kind));
        if !replies.is_empty() {
            self.app.sagas.apply(&replies, write).await?;
        }
        if facts.is_empty() {
            return Ok(());
        }
        match self.producer {
            "auth" => auth::apply(&self.app, &facts, write).await,
            "cart" => cart::apply(&self.app, &facts, write).await,
            "catalog" => catalog::apply(&facts, write).await,
            "payment" => payment::apply(&self.app, &facts, write).await,
            "shipping" => shipping::apply(&self.app, &facts, write).await,
            other => Err(HandlerError::Poison(format!("order does not react to {other}"))),
        }
    }
}

/// Everything order listens to.
pub(crate) fn subscriptions(app: &Arc<App>) -> Vec<Subscription> {
    const PRODUCERS: [(&str, &[&str]); 6] = [
        ("auth", &[EmailVerified::TYPE]),
        ("cart", &[CartCompleted::TYPE]),
        ("catalog", &[ProductChanged::TYPE, ProductRemoved::TYPE]),
        (
            "payment",
            &[
                AuthorizePayment::REPLY,
                VoidPayment::REPLY,
                CapturePayment::REPLY,
                IntentCaptured::TYPE,
                IntentRefunded::TYPE,
                IntentVoided::TYPE,
            ],
        ),
        (
            "shipping",
            &[
                RequestShipment::REPLY,
                CancelShipment::REPLY,
                CancelLines::REPLY,
                ShipmentShipped::TYPE,
                TrackingChanged::TYPE,
                ShipmentDelivered::TYPE,
                ShipmentCancelled::TYPE,
            ],
        ),
        ("warehouse", &[ReserveStock::REPLY, ReleaseStock::REPLY, ReleaseLines::REPLY]),
    ];
    let subscription = |(producer, types)| {
        let handler = Arc::new(Reactions { app: Arc::clone(app), producer });
        Subscription { producer, types, handler }
    };
    PRODUCERS.into_iter().map(subscription).chain([customer::subscription(app)]).collect()
}
