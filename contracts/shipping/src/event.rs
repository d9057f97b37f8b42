//! What happened in shipping. The subject of shipment events is the shipment.

use kernel_base::{EventData, Timestamp};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use shared_contracts::{OrderId, ReservationId, ShipmentId};

use crate::{ShipmentLine, Tracking};

/// A shipment is to be packed: asked for by an order, or what a partial shipment left over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ShipmentRequestedV1 {
    /// The shipment.
    pub shipment_id: ShipmentId,
    /// The order.
    pub order_id: OrderId,
    /// The shipment whose remainder this is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub split_from: Option<ShipmentId>,
    /// What is to be packed.
    pub lines: Vec<ShipmentLine>,
    /// When.
    pub occurred_at: Timestamp,
}

impl EventData for ShipmentRequestedV1 {
    const TYPE: &'static str = "shipping.shipment_requested.v1";
}

/// Goods left the house.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ShipmentShippedV1 {
    /// The shipment.
    pub shipment_id: ShipmentId,
    /// The order.
    pub order_id: OrderId,
    /// The stock held for the order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reservation_id: Option<ReservationId>,
    /// What left: not more than the order has, perhaps less.
    pub lines: Vec<ShipmentLine>,
    /// How to follow each package.
    pub tracking: Vec<Tracking>,
    /// True when nothing of the order is left to ship.
    pub last: bool,
    /// When.
    pub occurred_at: Timestamp,
}

impl EventData for ShipmentShippedV1 {
    const TYPE: &'static str = "shipping.shipment_shipped.v1";
}

/// Goods arrived.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ShipmentDeliveredV1 {
    /// The shipment.
    pub shipment_id: ShipmentId,
    /// The order.
    pub order_id: OrderId,
    /// When.
    pub occurred_at: Timestamp,
}

impl EventData for ShipmentDeliveredV1 {
    const TYPE: &'static str = "shipping.shipment_delivered.v1";
}

/// A shipment that had not left will not leave.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ShipmentCancelledV1 {
    /// The shipment.
    pub shipment_id: ShipmentId,
    /// The order.
    pub order_id: OrderId,
    /// What was not shipped.
    pub lines: Vec<ShipmentLine>,
    /// When.
    pub occurred_at: Timestamp,
}

impl EventData for ShipmentCancelledV1 {
    const TYPE: &'static str = "shipping.shipment_cancelled.v1";
}

/// Zones, methods or rates changed: answers kept in memory are stale. Subject: `rates`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RatesChangedV1 {
    /// When.
    pub occurred_at: Timestamp,
}

impl EventData for RatesChangedV1 {
    const TYPE: &'static str = "shipping.rates_changed.v1";
}
