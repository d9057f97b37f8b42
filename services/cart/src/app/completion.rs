//! A cart is bought: handed to the order service once, and the shopper told what came of it.

use std::time::Duration;

use cart_contracts::CartTotals;
use kernel_base::{Call, Money, Secret};
use kernel_db::retry_conflicts;
use kernel_messaging::Emit;
use shared_contracts::{CartId, OrderId};
use tokio::time::Instant;

use crate::app::waiting::{Outcome, Waiter};
use crate::app::{App, record_lines};
use crate::domain::action::PaymentAction;
use crate::domain::cart::{AttemptKey, Cart, Status};
use crate::domain::completion::{agree, completed, missing};
use crate::domain::line::Line;
use crate::domain::payment::{self, Payer};
use crate::domain::recalculation::Stock;
use crate::domain::token;
use crate::error::CartError;
use crate::store;

/// What the shopper agrees to.
#[derive(Debug, Clone)]
pub(crate) struct CompleteCart {
    pub(crate) expected_total: Money,
    pub(crate) key: AttemptKey,
    /// How long the answer may take.
    pub(crate) wait: Duration,
    pub(crate) payer: Payer,
}

/// How far it came.
#[derive(Debug)]
pub(crate) struct Completion {
    pub(crate) order_id: OrderId,
    /// The order can be looked up with it.
    pub(crate) order_token: Secret<String>,
    /// None while the order service decides.
    pub(crate) order_number: Option<String>,
    /// What the payer has to do before the order service can decide.
    pub(crate) action: Option<PaymentAction>,
    pub(crate) totals: CartTotals,
}

/// The cart is with the order service, now or since an earlier request.
struct Handed {
    order_id: OrderId,
    totals: CartTotals,
    waiter: Option<Waiter>,
    progress: Progress,
}

/// What is known of the order by now.
enum Progress {
    Decided(Outcome),
    /// The payer may have to act first.
    Undecided(Option<PaymentAction>),
}

/// Without news from this process's own consumer the cart is looked at this often: another replica may have had them.
const LOOK_EVERY: Duration = Duration::from_millis(500);

impl App {
    /// Buys the cart, or waits for the purchase that is under way, or tells of the one that was made. A repeated request
    /// never makes a second order.
    pub(crate) async fn complete(
        &self,
        call: &Call,
        (cart_id, cart_token): (CartId, &Secret<String>),
        order: &CompleteCart,
    ) -> Result<Completion, CartError> {
        let attempt = || self.hand_over(call, cart_id, cart_token, order);
        let handed = retry_conflicts(attempt, CartError::lost_race).await?;
        let waiter = handed.waiter.filter(|_| !order.wait.is_zero());
        let progress = match (handed.progress, waiter) {
            (Progress::Undecided(action), Some(waiter)) if !payer_must_act(action.as_ref()) => {
                self.wait(call, (cart_id, handed.order_id), waiter, order.wait).await?
            }
            (progress, _) => progress,
        };
        let (order_number, action) = match progress {
            Progress::Undecided(action) => (None, action),
            Progress::Decided(Outcome::Confirmed { order_number }) => (Some(order_number), None),
            Progress::Decided(Outcome::Rejected { code, message }) => {
                return Err(CartError::Rejected { code, message });
            }
        };
        Ok(Completion {
            order_id: handed.order_id,
            order_token: token::order_token(cart_token, handed.order_id),
            order_number,
            action,
            totals: handed.totals,
        })
    }

    async fn hand_over(
        &self,
        call: &Call,
        cart_id: CartId,
        cart_token: &Secret<String>,
        order: &CompleteCart,
    ) -> Result<Handed, CartError> {
        let (cart, lines) = self.load(cart_id, cart_token).await?;
        let repeated = cart.repeats(&order.key)?;
        let totals = cart.totals()?;
        match &cart.status {
            Status::Completed { order_id, order_number } => Ok(Handed {
                order_id: *order_id,
                totals,
                waiter: None,
                progress: Progress::Decided(Outcome::Confirmed { order_number: order_number.clone() }),
            }),
            Status::Completing { order_id, .. } => Ok(Handed {
                order_id: *order_id,
                totals,
                waiter: self.waiting.join(*order_id),
                progress: Progress::Undecided(self.known_action(call, *order_id).await),
            }),
            Status::Expired => Err(CartError::Expired),
            // The same request was already answered by this rejection; only a new one tries again.
            Status::Open if repeated => Err(cart.rejection()),
            Status::Open => self.start(call, cart, lines, cart_token, order).await,
        }
    }

