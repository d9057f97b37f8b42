//! Shipments that leave, arrive or are called off move the fulfillment status. Pieces that shipping will not send are
//! cancelled lines: the customer owes less for them.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use kernel_base::{Event, MoneyError, Timestamp, TraceParent};
use kernel_db::Write;
use kernel_messaging::{Emit, HandlerError};
use order_contracts::CancelledLine;
use shared_contracts::{LineId, OrderId, Quantity, ShipmentId};
use shipping_contracts::{ShipmentCancelled, ShipmentDelivered, ShipmentLine, ShipmentShipped};

use crate::app::App;
use crate::domain::line::LineProgress;
use crate::domain::order::{Change, OrderState};
use crate::domain::shipment::{Shipment, progress};
use crate::domain::timeline::{Entry, Kind};
use crate::error::OrderError;
use crate::events::settle;
use crate::{publish, store};

/// Who tells it, for timelines.
const SHIPPING: &str = "shipping";

enum Fact {
    Shipped(Vec<ShipmentLine>),
    Delivered,
    Cancelled(Vec<ShipmentLine>),
}

/// One event: what happened to which shipment.
struct News {
    order_id: OrderId,
    shipment_id: ShipmentId,
    fact: Fact,
    trace: Option<TraceParent>,
}

impl News {
    fn parse(event: &Event) -> Result<Self, HandlerError> {
        let trace = event.trace.clone();
        if event.is::<ShipmentShipped>() {
            let ShipmentShipped { order_id, shipment_id, lines, .. } = event.parse()?;
            Ok(Self { order_id, shipment_id, fact: Fact::Shipped(lines), trace })
        } else if event.is::<ShipmentDelivered>() {
            let ShipmentDelivered { order_id, shipment_id, .. } = event.parse()?;
            Ok(Self { order_id, shipment_id, fact: Fact::Delivered, trace })
        } else {
            let ShipmentCancelled { order_id, shipment_id, lines, .. } = event.parse()?;
            Ok(Self { order_id, shipment_id, fact: Fact::Cancelled(lines), trace })
        }
    }
}

/// One order of the batch in memory: what was read of it, and what the events change.
struct Scene {
    order: OrderState,
    lines: Vec<LineProgress>,
    places: HashMap<LineId, usize>,
    shipments: HashMap<ShipmentId, Shipment>,
    changed_lines: HashSet<usize>,
    changed: bool,
}

impl Scene {
    /// Applies one event; what was told before changes nothing. Answers the lines that are cancelled by it.
    fn apply(&mut self, news: &News) -> Result<Vec<CancelledLine>, MoneyError> {
        let shipment = self.shipments.entry(news.shipment_id).or_insert(Shipment::unknown(news.shipment_id));
        match &news.fact {
            Fact::Shipped(lines) if !shipment.shipped => {
                shipment.shipped = true;
                self.changed = true;
                for line in lines {
                    if let Some(place) = self.place(line) {
                        self.lines[place].ship(line.quantity.get());
                    }
                }
            }
            Fact::Delivered if !shipment.delivered => {
                shipment.delivered = true;
                self.changed = true;
            }
            Fact::Cancelled(lines) if !shipment.cancelled => {
                shipment.cancelled = true;
                self.changed = true;
                // When the whole order is taken back, its saga asked for this.
                if self.order.open_to_line_cancel() {
                    return self.cancel(lines);
                }
            }
            Fact::Shipped(_) | Fact::Delivered | Fact::Cancelled(_) => {}
        }
        Ok(Vec::new())
    }

    fn cancel(&mut self, lines: &[ShipmentLine]) -> Result<Vec<CancelledLine>, MoneyError> {
        let mut cancelled = Vec::with_capacity(lines.len());
        for line in lines {
            let Some(place) = self.place(line) else { continue };
            let (pieces, amount) = self.lines[place].cancel(line.quantity.get())?;
            let Ok(quantity) = Quantity::try_new(pieces.into()) else { continue };
            self.order.record_lines_cancelled(amount)?;
            let (line_id, variant_id) = (line.line_id, line.variant_id);
            cancelled.push(CancelledLine { line_id, variant_id, quantity, amount });
        }
        Ok(cancelled)
    }

