//! The stock that one decision is about, as it was read, with everything decided so far applied to it. A whole batch of
//! commands is decided against one stockroom, one after the other; then what changed is written at once.

use std::collections::BTreeMap;
use std::fmt;

use kernel_base::Timestamp;
use shared_contracts::{Sku, StockLocationId, VariantId};
use warehouse_contracts::{Allocation, ReserveLine};

use crate::domain::allocation::{Need, order_of_sources};
use crate::domain::location::Route;
use crate::domain::movement::{Movement, MovementError, MovementKind, Note, Posting};
use crate::domain::stock::{Level, MAX_ON_HAND, StockItem};

/// Stock under decision.
#[derive(Debug, Default)]
pub(crate) struct Stockroom {
    items: BTreeMap<VariantId, StockItem>,
    movements: Vec<Movement>,
}

/// Why stock cannot be held. Nothing was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Shortage {
    UnknownVariant(VariantId),
    /// Every variant that lacks pieces, in order of ids; never none.
    Insufficient(Vec<Lack>),
}

/// A variant of which less can be had than is wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Lack {
    pub(crate) variant_id: VariantId,
    pub(crate) sku: Sku,
    pub(crate) wanted: i64,
    pub(crate) orderable: i64,
}

impl fmt::Display for Lack {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} wanted, {} can be had", self.sku, self.wanted, self.orderable)
    }
}

/// Pieces held at one location.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Held {
    pub(crate) variant_id: VariantId,
    pub(crate) location_id: StockLocationId,
    pub(crate) pieces: i64,
}

impl Stockroom {
    pub(crate) fn new(items: impl IntoIterator<Item = StockItem>) -> Self {
        let items = items.into_iter().map(|item| (item.variant_id, item)).collect();
        Self { items, movements: Vec::new() }
    }

    pub(crate) fn item(&self, variant: VariantId) -> Option<&StockItem> {
        self.items.get(&variant)
    }

    /// All items, in order of ids.
    pub(crate) fn items(&self) -> impl Iterator<Item = &StockItem> {
        self.items.values()
    }

    /// Items with a level that differs from what is stored, in order of ids.
    pub(crate) fn touched(&self) -> impl Iterator<Item = &StockItem> {
        self.items.values().filter(|item| item.touched())
    }

    /// Movements entered, in order.
    pub(crate) fn movements(&self) -> &[Movement] {
        &self.movements
    }

    /// Holds all lines or none.
    pub(crate) fn hold(
        &mut self,
        route: &Route,
        lines: &[ReserveLine],
        now: Timestamp,
    ) -> Result<Vec<Allocation>, Shortage> {
        let mut wanted: BTreeMap<VariantId, i64> = BTreeMap::new();
        for line in lines {
            *wanted.entry(line.variant_id).or_default() += i64::from(line.quantity);
        }
        let needs = self.needs(route, &wanted, now)?;
        let order = order_of_sources(route.strategy, route.locations.len(), &needs);
        let sources: Vec<StockLocationId> = order.into_iter().map(|index| route.locations[index]).collect();
        let mut allocations = Vec::with_capacity(lines.len());
        for line in lines {
            let item = self.items.get_mut(&line.variant_id).expect("BUG: needs() knows every variant");
            allocate(item, &sources, line, now, &mut allocations);
        }
        Ok(allocations)
    }

    /// What each tracked variant needs from stock, or the shortage that forbids the whole.
    fn needs(
        &self,
        route: &Route,
        wanted: &BTreeMap<VariantId, i64>,
        now: Timestamp,
    ) -> Result<Vec<Need>, Shortage> {
        let mut needs = Vec::with_capacity(wanted.len());
        let mut lacks = Vec::new();
        for (&variant, &wanted) in wanted {
            let item = self.items.get(&variant).ok_or(Shortage::UnknownVariant(variant))?;
            if !item.tracked {
                continue;
            }
            let level = |location: &StockLocationId| item.level(*location);
            let free: Vec<i64> =
                route.locations.iter().map(|location| level(location).map_or(0, Level::free)).collect();
            let from_stock: i64 = free.iter().sum();
            let orderable = from_stock + backorderable(item, &route.locations, now);
            if orderable < wanted {
                lacks.push(Lack { variant_id: variant, sku: item.sku.clone(), wanted, orderable });
            }
            needs.push(Need { pieces: wanted.min(from_stock), free });
        }
        if lacks.is_empty() { Ok(needs) } else { Err(Shortage::Insufficient(lacks)) }
    }

    /// Gives held pieces back.
    pub(crate) fn give_back(&mut self, held: Held) {
        if let Some(level) = self.level_mut(held.variant_id, held.location_id) {
            level.pieces.reserved -= held.pieces;
        }
    }

    /// Takes pieces that were just given back: nobody can have taken them meanwhile.
    pub(crate) fn hold_again(&mut self, held: Held) {
        if let Some(level) = self.level_mut(held.variant_id, held.location_id) {
            level.pieces.reserved += held.pieces;
        }
    }

