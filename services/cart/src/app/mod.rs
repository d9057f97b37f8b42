//! Use cases of cart: they read, ask pricing and shipping, decide in the domain, and write in one transaction.

mod admin;
mod checkout;
mod completion;
mod create;
mod erasure;
mod expiry;
mod hold;
mod lines;
mod merge;
mod payment;
mod recalculate;
mod variants;
mod waiting;

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use kernel_base::ErrorKind::{Conflict, Invalid, NotFound};
use kernel_base::{ApiError, Call, Env, Secret};
use kernel_db::{Database, Write, retry_conflicts};
use payment_contracts::PaymentApi;
use pricing_contracts::PricingApi;
use shared_contracts::CartId;
use shipping_contracts::{ShippingApi, ShippingOption};
use warehouse_contracts::WarehouseApi;

use crate::config::Config;
use crate::domain::action::PaymentAction;
use crate::domain::cart::{Cart, Status};
use crate::domain::line::Line;
use crate::domain::recalculation::{Stock, Variants};
use crate::error::CartError;
use crate::store;

pub(crate) use checkout::{Contact, NewPayment};
pub(crate) use completion::CompleteCart;
pub(crate) use create::NewCart;
pub(crate) use lines::{ChangedLines, SetQuantity};
pub(crate) use payment::ActionAnswer;
pub(crate) use variants::VariantCache;
pub(crate) use waiting::{Outcome, Waiting};

/// Nobody waits longer for what a cart can be shown without.
const PATIENCE: Duration = Duration::from_secs(2);

/// Whom cart asks while a shopper waits.
pub struct Neighbors {
    /// Prices and taxes of lines and delivery.
    pub pricing: Arc<dyn PricingApi>,
    /// What delivery costs.
    pub shipping: Arc<dyn ShippingApi>,
    /// What the payer has to do, and takes the answer.
    pub payment: Arc<dyn PaymentApi>,
    /// Whether there is enough, and holds it during checkout; without an answer stock is assumed.
    pub warehouse: Arc<dyn WarehouseApi>,
}

/// The service's state.
pub(crate) struct App {
    pub(crate) db: Database,
    pub(crate) env: Env,
    pub(crate) config: Config,
    pub(crate) neighbors: Neighbors,
    pub(crate) variants: VariantCache,
    pub(crate) waiting: Waiting,
}

/// A cart with everything needed to show it.
#[derive(Debug)]
pub(crate) struct WholeCart {
    pub(crate) cart: Cart,
    pub(crate) lines: Vec<Line>,
    pub(crate) variants: Variants,
    /// What the payer has to do before the order is decided. Only known where the whole cart was asked for.
    pub(crate) action: Option<PaymentAction>,
}

impl App {
    pub(crate) fn new(db: Database, env: Env, config: Config, neighbors: Neighbors) -> Self {
        Self { db, env, config, neighbors, variants: VariantCache::default(), waiting: Waiting::default() }
    }

    /// The cart as the shopper sees it, with prices and stock not older than a minute.
    pub(crate) async fn get(
        &self,
        call: &Call,
        cart_id: CartId,
        token: &Secret<String>,
    ) -> Result<WholeCart, CartError> {
        let attempt = || async {
            let (mut cart, mut lines) = self.load(cart_id, token).await?;
            let now = self.env.now();
            if !cart.stale(now) {
                let variants = self.known_variants(lines.iter().map(|line| line.variant_id)).await?;
                let action = match cart.status {
                    Status::Completing { order_id, .. } => self.known_action(call, order_id).await,
                    Status::Open | Status::Completed { .. } | Status::Expired => None,
                };
                return Ok(WholeCart { cart, lines, variants, action });
            }
            let before = lines.clone();
            let stock = self.stock(call, &cart, &lines).await;
            let (variants, _) = self.recalculate(call, &mut cart, &mut lines, &stock).await?;
            // Reading is no activity: the expiry stays where it is.
            self.write_back(&mut cart, &before, &lines).await?;
            Ok(WholeCart { cart, lines, variants, action: None })
        };
        retry_conflicts(attempt, CartError::lost_race).await
    }

