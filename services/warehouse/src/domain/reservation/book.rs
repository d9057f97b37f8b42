//! The reservations of one decision: found, made and changed by commands, confirmations and shipments.

use std::collections::{BTreeMap, BTreeSet};

use kernel_base::{Outcome, Refusal, Timestamp};
use shared_contracts::{LineId, ReservationId};
use warehouse_contracts::{
    Allocation, LinesReleased, MAX_LINES, ReleaseLines, ReleaseStock, ReserveStock, StockReleased,
    StockReserved, refusal,
};

use super::{HeldLine, MAX_OWNER, Reservation, Status, cut};
use crate::domain::location::Routes;
use crate::domain::movement::Note;
use crate::domain::stockroom::{Shortage, Stockroom};

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
            channel: command.channel.to_string(),
            status: Status::Held,
            deadline: command.deadline,
            end_reason: None,
            created_at: now,
            ended_at: None,
            lines: Vec::new(),
            version: 0,
        };
        match decide(room, routes, command, now) {
            Ok(allocations) => reservation.lines = held_lines(command, &allocations),
            Err(refusal) => {
                reservation.status = Status::Refused(refusal);
                reservation.ended_at = Some(now);
            }
        }
        let answer = reservation.answer();
        self.known.insert(reservation.reservation_id, Entry { reservation, changed: true });
        answer
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
                let reservation = tombstone(reservation_id, &command.reason, now);
                self.known.insert(reservation_id, Entry { reservation, changed: true });
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

fn decide(
    room: &mut Stockroom,
    routes: &Routes,
    command: &ReserveStock,
    now: Timestamp,
) -> Result<Vec<Allocation>, Refusal> {
    if !(1..=MAX_LINES).contains(&command.lines.len()) || command.owner.chars().count() > MAX_OWNER {
        return Err(Refusal::new(
            refusal::INVALID_RESERVATION,
            format!(
                "a reservation has 1 to {MAX_LINES} lines and an owner of at most {MAX_OWNER} characters"
            ),
        ));
    }
    room.hold(&routes.of(&command.channel), &command.lines, now).map_err(|shortage| match shortage {
        Shortage::UnknownVariant(variant) => {
            Refusal::new(refusal::UNKNOWN_VARIANT, format!("variant {variant} is not known to the warehouse"))
        }
        Shortage::Insufficient { sku, wanted, orderable, variants } => Refusal::new(
            refusal::INSUFFICIENT_STOCK,
            match variants {
                1 => format!("{sku}: {wanted} wanted, {orderable} can be had"),
                _ => format!(
                    "{sku}: {wanted} wanted, {orderable} can be had, and {} more variants lack stock",
                    variants - 1
                ),
            },
        ),
    })
}

fn tombstone(reservation_id: ReservationId, reason: &str, now: Timestamp) -> Reservation {
    Reservation {
        reservation_id,
        owner: String::new(),
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

fn held_lines(command: &ReserveStock, allocations: &[Allocation]) -> Vec<HeldLine> {
    let handed_out: BTreeSet<LineId> =
        command.lines.iter().filter(|line| line.handed_out).map(|line| line.line_id).collect();
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