    fn place(&mut self, line: &ShipmentLine) -> Option<usize> {
        let place = self.places.get(&line.line_id).copied()?;
        self.changed_lines.insert(place);
        Some(place)
    }

    fn progress(&mut self) -> Change {
        let shipments: Vec<Shipment> = self.shipments.values().copied().collect();
        self.order.record_fulfillment(progress(&self.lines, &shipments))
    }
}

/// Moves every order of the batch.
pub(crate) async fn apply(app: &App, events: &[Arc<Event>], write: &Write) -> Result<(), HandlerError> {
    let news = events.iter().map(|event| News::parse(event)).collect::<Result<Vec<_>, _>>()?;
    let mut scenes = read(&news, write).await?;
    let now = app.env.now();
    let mut entries = Vec::new();
    for news in &news {
        // An order of another installation's past: nothing of ours.
        let Some(scene) = scenes.get_mut(&news.order_id) else { continue };
        let cancelled = scene.apply(news).map_err(OrderError::from)?;
        if !cancelled.is_empty() {
            entries.push(tell_cancelled(app, scene, cancelled, news.trace.as_ref(), now, write)?);
        }
        if scene.progress() == Change::Applied {
            let text = format!("The goods are {} now", store::text::fulfillment(scene.order.fulfillment));
            let kind = Kind::Fulfillment;
            entries.push(Entry::new(news.order_id, app.env.id(), kind, text, SHIPPING, now));
        }
    }
    save(app, scenes, entries, write).await
}

async fn read(news: &[News], write: &Write) -> Result<HashMap<OrderId, Scene>, HandlerError> {
    let order_ids: HashSet<OrderId> = news.iter().map(|news| news.order_id).collect();
    let order_ids: Vec<OrderId> = order_ids.into_iter().collect();
    let orders = store::order::find_states(write, &order_ids).await?;
    let mut lines = store::line::find_progress(write, &orders).await?;
    let mut shipments = store::shipment::find(write, &order_ids).await?;
    let scene = |(order_id, order)| {
        let lines = lines.remove(&order_id).unwrap_or_default();
        let scene = Scene {
            order,
            places: lines.iter().enumerate().map(|(place, line)| (line.line_id, place)).collect(),
            lines,
            shipments: shipments.remove(&order_id).unwrap_or_default(),
            changed_lines: HashSet::new(),
            changed: false,
        };
        (order_id, scene)
    };
    Ok(orders.into_iter().map(scene).collect())
}

fn tell_cancelled(
    app: &App,
    scene: &Scene,
    lines: Vec<CancelledLine>,
    trace: Option<&TraceParent>,
    now: Timestamp,
    write: &Write,
) -> Result<Entry, HandlerError> {
    let order = &scene.order;
    let event = publish::lines_cancelled(order, lines, "the shipment was called off", now)
        .map_err(OrderError::from)?;
    write.emit(&app.env, order.order_id.to_string(), order.version + 1, trace, &event)?;
    let text = format!("Goods worth {} will not be sent", event.amount);
    Ok(Entry::new(order.order_id, app.env.id(), Kind::LinesCancelled, text, SHIPPING, now))
}

async fn save(
    app: &App,
    mut scenes: HashMap<OrderId, Scene>,
    mut entries: Vec<Entry>,
    write: &Write,
) -> Result<(), HandlerError> {
    scenes.retain(|_, scene| scene.changed);
    let mut lines = Vec::new();
    let mut shipments = Vec::new();
    for (order_id, scene) in &scenes {
        lines.extend(scene.changed_lines.iter().map(|place| (*order_id, scene.lines[*place])));
        shipments.extend(scene.shipments.values().map(|shipment| (*order_id, *shipment)));
    }
    let changed: HashSet<OrderId> = scenes.keys().copied().collect();
    let mut orders: HashMap<OrderId, OrderState> =
        scenes.into_iter().map(|(order_id, scene)| (order_id, scene.order)).collect();
    settle(&app.env, &mut orders, &changed, &mut entries)?;
    let orders: Vec<OrderState> = orders.into_values().collect();
    store::order::save_states(write, &orders).await?;
    store::line::save_progress(write, &lines).await?;
    store::shipment::save(write, &shipments).await?;
    store::timeline::insert(write, &entries).await?;
    Ok(())
}
