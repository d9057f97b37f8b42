//! Shipments that leave or arrive move the fulfillment status.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use kernel_base::Event;
use kernel_db::Write;
use kernel_messaging::HandlerError;
use shared_contracts::{OrderId, ShipmentId};
use shipping_contracts::{ShipmentDelivered, ShipmentShipped};

use crate::app::App;
use crate::domain::order::{Change, OrderState};
use crate::domain::shipment::{Shipment, progress};
use crate::domain::timeline::{Entry, Kind};
use crate::events::settle;
use crate::store;

/// What the batch tells of each shipment, all its events folded into one.
type Told = HashMap<(OrderId, ShipmentId), Shipment>;

/// Moves the fulfillment status of every order of the batch.
pub(crate) async fn apply(app: &App, events: &[Arc<Event>], write: &Write) -> Result<(), HandlerError> {
    let mut told = fold(events)?;
    let order_ids: HashSet<OrderId> = told.keys().map(|key| key.0).collect();
    let order_ids: Vec<OrderId> = order_ids.into_iter().collect();
    let (mut orders, known) = futures::try_join!(
        store::order::find_states(write, &order_ids),
        store::shipment::find(write, &order_ids)
    )?;
    told.retain(|(order_id, _), _| orders.contains_key(order_id));
    let mut changed = HashSet::new();
    let mut entries = Vec::new();
    let now = app.env.now();
    for order in orders.values_mut() {
        let shipments = merged(order.order_id, known.get(&order.order_id), &told);
        if order.record_fulfillment(progress(&shipments)) == Change::Applied {
            changed.insert(order.order_id);
            let text = format!("The goods are {} now", store::text::fulfillment(order.fulfillment));
            entries.push(Entry::new(order.order_id, app.env.id(), Kind::Fulfillment, text, "shipping", now));
        }
    }
    settle(&app.env, &mut orders, &changed, &mut entries)?;
    let news: Vec<(OrderId, Shipment)> =
        told.into_iter().map(|((order_id, _), told)| (order_id, told)).collect();
    store::shipment::save(write, &news).await?;
    orders.retain(|order_id, _| changed.contains(order_id));
    let orders: Vec<OrderState> = orders.into_values().collect();
    store::order::save_states(write, &orders).await?;
    store::timeline::insert(write, &entries).await?;
    Ok(())
}

fn fold(events: &[Arc<Event>]) -> Result<Told, HandlerError> {
    let mut told = Told::new();
    for event in events {
        let (order_id, news) = if event.is::<ShipmentShipped>() {
            let fact: ShipmentShipped = event.parse()?;
            let shipment =
                Shipment { shipment_id: fact.shipment_id, last: fact.last, shipped: true, delivered: false };
            (fact.order_id, shipment)
        } else {
            let fact: ShipmentDelivered = event.parse()?;
            let shipment =
                Shipment { shipment_id: fact.shipment_id, last: false, shipped: true, delivered: true };
            (fact.order_id, shipment)
        };
        told.entry((order_id, news.shipment_id)).and_modify(|known| known.merge(news)).or_insert(news);
    }
    Ok(told)
}

/// All shipments of an order: the known ones with what is told now, and the new ones.
fn merged(order_id: OrderId, known: Option<&Vec<Shipment>>, told: &Told) -> Vec<Shipment> {
    let mut shipments: HashMap<ShipmentId, Shipment> =
        known.into_iter().flatten().map(|shipment| (shipment.shipment_id, *shipment)).collect();
    for ((of, shipment_id), news) in told {
        if *of == order_id {
            shipments.entry(*shipment_id).and_modify(|known| known.merge(*news)).or_insert(*news);
        }
    }
    shipments.into_values().collect()
}
