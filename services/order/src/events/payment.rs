//! Money that was collected, paid back or let go moves the payment status, and is billed. What was authorized, the saga
//! learns from payment's reply.

use std::collections::HashSet;
use std::sync::Arc;

use kernel_base::{Event, Outcome, Refusal};
use kernel_db::Write;
use kernel_messaging::HandlerError;
use order_contracts::BillKind;
use payment_contracts::{CapturePayment, IntentCaptured, IntentRefunded, IntentVoided};
use shared_contracts::{CaptureId, OrderId};

use crate::app::App;
use crate::app::bill::{Movement, join};
use crate::domain::order::{Change, OrderState};
use crate::domain::timeline::{Entry, Kind};
use crate::error::OrderError;
use crate::events::settle;
use crate::store;
use crate::store::bill::RequestEnd;

enum Fact {
    Captured(IntentCaptured),
    Refunded(IntentRefunded),
    Voided(IntentVoided),
    /// Payment will not collect what order asked for.
    NotCaptured(OrderId, CaptureId, Refusal),
}

impl Fact {
    /// Nothing for a capture that payment began: what comes of it is told on its own.
    fn parse(event: &Event) -> Result<Option<Self>, HandlerError> {
        if let Some(reply) = event.reply::<CapturePayment>() {
            let reply = reply?;
            let Outcome::Refused(refusal) = reply.outcome else { return Ok(None) };
            let order_id = event.subject.parse().map_err(|_| HandlerError::Poison("subject".to_owned()))?;
            return Ok(Some(Self::NotCaptured(order_id, CaptureId::from_uuid(reply.command_id), refusal)));
        }
        Ok(Some(if event.is::<IntentCaptured>() {
            Self::Captured(event.parse()?)
        } else if event.is::<IntentRefunded>() {
            Self::Refunded(event.parse()?)
        } else {
            Self::Voided(event.parse()?)
        }))
    }

    fn order_id(&self) -> OrderId {
        match self {
            Self::Captured(fact) => fact.order_id,
            Self::Refunded(fact) => fact.order_id,
            Self::Voided(fact) => fact.order_id,
            Self::NotCaptured(order_id, _, _) => *order_id,
        }
    }

    fn refused(&self) -> Option<CaptureId> {
        match self {
            Self::NotCaptured(_, capture_id, _) => Some(*capture_id),
            Self::Captured(_) | Self::Refunded(_) | Self::Voided(_) => None,
        }
    }

    fn apply(&self, order: &mut OrderState) -> Result<Change, OrderError> {
        Ok(match self {
            Self::Captured(fact) => order.record_captured(fact.captured)?,
            Self::Refunded(fact) => order.record_refunded(fact.refunded)?,
            // The first release did not tell the sum; one tender was the rule then.
            Self::Voided(fact) => order.record_voided(fact.voided.unwrap_or(fact.amount))?,
            Self::NotCaptured(_, _, _) => Change::AlreadyApplied,
        })
    }

    fn text(&self) -> (Kind, String) {
        match self {
            Self::Captured(fact) => (Kind::PaymentCaptured, format!("{} was collected", fact.amount)),
            Self::Refunded(fact) => (Kind::PaymentRefunded, format!("{} was paid back", fact.amount)),
            Self::Voided(fact) => (Kind::PaymentVoided, format!("{} was let go", fact.amount)),
            Self::NotCaptured(_, _, refusal) => (
                Kind::CaptureRefused,
                format!("Nothing was collected: {} ({})", refusal.message, refusal.code),
            ),
        }
    }
}

/// Moves the payment status of every order of the batch.
pub(crate) async fn apply(app: &App, events: &[Arc<Event>], write: &Write) -> Result<(), HandlerError> {
    let mut facts = Vec::with_capacity(events.len());
    for event in events {
        facts.extend(Fact::parse(event)?.map(|fact| (fact, event)));
    }
    let order_ids: HashSet<OrderId> = facts.iter().map(|(fact, _)| fact.order_id()).collect();
    let order_ids: Vec<OrderId> = order_ids.into_iter().collect();
    let mut orders = store::order::find_states(write, &order_ids).await?;
    let mut changed = HashSet::new();
    let refusals: Vec<CaptureId> = facts.iter().filter_map(|(fact, _)| fact.refused()).collect();
    let mut asked = store::bill::asked(write, &refusals).await?;
    let (mut entries, mut movements) = (Vec::new(), Vec::new());
    for (fact, event) in &facts {
        // Money without an order is payment's to give back.
        let Some(order) = orders.get_mut(&fact.order_id()) else { continue };
        let applied = fact.apply(order)? == Change::Applied;
        if applied {
            changed.insert(order.order_id);
            moved(order, fact, event, &mut movements);
        }
        // A refusal that is told again is known.
        if applied || fact.refused().is_some_and(|capture_id| asked.remove(&capture_id)) {
            let (kind, text) = fact.text();
            entries.push(Entry::new(order.order_id, app.env.id(), kind, text, "payment", event.time));
        }
    }
    settle(&app.env, &mut orders, &changed, &mut entries)?;
    orders.retain(|order_id, _| changed.contains(order_id));
    let orders: Vec<OrderState> = orders.into_values().collect();
    store::order::save_states(write, &orders).await?;
    store::timeline::insert(write, &entries).await?;
    store::bill::end_requests(write, &refusals, RequestEnd::Refused).await?;
    Ok(app.bill(write, &movements).await?)
}

/// What is to be billed. A refund may be heard of before its capture, which is billed first.
fn moved(order: &OrderState, fact: &Fact, event: &Event, movements: &mut Vec<Movement>) {
    let movement = |kind, reaches: kernel_base::Money, capture_id| Movement {
        order_id: order.order_id,
        kind,
        reaches: reaches.minor(),
        capture_id,
        trace: event.trace.clone(),
    };
    match fact {
        Fact::Captured(told) => {
            join(movements, movement(BillKind::Invoice, order.captured, Some(told.capture_id)));
        }
        Fact::Refunded(_) => {
            join(movements, movement(BillKind::Invoice, order.captured, None));
            join(movements, movement(BillKind::CreditNote, order.refunded, None));
        }
        Fact::Voided(_) | Fact::NotCaptured(_, _, _) => {}
    }
}
