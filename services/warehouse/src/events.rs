//! Reactions to other services: commands of order sagas, confirmed orders, products of the catalog, shipments.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use catalog_contracts::{ProductChanged, ProductRemoved};
use kernel_base::{Command, CommandData, Env, Event, EventData, Outcome};
use kernel_db::{GenericClient, Write};
use kernel_messaging::{Emit, Handler, HandlerError, Subscription};
use order_contracts::OrderConfirmed;
use shared_contracts::{OrderId, ProductId, ReservationId, ShipmentId};
use shipping_contracts::ShipmentShipped;
use uuid::Uuid;
use warehouse_contracts::{LinesReleased, ReleaseLines, ReleaseStock, ReserveStock};

use crate::domain::movement::Note;
use crate::domain::reservation::ShippedLine;
use crate::store::reservation;
use crate::store::scene::{Scene, Subjects};
use crate::store::stock::{self, CatalogVariant};

/// What the warehouse listens to.
pub(crate) fn subscriptions(env: &Env) -> Vec<Subscription> {
    vec![
        Subscription {
            producer: "catalog",
            types: &[ProductChanged::TYPE, ProductRemoved::TYPE],
            handler: Arc::new(CatalogEvents),
        },
        Subscription {
            producer: "order",
            types: &[ReserveStock::TYPE, ReleaseStock::TYPE, ReleaseLines::TYPE, OrderConfirmed::TYPE],
            handler: Arc::new(OrderMessages { env: env.clone() }),
        },
        Subscription {
            producer: "shipping",
            types: &[ShipmentShipped::TYPE],
            handler: Arc::new(ShippingEvents { env: env.clone() }),
        },
    ]
}

/// Answers reservations and releases, and hands out what a confirmed order does not ship. The hot path of every checkout: a
/// whole batch is one read, one decision after the other in log order (first come, first served), and one write.
pub(crate) struct OrderMessages {
    pub(crate) env: Env,
}

enum OrderMessage {
    Reserve(Command<ReserveStock>),
    Release(Command<ReleaseStock>),
    ReleaseLines(Command<ReleaseLines>),
    Confirmed(OrderId),
}

/// An order's reservation has its UUID; see [`ReserveStock::reservation_id`].
fn reservation_of(order_id: OrderId) -> ReservationId {
    ReservationId::from_uuid(order_id.uuid())
}

/// What the ledger says of pieces in no shipment.
fn handed_out(order_id: OrderId) -> Note {
    Note {
        reason: Some("handed out: the order was confirmed".to_owned()),
        reference: Some(order_id.to_string()),
    }
}

impl OrderMessage {
    fn parse(event: &Event) -> Result<Self, HandlerError> {
        if let Some(reserve) = event.command::<ReserveStock>() {
            return Ok(Self::Reserve(reserve?));
        }
        if let Some(release) = event.command::<ReleaseStock>() {
            return Ok(Self::Release(release?));
        }
        if let Some(release) = event.command::<ReleaseLines>() {
            return Ok(Self::ReleaseLines(release?));
        }
        if event.is::<OrderConfirmed>() {
            return Ok(Self::Confirmed(event.parse::<OrderConfirmed>()?.order_id));
        }
        Err(HandlerError::Poison(format!("{} is nothing for the warehouse", event.kind)))
    }

    /// What these messages are about. Hardly any confirmed order has something to hand out: only those are read.
    async fn subjects<'a>(
        messages: &'a [Self],
        client: &impl GenericClient,
    ) -> Result<Subjects<'a>, HandlerError> {
        let (mut subjects, mut confirmed) = (Subjects::default(), BTreeSet::new());
        for message in messages {
            match message {
                Self::Reserve(command) => subjects.reserve(&command.body),
                Self::Release(command) => subjects.reservation(command.body.reservation_id),
                Self::ReleaseLines(command) => subjects.reservation(command.body.reservation_id),
                Self::Confirmed(order_id) => {
                    confirmed.insert(reservation_of(*order_id));
                }
            }
        }
        subjects.reservations.extend(reservation::to_hand_out(client, &confirmed).await?);
        Ok(subjects)
    }

    /// The id of a command that is carried out once.
    fn release_of_lines(&self) -> Option<Uuid> {
        match self {
            Self::Reserve(_) | Self::Release(_) | Self::Confirmed(_) => None,
            Self::ReleaseLines(command) => Some(command.command_id),
        }
    }
}

