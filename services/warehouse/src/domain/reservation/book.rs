//! The reservations of one decision: found, made and changed by commands, confirmations and shipments.

use std::collections::{BTreeMap, BTreeSet};

use kernel_base::{Outcome, Refusal, Timestamp};
use shared_contracts::{CartId, ChannelCode, LineId, ReservationId};
use warehouse_contracts::{
    Allocation, HoldForCart, LinesReleased, MAX_LINES, ReleaseLines, ReleaseStock, ReserveLine, ReserveStock,
    StockReleased, StockReserved, refusal,
};

use super::{HeldLine, MAX_OWNER, Reservation, Status, cut};
use crate::domain::location::Routes;
use crate::domain::movement::Note;
use crate::domain::stockroom::{Lack, Shortage, Stockroom};

/// The reservations that one decision is about: those that were read, and those it makes.
#[derive(Debug, Default)]
pub(crate) struct Reservations {
    pub(super) known: BTreeMap<ReservationId, Entry>,
}

#[derive(Debug)]
pub(super) struct Entry {
    pub(super) reservation: Reservation,
    changed: bool,
}

/// Why nothing can be held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Denial {
    pub(crate) refusal: Refusal,
    /// Which variants lack pieces, when that is the reason.
    pub(crate) lacks: Vec<Lack>,
}

impl Denial {
    fn new(code: &'static str, message: String) -> Self {
        Self { refusal: Refusal::new(code, message), lacks: Vec::new() }
    }
}

impl Reservations {
    pub(crate) fn new(stored: impl IntoIterator<Item = Reservation>) -> Self {
        let entry =
            |reservation: Reservation| (reservation.reservation_id, Entry { reservation, changed: false });
        Self { known: stored.into_iter().map(entry).collect() }
    }

    /// Reservations to be inserted.
    pub(crate) fn made(&self) -> impl Iterator<Item = &Reservation> {
        self.known.values().map(|entry| &entry.reservation).filter(|reservation| reservation.version == 0)
    }

    /// Stored reservations that changed.
    pub(crate) fn changed(&self) -> impl Iterator<Item = &Reservation> {
        self.known
            .values()
            .filter(|entry| entry.changed && entry.reservation.version > 0)
            .map(|entry| &entry.reservation)
    }

    pub(crate) fn get(&self, id: ReservationId) -> Option<&Reservation> {
        self.known.get(&id).map(|entry| &entry.reservation)
    }

    /// Changes one through `change`, which answers whether it did.
    pub(crate) fn update<T, E>(
        &mut self,
        id: ReservationId,
        change: impl FnOnce(&mut Reservation) -> Result<T, E>,
    ) -> Option<Result<T, E>> {
        let entry = self.known.get_mut(&id)?;
        let result = change(&mut entry.reservation);
        entry.changed |= result.is_ok();
        Some(result)
    }

    /// Answers a command to reserve. A refusal changes no stock, and is remembered like a hold.
    pub(crate) fn reserve(
        &mut self,
        room: &mut Stockroom,
        routes: &Routes,
        command: &ReserveStock,
        now: Timestamp,
    ) -> Outcome<StockReserved> {
        if let Some(known) = self.get(command.reservation_id) {
            return known.answer();
        }
        let mut reservation = Reservation {
            reservation_id: command.reservation_id,
            owner: command.owner.chars().take(MAX_OWNER).collect(),
            cart_id: None,
            channel: command.channel.to_string(),
            status: Status::Held,
            deadline: command.deadline,
            end_reason: None,
            created_at: now,
            ended_at: None,
            lines: Vec::new(),
            version: 0,
        };
        let decide = |room: &mut Stockroom| {
            require_owner(&command.owner)?;
            decide(room, routes, &command.channel, &command.lines, now)
        };
        let decided = match command.cart_id {
            Some(cart_id) => {
                let reason = format!("taken over by {}", reservation.owner);
                self.instead_of_hold(room, cart_id, &reason, now, decide)
            }
            None => decide(room),
        };
        match decided {
            Ok(allocations) => reservation.lines = held_lines(&command.lines, &allocations),
            Err(denial) => {
                reservation.status = Status::Refused(denial.refusal);
                reservation.ended_at = Some(now);
            }
        }
        let answer = reservation.answer();
        self.insert(reservation);
        answer
    }

    /// Sets what a cart holds: under `fresh`, unless it holds just that already.
    pub(crate) fn hold_for_cart(
        &mut self,
        room: &mut Stockroom,
        routes: &Routes,
        hold: &HoldForCart,
        fresh: ReservationId,
        now: Timestamp,
    ) -> Result<(), Denial> {
        if self.extend_for_cart(hold, now) {
            return Ok(());
        }
        let decide = |room: &mut Stockroom| decide(room, routes, &hold.channel, &hold.lines, now);
        let allocations = self.instead_of_hold(room, hold.cart_id, "replaced", now, decide)?;
        self.insert(Reservation {
            reservation_id: fresh,
            owner: hold.cart_id.to_string(),
            cart_id: Some(hold.cart_id),
            channel: hold.channel.to_string(),
            status: Status::Held,
            deadline: Some(hold.until),
            end_reason: None,
            created_at: now,
            ended_at: None,
            lines: held_lines(&hold.lines, &allocations),
            version: 0,
        });
        Ok(())
    }

    /// Moves the deadline of a cart that holds just this. False when it does not.
    pub(crate) fn extend_for_cart(&mut self, hold: &HoldForCart, now: Timestamp) -> bool {
        let Some(entry) = self.of_cart(hold.cart_id) else { return false };
        let keeps = entry.reservation.keeps(hold, now);
        if keeps {
            entry.reservation.deadline = Some(hold.until);
            entry.changed = true;
        }
        keeps
    }

