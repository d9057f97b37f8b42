//! The stock ledger: every change of what is on hand is one typed movement.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use shared_contracts::{Sku, StockLocationId, VariantId};

/// Why pieces came or left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum MovementKind {
    /// What was there when the level was first counted.
    Opening,
    /// Goods from a supplier.
    Receive,
    /// Goods that left with a shipment.
    Issue,
    /// Goods a customer sent back, sellable again.
    Return,
    /// A correction by a difference.
    Adjust,
    /// A correction by counting: the figure is what was found.
    Count,
    /// Goods sent to another location.
    TransferOut,
    /// Goods received from another location.
    TransferIn,
    /// Goods thrown away.
    Scrap,
}

impl MovementKind {
    const ALL: [Self; 9] = [
        Self::Opening,
        Self::Receive,
        Self::Issue,
        Self::Return,
        Self::Adjust,
        Self::Count,
        Self::TransferOut,
        Self::TransferIn,
        Self::Scrap,
    ];

    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Opening => "opening",
            Self::Receive => "receive",
            Self::Issue => "issue",
            Self::Return => "return",
            Self::Adjust => "adjust",
            Self::Count => "count",
            Self::TransferOut => "transfer_out",
            Self::TransferIn => "transfer_in",
            Self::Scrap => "scrap",
        }
    }

    pub(crate) fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }
}

/// What is to be entered into the ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Posting {
    /// Pieces that come.
    In(MovementKind, i64),
    /// Pieces that leave.
    Out(MovementKind, i64),
    /// A difference, either way.
    Adjust(i64),
    /// What is there now: an opening figure where there was no level, a count after that.
    Set(i64),
}

/// An entry of the ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Movement {
    pub(crate) variant_id: VariantId,
    pub(crate) location_id: StockLocationId,
    pub(crate) kind: MovementKind,
    /// Positive when pieces came.
    pub(crate) quantity: i64,
    pub(crate) on_hand_after: i64,
    pub(crate) note: Note,
}

/// What people may say of a movement.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Note {
    /// 1 to 200 characters.
    pub(crate) reason: Option<String>,
    /// A document elsewhere, 1 to 64 characters: shipment, delivery note, invoice.
    pub(crate) reference: Option<String>,
}

/// Why a movement cannot be entered.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum MovementError {
    #[error("variant {0} is not known to the warehouse")]
    UnknownVariant(VariantId),
    #[error("{0} is not kept in stock")]
    NotTracked(Sku),
    #[error("{sku} has {on_hand} on hand, not {expected}")]
    Changed { sku: Sku, expected: i64, on_hand: i64 },
    #[error("{sku} has only {on_hand} on hand")]
    NotOnHand { sku: Sku, on_hand: i64 },
    #[error(
        "{sku} has {reserved} reserved and may be oversold by {backorder_limit}: release reservations or allow backorders first"
    )]
    Reserved { sku: Sku, reserved: i64, backorder_limit: i64 },
    #[error("{0} would have more than 1000000000 on hand")]
    TooMany(Sku),
}
