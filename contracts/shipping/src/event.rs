//! What happened in shipping. The subject of shipment events is the order, so that what is told of its shipments stays in
//! order: the last one to leave comes last. An order's shipments have no common version; it is 0.

use kernel_base::{EventData, Timestamp};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use shared_contracts::{OrderId, ReservationId, ShipmentId};

use crate::{ShipmentLine, Tracking};

/// A shipment is to be packed: asked for by an order, or what a partial shipment left over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ShipmentRequested {
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

impl EventData for ShipmentRequested {
    const TYPE: &'static str = "shipping.shipment_requested.v1";
}

/// Goods left the house.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ShipmentShipped {
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

impl EventData for ShipmentShipped {
    const TYPE: &'static str = "shipping.shipment_shipped.v1";
}

/// Packages of a shipment that has left can be followed, which were not when it left: carriers tell the number when they
/// fetch them, or later.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TrackingChanged {
    /// The shipment.
    pub shipment_id: ShipmentId,
    /// The order.
    pub order_id: OrderId,
    /// How to follow each of its packages: all of them, in place of what was told before.
    pub tracking: Vec<Tracking>,
    /// When.
    pub occurred_at: Timestamp,
}

impl EventData for TrackingChanged {
    const TYPE: &'static str = "shipping.tracking_changed.v1";
}

/// Goods arrived.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ShipmentDelivered {
    /// The shipment.
    pub shipment_id: ShipmentId,
    /// The order.
    pub order_id: OrderId,
    /// When.
    pub occurred_at: Timestamp,
}

impl EventData for ShipmentDelivered {
    const TYPE: &'static str = "shipping.shipment_delivered.v1";
}

/// A shipment that had not left will not leave.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ShipmentCancelled {
    /// The shipment.
    pub shipment_id: ShipmentId,
    /// The order.
    pub order_id: OrderId,
    /// What was not shipped.
    pub lines: Vec<ShipmentLine>,
    /// True when a command of order asked for it: order then knows, and does not cancel the pieces a second time.
    #[serde(default)]
    pub asked_by_order: bool,
    /// When.
    pub occurred_at: Timestamp,
}

impl EventData for ShipmentCancelled {
    const TYPE: &'static str = "shipping.shipment_cancelled.v1";
}

/// Order took pieces out of a shipment that has not left.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ShipmentReduced {
    /// The shipment.
    pub shipment_id: ShipmentId,
    /// The order.
    pub order_id: OrderId,
    /// What is still to be packed.
    pub lines: Vec<ShipmentLine>,
    /// When.
    pub occurred_at: Timestamp,
}

impl EventData for ShipmentReduced {
    const TYPE: &'static str = "shipping.shipment_reduced.v1";
}

/// Zones, methods or rates changed: answers kept in memory are stale. Subject: `rates`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RatesChanged {
    /// When.
    pub occurred_at: Timestamp,
}

impl EventData for RatesChanged {
    const TYPE: &'static str = "shipping.rates_changed.v1";
}
