//! Commands of the order sagas, and shipping's own news about its rates.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use kernel_base::{Command, CommandData, Event, EventData, Outcome, TraceParent};
use kernel_db::Write;
use kernel_messaging::{Emit, Handler, HandlerError, Subscription};
use shared_contracts::OrderId;
use shipping_contracts::{
    CancelShipment, RatesChanged, RequestShipment, ShipmentAccepted, ShipmentCancelled, ShipmentRequested,
    ShipmentsCancelled,
};

use crate::app::App;
use crate::domain::request::Request;
use crate::domain::shipment::{Shipment, Status};
use crate::store;

/// Everything shipping listens to.
pub(crate) fn subscriptions(app: &Arc<App>) -> Vec<Subscription> {
    vec![
        Subscription {
            producer: "order",
            types: &[RequestShipment::TYPE, CancelShipment::TYPE],
            handler: Arc::new(OrderCommands(Arc::clone(app))),
        },
        Subscription {
            producer: crate::NAME,
            types: &[RatesChanged::TYPE],
            handler: Arc::new(OwnRates(Arc::clone(app))),
        },
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
}

impl Asked {
    fn parse(event: &Event) -> Result<Option<Self>, HandlerError> {
        if let Some(command) = event.command::<RequestShipment>() {
            return Ok(Some(Self::Request(Box::new(command?))));
        }
        Ok(event.command::<CancelShipment>().transpose()?.map(Self::Cancel))
    }

    fn order_id(&self) -> OrderId {
        match self {
            Self::Request(command) => command.body.order_id,
            Self::Cancel(command) => command.body.order_id,
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
        let mut traces: HashMap<OrderId, &TraceParent> = HashMap::new();
        let (env, now) = (&self.0.env, self.0.env.now());
        for (event, command) in asked {
            let Some(order) = orders.get_mut(&command.order_id()) else { continue };
            let (subject, trace) = (&event.subject, event.trace.as_ref());
            traces.extend(trace.map(|trace| (order.order_id, trace)));
            match command {
                Asked::Request(command) => {
                    let shipment_id = order.request(command.body.clone(), env.id(), now);
                    let done = Outcome::Done(ShipmentAccepted { shipment_id });
                    write.reply(env, subject, trace, &*command, done)?;
                }
                Asked::Cancel(command) => {
                    let outcome = match order.cancel(now) {
                        Ok(_) => Outcome::Done(ShipmentsCancelled { order_id: command.body.order_id }),
                        Err(refusal) => Outcome::Refused(refusal),
                    };
                    write.reply(env, subject, trace, &command, outcome)?;
                }
            }
        }
        let known = |shipment: &Shipment| {
            before[&shipment.order_id]
                .shipments
                .iter()
                .find(|known| known.shipment_id == shipment.shipment_id)
                .map(|known| known.status)
        };
        let (mut new, mut cancelled) = (Vec::new(), Vec::new());
        for shipment in orders.values().flat_map(|order| &order.shipments) {
            match known(shipment) {
                None => new.push(shipment),
                Some(status) if status != shipment.status => cancelled.push(shipment.shipment_id),
                Some(_) => continue,
            }
            self.tell(write, shipment, known(shipment), traces.get(&shipment.order_id).copied())?;
        }
        store::shipment::insert(write, &new, now).await?;
        store::shipment::cancel(write, &cancelled, now).await?;
        let requests: Vec<(OrderId, Request, Request)> = orders
            .values()
            .map(|order| (order.order_id, before[&order.order_id].request, order.request))
            .collect();
        store::shipment::remember_requests(write, &requests, now).await?;
        Ok(())
    }
}

impl OrderCommands {
    /// A shipment that came and was cancelled in one batch is told once: there is nothing to pack.
    fn tell(
        &self,
        write: &Write,
        shipment: &Shipment,
        before: Option<Status>,
        trace: Option<&TraceParent>,
    ) -> Result<(), HandlerError> {
        let env = &self.0.env;
        let (shipment_id, order_id) = (shipment.shipment_id, shipment.order_id);
        let (lines, occurred_at) = (shipment.lines.clone(), env.now());
        let (subject, version) = (shipment_id.to_string(), shipment.version);
        match (before, shipment.status) {
            (None, Status::Open) => {
                let event = ShipmentRequested { shipment_id, order_id, split_from: None, lines, occurred_at };
                write.emit(env, subject, version, trace, &event)?;
            }
            (_, Status::Cancelled { .. }) => {
                let event =
                    ShipmentCancelled { shipment_id, order_id, lines, asked_by_order: true, occurred_at };
                write.emit(env, subject, version, trace, &event)?;
            }
            (_, Status::Open | Status::Shipped { .. } | Status::Delivered { .. }) => {}
        }
        Ok(())
    }
}
