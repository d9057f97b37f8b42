//! What the order sagas ask of shipping, and the saga of erasure.

use kernel_base::{CommandData, Personal};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use shared_contracts::{
    Address, ChannelCode, ErasureProof, ErasureSubject, LineId, OrderId, Quantity, ReservationId, ShipmentId,
    ShippingMethodId,
};

use crate::ShipmentLine;

/// Ship this order. Comes after the saga's pivot, so there is no business refusal. Subject: the order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RequestShipment {
    /// The order; one request per order.
    pub order_id: OrderId,
    /// What people call the order.
    pub order_number: String,
    /// Where it was sold; who asked before there was this field did not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Option<ChannelCode>,
    /// The stock held for it, told back when the goods leave.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reservation_id: Option<ReservationId>,
    /// How to ship; open when staff decides.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub method_id: Option<ShippingMethodId>,
    /// Whereto; absent when the goods are picked up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<Personal<Address>>,
    /// The goods.
    pub lines: Vec<ShipmentLine>,
}

/// The shipment now stands in the list of what is to be packed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ShipmentAccepted {
    /// The shipment.
    pub shipment_id: ShipmentId,
}

impl CommandData for RequestShipment {
    const TYPE: &'static str = "shipping.request_shipment.v1";
    const REPLY: &'static str = "shipping.request_shipment_replied.v1";
    type Done = ShipmentAccepted;
}

/// Do not ship this order. Refused with `shipping.already_shipped` once any part of it has left. A cancellation that
/// overtakes its request is remembered: the request then makes a cancelled shipment. Subject: the order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CancelShipment {
    /// The order.
    pub order_id: OrderId,
}

/// Nothing of the order will leave.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ShipmentsCancelled {
    /// The order.
    pub order_id: OrderId,
}

impl CommandData for CancelShipment {
    const TYPE: &'static str = "shipping.cancel_shipment.v1";
    const REPLY: &'static str = "shipping.cancel_shipment_replied.v1";
    type Done = ShipmentsCancelled;
}

/// Codes of a refused [`CancelLines`].
pub mod refusal {
    /// Fewer pieces of a line are left to ship than are to be cancelled; none was.
    pub const PIECES_NOT_OPEN: &str = "shipping.pieces_not_open";
}

/// Do not ship these pieces of an order; the rest of it is shipped. All of them are cancelled, or the command is refused
/// with [`refusal::PIECES_NOT_OPEN`] and none is, also when the order never asked for a shipment. Every outcome is kept
/// by the command's id. Subject: the order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CancelLines {
    /// The order.
    pub order_id: OrderId,
    /// What is to stay here; nothing at all can be cancelled, too.
    pub lines: Vec<CancelLine>,
}

/// Pieces of one line that are not to be shipped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CancelLine {
    /// The order's line.
    pub line_id: LineId,
    /// Pieces.
    pub quantity: Quantity,
}

/// The pieces will not leave.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LinesCancelled {
    /// The order.
    pub order_id: OrderId,
}

impl CommandData for CancelLines {
    const TYPE: &'static str = "shipping.cancel_lines.v1";
    const REPLY: &'static str = "shipping.cancel_lines_replied.v1";
    type Done = LinesCancelled;
}

/// Takes names, streets and tracking numbers out of the person's shipments. Never refused; asked by customer. Subject: the
/// erasure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct EraseShipments {
    /// Whose.
    pub subject: ErasureSubject,
}

impl CommandData for EraseShipments {
    const TYPE: &'static str = "shipping.erase_subject.v1";
    const REPLY: &'static str = "shipping.erase_subject_replied.v1";
    type Done = ErasureProof;
}
