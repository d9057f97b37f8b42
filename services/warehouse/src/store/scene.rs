//! Everything one decision about stock reads and writes: read in one or two round trips, written in one.

use std::collections::BTreeSet;

use kernel_base::{Env, Timestamp, TraceParent};
use kernel_db::{DbError, GenericClient, Write};
use shared_contracts::{CartId, ReservationId, VariantId};
use warehouse_contracts::{HoldForCart, ReserveStock};

use crate::domain::location::Routes;
use crate::domain::reservation::{Reservation, Reservations};
use crate::domain::stockroom::Stockroom;
use crate::publish;
use crate::store::movement::{self, Entry};
use crate::store::stock::{self, StockRows};
use crate::store::{location, reservation};

/// What a decision is about.
#[derive(Debug, Default)]
pub(crate) struct Subjects<'a> {
    pub(crate) channels: BTreeSet<&'a str>,
    pub(crate) variants: BTreeSet<VariantId>,
    pub(crate) reservations: BTreeSet<ReservationId>,
    /// Carts, with what they hold.
    pub(crate) carts: BTreeSet<CartId>,
}

impl<'a> Subjects<'a> {
    /// Adds what this command needs to see.
    pub(crate) fn reserve(&mut self, command: &'a ReserveStock) {
        self.channels.insert(command.channel.as_str());
        self.variants.extend(command.lines.iter().map(|line| line.variant_id));
        self.reservation(command.reservation_id);
        self.carts.extend(command.cart_id);
    }

    /// Adds what this hold needs to see.
    pub(crate) fn hold(&mut self, hold: &'a HoldForCart) {
        self.channels.insert(hold.channel.as_str());
        self.variants.extend(hold.lines.iter().map(|line| line.variant_id));
        self.carts.insert(hold.cart_id);
    }

    /// True when there is nothing to decide.
    pub(crate) fn is_empty(&self) -> bool {
        self.variants.is_empty() && self.reservations.is_empty() && self.carts.is_empty()
    }

    /// Adds a reservation, with its stock.
    pub(crate) fn reservation(&mut self, reservation_id: ReservationId) {
        self.reservations.insert(reservation_id);
    }
}

/// As read, and then as decided.
#[derive(Debug)]
pub(crate) struct Scene {
    pub(crate) routes: Routes,
    pub(crate) room: Stockroom,
    pub(crate) reservations: Reservations,
}

impl Scene {
    /// Reads in one round trip; in a second one the stock of reservations that exist already, should their variants not
    /// be among the subjects.
    pub(crate) async fn read(client: &impl GenericClient, subjects: &Subjects<'_>) -> Result<Self, DbError> {
        let channels: Vec<&str> = subjects.channels.iter().copied().collect();
        let ids: Vec<ReservationId> = subjects.reservations.iter().copied().collect();
        let carts: Vec<CartId> = subjects.carts.iter().copied().collect();
        let (routes, rows, named, of_carts) = tokio::try_join!(
            location::routes(client, &channels),
            StockRows::read(client, subjects.variants.iter().copied()),
            reservation::find(client, &ids),
            reservation::held_for(client, &carts),
        )?;
        // Found both ways it is one; when it changed in between, the guard of its version fails.
        let named_ids: BTreeSet<ReservationId> = named.iter().map(|found| found.reservation_id).collect();
        let of_carts = of_carts.into_iter().filter(|found| !named_ids.contains(&found.reservation_id));
        let reservations: Vec<Reservation> = named.into_iter().chain(of_carts).collect();
        let mut items = rows.items(routes.active());
        let of_lines: BTreeSet<VariantId> = reservations
            .iter()
            .flat_map(|reservation| &reservation.lines)
            .filter(|line| line.location_id.is_some())
            .map(|line| line.variant_id)
            .collect();
        let missing = of_lines.difference(&subjects.variants).copied();
        items.extend(StockRows::read(client, missing).await?.items(routes.active()));
        Ok(Self { routes, room: Stockroom::new(items), reservations: Reservations::new(reservations) })
    }

    /// Records all changes: levels under their items' guard, ledger, reservations, events. Answers the ledger's entries.
    pub(crate) async fn save(
        &self,
        write: &Write,
        env: &Env,
        actor: &str,
        now: Timestamp,
        trace: Option<&TraceParent>,
    ) -> Result<Vec<Entry>, DbError> {
        stock::save(write, self.room.touched()).await?;
        let entries = movement::entries(env, self.room.movements(), actor, now);
        movement::append(write, &entries).await?;
        reservation::save(write, &self.reservations).await?;
        for item in self.room.touched() {
            publish::stock(write, env, item, item.signals(), now, trace)?;
        }
        Ok(entries)
    }
}