#[async_trait::async_trait]
impl Handler for OrderMessages {
    async fn apply(&self, events: &[Arc<Event>], write: &Write) -> Result<(), HandlerError> {
        let messages: Vec<OrderMessage> =
            events.iter().map(|event| OrderMessage::parse(event)).collect::<Result<_, _>>()?;
        let subjects = OrderMessage::subjects(&messages, write).await?;
        if subjects.is_empty() {
            return Ok(());
        }
        let mut scene = Scene::read(write, &subjects).await?;
        let asked = messages.iter().filter_map(OrderMessage::release_of_lines).collect();
        let mut carried_out = reservation::released_by(write, asked).await?;
        let mut released = Vec::new();
        let now = self.env.now();
        for (event, message) in events.iter().zip(&messages) {
            let (subject, trace) = (event.subject.as_str(), event.trace.as_ref());
            match message {
                OrderMessage::Reserve(command) => {
                    let outcome =
                        scene.reservations.reserve(&mut scene.room, &scene.routes, &command.body, now);
                    write.reply(&self.env, subject, trace, command, outcome)?;
                }
                OrderMessage::Release(command) => {
                    let released = scene.reservations.release(&mut scene.room, &command.body, now);
                    write.reply(&self.env, subject, trace, command, Outcome::Done(released))?;
                }
                OrderMessage::ReleaseLines(command) => {
                    let reservation_id = command.body.reservation_id;
                    let done = if carried_out.insert(command.command_id) {
                        released.push((command.command_id, reservation_id));
                        scene.reservations.release_lines(&mut scene.room, &command.body, now)
                    } else {
                        LinesReleased { reservation_id }
                    };
                    write.reply(&self.env, subject, trace, command, Outcome::Done(done))?;
                }
                OrderMessage::Confirmed(order_id) => {
                    let (room, note) = (&mut scene.room, handed_out(*order_id));
                    scene.reservations.hand_out(room, reservation_of(*order_id), &note, now);
                }
            }
        }
        reservation::mark_released_by(write, &released, now).await?;
        scene.save(write, &self.env, "order", now, None).await?;
        Ok(())
    }
}

/// Keeps a copy of what the warehouse must know of each variant.
pub(crate) struct CatalogEvents;

#[async_trait::async_trait]
impl Handler for CatalogEvents {
    async fn apply(&self, events: &[Arc<Event>], write: &Write) -> Result<(), HandlerError> {
        // Of several events of one product the last one says everything.
        let mut products: BTreeMap<ProductId, (i64, Vec<CatalogVariant>)> = BTreeMap::new();
        for event in events {
            if event.is::<ProductRemoved>() {
                let removed: ProductRemoved = event.parse()?;
                products.insert(removed.product_id, (removed.version, Vec::new()));
            } else {
                let changed: ProductChanged = event.parse()?;
                products.insert(changed.product_id, (changed.version, catalog_variants(changed)));
            }
        }
        let versions: Vec<(ProductId, i64)> =
            products.iter().map(|(id, (version, _))| (*id, *version)).collect();
        let variants: Vec<CatalogVariant> =
            products.into_values().flat_map(|(_, variants)| variants).collect();
        stock::save_catalog(write, &versions, &variants).await?;
        Ok(())
    }
}

fn catalog_variants(product: ProductChanged) -> Vec<CatalogVariant> {
    let (product_id, product_version) = (product.product_id, product.version);
    product
        .variants
        .into_iter()
        .map(|variant| CatalogVariant {
            variant_id: variant.variant_id,
            product_id,
            product_version,
            sku: variant.sku,
            tracked: variant.requires_stock,
        })
        .collect()
}

/// Books out what was shipped.
pub(crate) struct ShippingEvents {
    pub(crate) env: Env,
}

#[async_trait::async_trait]
impl Handler for ShippingEvents {
    async fn apply(&self, events: &[Arc<Event>], write: &Write) -> Result<(), HandlerError> {
        let shipped: Vec<ShipmentShipped> =
            events.iter().map(|event| event.parse()).collect::<Result<_, _>>()?;
        let ids: Vec<ShipmentId> = shipped.iter().map(|shipment| shipment.shipment_id).collect();
        let mut booked = reservation::issued(write, &ids).await?;
        let known = booked.len();
        let reservations = shipped.iter().filter_map(|shipment| shipment.reservation_id).collect();
        let mut scene = Scene::read(write, &Subjects { reservations, ..Subjects::default() }).await?;
        let now = self.env.now();
        for shipment in &shipped {
            // An order without stock (services only) has no reservation.
            let Some(reservation_id) = shipment.reservation_id else { continue };
            if booked.contains(&shipment.shipment_id) {
                continue;
            }
            let lines: Vec<ShippedLine> = shipment
                .lines
                .iter()
                .map(|line| ShippedLine { line_id: line.line_id, quantity: line.quantity.get() })
                .collect();
            let note = Note { reason: None, reference: Some(shipment.shipment_id.to_string()) };
            let room = &mut scene.room;
            // Only a confirmed order is shipped, and its confirmation, which comes from another log, may come later. The
            // last shipment must not give back what is handed out with it.
            scene.reservations.hand_out(room, reservation_id, &handed_out(shipment.order_id), now);
            let issued = scene
                .reservations
                .update(reservation_id, |held| held.issue(room, &lines, shipment.last, &note, now));
            // Goods that left without stock held for them: an operator must look at it, retrying cannot help.
            match issued {
                Some(Ok(())) => booked.push(shipment.shipment_id),
                Some(Err(error)) => return Err(HandlerError::Poison(error.to_string())),
                None => {
                    return Err(HandlerError::Poison(format!("reservation {reservation_id} does not exist")));
                }
            }
        }
        reservation::mark_issued(write, &booked[known..], now).await?;
        scene.save(write, &self.env, "shipping", now, None).await?;
        Ok(())
    }
}
