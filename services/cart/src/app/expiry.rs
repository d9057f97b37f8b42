//! Carts that were left alone expire; those that ended are deleted in time; those that the order service does not answer for
//! are reported.

use std::time::Duration;

use cart_contracts::CartExpired;
use cart_db::queries::cart::ExpiredRow;
use kernel_db::retry_conflicts;
use kernel_messaging::Emit;
use shared_contracts::{CartId, CustomerId};

use crate::app::App;
use crate::domain::cart::Cart;
use crate::error::CartError;
use crate::store;

/// Carts per transaction.
const BATCH: i64 = 500;
/// Ended carts per transaction: each may have ten thousand lines.
const DELETED_AT_ONCE: i64 = 100;
/// An order is decided in well under a second; the deadlines of its saga end long before this.
const STUCK_AFTER: Duration = Duration::from_secs(15 * 60);

impl App {
    /// Expires everything that is due. Carts being completed never expire.
    pub(crate) async fn expire_carts(&self) -> Result<usize, CartError> {
        let mut total = 0;
        loop {
            let count = retry_conflicts(|| self.expire_some(), CartError::lost_race).await?;
            total += count;
            if count == 0 {
                return Ok(total);
            }
        }
    }

    async fn expire_some(&self) -> Result<usize, CartError> {
        let now = self.env.now();
        let write = self.db.write().await?;
        let carts = store::cart::overdue(&write, now, BATCH).await?;
        if carts.is_empty() {
            return Ok(0);
        }
        let versions: Vec<_> =
            carts.iter().map(|cart| (CartId::from_uuid(cart.cart_id), cart.version)).collect();
        store::cart::expire(&write, &versions, now).await?;
        for cart in &carts {
            let event = self.expired(cart);
            write.emit(&self.env, event.cart_id.to_string(), cart.version + 1, None, &event)?;
        }
        write.commit().await?;
        let held = carts.iter().filter(|cart| cart.held_until.is_some_and(|until| until > now));
        let held: Vec<CartId> = held.map(|cart| CartId::from_uuid(cart.cart_id)).collect();
        self.drop_holds(&self.unattended(), &held).await;
        Ok(carts.len())
    }

    fn expired(&self, cart: &ExpiredRow) -> CartExpired {
        CartExpired {
            cart_id: CartId::from_uuid(cart.cart_id),
            channel: cart.channel.parse().expect("BUG: stored from a ChannelCode"),
            customer_id: cart.customer_id.map(CustomerId::from_uuid),
            line_count: cart.line_count,
            merged_into: None,
            last_active_at: cart.updated_at,
            occurred_at: self.env.now(),
        }
    }

    /// The end of a cart whose lines are in another one now.
    pub(super) fn merged(&self, cart: &Cart, into: CartId) -> CartExpired {
        CartExpired {
            cart_id: cart.cart_id,
            channel: cart.channel.clone(),
            customer_id: cart.customer_id,
            line_count: i32::try_from(cart.line_count).expect("BUG: at most 10000 lines"),
            merged_into: Some(into),
            last_active_at: cart.updated_at,
            occurred_at: self.env.now(),
        }
    }

    /// Deletes what ended long ago: nobody asks for it any more, and it names people.
    pub(crate) async fn delete_ended(&self) -> Result<usize, CartError> {
        let kept = Duration::from_secs(u64::from(self.config.kept_days.max(1)) * 24 * 3600);
        let before = self.env.now().minus(kept);
        let mut total = 0;
        loop {
            let write = self.db.write().await?;
            let carts = store::cart::ended(&write, before, DELETED_AT_ONCE).await?;
            if carts.is_empty() {
                return Ok(total);
            }
            store::cart::delete(&write, &carts).await?;
            write.commit().await?;
            total += carts.len();
        }
    }

    /// Carts that have been with the order service for too long: its saga is parked, or its log is not being read.
    pub(crate) async fn report_stuck(&self) -> Result<usize, CartError> {
        let reader = self.db.read().await?;
        let stuck = store::cart::stuck(&reader, self.env.now().minus(STUCK_AFTER), BATCH).await?;
        for cart in &stuck {
            tracing::error!(
                cart.id = %CartId::from_uuid(cart.cart_id), attempt = cart.attempt,
                "cart waits for the order service; see `karum sagas list` and `karum events parked`"
            );
        }
        Ok(stuck.len())
    }
}
