//! The stock of one variant: its levels at the locations, its policy, and what a change of it means to others.

use kernel_base::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use shared_contracts::{Sku, StockLocationId, VariantId};

/// The most pieces one level may hold; also a CHECK. Sums of a hundred thousand levels stay far inside an `i64`.
pub(crate) const MAX_ON_HAND: i64 = 1_000_000_000;

/// Whether a variant is sold beyond what is on hand. How far, each level says by its backorder limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "policy", rename_all = "snake_case", deny_unknown_fields)]
pub(crate) enum Oversell {
    /// Never.
    #[default]
    Deny,
    /// Always; `expected_at` is told to the shopper.
    Backorder {
        /// When missing pieces are expected.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        expected_at: Option<Timestamp>,
    },
    /// Until the day it should have arrived; from then on only what really did.
    Preorder {
        /// The day it comes out.
        expected_at: Timestamp,
    },
}

impl Oversell {
    pub(crate) fn open(self, now: Timestamp) -> bool {
        match self {
            Self::Deny => false,
            Self::Backorder { .. } => true,
            Self::Preorder { expected_at } => now < expected_at,
        }
    }

    pub(crate) fn expected_at(self) -> Option<Timestamp> {
        match self {
            Self::Deny => None,
            Self::Backorder { expected_at } => expected_at,
            Self::Preorder { expected_at } => Some(expected_at),
        }
    }

    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Deny => "deny",
            Self::Backorder { .. } => "backorder",
            Self::Preorder { .. } => "preorder",
        }
    }

    pub(crate) fn parse(policy: &str, expected_at: Option<Timestamp>) -> Option<Self> {
        match (policy, expected_at) {
            ("deny", _) => Some(Self::Deny),
            ("backorder", expected_at) => Some(Self::Backorder { expected_at }),
            ("preorder", Some(expected_at)) => Some(Self::Preorder { expected_at }),
            _ => None,
        }
    }
}

/// The two figures of a level that change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Pieces {
    pub(crate) on_hand: i64,
    pub(crate) reserved: i64,
}

/// Stock of one variant at one location.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Level {
    pub(crate) location_id: StockLocationId,
    /// Stock at a switched-off location is there but not for sale.
    pub(crate) active: bool,
    pub(crate) pieces: Pieces,
    pub(crate) safety_stock: i64,
    pub(crate) backorder_limit: i64,
    /// As stored; absent when the level does not exist yet.
    stored: Option<Pieces>,
}

impl Level {
    /// A level as read.
    pub(crate) fn stored(
        location_id: StockLocationId,
        active: bool,
        pieces: Pieces,
        safety_stock: i64,
        backorder_limit: i64,
    ) -> Self {
        Self { location_id, active, pieces, safety_stock, backorder_limit, stored: Some(pieces) }
    }

    /// The first stock of a variant at a location.
    pub(crate) fn fresh(location_id: StockLocationId, active: bool) -> Self {
        Self {
            location_id,
            active,
            pieces: Pieces::default(),
            safety_stock: 0,
            backorder_limit: 0,
            stored: None,
        }
    }

    /// Pieces that can be sold from stock.
    pub(crate) fn free(&self) -> i64 {
        self.free_of(self.pieces)
    }

    /// Pieces that can be promised beyond stock while overselling is open.
    pub(crate) fn backorderable(&self) -> i64 {
        if !self.active {
            return 0;
        }
        let sellable = self.sellable(self.pieces);
        (sellable + self.backorder_limit - self.pieces.reserved.max(sellable)).max(0)
    }

    /// What is to be added to the stored figures, when anything is.
    pub(crate) fn delta(&self) -> Option<LevelDelta> {
        let before = self.stored.unwrap_or_default();
        let change = Pieces {
            on_hand: self.pieces.on_hand - before.on_hand,
            reserved: self.pieces.reserved - before.reserved,
        };
        match self.stored {
            None => Some(LevelDelta::Insert(self.pieces)),
            Some(_) if change != Pieces::default() => Some(LevelDelta::Add(change)),
            Some(_) => None,
        }
    }

    fn free_of(&self, pieces: Pieces) -> i64 {
        if self.active { (self.sellable(pieces) - pieces.reserved).max(0) } else { 0 }
    }

    fn sellable(&self, pieces: Pieces) -> i64 {
        (pieces.on_hand - self.safety_stock).max(0)
    }
}

/// How a level is to be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LevelDelta {
    Insert(Pieces),
    Add(Pieces),
}

/// A variant's stock in all locations, and its policy. The unit of concurrency: its version guards all its levels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct StockItem {
    pub(crate) variant_id: VariantId,
    pub(crate) sku: Sku,
    /// False for a service: it has no stock and can always be reserved.
    pub(crate) tracked: bool,
    pub(crate) oversell: Oversell,
    pub(crate) low_stock_threshold: i64,
    /// Grows with every change of the policy, and of nothing else.
    pub(crate) policy_version: i64,
    /// As stored.
    pub(crate) version: i64,
    pub(crate) levels: Vec<Level>,
}