    /// Every way to ship the cart to its address.
    pub(crate) async fn shipping_options(
        &self,
        call: &Call,
        cart_id: CartId,
        token: &Secret<String>,
    ) -> Result<Vec<ShippingOption>, CartError> {
        let (cart, lines) = self.load(cart_id, token).await?;
        let variants = self.known_variants(lines.iter().map(|line| line.variant_id)).await?;
        let Some(query) = recalculate::shipping_query(&cart, &lines, &variants) else {
            return Ok(Vec::new());
        };
        self.neighbors.shipping.options(call, query).await.map_err(CartError::Neighbor)
    }

    /// The cart without its lines, for who holds its token.
    async fn load_cart(&self, cart_id: CartId, token: &Secret<String>) -> Result<Cart, CartError> {
        let reader = self.db.read().await?;
        let cart = store::cart::find(&reader, cart_id).await?.ok_or(CartError::CartNotFound(cart_id))?;
        cart.authorize(token)?;
        Ok(cart)
    }

    /// The cart and all its lines, for who holds its token.
    async fn load(&self, cart_id: CartId, token: &Secret<String>) -> Result<(Cart, Vec<Line>), CartError> {
        let (cart, lines) = self.read_whole(cart_id).await?;
        cart.authorize(token)?;
        Ok((cart, lines))
    }

    /// The cart and all its lines.
    async fn read_whole(&self, cart_id: CartId) -> Result<(Cart, Vec<Line>), CartError> {
        let reader = self.db.read().await?;
        let (cart, lines) =
            futures::try_join!(store::cart::find(&reader, cart_id), store::line::list(&reader, cart_id))?;
        let cart = cart.ok_or(CartError::CartNotFound(cart_id))?;
        let lines = lines.into_iter().map(|line| line.in_currency(cart.currency)).collect();
        Ok((cart, lines))
    }

    /// Changes something of an open cart, recalculates it, and writes it when `check` finds the result good.
    async fn change<F>(
        &self,
        call: &Call,
        cart_id: CartId,
        token: &Secret<String>,
        change: F,
        check: fn(&Cart) -> Result<(), CartError>,
    ) -> Result<WholeCart, CartError>
    where
        F: Fn(&mut Cart, &mut Vec<Line>) -> Result<(), CartError> + Sync,
    {
        let attempt = || async {
            let (mut cart, mut lines) = self.load(cart_id, token).await?;
            cart.require_open()?;
            let before = lines.clone();
            change(&mut cart, &mut lines)?;
            let (variants, _) = self.recalculate(call, &mut cart, &mut lines, &Stock::NotAsked).await?;
            check(&cart)?;
            cart.touch(self.env.now(), self.lifetime());
            self.write_back(&mut cart, &before, &lines).await?;
            Ok(WholeCart { cart, lines, variants, action: None })
        };
        let mut whole = retry_conflicts(attempt, CartError::lost_race).await?;
        self.keep_hold(call, &mut whole.cart).await;
        Ok(whole)
    }

    /// Writes the cart and those of its lines that differ, over the version they were read at.
    async fn write_back(&self, cart: &mut Cart, before: &[Line], lines: &[Line]) -> Result<(), CartError> {
        let write = self.db.write().await?;
        store::cart::update(&write, cart).await?;
        record_lines(&write, cart.cart_id, before, lines).await?;
        write.commit().await?;
        cart.version += 1;
        Ok(())
    }

    /// A call about what can be done without.
    fn briefly(&self, call: &Call) -> Call {
        Call { deadline: call.deadline.min(self.env.now().plus(PATIENCE)), trace: call.trace.clone() }
    }

    fn lifetime(&self) -> Duration {
        Duration::from_secs(u64::from(self.config.lifetime_days) * 24 * 3600)
    }
}

/// Records the difference between two states of a cart's lines.
async fn record_lines(
    write: &Write,
    cart_id: CartId,
    before: &[Line],
    after: &[Line],
) -> Result<(), CartError> {
    let mut old: HashMap<_, &Line> = before.iter().map(|line| (line.line_id, line)).collect();
    let changed: Vec<&Line> = after.iter().filter(|line| old.remove(&line.line_id) != Some(*line)).collect();
    let gone: Vec<_> = old.into_keys().collect();
    store::line::upsert(write, cart_id, &changed).await?;
    store::line::delete(write, cart_id, &gone).await?;
    Ok(())
}

/// The neighbor understood the question and said no.
fn is_refusal(error: &ApiError) -> bool {
    matches!(error.kind, Conflict | Invalid | NotFound)
}
