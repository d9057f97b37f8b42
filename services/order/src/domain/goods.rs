//! The goods of one order: what became of the pieces of its lines, and what may still be cancelled of them.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use kernel_base::{Money, MoneyError, Timestamp};
use order_contracts::{CancelledLine, OrderStatus, OrderTracking};
use serde::{Deserialize, Serialize};
use shared_contracts::{LineId, Quantity, ShipmentId};
use uuid::Uuid;

use super::line::LineProgress;
use super::order::{Cancellation, Change, Illegal, OrderState};
use super::shipment::{Departure, Shipment, progress};

/// An order with its lines and shipments, as read and then as decided.
#[derive(Debug, Clone)]
pub(crate) struct Goods {
    pub(crate) order: OrderState,
    lines: Vec<LineProgress>,
    places: HashMap<LineId, usize>,
    shipments: HashMap<ShipmentId, Shipment>,
    moved: BTreeSet<usize>,
    told: BTreeSet<ShipmentId>,
    changed: bool,
}

/// Pieces of one line that are to be cancelled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct CancelPieces {
    pub(crate) line_id: LineId,
    pub(crate) quantity: Quantity,
    /// Shipping must be asked to keep them: they are to be sent, and were not called off.
    pub(crate) ask: bool,
    /// They are held in stock.
    pub(crate) stock: bool,
}

/// What a cancellation of pieces came to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct CancelledPieces {
    pub(crate) lines: Vec<CancelledLine>,
    /// The shipping costs, when nothing is sent any more and nothing was.
    pub(crate) shipping: Option<Money>,
}

/// Why pieces cannot be cancelled.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum LineCancelError {
    #[error("the order has no line {0}")]
    UnknownLine(LineId),
    #[error("{open} pieces of line {line_id} are neither shipped nor cancelled, not {wanted}")]
    NotOpen { line_id: LineId, open: i32, wanted: i64 },
    #[error("nothing of the order would be left; cancel the order instead")]
    NothingLeft,
}

impl Goods {
    pub(crate) fn new(
        order: OrderState,
        lines: Vec<LineProgress>,
        shipments: HashMap<ShipmentId, Shipment>,
    ) -> Self {
        Self {
            places: lines.iter().enumerate().map(|(place, line)| (line.line_id, place)).collect(),
            order,
            lines,
            shipments,
            moved: BTreeSet::new(),
            told: BTreeSet::new(),
            changed: false,
        }
    }

    /// A shipment left with these pieces.
    pub(crate) fn ship(
        &mut self,
        shipment_id: ShipmentId,
        pieces: &[(LineId, Quantity)],
        departure: Departure,
    ) -> Change {
        let shipment = self.shipment(shipment_id);
        if std::mem::replace(&mut shipment.shipped, true) {
            return Change::AlreadyApplied;
        }
        shipment.shipped_at = Some(departure.at);
        shipment.tracking = Some(departure.tracking);
        self.changed = true;
        for (line_id, quantity) in pieces {
            if let Some(line) = self.line(*line_id) {
                line.ship(quantity.get());
            }
        }
        Change::Applied
    }

    /// How many pieces of each line have left.
    pub(crate) fn shipped(&self) -> BTreeMap<LineId, i32> {
        self.lines.iter().map(|line| (line.line_id, line.shipped)).collect()
    }

    /// A shipment that left can be followed like this from now on.
    pub(crate) fn track(&mut self, shipment_id: ShipmentId, tracking: Vec<OrderTracking>) {
        self.shipment(shipment_id).tracking = Some(tracking);
    }

    /// A shipment arrived.
    pub(crate) fn deliver(&mut self, shipment_id: ShipmentId, at: Timestamp) {
        let shipment = self.shipment(shipment_id);
        if !std::mem::replace(&mut shipment.delivered, true) {
            shipment.delivered_at = Some(at);
            self.changed = true;
        }
    }

    /// Shipping will not send a shipment, and nobody here had asked for that. Answers what is to be cancelled for it: once.
    pub(crate) fn call_off(
        &mut self,
        shipment_id: ShipmentId,
        pieces: &[(LineId, Quantity)],
    ) -> Vec<CancelPieces> {
        if std::mem::replace(&mut self.shipment(shipment_id).cancelled, true) {
            return Vec::new();
        }
        let known = |(line_id, quantity): &(LineId, Quantity)| {
            let line = &self.lines[*self.places.get(line_id)?];
            Some(CancelPieces { line_id: *line_id, quantity: *quantity, ask: false, stock: line.stock })
        };
        pieces.iter().filter_map(known).collect()
    }

