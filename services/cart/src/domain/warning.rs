//! What a shopper must be told: machine-readable, stored with the cart until it no longer holds.

use kernel_base::UnitPrice;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Something about one line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "code", rename_all = "snake_case")]
pub(crate) enum LineWarning {
    /// The price of one piece is no longer the one the shopper saw. Gone when the shopper changes the line.
    PriceChanged {
        /// What the shopper saw.
        before: UnitPrice,
        /// What counts.
        now: UnitPrice,
    },
    /// Nothing is left.
    StockGone,
    /// Less is left than the cart holds.
    StockShort {
        /// Pieces that can be ordered.
        available: i64,
    },
    /// Not, or no longer, sold in this channel. The line has no price and stops the completion.
    NotPublished,
    /// No price list has a price. The line stops the completion.
    NoPrice,
}

impl LineWarning {
    /// True when the cart cannot be bought with this line.
    pub(crate) fn blocking(&self) -> bool {
        match self {
            Self::NotPublished | Self::NoPrice => true,
            // Stock is decided by the reservation, a price by the shopper's expected total.
            Self::PriceChanged { .. } | Self::StockGone | Self::StockShort { .. } => false,
        }
    }

    /// The stable code, as it stands in the JSON.
    pub(crate) fn code(&self) -> &'static str {
        match self {
            Self::PriceChanged { .. } => "price_changed",
            Self::StockGone => "stock_gone",
            Self::StockShort { .. } => "stock_short",
            Self::NotPublished => "not_published",
            Self::NoPrice => "no_price",
        }
    }

    /// For people.
    pub(crate) fn message(&self) -> &'static str {
        match self {
            Self::PriceChanged { .. } => "the price has changed since the shopper saw it",
            Self::StockGone => "nothing is left",
            Self::StockShort { .. } => "less is left than the cart holds",
            Self::NotPublished => "not sold in this channel",
            Self::NoPrice => "no price list has a price",
        }
    }
}

/// Something about the cart as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "code", rename_all = "snake_case")]
pub(crate) enum CartWarning {
    /// The warehouse did not answer: stock was assumed.
    AvailabilityUnknown,
    /// The chosen delivery does not take these goods to this place. It stops the completion.
    ShippingUnavailable,
    /// The order of the last attempt was rejected.
    OrderRejected {
        /// The code of the rejection: `warehouse.insufficient_stock`.
        reason: String,
        /// For people.
        message: String,
    },
    /// The cart is not held as it is now: the warehouse did not answer or has not enough. What was held before still is.
    /// Not stored here: the cart's hold knows it.
    HoldNotRenewed {
        /// The code of the refusal: `warehouse.insufficient_stock`, `unavailable`.
        reason: String,
    },
}
