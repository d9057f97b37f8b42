//! What the warehouse tells everyone. Subject of all three: the variant's id; version: the stock item's, which grows, not always by one.
//!
//! Reservations alone do not make an event each: with ample stock nobody needs the exact figure, and an event per order
//! line would cost more than the reservation. See [`StockChanged`] for when it is sent.

use kernel_base::{EventData, Timestamp};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use shared_contracts::{Sku, VariantId};

/// The stock of a variant changed: pieces came or left, or a reservation made availability cross zero or the low-stock
/// threshold. At most one per variant and transaction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct StockChanged {
    /// The variant.
    pub variant_id: VariantId,
    /// Its SKU as the warehouse knows it.
    pub sku: Sku,
    /// Pieces in all locations.
    pub on_hand: i64,
    /// Pieces held by reservations in all locations.
    pub reserved: i64,
    /// Pieces that can still be sold from stock: per location on hand less reserved and safety stock, summed.
    pub available: i64,
    /// When.
    pub occurred_at: Timestamp,
}

impl EventData for StockChanged {
    const TYPE: &'static str = "warehouse.stock_changed.v1";
}

/// Availability fell to or below the variant's low-stock threshold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LowStock {
    /// The variant.
    pub variant_id: VariantId,
    /// Its SKU as the warehouse knows it.
    pub sku: Sku,
    /// Pieces that can still be sold from stock.
    pub available: i64,
    /// The threshold.
    pub threshold: i64,
    /// When.
    pub occurred_at: Timestamp,
}

impl EventData for LowStock {
    const TYPE: &'static str = "warehouse.low_stock.v1";
}

/// A variant that was sold out can be sold from stock again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct BackInStock {
    /// The variant.
    pub variant_id: VariantId,
    /// Its SKU as the warehouse knows it.
    pub sku: Sku,
    /// Pieces that can be sold from stock.
    pub available: i64,
    /// When.
    pub occurred_at: Timestamp,
}

impl EventData for BackInStock {
    const TYPE: &'static str = "warehouse.back_in_stock.v1";
}
