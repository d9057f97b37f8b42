//! Holding stock directly, without a saga: staff and tests. The decision is the one the saga's commands get.

use std::collections::BTreeSet;

use kernel_base::{Outcome, Page, PageRequest, Timestamp, TraceParent};
use kernel_http::{IdempotencyKey, Reply, store_response};
use serde::Serialize;
use shared_contracts::{ReservationId, VariantId};
use warehouse_contracts::ReserveStock;

use crate::app::movement::Actor;
use crate::app::{App, settle};
use crate::domain::reservation::{Reservation, ReservationError};
use crate::domain::stockroom::Stockroom;
use crate::error::WarehouseError;
use crate::store::reservation::{self, ReservationFilter};
use crate::store::scene::{Scene, Subjects};

/// How many overdue holds one transaction gives back.
const EXPIRY_BATCH: i64 = 100;

/// What the audit log shows of a reservation.
#[derive(Serialize)]
struct Shown {
    channel: String,
    status: &'static str,
    deadline: Option<Timestamp>,
    pieces: Vec<(VariantId, i32)>,
}

impl Shown {
    fn of(held: &Reservation) -> Self {
        let pieces = held.lines.iter().map(|line| (line.variant_id, line.quantity)).collect();
        let (channel, status) = (held.channel.clone(), held.status.as_str());
        Self { channel, status, deadline: held.deadline, pieces }
    }
}

impl App {
    /// Holds all lines, or answers why not and remembers nothing.
    pub(crate) async fn reserve(
        &self,
        command: &ReserveStock,
        actor: &Actor,
        key: &IdempotencyKey,
        answer: impl Fn(&Reservation) -> Reply,
    ) -> Result<Reply, WarehouseError> {
        if command.deadline.is_some_and(|deadline| deadline <= self.env.now()) {
            return Err(ReservationError::DeadlinePassed.into());
        }
        let _turn = self.reserving.acquire().await.expect("BUG: never closed");
        settle(|| async {
            let write = self.db.write().await?;
            let mut subjects = Subjects::default();
            subjects.reserve(command);
            let mut scene = Scene::read(&write, &subjects).await?;
            let now = self.env.now();
            let outcome = scene.reservations.reserve(&mut scene.room, &scene.routes, command, now);
            if let Outcome::Refused(refusal) = outcome {
                return Err(WarehouseError::Refused(refusal));
            }
            scene.save(&write, &self.env, &actor.name, now, actor.trace.as_ref()).await?;
            let reservation = scene.reservations.get(command.reservation_id).expect("BUG: just made");
            write.changed(reservation.reservation_id, None, Some(&Shown::of(reservation)));
            let reply = answer(reservation);
            store_response(&write, key, &reply).await?;
            write.commit().await?;
            Ok(reply)
        })
        .await
    }

    /// Moves the deadline of a hold.
    pub(crate) async fn extend_reservation(
        &self,
        id: ReservationId,
        deadline: Timestamp,
        key: &IdempotencyKey,
        answer: impl Fn(&Reservation) -> Reply,
    ) -> Result<Reply, WarehouseError> {
        let change = |held: &mut Reservation, _: &mut _, now| held.extend(deadline, now);
        self.change_reservation(id, change, None, key, answer).await
    }

    /// Gives back what a hold still has; an ended one stays as it is.
    pub(crate) async fn release_reservation(
        &self,
        id: ReservationId,
        reason: &str,
        actor: &Actor,
        key: &IdempotencyKey,
        answer: impl Fn(&Reservation) -> Reply,
    ) -> Result<Reply, WarehouseError> {
        let change = |held: &mut Reservation, room: &mut _, now| {
            let released = held.release(room, reason, now);
            if released { Ok(()) } else { Err(ReservationError::NotHeld(id)) }
        };
        self.change_reservation(id, change, actor.trace.as_ref(), key, answer).await
    }

    async fn change_reservation(
        &self,
        id: ReservationId,
        change: impl Fn(&mut Reservation, &mut Stockroom, Timestamp) -> Result<(), ReservationError>,
        trace: Option<&TraceParent>,
        key: &IdempotencyKey,
        answer: impl Fn(&Reservation) -> Reply,
    ) -> Result<Reply, WarehouseError> {
        settle(|| async {
            let write = self.db.write().await?;
            let reservations = BTreeSet::from([id]);
            let mut scene = Scene::read(&write, &Subjects { reservations, ..Subjects::default() }).await?;
            let before = scene.reservations.get(id).map(Shown::of);
            let (room, now) = (&mut scene.room, self.env.now());
            let changed = scene.reservations.update(id, |held| change(held, room, now));
            changed.ok_or(WarehouseError::ReservationNotFound(id))??;
            scene.save(&write, &self.env, "reservation", now, trace).await?;
            let reservation = scene.reservations.get(id).expect("BUG: just changed");
            write.changed(id, before.as_ref(), Some(&Shown::of(reservation)));
            let reply = answer(reservation);
            store_response(&write, key, &reply).await?;
            write.commit().await?;
            Ok(reply)
        })
        .await
    }

    pub(crate) async fn get_reservation(&self, id: ReservationId) -> Result<Reservation, WarehouseError> {
        let found = reservation::find(&self.db.read().await?, &[id]).await?.pop();
        found.ok_or(WarehouseError::ReservationNotFound(id))
    }

    /// Reservations, latest first.
    pub(crate) async fn list_reservations(
        &self,
        filter: &ReservationFilter,
        page: &PageRequest,
        before: Option<ReservationId>,
    ) -> Result<Page<Reservation>, WarehouseError> {
        let rows = reservation::list(&self.db.read().await?, filter, before, page.limit).await?;
        Ok(Page::from_rows(rows, page.limit, |reservation| reservation.reservation_id))
    }

    /// Gives back every hold whose deadline passed; answers how many.
    pub(crate) async fn expire_due(&self) -> Result<usize, WarehouseError> {
        let mut expired = 0;
        loop {
            let due = reservation::due(&self.db.read().await?, self.env.now(), EXPIRY_BATCH).await?;
            let mut progress = 0;
            match self.expire(&due).await {
                Ok(count) => progress = count,
                // One that fails must not keep the others held.
                Err(_) if due.len() > 1 => {
                    for id in &due {
                        match self.expire(&[*id]).await {
                            Ok(count) => progress += count,
                            Err(error) => {
                                tracing::warn!(reservation.id = %id, %error, "reservation could not be expired");
                            }
                        }
                    }
                }
                Err(error) => return Err(error),
            }
            expired += progress;
            if progress == 0 {
                return Ok(expired);
            }
        }
    }

    async fn expire(&self, ids: &[ReservationId]) -> Result<usize, WarehouseError> {
        if ids.is_empty() {
            return Ok(0);
        }
        settle(|| async {
            let write = self.db.write().await?;
            let reservations = ids.iter().copied().collect();
            let mut scene = Scene::read(&write, &Subjects { reservations, ..Subjects::default() }).await?;
            let (room, now) = (&mut scene.room, self.env.now());
            let mut expired = 0;
            for id in ids {
                let outcome = scene
                    .reservations
                    .update(*id, |held| if held.expire(room, now) { Ok(()) } else { Err(()) });
                expired += usize::from(outcome == Some(Ok(())));
            }
            scene.save(&write, &self.env, "expiry", now, None).await?;
            write.commit().await?;
            Ok(expired)
        })
        .await
    }
}
