//! Staff packs, ships, and tells what arrived.

use std::sync::Arc;

use kernel_base::{EventData, Page, PageRequest, TraceParent};
use kernel_db::{Write, retry_conflicts};
use kernel_http::{IdempotencyKey, Reply, store_response};
use kernel_messaging::Emit;
use serde::Serialize;
use shared_contracts::{LineId, OrderId, Quantity, ShipmentId};
use shipping_contracts::{
    ShipmentCancelled, ShipmentDelivered, ShipmentRequested, ShipmentShipped, TrackingChanged,
};

use crate::app::App;
use crate::domain::shipment::{Change, Package, Shipment, Status};
use crate::error::ShippingError;
use crate::store;
use crate::store::shipment::Filter;

/// A package as staff describes it.
#[derive(Debug, Clone)]
pub(crate) struct NewPackage {
    pub(crate) weight_g: Option<i64>,
    pub(crate) carrier: Option<String>,
    pub(crate) tracking_number: Option<String>,
    pub(crate) tracking_url: Option<String>,
}

/// What leaves now.
#[derive(Debug, Clone)]
pub(crate) struct ShipOrder {
    /// Nothing said: everything.
    pub(crate) pieces: Option<Vec<(LineId, Quantity)>>,
    pub(crate) packages: Vec<NewPackage>,
}

/// Who asked, and how the answer is kept.
#[derive(Clone, Copy)]
pub(crate) struct Asked<'a> {
    pub(crate) trace: Option<&'a TraceParent>,
    pub(crate) key: &'a IdempotencyKey,
    pub(crate) answer: fn(&Shipment) -> Reply,
}

/// What the audit log shows of a shipment: nothing by which a parcel, and with it who gets it, could be found.
#[derive(Serialize)]
struct Shown {
    order_id: OrderId,
    #[serde(flatten)]
    status: Status,
    pieces: Vec<(LineId, Quantity)>,
    package_count: usize,
}

impl Shown {
    fn of(shipment: &Shipment) -> Self {
        let pieces = shipment.lines.iter().map(|line| (line.line_id, line.quantity)).collect();
        let (order_id, package_count) = (shipment.order_id, shipment.packages.len());
        Self { order_id, status: shipment.status, pieces, package_count }
    }
}

impl App {
    pub(crate) async fn shipments(
        &self,
        filter: &Filter,
        page: &PageRequest,
    ) -> Result<Page<Shipment>, ShippingError> {
        let after: Option<ShipmentId> = page.after_key()?;
        let reader = self.db.read().await?;
        let shipments = store::shipment::list(&reader, filter, after, page.limit.plus_one()).await?;
        Ok(Page::from_rows(shipments, page.limit, |shipment| shipment.shipment_id))
    }

    pub(crate) async fn shipment(&self, shipment_id: ShipmentId) -> Result<Shipment, ShippingError> {
        let reader = self.db.read().await?;
        let found = store::shipment::find(&reader, shipment_id).await?;
        found.ok_or(ShippingError::ShipmentNotFound(shipment_id))
    }

    pub(crate) async fn pack(
        self: &Arc<Self>,
        shipment_id: ShipmentId,
        packages: &[NewPackage],
        asked: Asked<'_>,
    ) -> Result<Reply, ShippingError> {
        let attempt = || async {
            let (write, mut shipment) = self.start(shipment_id).await?;
            let (before, packages) = (Shown::of(&shipment), self.packages(packages));
            store::shipment::add_packages(&write, shipment_id, &packages, self.env.now()).await?;
            if shipment.pack(packages)? {
                let (order_id, tracking, occurred_at) =
                    (shipment.order_id, shipment.tracking(), self.env.now());
                let event = TrackingChanged { shipment_id, order_id, tracking, occurred_at };
                self.tell(&write, &shipment, &event, asked)?;
            }
            self.finish(write, &before, &shipment, asked).await
        };
        retry_conflicts(attempt, ShippingError::lost_race).await
    }

