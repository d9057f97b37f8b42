//! Completed carts become orders.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use cart_contracts::CartCompleted;
use kernel_base::{Event, TraceParent};
use kernel_db::Write;
use kernel_messaging::HandlerError;
use payment_contracts::TenderRequest;
use shared_contracts::OrderId;

use crate::app::App;
use crate::app::place::Placing;
use crate::domain::new_order::NewOrder;
use crate::domain::{claim, number};
use crate::store;
use crate::store::admission::{Admitted, OrderKey};

/// One order for each cart that was not seen before, however often its completion is told.
pub(crate) async fn apply(app: &App, events: &[Arc<Event>], write: &Write) -> Result<(), HandlerError> {
    let mut carts: Vec<(CartCompleted, Option<TraceParent>)> = Vec::with_capacity(events.len());
    let mut seen = HashSet::with_capacity(events.len());
    for event in events {
        let cart: CartCompleted = event.parse()?;
        if cart.email.erased() {
            // From an old log, or of a cart whose owner was erased while it was being completed: no order comes of it.
            continue;
        }
        if seen.insert((cart.cart_id, cart.attempt)) {
            carts.push((cart, event.trace.clone()));
        }
    }
    let keys: Vec<OrderKey> = carts.iter().map(|(cart, _)| key(cart)).collect();
    let admitted = store::admission::admit(write, &keys).await?;
    let placing = new_orders(app, carts, &admitted)?;
    if placing.is_empty() {
        return Ok(());
    }
    Ok(app.record_placing(write, &placing).await?)
}

fn key(cart: &CartCompleted) -> OrderKey {
    let guest = cart.email.as_known().filter(|_| cart.customer_id.is_none());
    OrderKey {
        order_id: cart.order_id,
        cart_id: Some(cart.cart_id),
        attempt: cart.attempt,
        customer_id: cart.customer_id,
        guest_email: guest.map(claim::matched),
        placed_at: cart.occurred_at,
    }
}

fn new_orders(
    app: &App,
    carts: Vec<(CartCompleted, Option<TraceParent>)>,
    admitted: &HashMap<OrderId, Admitted>,
) -> Result<Vec<Placing>, HandlerError> {
    let mut placing = Vec::with_capacity(admitted.len());
    for (mut cart, trace) in carts {
        let Some(admitted) = admitted.get(&cart.order_id) else { continue };
        cart.customer_id = cart.customer_id.or(admitted.claimed_by);
        let order_number = number::render(&app.config.number_prefixes, &cart.channel, admitted.counter);
        let tenders = cart.payment.tenders.iter();
        let tenders = tenders
            .map(|tender| TenderRequest {
                tender_id: app.env.id(),
                provider: tender.provider.clone(),
                amount: tender.amount,
                token: tender.token.clone(),
                reference: None,
            })
            .collect();
        let held_for = cart.holds_stock.then_some(cart.cart_id);
        let order = NewOrder::from_cart(cart, order_number)
            .map_err(|mistake| HandlerError::Poison(mistake.to_string()))?;
        placing.push(Placing { order, tenders, trace, held_for });
    }
    Ok(placing)
}
