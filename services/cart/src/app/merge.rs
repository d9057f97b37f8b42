//! Two carts become one, as when a guest logs in: the lines of one join the other, and it ends.

use std::collections::HashSet;

use kernel_base::{Call, Secret};
use kernel_db::{Write, retry_conflicts};
use kernel_http::{IdempotencyKey, Reply, store_response};
use kernel_messaging::Emit;
use shared_contracts::{CartId, VariantId};

use crate::app::{App, record_lines};
use crate::domain::cart::Cart;
use crate::domain::line::{self, Line};
use crate::domain::merge::{self, MergedHold};
use crate::domain::recalculation::Stock;
use crate::error::CartError;
use crate::store;

impl App {
    /// Adds all of the other cart to this one and ends the other. Nobody is asked but who holds the tokens of both.
    pub(crate) async fn merge(
        &self,
        call: &Call,
        (cart_id, token): (CartId, &Secret<String>),
        (other_id, other_token): (CartId, &Secret<String>),
        key: &IdempotencyKey,
        answer: fn(&Cart, CartId) -> Result<Reply, CartError>,
    ) -> Result<Reply, CartError> {
        if cart_id == other_id {
            let pointer = "/cart_id".to_owned();
            return Err(CartError::Invalid { pointer, message: "must be another cart" });
        }
        let attempt = || async {
            let (mut cart, before) = self.load(cart_id, token).await?;
            cart.require_open()?;
            let (other, others) = self.load(other_id, other_token).await.map_err(CartError::of_other)?;
            other.require_open().map_err(CartError::of_other)?;
            merge::require_mergeable(&cart, &other)?;
            let mut lines = self.joined(&before, &others)?;
            merge::take_missing(&mut cart, &other);
            // What cannot be sold is told, not thrown out: the merge goes through with it.
            self.recalculate(call, &mut cart, &mut lines, &Stock::NotAsked).await?;
            cart.touch(self.env.now(), self.lifetime());
            let write = self.db.write().await?;
            // Both rows always in the same order, so that two merges of the same carts never wait for each other.
            let other_first = other_id < cart_id;
            if other_first {
                self.end_merged(&write, call, &other, cart_id).await?;
            }
            store::cart::update(&write, &cart).await?;
            record_lines(&write, cart_id, &before, &lines).await?;
            if !other_first {
                self.end_merged(&write, call, &other, cart_id).await?;
            }
            cart.version += 1;
            let held = merge::take_hold(&mut cart, &other, self.env.now());
            if held == MergedHold::TakenOver {
                store::cart::save_hold(&write, &cart, cart.hold.as_ref()).await?;
            }
            let reply = answer(&cart, other_id)?;
            store_response(&write, key, &reply).await?;
            write.commit().await?;
            Ok((cart, other.hold.is_some(), held, reply))
        };
        let (mut cart, other_held, held, reply) = retry_conflicts(attempt, CartError::lost_race).await?;
        if other_held {
            self.drop_holds(&self.briefly(call), &[other_id]).await;
        }
        if held != MergedHold::None {
            self.hold_anew(call, &mut cart).await;
        }
        Ok(reply)
    }

    /// The lines of both, not yet priced where they grew.
    fn joined(&self, lines: &[Line], others: &[Line]) -> Result<Vec<Line>, CartError> {
        let targets = line::targets(lines, &merge::additions(others))?;
        line::count_after(lines.len(), &targets)?;
        let grown: HashSet<VariantId> = targets.iter().map(|target| target.variant_id).collect();
        let (joined, _) = self.apply(&targets);
        let same = lines.iter().filter(|line| !grown.contains(&line.variant_id)).cloned();
        Ok(same.chain(joined).collect())
    }

    /// The other cart expires over the version that was read; its event says that nothing in it was abandoned.
    async fn end_merged(
        &self,
        write: &Write,
        call: &Call,
        other: &Cart,
        into: CartId,
    ) -> Result<(), CartError> {
        store::cart::expire(write, &[(other.cart_id, other.version)], self.env.now()).await?;
        let event = self.merged(other, into);
        let subject = other.cart_id.to_string();
        write.emit(&self.env, subject, other.version + 1, call.trace.as_ref(), &event)?;
        Ok(())
    }
}