    /// Staff wants these pieces cancelled. Locks the order until shipping has said whether they can stay.
    pub(crate) fn begin_cancel(
        &mut self,
        saga: Uuid,
        wanted: &[(LineId, Quantity)],
    ) -> Result<Vec<CancelPieces>, BeginError> {
        self.order.begin_line_cancel(saga)?;
        let mut sums: BTreeMap<LineId, i64> = BTreeMap::new();
        for (line_id, quantity) in wanted {
            *sums.entry(*line_id).or_default() += i64::from(*quantity);
        }
        let mut pieces = Vec::with_capacity(sums.len());
        for (line_id, wanted) in &sums {
            let place = *self.places.get(line_id).ok_or(LineCancelError::UnknownLine(*line_id))?;
            let (line, line_id) = (&self.lines[place], *line_id);
            let not_open = LineCancelError::NotOpen { line_id, open: line.open(), wanted: *wanted };
            if i64::from(line.open()) < *wanted {
                return Err(not_open.into());
            }
            let quantity = Quantity::try_new(*wanted).map_err(|_| not_open)?;
            pieces.push(CancelPieces { line_id, quantity, ask: line.ships, stock: line.stock });
        }
        let stays = |line: &LineProgress| {
            let wanted = sums.get(&line.line_id).copied().unwrap_or_default();
            i64::from(line.quantity - line.cancelled_quantity) > wanted
        };
        if !self.lines.iter().any(stays) {
            return Err(LineCancelError::NothingLeft.into());
        }
        self.changed = true;
        Ok(pieces)
    }

    /// Locks the order for the saga `whole` that cancels all of it, when nothing would be left without these pieces of
    /// `saga`: shipping costs go too then. Not while another cancellation is under way, which asks again when it ends.
    pub(crate) fn abandon(&mut self, saga: Uuid, whole: Uuid, pieces: &[CancelPieces]) -> bool {
        self.changed |= self.order.unlock(saga) == Change::Applied;
        let mut sums: HashMap<LineId, i64> = HashMap::new();
        for piece in pieces {
            *sums.entry(piece.line_id).or_default() += i64::from(piece.quantity);
        }
        let stays = |line: &LineProgress| {
            let wanted = sums.get(&line.line_id).copied().unwrap_or_default();
            line.shipped > 0 || i64::from(line.open()) > wanted
        };
        if self.order.status != OrderStatus::Confirmed || self.lines.iter().any(stays) {
            return false;
        }
        let begun = self.order.begin_cancel(whole) == Ok(Cancellation::Begun);
        self.changed |= begun;
        begun
    }

    /// Cancels pieces that will stay here, and opens the order again for others. The customer owes less for them. Nothing
    /// is counted of an order that was cancelled as a whole meanwhile: that tells everything.
    pub(crate) fn cancel(
        &mut self,
        saga: Uuid,
        pieces: &[CancelPieces],
    ) -> Result<CancelledPieces, MoneyError> {
        self.changed |= self.order.unlock(saga) == Change::Applied;
        let mut cancelled = CancelledPieces::default();
        if self.order.status == OrderStatus::Cancelled {
            return Ok(cancelled);
        }
        let was_sent = self.sends();
        for wanted in pieces {
            let Some(line) = self.line(wanted.line_id) else { continue };
            let (line_id, variant_id) = (line.line_id, line.variant_id);
            let (count, amount) = line.cancel(wanted.quantity.get())?;
            let Ok(quantity) = Quantity::try_new(count.into()) else { continue };
            self.order.record_lines_cancelled(amount)?;
            self.changed = true;
            cancelled.lines.push(CancelledLine { line_id, variant_id, quantity, amount });
        }
        if was_sent && !self.sends() && self.order.shipping.minor() > 0 {
            self.order.record_lines_cancelled(self.order.shipping)?;
            cancelled.shipping = Some(self.order.shipping);
        }
        Ok(cancelled)
    }

    /// Shipping has answered: others may change the order again.
    pub(crate) fn unlock(&mut self, saga: Uuid) -> Change {
        let change = self.order.unlock(saga);
        self.changed |= change == Change::Applied;
        change
    }

    /// Moves the fulfillment status to what lines and shipments add up to.
    pub(crate) fn progress(&mut self) -> Change {
        // An order without goods to send stays as it is.
        if self.lines.iter().all(|line| !line.ships) {
            return Change::AlreadyApplied;
        }
        let change = self.order.record_fulfillment(progress(&self.lines, self.shipments.values()));
        self.changed |= change == Change::Applied;
        change
    }

    /// True when something of it is held in stock, or was.
    pub(crate) fn has_stock(&self) -> bool {
        self.lines.iter().any(|line| line.stock)
    }

    /// True when the order itself is to be saved.
    pub(crate) fn changed(&self) -> bool {
        self.changed
    }

    /// The lines that changed.
    pub(crate) fn moved_lines(&self) -> impl Iterator<Item = LineProgress> {
        self.moved.iter().map(|place| self.lines[*place])
    }

    /// The shipments of which something was told.
    pub(crate) fn told_shipments(&self) -> impl Iterator<Item = &Shipment> {
        self.told.iter().filter_map(|shipment_id| self.shipments.get(shipment_id))
    }

    /// True when anything was sent, or is still to be.
    fn sends(&self) -> bool {
        self.lines.iter().any(|line| line.ships && line.cancelled_quantity < line.quantity)
    }

    fn shipment(&mut self, shipment_id: ShipmentId) -> &mut Shipment {
        self.told.insert(shipment_id);
        self.shipments.entry(shipment_id).or_insert(Shipment::unknown(shipment_id))
    }

    fn line(&mut self, line_id: LineId) -> Option<&mut LineProgress> {
        let place = self.places.get(&line_id).copied()?;
        self.moved.insert(place);
        self.lines.get_mut(place)
    }
}

/// Why a cancellation of pieces does not begin.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum BeginError {
    #[error(transparent)]
    Order(#[from] Illegal),
    #[error(transparent)]
    Lines(#[from] LineCancelError),
}

#[cfg(test)]
mod tests;
