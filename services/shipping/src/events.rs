//! Commands of the order sagas and of erasure, and shipping's own news about its rates.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use kernel_base::{Command, CommandData, Event, EventData, Outcome, TraceParent};
use kernel_db::Write;
use kernel_messaging::{Emit, Handler, HandlerError, Subscription, answering};
use shared_contracts::OrderId;
use shipping_contracts::{
    CancelLines, CancelShipment, EraseShipments, LinesCancelled, RatesChanged, RequestShipment,
    ShipmentAccepted, ShipmentCancelled, ShipmentReduced, ShipmentRequested, ShipmentsCancelled,
};
use uuid::Uuid;

use crate::app::App;
use crate::domain::request::{OrderShipments, Request};
use crate::domain::shipment::{Shipment, Status};
use crate::store;
use crate::store::line_cancellation::LineCancellation;

/// Everything shipping listens to.
pub(crate) fn subscriptions(app: &Arc<App>) -> Vec<Subscription> {
    vec![
        Subscription {
            producer: "order",
            types: &[RequestShipment::TYPE, CancelShipment::TYPE, CancelLines::TYPE],
            handler: Arc::new(OrderCommands(Arc::clone(app))),
        },
        Subscription {
            producer: crate::NAME,
            types: &[RatesChanged::TYPE],
            handler: Arc::new(OwnRates(Arc::clone(app))),
        },
        answering::<EraseShipments, _>("customer", &app.env, app),
    ]
}

/// What is in memory of the rates is old once they changed, by whichever replica.
struct OwnRates(Arc<App>);

#[async_trait::async_trait]
impl Handler for OwnRates {
    /// What the event tells of was committed before: there is nothing to wait for.
    async fn apply(&self, _: &[Arc<Event>], _: &Write) -> Result<(), HandlerError> {
        self.0.forget_rates();
        Ok(())
    }
}

struct OrderCommands(Arc<App>);

enum Asked {
    Request(Box<Command<RequestShipment>>),
    Cancel(Command<CancelShipment>),
    CancelLines(Command<CancelLines>),
}

impl Asked {
    fn parse(event: &Event) -> Result<Option<Self>, HandlerError> {
        if let Some(command) = event.command::<RequestShipment>() {
            return Ok(Some(Self::Request(Box::new(command?))));
        }
        if let Some(command) = event.command::<CancelLines>() {
            return Ok(Some(Self::CancelLines(command?)));
        }
        Ok(event.command::<CancelShipment>().transpose()?.map(Self::Cancel))
    }

    fn order_id(&self) -> OrderId {
        match self {
            Self::Request(command) => command.body.order_id,
            Self::Cancel(command) => command.body.order_id,
            Self::CancelLines(command) => command.body.order_id,
        }
    }

    /// The id of a command whose answer does not follow from the shipments alone.
    fn cancels_lines(&self) -> Option<Uuid> {
        match self {
            Self::Request(_) | Self::Cancel(_) => None,
            Self::CancelLines(command) => Some(command.command_id),
        }
    }
}

