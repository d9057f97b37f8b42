//! Money that was collected, paid back or let go moves the payment status. What was authorized, the saga learns from
//! payment's reply.

use std::collections::HashSet;
use std::sync::Arc;

use kernel_base::Event;
use kernel_db::Write;
use kernel_messaging::HandlerError;
use payment_contracts::{IntentCaptured, IntentRefunded, IntentVoided};
use shared_contracts::OrderId;

use crate::app::App;
use crate::domain::order::{Change, OrderState};
use crate::domain::timeline::{Entry, Kind};
use crate::error::OrderError;
use crate::events::settle;
use crate::store;

enum Fact {
    Captured(IntentCaptured),
    Refunded(IntentRefunded),
    Voided(IntentVoided),
}

impl Fact {
    fn parse(event: &Event) -> Result<Self, HandlerError> {
        Ok(if event.is::<IntentCaptured>() {
            Self::Captured(event.parse()?)
        } else if event.is::<IntentRefunded>() {
            Self::Refunded(event.parse()?)
        } else {
            Self::Voided(event.parse()?)
        })
    }

    fn order_id(&self) -> OrderId {
        match self {
            Self::Captured(fact) => fact.order_id,
            Self::Refunded(fact) => fact.order_id,
            Self::Voided(fact) => fact.order_id,
        }
    }

    fn apply(&self, order: &mut OrderState) -> Result<Change, OrderError> {
        Ok(match self {
            Self::Captured(fact) => order.record_captured(fact.captured)?,
            Self::Refunded(fact) => order.record_refunded(fact.refunded)?,
            // The first release did not tell the sum; one tender was the rule then.
            Self::Voided(fact) => order.record_voided(fact.voided.unwrap_or(fact.amount))?,
        })
    }

    fn text(&self) -> (Kind, String) {
        match self {
            Self::Captured(fact) => (Kind::PaymentCaptured, format!("{} was collected", fact.amount)),
            Self::Refunded(fact) => (Kind::PaymentRefunded, format!("{} was paid back", fact.amount)),
            Self::Voided(fact) => (Kind::PaymentVoided, format!("{} was let go", fact.amount)),
        }
    }
}

/// Moves the payment status of every order of the batch.
pub(crate) async fn apply(app: &App, events: &[Arc<Event>], write: &Write) -> Result<(), HandlerError> {
    let facts = events.iter().map(|event| Fact::parse(event)).collect::<Result<Vec<_>, _>>()?;
    let order_ids: HashSet<OrderId> = facts.iter().map(Fact::order_id).collect();
    let order_ids: Vec<OrderId> = order_ids.into_iter().collect();
    let mut orders = store::order::find_states(write, &order_ids).await?;
    let mut changed = HashSet::new();
    let mut entries = Vec::new();
    for (fact, event) in facts.iter().zip(events) {
        // Money without an order is payment's to give back.
        let Some(order) = orders.get_mut(&fact.order_id()) else { continue };
        if fact.apply(order)? == Change::Applied {
            changed.insert(order.order_id);
            let (kind, text) = fact.text();
            entries.push(Entry::new(order.order_id, app.env.id(), kind, text, "payment", event.time));
        }
    }
    settle(&app.env, &mut orders, &changed, &mut entries)?;
    orders.retain(|order_id, _| changed.contains(order_id));
    let orders: Vec<OrderState> = orders.into_values().collect();
    store::order::save_states(write, &orders).await?;
    store::timeline::insert(write, &entries).await?;
    Ok(())
}
