//! What shipping told about the shipments of orders.

use std::collections::HashMap;

use kernel_db::{GenericClient, Write};
use order_contracts::{OrderShipment, OrderShipmentStatus, OrderTracking};
use order_db::queries::shipment::{UpsertShipmentsParams, find_shipments, list_shipments, upsert_shipments};
use order_db::{IterSql, client::Params};
use shared_contracts::{OrderId, ShipmentId};

use super::text;
use crate::domain::shipment::Shipment;
use crate::error::OrderError;

/// The known shipments of these orders.
pub(crate) async fn find(
    reader: &impl GenericClient,
    order_ids: &[OrderId],
) -> Result<HashMap<OrderId, HashMap<ShipmentId, Shipment>>, OrderError> {
    let ids = IterSql(|| order_ids.iter().map(|id| id.uuid()));
    let mut shipments: HashMap<OrderId, HashMap<ShipmentId, Shipment>> = HashMap::new();
    for row in find_shipments().bind(reader, &ids).all().await? {
        let shipment = Shipment {
            shipment_id: ShipmentId::from_uuid(row.shipment_id),
            shipped: row.shipped,
            delivered: row.delivered,
            cancelled: row.cancelled,
            shipped_at: None,
            delivered_at: None,
            tracking: None,
        };
        let of_order = shipments.entry(OrderId::from_uuid(row.order_id)).or_default();
        of_order.insert(shipment.shipment_id, shipment);
    }
    Ok(shipments)
}

/// The shipments of one order for people, oldest first.
pub(crate) async fn list(
    reader: &impl GenericClient,
    order_id: OrderId,
) -> Result<Vec<OrderShipment>, OrderError> {
    let rows = list_shipments().bind(reader, &order_id.uuid()).all().await?;
    rows.into_iter()
        .map(|row| {
            let status = match (row.delivered, row.shipped) {
                (true, _) => OrderShipmentStatus::Delivered,
                (false, true) => OrderShipmentStatus::Shipped,
                (false, false) => OrderShipmentStatus::Cancelled,
            };
            Ok(OrderShipment {
                shipment_id: ShipmentId::from_uuid(row.shipment_id),
                status,
                tracking: row.tracking.as_deref().map(text::json).transpose()?.unwrap_or_default(),
                shipped_at: row.shipped_at,
                delivered_at: row.delivered_at,
            })
        })
        .collect()
}

/// Records what was told; each shipment at most once.
pub(crate) async fn save(write: &Write, told: &[(OrderId, &Shipment)]) -> Result<(), OrderError> {
    if told.is_empty() {
        return Ok(());
    }
    let tracking = |tracking: &Vec<OrderTracking>| serde_json::to_string(tracking).ok();
    let params = UpsertShipmentsParams {
        order_ids: IterSql(|| told.iter().map(|(order, _)| order.uuid())),
        shipment_ids: IterSql(|| told.iter().map(|(_, shipment)| shipment.shipment_id.uuid())),
        shippeds: IterSql(|| told.iter().map(|(_, shipment)| shipment.shipped)),
        delivereds: IterSql(|| told.iter().map(|(_, shipment)| shipment.delivered)),
        cancelleds: IterSql(|| told.iter().map(|(_, shipment)| shipment.cancelled)),
        shipped_ats: IterSql(|| told.iter().map(|(_, shipment)| shipment.shipped_at)),
        delivered_ats: IterSql(|| told.iter().map(|(_, shipment)| shipment.delivered_at)),
        trackings: IterSql(|| told.iter().map(|(_, shipment)| shipment.tracking.as_ref().and_then(tracking))),
    };
    upsert_shipments().params(write, &params).await?;
    Ok(())
}
