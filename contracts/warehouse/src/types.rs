//! Questions and answers of the API.

use kernel_base::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use shared_contracts::{CartId, ChannelCode, VariantId};

use crate::ReserveLine;

/// How much of these variants a channel can sell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AvailabilityQuery {
    /// Decides which locations count.
    pub channel: ChannelCode,
    /// At most [`AvailabilityQuery::MAX_VARIANTS`].
    #[schemars(length(max = 1000))]
    pub variant_ids: Vec<VariantId>,
    /// What this cart holds counts as available: it is asked for the cart itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cart_id: Option<CartId>,
}

impl AvailabilityQuery {
    /// The most variants one query may name.
    pub const MAX_VARIANTS: usize = 1000;
}

/// What a channel can sell of one variant at this moment; a promise only a reservation gives.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Availability {
    /// The variant.
    pub variant_id: VariantId,
    /// False for what has no stock (a service): any quantity can be sold and the figures below are 0.
    pub tracked: bool,
    /// Pieces that can be sold from stock.
    pub available: i64,
    /// True when more than `available` can be sold, on backorder or pre-order.
    pub backorder: bool,
    /// Pieces that can be sold altogether: `available` and what may be backordered.
    pub orderable: i64,
    /// When pieces beyond `available` are promised, if the merchant said so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected_at: Option<Timestamp>,
}

impl Availability {
    /// Whether so many pieces could be sold now.
    #[must_use]
    pub fn allows(&self, pieces: i64) -> bool {
        !self.tracked || pieces <= self.orderable
    }
}

/// Sets what a cart holds during checkout. What it held before is given back and these lines are held in one step; the
/// same lines again only move the deadline. On a refusal nothing changes: an earlier hold stays, with its deadline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HoldForCart {
    /// Whose hold it is; a cart has at most one.
    pub cart_id: CartId,
    /// Decides which locations may serve the lines, and in which order.
    pub channel: ChannelCode,
    /// All that is to be held: 1 to [`MAX_LINES`](crate::MAX_LINES) lines.
    #[schemars(length(min = 1, max = 10000))]
    pub lines: Vec<ReserveLine>,
    /// When the hold ends by itself.
    pub until: Timestamp,
}

/// The cart holds what it asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct HeldForCart {
    /// Until when.
    pub until: Timestamp,
}

/// Gives back what a cart holds. Nothing is fine, too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReleaseForCart {
    /// Whose hold it is.
    pub cart_id: CartId,
}
