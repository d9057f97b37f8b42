//! Shipments that leave or arrive move the fulfillment status. Pieces that shipping called off by itself are cancelled by
//! the saga that cancels lines.

use std::sync::Arc;

use kernel_base::{Event, Timestamp, TraceParent};
use kernel_db::Write;
use kernel_messaging::HandlerError;
use order_contracts::OrderTracking;
use shared_contracts::{LineId, OrderId, Quantity, ShipmentId};
use shipping_contracts::{
    ShipmentCancelled, ShipmentDelivered, ShipmentLine, ShipmentShipped, Tracking, TrackingChanged,
};

use crate::app::App;
use crate::app::bill::Sent;
use crate::app::goods::follow;
use crate::config::CapturePolicy;
use crate::domain::goods::Goods;
use crate::domain::order::Change;
use crate::domain::shipment::Departure;
use crate::domain::timeline::{Entry, Kind};
use crate::error::OrderError;
use crate::sagas::cancel_lines::CancelLines;
use crate::store;

/// Who tells it, for timelines.
const SHIPPING: &str = "shipping";

enum Fact {
    Shipped(Vec<(LineId, Quantity)>, Departure),
    Tracked(Vec<OrderTracking>),
    Delivered(Timestamp),
    CalledOff(Vec<(LineId, Quantity)>),
}

/// One event: what happened to which shipment.
struct News {
    order_id: OrderId,
    shipment_id: ShipmentId,
    fact: Fact,
    trace: Option<TraceParent>,
}

impl News {
    /// Nothing for what a saga of ours asked for: it learns that from the reply.
    fn parse(event: &Event) -> Result<Option<Self>, HandlerError> {
        let (order_id, shipment_id, fact) = if event.is::<ShipmentShipped>() {
            let ShipmentShipped { order_id, shipment_id, lines, tracking, occurred_at, .. } =
                event.parse()?;
            let departure = Departure { at: occurred_at, tracking: followed(tracking) };
            (order_id, shipment_id, Fact::Shipped(pieces(&lines), departure))
        } else if event.is::<TrackingChanged>() {
            let TrackingChanged { order_id, shipment_id, tracking, .. } = event.parse()?;
            (order_id, shipment_id, Fact::Tracked(followed(tracking)))
        } else if event.is::<ShipmentDelivered>() {
            let ShipmentDelivered { order_id, shipment_id, occurred_at } = event.parse()?;
            (order_id, shipment_id, Fact::Delivered(occurred_at))
        } else {
            let ShipmentCancelled { order_id, shipment_id, lines, asked_by_order, .. } = event.parse()?;
            if asked_by_order {
                return Ok(None);
            }
            (order_id, shipment_id, Fact::CalledOff(pieces(&lines)))
        };
        Ok(Some(Self { order_id, shipment_id, fact, trace: event.trace.clone() }))
    }
}

fn pieces(lines: &[ShipmentLine]) -> Vec<(LineId, Quantity)> {
    lines.iter().map(|line| (line.line_id, line.quantity)).collect()
}

fn followed(packages: Vec<Tracking>) -> Vec<OrderTracking> {
    let followed = |Tracking { carrier, number, url }| OrderTracking { carrier, number, url };
    packages.into_iter().map(followed).collect()
}

/// What payment is to be asked for, where the channel collects money with shipments.
fn to_capture(
    app: &App,
    goods: &Goods,
    shipment_id: ShipmentId,
    shipped_at: Timestamp,
    trace: Option<TraceParent>,
) -> Result<Option<Sent>, OrderError> {
    if app.config.capture_policy(&goods.order.channel) != CapturePolicy::OnShipment {
        return Ok(None);
    }
    let (order_id, due) = (goods.order.order_id, goods.order.due()?.minor());
    Ok(Some(Sent { order_id, shipment_id, pieces: goods.shipped(), shipped_at, due, trace }))
}

/// Moves every order of the batch.
pub(crate) async fn apply(app: &App, events: &[Arc<Event>], write: &Write) -> Result<(), HandlerError> {
    let mut news = Vec::with_capacity(events.len());
    for event in events {
        news.extend(News::parse(event)?);
    }
    let mut found = store::goods::find(write, news.iter().map(|news| news.order_id)).await?;
    let (mut entries, mut sagas, mut departed) = (Vec::new(), Vec::new(), Vec::new());
    for News { order_id, shipment_id, fact, trace } in news {
        // An order of another installation's past: nothing of ours.
        let Some(goods) = found.get_mut(&order_id) else { continue };
        match fact {
            Fact::Shipped(pieces, departure) => {
                let (text, shipped_at) = (departure.text(), departure.at);
                if goods.ship(shipment_id, &pieces, departure) == Change::Applied {
                    let (env, kind) = (&app.env, Kind::Shipment);
                    entries.push(Entry::new(order_id, env.id(), kind, text, SHIPPING, env.now()));
                    departed.extend(to_capture(app, goods, shipment_id, shipped_at, trace)?);
                }
            }
            Fact::Tracked(tracking) => goods.track(shipment_id, tracking),
            Fact::Delivered(at) => goods.deliver(shipment_id, at),
            Fact::CalledOff(pieces) => {
                let lines = goods.call_off(shipment_id, &pieces);
                if !lines.is_empty() {
                    let saga = CancelLines {
                        order_id,
                        order_number: goods.order.order_number.clone(),
                        lines,
                        reason: "the shipment was called off".to_owned(),
                        actor: SHIPPING.to_owned(),
                    };
                    // A shipment is called off once, so its UUID is the saga's.
                    sagas.push((shipment_id.uuid(), saga, trace));
                }
            }
        }
        follow(&app.env, goods, SHIPPING, &mut entries)?;
    }
    store::goods::save(write, &found).await?;
    store::timeline::insert(write, &entries).await?;
    app.capture_sent(write, &departed).await?;
    app.sagas.start_cancelling_lines(write, sagas).await
}
