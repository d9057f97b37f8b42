//! Shipments, and what the order sagas asked.

use std::collections::HashMap;

use kernel_base::{Secret, Timestamp};
use kernel_db::{DbError, GenericClient, Write};
use kernel_http::Channels;
use shared_contracts::{
    ChannelCode, LineId, OrderId, PackageId, Quantity, ReservationId, ShipmentId, ShippingMethodId, VariantId,
};
use shipping_contracts::ShipmentLine;
use shipping_db::client::Params;
use shipping_db::queries::shipment::{
    InsertLinesParams, InsertPackagesParams, InsertShipmentsParams, LineRow, ListShipmentsParams, PackageRow,
    ShipmentRow, UpdateShipmentParams, cancel_shipments, delete_lines, find_shipment, insert_lines,
    insert_packages, insert_requests, insert_shipments, list_lines, list_packages, list_requests,
    list_shipments, list_shipments_of_orders, shipment_channel, update_request, update_shipment,
};
use uuid::Uuid;

use crate::domain::request::{OrderShipments, Request};
use crate::domain::shipment::{Package, Shipment, Status};
use crate::store::parsed;

/// Which shipments a list shows.
#[derive(Debug, Clone)]
pub(crate) struct Filter {
    /// Those of the caller.
    pub(crate) channels: Channels,
    pub(crate) status: Option<&'static str>,
    pub(crate) order_id: Option<OrderId>,
}

/// The newest first.
pub(crate) async fn list(
    client: &impl GenericClient,
    filter: &Filter,
    after: Option<ShipmentId>,
    limit: i64,
) -> Result<Vec<Shipment>, DbError> {
    let params = ListShipmentsParams {
        after: after.map(ShipmentId::uuid),
        status: filter.status,
        order_id: filter.order_id.map(OrderId::uuid),
        channels: filter.channels.names(),
        limit,
    };
    let rows = list_shipments().params(client, &params).all().await?;
    with_contents(client, rows).await
}

pub(crate) async fn find(client: &impl GenericClient, id: ShipmentId) -> Result<Option<Shipment>, DbError> {
    let row = find_shipment().bind(client, &id.uuid()).opt().await?;
    Ok(with_contents(client, row.into_iter().collect()).await?.pop())
}

/// Where the shipment's order was sold; nothing inside when nobody said so.
pub(crate) async fn channel(
    client: &impl GenericClient,
    id: ShipmentId,
) -> Result<Option<Option<String>>, DbError> {
    Ok(shipment_channel().bind(client, &id.uuid()).opt().await?)
}

/// Everything known of these orders, by order.
pub(crate) async fn of_orders(
    client: &impl GenericClient,
    order_ids: &[OrderId],
) -> Result<HashMap<OrderId, OrderShipments>, DbError> {
    let uuids: Vec<Uuid> = order_ids.iter().map(|id| id.uuid()).collect();
    let mut orders: HashMap<OrderId, OrderShipments> =
        order_ids.iter().map(|id| (*id, OrderShipments::new(*id))).collect();
    for row in list_requests().bind(client, &uuids).all().await? {
        if let Some(order) = orders.get_mut(&OrderId::from_uuid(row.order_id)) {
            order.request = row
                .shipment_id
                .map_or(Request::CancelledFirst, |id| Request::Made(ShipmentId::from_uuid(id)));
        }
    }
    let rows = list_shipments_of_orders().bind(client, &uuids).all().await?;
    for shipment in with_contents(client, rows).await? {
        if let Some(order) = orders.get_mut(&shipment.order_id) {
            order.shipments.push(shipment);
        }
    }
    Ok(orders)
}