    /// Gives back what a cart holds. False when that is nothing.
    pub(crate) fn release_for_cart(&mut self, room: &mut Stockroom, cart_id: CartId, now: Timestamp) -> bool {
        let Some(entry) = self.of_cart(cart_id) else { return false };
        entry.changed |= entry.reservation.release(room, "given back by the cart", now);
        true
    }

    /// Decides as if the cart held nothing. Only when that succeeds, its hold ends; else it is as if nobody had asked.
    fn instead_of_hold<T>(
        &mut self,
        room: &mut Stockroom,
        cart_id: CartId,
        reason: &str,
        now: Timestamp,
        decide: impl FnOnce(&mut Stockroom) -> Result<T, Denial>,
    ) -> Result<T, Denial> {
        let Some(entry) = self.of_cart(cart_id) else { return decide(room) };
        for held in entry.reservation.open() {
            room.give_back(held);
        }
        let decided = decide(room);
        if decided.is_ok() {
            entry.reservation.close(Status::Released, Some(cut(reason)), now);
            entry.changed = true;
        } else {
            for held in entry.reservation.open() {
                room.hold_again(held);
            }
        }
        decided
    }

    /// What a cart holds; a constraint sees to it that it is one reservation at most.
    fn of_cart(&mut self, cart_id: CartId) -> Option<&mut Entry> {
        self.known.values_mut().find(|entry| {
            entry.reservation.cart_id == Some(cart_id) && entry.reservation.status == Status::Held
        })
    }

    fn insert(&mut self, reservation: Reservation) {
        self.known.insert(reservation.reservation_id, Entry { reservation, changed: true });
    }

    /// Answers a command to release. One that overtook its reservation leaves a tombstone in its place.
    pub(crate) fn release(
        &mut self,
        room: &mut Stockroom,
        command: &ReleaseStock,
        now: Timestamp,
    ) -> StockReleased {
        let reservation_id = command.reservation_id;
        match self.known.get_mut(&reservation_id) {
            Some(entry) => entry.changed |= entry.reservation.release(room, &command.reason, now),
            None => {
                self.insert(tombstone(reservation_id, &command.reason, now));
            }
        }
        StockReleased { reservation_id }
    }

    /// The order was confirmed. Not about an order without stock, nor about a hold that was given back.
    pub(crate) fn hand_out(
        &mut self,
        room: &mut Stockroom,
        reservation_id: ReservationId,
        note: &Note,
        now: Timestamp,
    ) {
        if let Some(entry) = self.known.get_mut(&reservation_id) {
            entry.changed |= entry.reservation.hand_out(room, note, now);
        }
    }

    /// Answers a command to give back pieces. The caller sees to it that a command comes here once.
    pub(crate) fn release_lines(
        &mut self,
        room: &mut Stockroom,
        command: &ReleaseLines,
        now: Timestamp,
    ) -> LinesReleased {
        let reservation_id = command.reservation_id;
        if let Some(entry) = self.known.get_mut(&reservation_id) {
            entry.changed |= entry.reservation.release_lines(room, &command.lines, &command.reason, now);
        }
        LinesReleased { reservation_id }
    }
}

fn invalid() -> Denial {
    Denial::new(
        refusal::INVALID_RESERVATION,
        format!("a reservation has 1 to {MAX_LINES} lines and an owner of at most {MAX_OWNER} characters"),
    )
}

fn require_owner(owner: &str) -> Result<(), Denial> {
    if owner.chars().count() > MAX_OWNER { Err(invalid()) } else { Ok(()) }
}

fn decide(
    room: &mut Stockroom,
    routes: &Routes,
    channel: &ChannelCode,
    lines: &[ReserveLine],
    now: Timestamp,
) -> Result<Vec<Allocation>, Denial> {
    if !(1..=MAX_LINES).contains(&lines.len()) {
        return Err(invalid());
    }
    room.hold(&routes.of(channel), lines, now).map_err(|shortage| match shortage {
        Shortage::UnknownVariant(variant) => {
            Denial::new(refusal::UNKNOWN_VARIANT, format!("variant {variant} is not known to the warehouse"))
        }
        Shortage::Insufficient(lacks) => {
            let message = match &lacks[..] {
                [first] => first.to_string(),
                [first, more @ ..] => format!("{first}, and {} more variants lack stock", more.len()),
                [] => unreachable!("BUG: a shortage lacks something"),
            };
            Denial { lacks, ..Denial::new(refusal::INSUFFICIENT_STOCK, message) }
        }
    })
}

fn tombstone(reservation_id: ReservationId, reason: &str, now: Timestamp) -> Reservation {
    Reservation {
        reservation_id,
        owner: String::new(),
        cart_id: None,
        channel: String::new(),
        status: Status::Tombstone,
        deadline: None,
        end_reason: Some(cut(reason)),
        created_at: now,
        ended_at: Some(now),
        lines: Vec::new(),
        version: 0,
    }
}

fn held_lines(lines: &[ReserveLine], allocations: &[Allocation]) -> Vec<HeldLine> {
    let handed_out: BTreeSet<LineId> =
        lines.iter().filter(|line| line.handed_out).map(|line| line.line_id).collect();
    let line = |allocation: &Allocation| HeldLine {
        line_id: allocation.line_id,
        variant_id: allocation.variant_id,
        location_id: allocation.location_id,
        quantity: allocation.quantity,
        backordered: allocation.backordered,
        issued: 0,
        released: 0,
        handed_out: handed_out.contains(&allocation.line_id),
    };
    allocations.iter().map(line).collect()
}
