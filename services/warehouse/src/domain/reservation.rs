//! Reservations: stock held for an order or checkout, and every way a hold ends.

mod book;

use std::collections::BTreeMap;

use kernel_base::{Outcome, Refusal, Timestamp};
use shared_contracts::{CartId, LineId, ReservationId, StockLocationId, VariantId};
use warehouse_contracts::{Allocation, HoldForCart, ReleaseLine, StockReserved, refusal};

pub(crate) use self::book::{Denial, Reservations};
use crate::domain::movement::Note;
use crate::domain::stockroom::{Held, Stockroom};

/// Longest owner; also a CHECK.
pub(crate) const MAX_OWNER: usize = 64;
/// Longest reason of an end; also a CHECK.
pub(crate) const MAX_REASON: usize = 200;

/// Where a reservation stands in its life. Every state but `Held` is final.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Status {
    Held,
    /// Given back on request.
    Released,
    /// Never held: this was the answer, and stays it.
    Refused(Refusal),
    /// The goods left the house, or were handed out.
    Issued,
    /// Given back because the deadline passed.
    Expired,
    /// Released before it was ever reserved.
    Tombstone,
}

impl Status {
    pub(crate) fn as_str(&self) -> &'static str {
        match self {
            Self::Held => "held",
            Self::Released => "released",
            Self::Refused(_) => "refused",
            Self::Issued => "issued",
            Self::Expired => "expired",
            Self::Tombstone => "tombstone",
        }
    }
}

/// Pieces of one line at one location.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct HeldLine {
    pub(crate) line_id: LineId,
    pub(crate) variant_id: VariantId,
    /// Absent for a variant without stock.
    pub(crate) location_id: Option<StockLocationId>,
    pub(crate) quantity: i32,
    pub(crate) backordered: i32,
    /// How many of them left the house or were handed out.
    pub(crate) issued: i32,
    /// How many of them were given back while the rest stays held.
    pub(crate) released: i32,
    /// In no shipment: issued when the order is confirmed.
    pub(crate) handed_out: bool,
}

impl HeldLine {
    fn open(&self) -> i32 {
        self.quantity - self.issued - self.released
    }

    /// True when some of its pieces are not held any more.
    pub(crate) fn moved(&self) -> bool {
        self.issued > 0 || self.released > 0
    }

    fn wanted(&self) -> Wanted {
        (self.line_id, self.variant_id, self.handed_out)
    }

    /// Books pieces out.
    fn issue(&mut self, room: &mut Stockroom, pieces: i32, note: &Note) {
        if let Some(held) = self.held(pieces) {
            room.issue(held, note);
        }
        self.issued += pieces;
    }

    fn held(&self, pieces: i32) -> Option<Held> {
        let location_id = self.location_id.filter(|_| pieces > 0)?;
        Some(Held { variant_id: self.variant_id, location_id, pieces: i64::from(pieces) })
    }
}

/// Stock held, or the memory of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Reservation {
    pub(crate) reservation_id: ReservationId,
    pub(crate) owner: String,
    /// The cart that holds during checkout; an order's reservation has none.
    pub(crate) cart_id: Option<CartId>,
    pub(crate) channel: String,
    pub(crate) status: Status,
    pub(crate) deadline: Option<Timestamp>,
    pub(crate) end_reason: Option<String>,
    pub(crate) created_at: Timestamp,
    pub(crate) ended_at: Option<Timestamp>,
    pub(crate) lines: Vec<HeldLine>,
    /// As stored; 0 when it is new.
    pub(crate) version: i64,
}

/// Why a reservation does not change as asked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum ReservationError {
    #[error("reservation {0} holds nothing any more")]
    NotHeld(ReservationId),
    #[error("reservation {0} has no deadline: it is held until it is released or issued")]
    WithoutDeadline(ReservationId),
    #[error("the new deadline lies in the past")]
    DeadlinePassed,
}

/// Goods of one line that left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ShippedLine {
    pub(crate) line_id: LineId,
    pub(crate) quantity: i32,
}