async fn with_contents(
    client: &impl GenericClient,
    rows: Vec<ShipmentRow>,
) -> Result<Vec<Shipment>, DbError> {
    let ids: Vec<Uuid> = rows.iter().map(|row| row.shipment_id).collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut lines: HashMap<Uuid, Vec<ShipmentLine>> = HashMap::new();
    for row in list_lines().bind(client, &ids).all().await? {
        lines.entry(row.shipment_id).or_default().push(line(&row));
    }
    let mut packages: HashMap<Uuid, Vec<Package>> = HashMap::new();
    for row in list_packages().bind(client, &ids).all().await? {
        packages.entry(row.shipment_id).or_default().push(package(row));
    }
    let shipments = rows.into_iter().map(|row| Shipment {
        shipment_id: ShipmentId::from_uuid(row.shipment_id),
        order_id: OrderId::from_uuid(row.order_id),
        status: status(&row),
        order_number: row.order_number,
        channel: row.channel.as_deref().map(parsed),
        reservation_id: row.reservation_id.map(ReservationId::from_uuid),
        method_id: row.method_id.map(ShippingMethodId::from_uuid),
        address: row.address.map(Secret::new),
        split_from: row.split_from.map(ShipmentId::from_uuid),
        lines: lines.remove(&row.shipment_id).unwrap_or_default(),
        packages: packages.remove(&row.shipment_id).unwrap_or_default(),
        version: row.version,
        created_at: row.created_at,
    });
    Ok(shipments.collect())
}

fn status(row: &ShipmentRow) -> Status {
    match (row.shipped_at, row.delivered_at, row.cancelled_at) {
        (Some(shipped_at), Some(at), _) => Status::Delivered { shipped_at, at },
        (Some(at), None, _) => Status::Shipped { at },
        (None, _, Some(at)) => Status::Cancelled { at },
        (None, _, None) => Status::Open,
    }
}

fn line(row: &LineRow) -> ShipmentLine {
    ShipmentLine {
        line_id: LineId::from_uuid(row.line_id),
        variant_id: VariantId::from_uuid(row.variant_id),
        sku: parsed(&row.sku),
        quantity: Quantity::try_new(i64::from(row.quantity)).expect("BUG: shipment_line_quantity_check"),
        weight_g: row.weight_g,
    }
}

fn package(row: PackageRow) -> Package {
    Package {
        package_id: PackageId::from_uuid(row.package_id),
        weight_g: row.weight_g,
        carrier: row.carrier,
        tracking_number: row.tracking_number,
        tracking_url: row.tracking_url,
    }
}

/// New shipments with their lines.
pub(crate) async fn insert(write: &Write, shipments: &[&Shipment], now: Timestamp) -> Result<(), DbError> {
    if shipments.is_empty() {
        return Ok(());
    }
    let each =
        |field: fn(&Shipment) -> Uuid| shipments.iter().map(|shipment| field(shipment)).collect::<Vec<_>>();
    let optional = |field: fn(&Shipment) -> Option<Uuid>| {
        shipments.iter().map(|shipment| field(shipment)).collect::<Vec<_>>()
    };
    let params = InsertShipmentsParams {
        now,
        shipment_ids: each(|shipment| shipment.shipment_id.uuid()),
        order_ids: each(|shipment| shipment.order_id.uuid()),
        order_numbers: shipments.iter().map(|shipment| shipment.order_number.as_str()).collect::<Vec<_>>(),
        channels: shipments
            .iter()
            .map(|shipment| shipment.channel.as_ref().map(ChannelCode::as_str))
            .collect::<Vec<_>>(),
        reservation_ids: optional(|shipment| shipment.reservation_id.map(ReservationId::uuid)),
        method_ids: optional(|shipment| shipment.method_id.map(ShippingMethodId::uuid)),
        addresses: shipments
            .iter()
            .map(|shipment| shipment.address.as_ref().map(|address| address.expose().as_str()))
            .collect::<Vec<_>>(),
        splits_from: optional(|shipment| shipment.split_from.map(ShipmentId::uuid)),
        statuses: shipments.iter().map(|shipment| shipment.status.name()).collect::<Vec<_>>(),
        versions: shipments.iter().map(|shipment| shipment.version).collect::<Vec<_>>(),
    };
    insert_shipments().params(write, &params).await?;
    insert_all_lines(write, shipments).await
}