    /// Books held pieces out: they left the house, or their buyer has them. That proves that the pieces were there, so what
    /// the books lack is found first.
    pub(crate) fn issue(&mut self, held: Held, note: &Note) {
        let Some(level) = self.level_mut(held.variant_id, held.location_id) else { return };
        let missing = (held.pieces - level.pieces.on_hand).max(0);
        level.pieces.reserved -= held.pieces;
        if missing > 0 {
            let found = Note { reason: Some("issued though not on hand".to_owned()), ..note.clone() };
            self.enter(held.variant_id, held.location_id, MovementKind::Count, missing, found);
        }
        self.enter(held.variant_id, held.location_id, MovementKind::Issue, -held.pieces, note.clone());
    }

    /// Enters a movement, or says why not and changes nothing.
    pub(crate) fn post(
        &mut self,
        variant_id: VariantId,
        location_id: StockLocationId,
        location_active: bool,
        posting: Posting,
        expected_on_hand: Option<i64>,
        note: Note,
    ) -> Result<(), MovementError> {
        let item = self.items.get_mut(&variant_id).ok_or(MovementError::UnknownVariant(variant_id))?;
        if !item.tracked {
            return Err(MovementError::NotTracked(item.sku.clone()));
        }
        let level = item.level(location_id);
        let on_hand = level.map_or(0, |level| level.pieces.on_hand);
        let sku = || item.sku.clone();
        if let Some(expected) = expected_on_hand.filter(|&expected| expected != on_hand) {
            return Err(MovementError::Changed { sku: sku(), expected, on_hand });
        }
        let (kind, quantity) = match posting {
            Posting::In(kind, pieces) => (kind, pieces),
            Posting::Out(kind, pieces) => (kind, -pieces),
            Posting::Adjust(difference) => (MovementKind::Adjust, difference),
            Posting::Set(count) if level.is_none() => (MovementKind::Opening, count),
            Posting::Set(count) => (MovementKind::Count, count - on_hand),
        };
        let after = on_hand.saturating_add(quantity);
        if after < 0 {
            return Err(MovementError::NotOnHand { sku: sku(), on_hand });
        }
        if after > MAX_ON_HAND {
            return Err(MovementError::TooMany(sku()));
        }
        if let Some(level) = level.filter(|level| level.pieces.reserved > after + level.backorder_limit) {
            let (reserved, backorder_limit) = (level.pieces.reserved, level.backorder_limit);
            // Coming pieces never make it worse: only what takes pieces away is refused.
            if quantity < 0 {
                return Err(MovementError::Reserved { sku: sku(), reserved, backorder_limit });
            }
        }
        if level.is_none() {
            item.levels.push(Level::fresh(location_id, location_active));
        }
        self.enter(variant_id, location_id, kind, quantity, note);
        Ok(())
    }

    fn enter(
        &mut self,
        variant_id: VariantId,
        location_id: StockLocationId,
        kind: MovementKind,
        quantity: i64,
        note: Note,
    ) {
        let level = self.level_mut(variant_id, location_id).expect("BUG: the caller has seen the level");
        level.pieces.on_hand += quantity;
        let on_hand_after = level.pieces.on_hand;
        self.movements.push(Movement { variant_id, location_id, kind, quantity, on_hand_after, note });
    }

    fn level_mut(&mut self, variant: VariantId, location: StockLocationId) -> Option<&mut Level> {
        self.items.get_mut(&variant)?.level_mut(location)
    }
}

/// Pieces the locations may promise beyond their stock.
pub(crate) fn backorderable(item: &StockItem, locations: &[StockLocationId], now: Timestamp) -> i64 {
    if !item.oversell.open(now) {
        return 0;
    }
    locations.iter().filter_map(|location| item.level(*location)).map(Level::backorderable).sum()
}

/// Takes one line's pieces: first from stock, source by source, then on backorder.
fn allocate(
    item: &mut StockItem,
    sources: &[StockLocationId],
    line: &ReserveLine,
    now: Timestamp,
    allocations: &mut Vec<Allocation>,
) {
    let allocation = |location_id, quantity: i64, backordered: i64| Allocation {
        line_id: line.line_id,
        variant_id: line.variant_id,
        location_id,
        quantity: part(quantity),
        backordered: part(backordered),
    };
    let mut open = i64::from(line.quantity);
    if !item.tracked {
        allocations.push(allocation(None, open, 0));
        return;
    }
    let oversell_open = item.oversell.open(now);
    let first = allocations.len();
    for &source in sources {
        let Some(level) = item.level_mut(source) else { continue };
        let taken = level.free().min(open);
        if taken > 0 {
            level.pieces.reserved += taken;
            open -= taken;
            allocations.push(allocation(Some(source), taken, 0));
        }
    }
    for &source in sources {
        let Some(level) = item.level_mut(source).filter(|_| oversell_open && open > 0) else { continue };
        let taken = level.backorderable().min(open);
        if taken == 0 {
            continue;
        }
        level.pieces.reserved += taken;
        open -= taken;
        match allocations[first..].iter_mut().find(|allocation| allocation.location_id == Some(source)) {
            Some(allocation) => {
                allocation.quantity += part(taken);
                allocation.backordered += part(taken);
            }
            None => allocations.push(allocation(Some(source), taken, taken)),
        }
    }
    debug_assert_eq!(open, 0, "BUG: needs() promised that the line can be served");
}

fn part(pieces: i64) -> i32 {
    i32::try_from(pieces).expect("BUG: a part of a line's quantity")
}

#[cfg(test)]
#[path = "stockroom_tests.rs"]
mod tests;