/// Pieces by line, however often a line stands in the list.
fn by_line(pieces: impl Iterator<Item = (LineId, i32)>) -> BTreeMap<LineId, i32> {
    let mut sums: BTreeMap<LineId, i32> = BTreeMap::new();
    for (line_id, quantity) in pieces {
        let sum = sums.entry(line_id).or_default();
        *sum = sum.saturating_add(quantity);
    }
    sums
}

/// What is wanted of the warehouse with a line, wherever it is served from: line, variant, handed out.
type Wanted = (LineId, VariantId, bool);

fn sums(pieces: impl Iterator<Item = (Wanted, i64)>) -> BTreeMap<Wanted, i64> {
    let mut sums: BTreeMap<Wanted, i64> = BTreeMap::new();
    for (wanted, pieces) in pieces {
        *sums.entry(wanted).or_default() += pieces;
    }
    sums
}

impl Reservation {
    /// The answer to the command that made it, now and whenever it is repeated.
    pub(crate) fn answer(&self) -> Outcome<StockReserved> {
        match &self.status {
            Status::Refused(refusal) => Outcome::Refused(refusal.clone()),
            Status::Tombstone => Outcome::Refused(Refusal::new(
                refusal::RESERVATION_ENDED,
                "the reservation was released before it was made",
            )),
            Status::Held | Status::Released | Status::Issued | Status::Expired => {
                Outcome::Done(StockReserved {
                    reservation_id: self.reservation_id,
                    allocations: self.lines.iter().map(allocation).collect(),
                })
            }
        }
    }

    /// Moves the deadline of a hold that still lasts.
    pub(crate) fn extend(&mut self, deadline: Timestamp, now: Timestamp) -> Result<(), ReservationError> {
        match (&self.status, self.deadline) {
            (Status::Held, None) => Err(ReservationError::WithoutDeadline(self.reservation_id)),
            (Status::Held, Some(_)) if deadline <= now => Err(ReservationError::DeadlinePassed),
            (Status::Held, Some(until)) if until > now => {
                self.deadline = Some(deadline);
                Ok(())
            }
            // Past its deadline it counts as expired, also when the job has not come round yet.
            _ => Err(ReservationError::NotHeld(self.reservation_id)),
        }
    }

    /// True when it is a cart's hold of exactly this, and still lasts.
    pub(crate) fn keeps(&self, hold: &HoldForCart, now: Timestamp) -> bool {
        let lasts = self.status == Status::Held && self.deadline.is_some_and(|deadline| deadline > now);
        lasts && self.channel == hold.channel.as_str() && {
            let held = self.lines.iter().map(|line| (line.wanted(), i64::from(line.open())));
            let wanted = hold
                .lines
                .iter()
                .map(|line| ((line.line_id, line.variant_id, line.handed_out), i64::from(line.quantity)));
            sums(held) == sums(wanted)
        }
    }

    /// Gives back what is still held. False when it held nothing any more: then nothing changes.
    pub(crate) fn release(&mut self, room: &mut Stockroom, reason: &str, now: Timestamp) -> bool {
        self.status == Status::Held && {
            self.end(room, Status::Released, Some(cut(reason)), now);
            true
        }
    }

    /// Gives back a hold whose deadline passed. False when it does not hold or is not due.
    pub(crate) fn expire(&mut self, room: &mut Stockroom, now: Timestamp) -> bool {
        let due = self.status == Status::Held && self.deadline.is_some_and(|deadline| deadline <= now);
        due && {
            self.end(room, Status::Expired, None, now);
            true
        }
    }

