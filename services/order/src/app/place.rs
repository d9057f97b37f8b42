//! Writing new orders and starting the saga that places them: the same for carts and for staff.

use kernel_base::{Personal, Timestamp, TraceParent};
use kernel_db::Write;
use kernel_messaging::Emit;
use order_contracts::Order;
use payment_contracts::TenderRequest;
use shared_contracts::CartId;

use super::App;
use crate::domain::line::NewLine;
use crate::domain::new_order::NewOrder;
use crate::domain::timeline::{Entry, Kind};
use crate::error::OrderError;
use crate::sagas::place_order::{PlaceOrder, PlacedLine};
use crate::store::line::StoredLine;
use crate::{publish, store};

/// A new order on its way to be placed.
pub(crate) struct Placing {
    pub(crate) order: NewOrder,
    pub(crate) tenders: Vec<TenderRequest>,
    pub(crate) trace: Option<TraceParent>,
    /// The cart whose hold the order takes over.
    pub(crate) held_for: Option<CartId>,
}

impl App {
    /// Records pending orders with their lines, first timeline entries, events and sagas: one statement of each kind,
    /// however many orders there are.
    pub(crate) async fn record_placing(&self, write: &Write, placing: &[Placing]) -> Result<(), OrderError> {
        let now = self.env.now();
        let orders: Vec<&NewOrder> = placing.iter().map(|placing| &placing.order).collect();
        store::order::insert(write, &orders).await?;
        let lines: Vec<_> = orders.iter().map(|order| (order.order_id, order.lines.as_slice())).collect();
        store::line::insert(write, &lines).await?;
        let mut entries = Vec::with_capacity(placing.len());
        let mut sagas = Vec::with_capacity(placing.len());
        for Placing { order, tenders, trace, held_for } in placing {
            let view = publish::view(order)?;
            let placed = publish::placed(&view, order.attempt, now);
            write.emit(
                &self.env,
                order.order_id.to_string(),
                publish::FIRST_VERSION,
                trace.as_ref(),
                &placed,
            )?;
            entries.push(self.placed_entry(&view, &order.created_by, now));
            let lines = order.lines.iter().map(placed_line).collect();
            let mut saga = self.place_saga(&view, tenders.clone(), lines, now);
            saga.shipping_method = order.shipping_method.as_ref().map(|method| method.0);
            saga.held_for = *held_for;
            sagas.push((saga, trace.clone()));
        }
        store::timeline::insert(write, &entries).await?;
        Ok(self.sagas.start_placing(write, sagas).await?)
    }

    /// What the saga needs to know of an order.
    pub(crate) fn place_saga(
        &self,
        order: &Order,
        tenders: Vec<TenderRequest>,
        lines: Vec<PlacedLine>,
        now: Timestamp,
    ) -> PlaceOrder {
        PlaceOrder {
            order_id: order.order_id,
            order_number: order.order_number.clone(),
            channel: order.channel.clone(),
            total: order.totals.total,
            tenders,
            deadline: now.plus(self.config.place_timeout()),
            shipping_method: None,
            address: order.shipping_address.clone().map(Personal::from),
            lines,
            customer_id: order.customer.customer_id,
            held_for: None,
        }
    }

    pub(crate) fn placed_entry(&self, order: &Order, actor: &str, now: Timestamp) -> Entry {
        let text = format!("Order {} was placed: {}", order.order_number, order.totals.total);
        Entry::new(order.order_id, self.env.id(), Kind::Placed, text, actor, now)
    }
}

fn placed_line(line: &NewLine) -> PlacedLine {
    PlacedLine {
        line_id: line.line_id,
        variant_id: line.variant_id,
        sku: line.sku.clone(),
        quantity: line.quantity,
        weight_g: line.weight_g,
        stock: line.requires_stock,
        ship: line.requires_shipping,
    }
}

/// The same of a line that was stored before.
pub(crate) fn placed_stored_line(stored: &StoredLine) -> PlacedLine {
    let line = &stored.line;
    PlacedLine {
        line_id: line.line_id,
        variant_id: line.variant_id,
        sku: line.sku.clone(),
        quantity: line.quantity,
        weight_g: stored.weight_g,
        stock: line.requires_stock,
        ship: stored.requires_shipping,
    }
}
