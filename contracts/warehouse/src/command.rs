//! Saga commands: hold stock for an order or checkout, and give it back.

use kernel_base::{CommandData, Timestamp};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use shared_contracts::{CartId, ChannelCode, LineId, Quantity, ReservationId, StockLocationId, VariantId};

/// The most lines one reservation may have.
pub const MAX_LINES: usize = 10_000;

/// Why a [`ReserveStock`] or a [`HoldForCart`](crate::HoldForCart) is refused. Codes are stable.
pub mod refusal {
    /// Not enough sellable stock for at least one line; nothing was reserved.
    pub const INSUFFICIENT_STOCK: &str = "warehouse.insufficient_stock";
    /// A variant the warehouse has never heard of.
    pub const UNKNOWN_VARIANT: &str = "warehouse.unknown_variant";
    /// The reservation was released before this command arrived.
    pub const RESERVATION_ENDED: &str = "warehouse.reservation_ended";
    /// No line, more than [`MAX_LINES`](super::MAX_LINES), or an owner of more than 64 characters.
    pub const INVALID_RESERVATION: &str = "warehouse.invalid_reservation";
}

/// Holds stock for all lines or none. Repeated with the same `reservation_id` it is answered as the first time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ReserveStock {
    /// Names the reservation; chosen by the caller, so that a repetition is recognized. That of an order has the order's
    /// UUID: the confirmation of the order finds it by that.
    pub reservation_id: ReservationId,
    /// For whom: the order's or cart's text id, at most 64 characters.
    pub owner: String,
    /// Decides which locations may serve the lines, and in which order.
    pub channel: ChannelCode,
    /// What is to be held: 1 to [`MAX_LINES`] lines; a variant may stand in several.
    pub lines: Vec<ReserveLine>,
    /// When the hold ends by itself. Absent: it is held until released or issued, as for a placed order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deadline: Option<Timestamp>,
    /// The order takes over what this cart holds: it is given back and reserved in one step, so that nobody comes in
    /// between. Refused, the cart's hold stays as it was. Absent where the cart held nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cart_id: Option<CartId>,
}

/// Pieces of one variant for one line of an order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ReserveLine {
    /// The line of the order or cart.
    pub line_id: LineId,
    /// What is wanted.
    pub variant_id: VariantId,
    /// How many pieces.
    pub quantity: Quantity,
    /// True for what is in no shipment (a ticket): it is issued when the order is confirmed.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub handed_out: bool,
}

/// All lines are held.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct StockReserved {
    /// The reservation.
    pub reservation_id: ReservationId,
    /// Where the pieces come from, in the order of the lines; a line split over locations has several.
    pub allocations: Vec<Allocation>,
}

/// Pieces of one line held at one location.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Allocation {
    /// The line of the order or cart.
    pub line_id: LineId,
    /// What is held.
    pub variant_id: VariantId,
    /// Where it is held; absent for a variant without stock (a service).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub location_id: Option<StockLocationId>,
    /// How many pieces, 1 or more.
    pub quantity: i32,
    /// How many of them were not on hand when they were promised.
    pub backordered: i32,
}

impl CommandData for ReserveStock {
    const TYPE: &'static str = "warehouse.reserve_stock.v1";
    const REPLY: &'static str = "warehouse.reserve_stock_replied.v1";
    type Done = StockReserved;
}

/// Gives back what a reservation still holds. Never refused: an ended reservation stays as it is, and a release that
/// overtakes its [`ReserveStock`] makes that one be refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ReleaseStock {
    /// The reservation.
    pub reservation_id: ReservationId,
    /// Why, for the people who read the reservation later; cut to 200 characters.
    pub reason: String,
}

/// The reservation holds nothing (any more).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct StockReleased {
    /// The reservation.
    pub reservation_id: ReservationId,
}

impl CommandData for ReleaseStock {
    const TYPE: &'static str = "warehouse.release_stock.v1";
    const REPLY: &'static str = "warehouse.release_stock_replied.v1";
    type Done = StockReleased;
}

/// Gives back some pieces of a reservation that will not be shipped; the rest stays held. Never refused: what is not
/// held any more was issued or given back before. Comes only for a reservation that was answered, hence no tombstone.
/// Done once per command id.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ReleaseLines {
    /// The reservation.
    pub reservation_id: ReservationId,
    /// What is given back.
    pub lines: Vec<ReleaseLine>,
    /// Why, kept when nothing is held after it; cut to 200 characters.
    pub reason: String,
}

/// Pieces of one line that are not needed any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ReleaseLine {
    /// The line of the [`ReserveLine`].
    pub line_id: LineId,
    /// How many pieces.
    pub quantity: Quantity,
}

/// The pieces are free.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LinesReleased {
    /// The reservation.
    pub reservation_id: ReservationId,
}

impl CommandData for ReleaseLines {
    const TYPE: &'static str = "warehouse.release_lines.v1";
    const REPLY: &'static str = "warehouse.release_lines_replied.v1";
    type Done = LinesReleased;
}