    pub(crate) async fn ship(
        self: &Arc<Self>,
        shipment_id: ShipmentId,
        order: &ShipOrder,
        asked: Asked<'_>,
    ) -> Result<Reply, ShippingError> {
        let attempt = || async {
            let (write, mut shipment) = self.start(shipment_id).await?;
            let (before, now) = (Shown::of(&shipment), self.env.now());
            let packages = self.packages(&order.packages);
            store::shipment::add_packages(&write, shipment_id, &packages, now).await?;
            shipment.add(packages)?;
            let remainder = shipment.ship(order.pieces.as_deref(), self.env.id(), now)?;
            // First what leaves, then what stays: an order has one open shipment.
            store::shipment::update(&write, &shipment, now).await?;
            if let Some(remainder) = &remainder {
                store::shipment::replace_lines(&write, &shipment).await?;
                store::shipment::insert(&write, &[remainder], now).await?;
                let event = ShipmentRequested {
                    shipment_id: remainder.shipment_id,
                    order_id: remainder.order_id,
                    split_from: Some(shipment_id),
                    lines: remainder.lines.clone(),
                    occurred_at: now,
                };
                self.tell(&write, &shipment, &event, asked)?;
            }
            let event = ShipmentShipped {
                shipment_id,
                order_id: shipment.order_id,
                reservation_id: shipment.reservation_id,
                lines: shipment.lines.clone(),
                tracking: shipment.tracking(),
                last: remainder.is_none(),
                occurred_at: now,
            };
            self.tell(&write, &shipment, &event, asked)?;
            write.changed(shipment_id, Some(&before), Some(&Shown::of(&shipment)));
            self.answer(write, &shipment, asked).await
        };
        retry_conflicts(attempt, ShippingError::lost_race).await
    }

    pub(crate) async fn deliver(
        self: &Arc<Self>,
        shipment_id: ShipmentId,
        asked: Asked<'_>,
    ) -> Result<Reply, ShippingError> {
        let attempt = || async {
            let (write, mut shipment) = self.start(shipment_id).await?;
            let before = Shown::of(&shipment);
            if shipment.deliver(self.env.now())? == Change::AlreadyApplied {
                return self.answer(write, &shipment, asked).await;
            }
            let (order_id, occurred_at) = (shipment.order_id, self.env.now());
            let event = ShipmentDelivered { shipment_id, order_id, occurred_at };
            self.tell(&write, &shipment, &event, asked)?;
            self.finish(write, &before, &shipment, asked).await
        };
        retry_conflicts(attempt, ShippingError::lost_race).await
    }

    pub(crate) async fn cancel(
        self: &Arc<Self>,
        shipment_id: ShipmentId,
        asked: Asked<'_>,
    ) -> Result<Reply, ShippingError> {
        let attempt = || async {
            let (write, mut shipment) = self.start(shipment_id).await?;
            let before = Shown::of(&shipment);
            if shipment.cancel(self.env.now())? == Change::AlreadyApplied {
                return self.answer(write, &shipment, asked).await;
            }
            let (order_id, lines, occurred_at) = (shipment.order_id, shipment.lines.clone(), self.env.now());
            let event =
                ShipmentCancelled { shipment_id, order_id, lines, asked_by_order: false, occurred_at };
            self.tell(&write, &shipment, &event, asked)?;
            self.finish(write, &before, &shipment, asked).await
        };
        retry_conflicts(attempt, ShippingError::lost_race).await
    }

    async fn start(&self, shipment_id: ShipmentId) -> Result<(Write, Shipment), ShippingError> {
        let write = self.db.write().await?;
        let found = store::shipment::find(&write, shipment_id).await?;
        Ok((write, found.ok_or(ShippingError::ShipmentNotFound(shipment_id))?))
    }

    /// Every shipment of an order is told of under the order's id: what leaves last is heard of last.
    fn tell<E: EventData>(
        &self,
        write: &Write,
        shipment: &Shipment,
        event: &E,
        asked: Asked<'_>,
    ) -> Result<(), ShippingError> {
        write.emit(&self.env, shipment.order_id.to_string(), 0, asked.trace, event)?;
        Ok(())
    }

    async fn finish(
        &self,
        write: Write,
        before: &Shown,
        shipment: &Shipment,
        asked: Asked<'_>,
    ) -> Result<Reply, ShippingError> {
        store::shipment::update(&write, shipment, self.env.now()).await?;
        write.changed(shipment.shipment_id, Some(before), Some(&Shown::of(shipment)));
        self.answer(write, shipment, asked).await
    }

    /// Keeps the answer under the request's key, also when there was nothing to do.
    async fn answer(
        &self,
        write: Write,
        shipment: &Shipment,
        asked: Asked<'_>,
    ) -> Result<Reply, ShippingError> {
        let reply = (asked.answer)(shipment);
        store_response(&write, asked.key, &reply).await?;
        write.commit().await?;
        Ok(reply)
    }

    fn packages(&self, packages: &[NewPackage]) -> Vec<Package> {
        let package = |package: &NewPackage| Package {
            package_id: self.env.id(),
            weight_g: package.weight_g,
            carrier: package.carrier.clone(),
            tracking_number: package.tracking_number.clone(),
            tracking_url: package.tracking_url.clone(),
        };
        packages.iter().map(package).collect()
    }
}