    /// Books out what was shipped. With the `last` shipment of the order, or when nothing is left, the hold ends and what
    /// was held but not shipped (a line canceled meanwhile) is given back. A hold that ended does not mind a shipment of
    /// lines it never had: goods that are not kept in stock.
    pub(crate) fn issue(
        &mut self,
        room: &mut Stockroom,
        shipped: &[ShippedLine],
        last: bool,
        note: &Note,
        now: Timestamp,
    ) -> Result<(), ReservationError> {
        if self.status != Status::Held {
            let missed =
                self.lines.is_empty() || shipped.iter().any(|line| self.is_to_be_shipped(line.line_id));
            return if missed { Err(ReservationError::NotHeld(self.reservation_id)) } else { Ok(()) };
        }
        let mut left = by_line(shipped.iter().map(|line| (line.line_id, line.quantity)));
        for line in &mut self.lines {
            let Some(left) = left.get_mut(&line.line_id) else { continue };
            let pieces = line.open().min(*left);
            line.issue(room, pieces, note);
            *left -= pieces;
        }
        if last || self.holds_nothing() {
            self.end(room, Status::Issued, None, now);
        }
        Ok(())
    }

    /// Books out what is in no shipment: the order is confirmed, so its buyer has it. Nothing, when that was done or the hold
    /// has ended. True when something changed.
    pub(crate) fn hand_out(&mut self, room: &mut Stockroom, note: &Note, now: Timestamp) -> bool {
        if self.status != Status::Held {
            return false;
        }
        let mut changed = false;
        for line in self.lines.iter_mut().filter(|line| line.handed_out) {
            let pieces = line.open();
            line.issue(room, pieces, note);
            changed |= pieces > 0;
        }
        if changed && self.holds_nothing() {
            self.end(room, Status::Issued, None, now);
        }
        changed
    }

    /// Gives back pieces that will not be shipped. What was promised last goes first, so that the shipments to come find
    /// what was promised first. False when it held none of them any more: then nothing changes.
    pub(crate) fn release_lines(
        &mut self,
        room: &mut Stockroom,
        pieces: &[ReleaseLine],
        reason: &str,
        now: Timestamp,
    ) -> bool {
        if self.status != Status::Held {
            return false;
        }
        let mut wanted = by_line(pieces.iter().map(|line| (line.line_id, line.quantity.get())));
        let mut changed = false;
        for line in self.lines.iter_mut().rev() {
            let Some(wanted) = wanted.get_mut(&line.line_id) else { continue };
            let pieces = line.open().min(*wanted);
            if let Some(held) = line.held(pieces) {
                room.give_back(held);
            }
            line.released += pieces;
            *wanted -= pieces;
            changed |= pieces > 0;
        }
        if changed && self.holds_nothing() {
            let issued = self.lines.iter().any(|line| line.issued > 0);
            let (status, reason) =
                if issued { (Status::Issued, None) } else { (Status::Released, Some(cut(reason))) };
            self.end(room, status, reason, now);
        }
        changed
    }

    fn is_to_be_shipped(&self, line_id: LineId) -> bool {
        self.lines.iter().any(|line| line.line_id == line_id && !line.handed_out)
    }

    fn holds_nothing(&self) -> bool {
        self.lines.iter().all(|line| line.open() == 0)
    }

    fn end(&mut self, room: &mut Stockroom, status: Status, reason: Option<String>, now: Timestamp) {
        for held in self.open() {
            room.give_back(held);
        }
        self.close(status, reason, now);
    }

    /// Everything that is still held.
    fn open(&self) -> impl Iterator<Item = Held> {
        self.lines.iter().filter_map(|line| line.held(line.open()))
    }

    /// Ends what has been given back.
    fn close(&mut self, status: Status, reason: Option<String>, now: Timestamp) {
        self.status = status;
        self.end_reason = reason;
        self.ended_at = Some(now);
    }
}

fn cut(reason: &str) -> String {
    reason.chars().take(MAX_REASON).collect()
}

fn allocation(line: &HeldLine) -> Allocation {
    Allocation {
        line_id: line.line_id,
        variant_id: line.variant_id,
        location_id: line.location_id,
        quantity: line.quantity,
        backordered: line.backordered,
    }
}

#[cfg(test)]
#[path = "reservation_tests.rs"]
mod tests;