    /// Prices everything once more and, when it is what the shopper agreed to, hands the cart over in one transaction.
    async fn start(
        &self,
        call: &Call,
        mut cart: Cart,
        mut lines: Vec<Line>,
        cart_token: &Secret<String>,
        order: &CompleteCart,
    ) -> Result<Handed, CartError> {
        cart.require_welcome()?;
        let (as_read, lines_as_read) = (cart.clone(), lines.clone());
        let (variants, priced) = self.recalculate(call, &mut cart, &mut lines, &Stock::NotAsked).await?;
        let totals = cart.totals()?;
        let missing = missing(&cart, &totals, &lines, &variants);
        if !missing.is_empty() {
            return Err(CartError::Incomplete(missing));
        }
        if totals.total.gross.minor() != 0 {
            // The merchant may have stopped offering what was chosen long ago.
            let offered = payment::offered_to(order.payer, cart.customer_id, &self.config.payment_providers);
            payment::require_offered(&cart.payment, &offered)?;
        }
        if let Err(refusal) = agree(&cart, &lines, order.expected_total) {
            // What the shopper reads next is what they are refused for now.
            self.write_back(&mut cart, &lines_as_read, &lines).await?;
            return Err(refusal);
        }
        let (order_id, now) = (self.env.id(), self.env.now());
        let event = completed(&cart, cart_token, &lines, &variants, &priced, order_id, now)?;
        let waiter = (!order.wait.is_zero()).then(|| self.waiting.join(order_id)).flatten();
        let write = self.db.write().await?;
        if cart.items != as_read.items || cart.shipping != as_read.shipping || lines != lines_as_read {
            store::cart::update(&write, &cart).await?;
            record_lines(&write, cart.cart_id, &lines_as_read, &lines).await?;
            cart.version += 1;
        }
        store::cart::start(&write, &cart, order_id, &order.key, now).await?;
        write.emit(&self.env, cart.cart_id.to_string(), cart.version + 1, call.trace.as_ref(), &event)?;
        write.commit().await?;
        Ok(Handed { order_id, totals, waiter, progress: Progress::Undecided(None) })
    }

    /// Until the order service has decided, the payer has to act, or the time is over.
    async fn wait(
        &self,
        call: &Call,
        (cart_id, order_id): (CartId, OrderId),
        mut waiter: Waiter,
        at_most: Duration,
    ) -> Result<Progress, CartError> {
        let until = Instant::now() + at_most;
        loop {
            let look_at = until.min(Instant::now() + LOOK_EVERY);
            if let Ok(outcome) = tokio::time::timeout_at(look_at, waiter.outcome()).await {
                return Ok(Progress::Decided(outcome));
            }
            if let Some(outcome) = self.look(cart_id, order_id).await? {
                return Ok(Progress::Decided(outcome));
            }
            let action = self.known_action(call, order_id).await;
            if payer_must_act(action.as_ref()) || Instant::now() >= until {
                return Ok(Progress::Undecided(action));
            }
        }
    }

    /// What the cart itself tells of the order.
    async fn look(&self, cart_id: CartId, order_id: OrderId) -> Result<Option<Outcome>, CartError> {
        let reader = self.db.read().await?;
        let cart = store::cart::find(&reader, cart_id).await?.ok_or(CartError::CartNotFound(cart_id))?;
        Ok(match &cart.status {
            Status::Completing { .. } => None,
            Status::Completed { order_id: done, order_number } if *done == order_id => {
                Some(Outcome::Confirmed { order_number: order_number.clone() })
            }
            Status::Completed { .. } | Status::Open | Status::Expired => match cart.rejection() {
                CartError::Rejected { code, message } => Some(Outcome::Rejected { code, message }),
                other => return Err(other),
            },
        })
    }
}

/// Then waiting on is of no use: nobody but the payer can bring the order forward.
fn payer_must_act(action: Option<&PaymentAction>) -> bool {
    action.is_some_and(PaymentAction::open)
}