/// A variant's figures summed over its locations.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Figures {
    pub(crate) on_hand: i64,
    pub(crate) reserved: i64,
    pub(crate) available: i64,
}

/// What others are to be told of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Signals {
    pub(crate) changed: bool,
    pub(crate) low_stock: bool,
    pub(crate) back_in_stock: bool,
}

impl StockItem {
    pub(crate) fn level(&self, location: StockLocationId) -> Option<&Level> {
        self.levels.iter().find(|level| level.location_id == location)
    }

    pub(crate) fn level_mut(&mut self, location: StockLocationId) -> Option<&mut Level> {
        self.levels.iter_mut().find(|level| level.location_id == location)
    }

    /// True when a level differs from what is stored.
    pub(crate) fn touched(&self) -> bool {
        self.levels.iter().any(|level| level.delta().is_some())
    }

    pub(crate) fn figures(&self) -> Figures {
        self.sum(|level| level.pieces)
    }

    /// What this change means to others. A movement is always told; a reservation only when it makes availability cross
    /// zero or the low-stock threshold, because an event per order line would cost more than the reservation itself.
    pub(crate) fn signals(&self) -> Signals {
        let before = self.sum(|level| level.stored.unwrap_or_default());
        signals(before, self.figures(), self.low_stock_threshold)
    }

    fn sum(&self, pieces: impl Fn(&Level) -> Pieces) -> Figures {
        self.levels.iter().fold(Figures { on_hand: 0, reserved: 0, available: 0 }, |sum, level| {
            let pieces = pieces(level);
            Figures {
                on_hand: sum.on_hand + pieces.on_hand,
                reserved: sum.reserved + pieces.reserved,
                available: sum.available + level.free_of(pieces),
            }
        })
    }
}

/// What a change between these figures means to others.
pub(crate) fn signals(before: Figures, after: Figures, low_stock_threshold: i64) -> Signals {
    let falls_to = |limit: i64| before.available > limit && after.available <= limit;
    let rises_above = |limit: i64| before.available <= limit && after.available > limit;
    let crosses = |limit| falls_to(limit) || rises_above(limit);
    Signals {
        changed: before.on_hand != after.on_hand || crosses(0) || crosses(low_stock_threshold),
        low_stock: low_stock_threshold > 0 && falls_to(low_stock_threshold),
        back_in_stock: rises_above(0),
    }
}

#[cfg(test)]
mod tests {
    use kernel_base::Env;

    use super::*;

    fn level(on_hand: i64, reserved: i64, safety_stock: i64, backorder_limit: i64) -> Level {
        let location = Env::system().id();
        Level::stored(location, true, Pieces { on_hand, reserved }, safety_stock, backorder_limit)
    }

    #[test]
    fn safety_stock_is_not_for_sale_and_backorders_come_on_top() {
        let cases = [
            // on hand, reserved, safety, limit -> free, backorderable
            ((10, 3, 0, 0), (7, 0)),
            ((10, 3, 2, 0), (5, 0)),
            ((10, 9, 2, 5), (0, 4)),
            ((1, 0, 2, 5), (0, 5)),
            ((0, 5, 0, 5), (0, 0)),
        ];
        for ((on_hand, reserved, safety, limit), expected) in cases {
            let level = level(on_hand, reserved, safety, limit);
            assert_eq!((level.free(), level.backorderable()), expected, "{level:?}");
        }
    }

    #[test]
    fn stock_at_a_switched_off_location_is_not_for_sale() {
        let off = Level { active: false, ..level(10, 0, 0, 5) };
        assert_eq!((off.free(), off.backorderable()), (0, 0));
    }

    #[test]
    fn a_preorder_ends_on_its_day() {
        let day = Timestamp::from_micros(1_000);
        let preorder = Oversell::Preorder { expected_at: day };
        assert!(preorder.open(Timestamp::from_micros(999)));
        assert!(!preorder.open(day));
        assert!(Oversell::Backorder { expected_at: Some(day) }.open(day));
    }

    #[test]
    fn reservations_signal_only_when_they_cross_a_boundary() {
        let figures = |available| Figures { on_hand: 10, reserved: 10 - available, available };
        let told = |before, after| {
            let signals = signals(figures(before), figures(after), 3);
            (signals.changed, signals.low_stock, signals.back_in_stock)
        };
        assert_eq!(told(10, 8), (false, false, false));
        assert_eq!(told(4, 3), (true, true, false));
        assert_eq!(told(3, 2), (false, false, false));
        assert_eq!(told(1, 0), (true, false, false));
        assert_eq!(told(0, 1), (true, false, true));
        assert_eq!(told(10, 0), (true, true, false));
    }
}
