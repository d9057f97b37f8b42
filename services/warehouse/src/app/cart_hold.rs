//! Stock held for carts while their shoppers check out. A hold ends at its deadline like every other one, when the cart
//! gives it back, or when the cart's order takes it over.

use std::collections::BTreeSet;

use kernel_base::{Call, FieldError};
use shared_contracts::{CartId, ReservationId};
use warehouse_contracts::HoldForCart;

use crate::app::{App, settle};
use crate::domain::reservation::{Denial, ReservationError, Reservations};
use crate::error::WarehouseError;
use crate::store::reservation;
use crate::store::scene::{Scene, Subjects};

/// How many variants that lack stock are named in one answer.
const MOST_LACKS: usize = 100;
/// Who is entered into the ledger; holds move nothing, but the scene wants a name.
const ACTOR: &str = "cart";

impl App {
    /// Sets what a cart holds, or says why not and leaves the earlier hold as it is.
    pub(super) async fn set_hold(&self, call: &Call, hold: &HoldForCart) -> Result<(), WarehouseError> {
        if hold.until <= self.env.now() {
            return Err(ReservationError::DeadlinePassed.into());
        }
        if self.extend_hold(hold).await? {
            return Ok(());
        }
        let fresh: ReservationId = self.env.id();
        let _turn = self.reserving.acquire().await.expect("BUG: never closed");
        settle(|| async {
            let write = self.db.write().await?;
            let mut subjects = Subjects::default();
            subjects.hold(hold);
            let mut scene = Scene::read(&write, &subjects).await?;
            let now = self.env.now();
            let held = scene.reservations.hold_for_cart(&mut scene.room, &scene.routes, hold, fresh, now);
            held.map_err(|denial| refused(denial, hold))?;
            scene.save(&write, &self.env, ACTOR, now, call.trace.as_ref()).await?;
            write.commit().await?;
            Ok(())
        })
        .await
    }

    /// The common case, a shopper who goes on with the same goods: no stock is read and nobody is waited for. False when
    /// the cart does not hold just this.
    async fn extend_hold(&self, hold: &HoldForCart) -> Result<bool, WarehouseError> {
        settle(|| async {
            let write = self.db.write().await?;
            let mut reservations = Reservations::new(reservation::held_for(&write, &[hold.cart_id]).await?);
            let extended = reservations.extend_for_cart(hold, self.env.now());
            reservation::save(&write, &reservations).await?;
            write.commit().await?;
            Ok(extended)
        })
        .await
    }

    /// Gives back what a cart holds; nothing is fine.
    pub(super) async fn end_hold(&self, call: &Call, cart_id: CartId) -> Result<(), WarehouseError> {
        settle(|| async {
            let write = self.db.write().await?;
            let subjects = Subjects { carts: BTreeSet::from([cart_id]), ..Subjects::default() };
            let mut scene = Scene::read(&write, &subjects).await?;
            let now = self.env.now();
            if scene.reservations.release_for_cart(&mut scene.room, cart_id, now) {
                scene.save(&write, &self.env, ACTOR, now, call.trace.as_ref()).await?;
                write.commit().await?;
            }
            Ok(())
        })
        .await
    }
}

/// Points to the first line of each variant that lacks pieces.
fn refused(denial: Denial, hold: &HoldForCart) -> WarehouseError {
    let code = denial.refusal.code.clone();
    let place = |variant_id| hold.lines.iter().position(|line| line.variant_id == variant_id);
    let lines = denial.lacks.iter().take(MOST_LACKS).filter_map(|lack| {
        let pointer = format!("/lines/{}", place(lack.variant_id)?);
        Some(FieldError { pointer, code: code.clone(), message: lack.to_string() })
    });
    WarehouseError::HoldRefused { lines: lines.collect(), refusal: denial.refusal }
}