#[async_trait::async_trait]
impl Handler for OrderCommands {
    /// Reads what is known of all orders of the batch, decides command by command, writes the difference.
    async fn apply(&self, events: &[Arc<Event>], write: &Write) -> Result<(), HandlerError> {
        let mut asked = Vec::with_capacity(events.len());
        for event in events {
            asked.extend(Asked::parse(event)?.map(|command| (event, command)));
        }
        let order_ids: BTreeSet<OrderId> = asked.iter().map(|(_, command)| command.order_id()).collect();
        let order_ids: Vec<OrderId> = order_ids.into_iter().collect();
        let before = store::shipment::of_orders(write, &order_ids).await?;
        let mut orders = before.clone();
        let cancels: Vec<Uuid> = asked.iter().filter_map(|(_, command)| command.cancels_lines()).collect();
        let mut answered = store::line_cancellation::find(write, &cancels).await?;
        let mut answers = Vec::new();
        let mut traces: HashMap<OrderId, &TraceParent> = HashMap::new();
        let (env, now) = (&self.0.env, self.0.env.now());
        for (event, command) in asked {
            let Some(order) = orders.get_mut(&command.order_id()) else { continue };
            let (order_id, subject, trace) = (order.order_id, &event.subject, event.trace.as_ref());
            traces.extend(trace.map(|trace| (order_id, trace)));
            match command {
                Asked::Request(command) => {
                    let shipment_id = order.request(command.body.clone(), env.id(), now);
                    let done = Outcome::Done(ShipmentAccepted { shipment_id });
                    write.reply(env, subject, trace, &*command, done)?;
                }
                Asked::Cancel(command) => {
                    let outcome = match order.cancel(now) {
                        Ok(_) => Outcome::Done(ShipmentsCancelled { order_id }),
                        Err(refusal) => Outcome::Refused(refusal),
                    };
                    write.reply(env, subject, trace, &command, outcome)?;
                }
                Asked::CancelLines(command) => {
                    let command_id = command.command_id;
                    let refusal = answered.entry(command_id).or_insert_with(|| {
                        let refusal = order.cancel_lines(&command.body.lines, now).err();
                        answers.push(LineCancellation { command_id, order_id, refusal: refusal.clone() });
                        refusal
                    });
                    let outcome = match refusal {
                        None => Outcome::Done(LinesCancelled { order_id }),
                        Some(refusal) => Outcome::Refused(refusal.clone()),
                    };
                    write.reply(env, subject, trace, &command, outcome)?;
                }
            }
        }
        store::line_cancellation::insert(write, &answers, now).await?;
        self.save(write, &before, &mut orders, &traces).await
    }
}

impl OrderCommands {
    /// Writes and tells what differs from what was read.
    async fn save(
        &self,
        write: &Write,
        before: &HashMap<OrderId, OrderShipments>,
        orders: &mut HashMap<OrderId, OrderShipments>,
        traces: &HashMap<OrderId, &TraceParent>,
    ) -> Result<(), HandlerError> {
        let now = self.0.env.now();
        let requests: Vec<(OrderId, Request, Request)> = orders
            .values()
            .map(|order| (order.order_id, before[&order.order_id].request, order.request))
            .collect();
        let (mut new, mut cancelled, mut reduced) = (Vec::new(), Vec::new(), Vec::new());
        for shipment in orders.values_mut().flat_map(|order| &mut order.shipments) {
            let known = &before[&shipment.order_id].shipments;
            let known = known.iter().find(|known| known.shipment_id == shipment.shipment_id);
            if known == Some(shipment) {
                continue;
            }
            // However many commands of the batch changed it, it is one change.
            shipment.version = known.map_or(1, |known| known.version + 1);
            let shipment = &*shipment;
            match known {
                None => new.push(shipment),
                Some(known) if known.lines == shipment.lines => cancelled.push(shipment.shipment_id),
                Some(_) => reduced.push(shipment),
            }
            self.tell(write, shipment, known.is_some(), traces.get(&shipment.order_id).copied())?;
        }
        store::shipment::insert(write, &new, now).await?;
        store::shipment::cancel(write, &cancelled, now).await?;
        for shipment in reduced {
            store::shipment::update(write, shipment, now).await?;
            store::shipment::replace_lines(write, shipment).await?;
        }
        store::shipment::remember_requests(write, &requests, now).await?;
        Ok(())
    }

    /// A shipment that came and was cancelled in one batch is told once: there is nothing to pack.
    fn tell(
        &self,
        write: &Write,
        shipment: &Shipment,
        known: bool,
        trace: Option<&TraceParent>,
    ) -> Result<(), HandlerError> {
        let env = &self.0.env;
        let (shipment_id, order_id) = (shipment.shipment_id, shipment.order_id);
        let (lines, occurred_at) = (shipment.lines.clone(), env.now());
        // As everything about the shipments of an order, so that it is heard in order.
        let subject = order_id.to_string();
        match shipment.status {
            Status::Open if known => {
                let event = ShipmentReduced { shipment_id, order_id, lines, occurred_at };
                write.emit(env, subject, 0, trace, &event)?;
            }
            Status::Open => {
                let event = ShipmentRequested { shipment_id, order_id, split_from: None, lines, occurred_at };
                write.emit(env, subject, 0, trace, &event)?;
            }
            Status::Cancelled { .. } => {
                let event =
                    ShipmentCancelled { shipment_id, order_id, lines, asked_by_order: true, occurred_at };
                write.emit(env, subject, 0, trace, &event)?;
            }
            Status::Shipped { .. } | Status::Delivered { .. } => {}
        }
        Ok(())
    }
}