async fn insert_all_lines(write: &Write, shipments: &[&Shipment]) -> Result<(), DbError> {
    let lines: Vec<(Uuid, &ShipmentLine)> = shipments
        .iter()
        .flat_map(|shipment| shipment.lines.iter().map(|line| (shipment.shipment_id.uuid(), line)))
        .collect();
    let params = InsertLinesParams {
        shipment_ids: lines.iter().map(|(shipment_id, _)| *shipment_id).collect::<Vec<_>>(),
        line_ids: lines.iter().map(|(_, line)| line.line_id.uuid()).collect::<Vec<_>>(),
        variant_ids: lines.iter().map(|(_, line)| line.variant_id.uuid()).collect::<Vec<_>>(),
        skus: lines.iter().map(|(_, line)| line.sku.as_str()).collect::<Vec<_>>(),
        quantities: lines.iter().map(|(_, line)| line.quantity.get()).collect::<Vec<_>>(),
        weights: lines.iter().map(|(_, line)| line.weight_g).collect::<Vec<_>>(),
    };
    insert_lines().params(write, &params).await?;
    Ok(())
}

/// Writes status and version over the version before.
pub(crate) async fn update(write: &Write, shipment: &Shipment, now: Timestamp) -> Result<(), DbError> {
    let (shipped_at, delivered_at, cancelled_at) = match shipment.status {
        Status::Open => (None, None, None),
        Status::Shipped { at } => (Some(at), None, None),
        Status::Delivered { shipped_at, at } => (Some(shipped_at), Some(at), None),
        Status::Cancelled { at } => (None, None, Some(at)),
    };
    let params = UpdateShipmentParams {
        status: shipment.status.name(),
        shipped_at,
        delivered_at,
        cancelled_at,
        version: shipment.version - 1,
        now,
        shipment_id: shipment.shipment_id.uuid(),
    };
    update_shipment().params(&write.expect(1, "shipment_version"), &params).await?;
    Ok(())
}

/// What left is less than what was there.
pub(crate) async fn replace_lines(write: &Write, shipment: &Shipment) -> Result<(), DbError> {
    delete_lines().bind(write, &shipment.shipment_id.uuid()).await?;
    insert_all_lines(write, &[shipment]).await
}

pub(crate) async fn add_packages(
    write: &Write,
    shipment_id: ShipmentId,
    packages: &[Package],
    now: Timestamp,
) -> Result<(), DbError> {
    let params = InsertPackagesParams {
        shipment_id: shipment_id.uuid(),
        now,
        package_ids: packages.iter().map(|package| package.package_id.uuid()).collect::<Vec<_>>(),
        weights: packages.iter().map(|package| package.weight_g).collect::<Vec<_>>(),
        carriers: packages.iter().map(|package| package.carrier.as_deref()).collect::<Vec<_>>(),
        tracking_numbers: packages
            .iter()
            .map(|package| package.tracking_number.as_deref())
            .collect::<Vec<_>>(),
        tracking_urls: packages.iter().map(|package| package.tracking_url.as_deref()).collect::<Vec<_>>(),
    };
    insert_packages().params(write, &params).await?;
    Ok(())
}

/// Cancels shipments that were open when they were read; if one no longer is, nothing happens.
pub(crate) async fn cancel(
    write: &Write,
    shipment_ids: &[ShipmentId],
    now: Timestamp,
) -> Result<(), DbError> {
    if shipment_ids.is_empty() {
        return Ok(());
    }
    let uuids: Vec<Uuid> = shipment_ids.iter().map(|id| id.uuid()).collect();
    cancel_shipments().bind(&write.expect(uuids.len(), "shipment_version"), &now, &uuids).await?;
    Ok(())
}

/// Remembers what came of the requests; `before` and `after` tell what is new.
pub(crate) async fn remember_requests(
    write: &Write,
    changes: &[(OrderId, Request, Request)],
    now: Timestamp,
) -> Result<(), DbError> {
    let (mut orders, mut shipments) = (Vec::new(), Vec::new());
    for (order_id, before, after) in changes {
        let made = match after {
            Request::Made(shipment_id) => Some(shipment_id.uuid()),
            Request::None | Request::CancelledFirst => None,
        };
        match (before, made) {
            (Request::CancelledFirst, Some(made)) => {
                update_request().bind(&write.expect(1, "request"), &made, &order_id.uuid()).await?;
            }
            (Request::None, _) if after != before => {
                orders.push(order_id.uuid());
                shipments.push(made);
            }
            (Request::None | Request::CancelledFirst | Request::Made(_), _) => {}
        }
    }
    if !orders.is_empty() {
        insert_requests().bind(write, &now, &orders, &shipments).await?;
    }
    Ok(())
}
