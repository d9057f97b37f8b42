//! Reactions to other services: commands of order sagas, products of the catalog, shipments.

use std::collections::BTreeMap;
use std::sync::Arc;

use catalog_contracts::{ProductChanged, ProductRemoved};
use kernel_base::{Command, CommandData, Env, Event, EventData, Outcome};
use kernel_db::Write;
use kernel_messaging::{Emit, Handler, HandlerError, Subscription};
use shared_contracts::{ProductId, ShipmentId};
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
            types: &[ReserveStock::TYPE, ReleaseStock::TYPE, ReleaseLines::TYPE],
            handler: Arc::new(OrderCommands { env: env.clone() }),
        },
        Subscription {
            producer: "shipping",
            types: &[ShipmentShipped::TYPE],
            handler: Arc::new(ShippingEvents { env: env.clone() }),
        },
    ]
}

/// Answers reservations and releases. The hot path of every checkout: a whole batch is one read, one decision after the
/// other in log order (first come, first served), and one write.
pub(crate) struct OrderCommands {
    pub(crate) env: Env,
}

enum StockCommand {
    Reserve(Command<ReserveStock>),
    Release(Command<ReleaseStock>),
    ReleaseLines(Command<ReleaseLines>),
}

impl StockCommand {
    fn parse(event: &Event) -> Result<Self, HandlerError> {
        if let Some(reserve) = event.command::<ReserveStock>() {
            return Ok(Self::Reserve(reserve?));
        }
        if let Some(release) = event.command::<ReleaseStock>() {
            return Ok(Self::Release(release?));
        }
        match event.command::<ReleaseLines>() {
            Some(release) => Ok(Self::ReleaseLines(release?)),
            None => Err(HandlerError::Poison(format!("{} is not a command to the warehouse", event.kind))),
        }
    }

    /// What these commands are about.
    fn subjects(commands: &[Self]) -> Subjects<'_> {
        let mut subjects = Subjects::default();
        for command in commands {
            match command {
                Self::Reserve(command) => subjects.reserve(&command.body),
                Self::Release(command) => subjects.reservation(command.body.reservation_id),
                Self::ReleaseLines(command) => subjects.reservation(command.body.reservation_id),
            }
        }
        subjects
    }

    /// The id of a command that is carried out once.
    fn release_of_lines(&self) -> Option<Uuid> {
        match self {
            Self::Reserve(_) | Self::Release(_) => None,
            Self::ReleaseLines(command) => Some(command.command_id),
        }
    }
}

#[async_trait::async_trait]
impl Handler for OrderCommands {
    async fn apply(&self, events: &[Arc<Event>], write: &Write) -> Result<(), HandlerError> {
        let commands: Vec<StockCommand> =
            events.iter().map(|event| StockCommand::parse(event)).collect::<Result<_, _>>()?;
        let mut scene = Scene::read(write, &StockCommand::subjects(&commands)).await?;
        let asked = commands.iter().filter_map(StockCommand::release_of_lines).collect();
        let mut carried_out = reservation::released_by(write, asked).await?;
        let mut released = Vec::new();
        let now = self.env.now();
        for (event, command) in events.iter().zip(&commands) {
            let (subject, trace) = (event.subject.as_str(), event.trace.as_ref());
            match command {
                StockCommand::Reserve(command) => {
                    let outcome =
                        scene.reservations.reserve(&mut scene.room, &scene.routes, &command.body, now);
                    write.reply(&self.env, subject, trace, command, outcome)?;
                }
                StockCommand::Release(command) => {
                    let released = scene.reservations.release(&mut scene.room, &command.body, now);
                    write.reply(&self.env, subject, trace, command, Outcome::Done(released))?;
                }
                StockCommand::ReleaseLines(command) => {
                    let reservation_id = command.body.reservation_id;
                    let done = if carried_out.insert(command.command_id) {
                        released.push((command.command_id, reservation_id));
                        scene.reservations.release_lines(&mut scene.room, &command.body, now)
                    } else {
                        LinesReleased { reservation_id }
                    };
                    write.reply(&self.env, subject, trace, command, Outcome::Done(done))?;
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
