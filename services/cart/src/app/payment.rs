//! The shopper's part in paying: a session before the cart is bought, the required action (3-D Secure) while it is. The
//! cart's token is the shopper's credential; payment itself knows no shoppers.

use kernel_base::{Call, Money, Secret};
use kernel_http::{IdempotencyKey, Reply, store_response};
use payment_contracts::{AnswerAction, FindIntent, PaymentSession, PrepareSession};
use shared_contracts::{CartId, Code, OrderId, TenderId};

use crate::app::{App, is_refusal};
use crate::domain::action::PaymentAction;
use crate::domain::cart::Status;
use crate::domain::payment::{self, Payer};
use crate::error::CartError;

/// What the payer brought back.
#[derive(Debug, Clone)]
pub(crate) struct ActionAnswer {
    pub(crate) tender_id: Option<TenderId>,
    pub(crate) result: Option<Secret<String>>,
}

impl App {
    /// What the shopper's browser needs to pay this cart, or a part of it, through a provider.
    pub(crate) async fn payment_session(
        &self,
        call: &Call,
        cart_id: CartId,
        token: &Secret<String>,
        (provider, part): (Code, Option<Money>),
        payer: Payer,
    ) -> Result<PaymentSession, CartError> {
        let cart = self.load_cart(cart_id, token).await?;
        cart.require_open()?;
        cart.require_welcome()?;
        let offered = payment::offered_to(payer, cart.customer_id, &self.config.payment_providers);
        payment::require_provider(&provider, "/provider", &offered)?;
        let amount = payment::part_of(cart.totals()?.total.gross, part)?;
        let request = PrepareSession { provider, amount };
        self.neighbors.payment.session(call, request).await.map_err(CartError::Neighbor)
    }

    /// What the payment of the cart waits for.
    pub(crate) async fn payment_action(
        &self,
        call: &Call,
        cart_id: CartId,
        token: &Secret<String>,
    ) -> Result<PaymentAction, CartError> {
        let order_id = self.order_in_question(cart_id, token).await?;
        self.ask_for_action(call, order_id).await?.ok_or(CartError::NoPaymentAction)
    }

    /// The payer is back. Payment is told first: when the answer cannot be stored afterwards, the repeated request tells
    /// it the same once more, which changes nothing while the provider has not decided.
    pub(crate) async fn answer_payment_action(
        &self,
        call: &Call,
        (cart_id, token): (CartId, &Secret<String>),
        answer: &ActionAnswer,
        key: &IdempotencyKey,
        render: impl Fn(&PaymentAction) -> Reply + Send,
    ) -> Result<Reply, CartError> {
        let order_id = self.order_in_question(cart_id, token).await?;
        let ActionAnswer { tender_id, result } = answer.clone();
        let request = AnswerAction { order_id, tender_id, result };
        let answered = self.neighbors.payment.answer_action(call, request).await;
        let intent = answered.map_err(|error| match &*error.code {
            "payment.intent_not_found" | "payment.no_action_required" => CartError::NoPaymentAction,
            _ => CartError::Neighbor(error),
        })?;
        let action = PaymentAction::of(intent).ok_or(CartError::NoPaymentAction)?;
        let reply = render(&action);
        let write = self.db.write().await?;
        store_response(&write, key, &reply).await?;
        write.commit().await?;
        Ok(reply)
    }

    /// What the payment waits for, where the answer is worth giving without it.
    pub(super) async fn known_action(&self, call: &Call, order_id: OrderId) -> Option<PaymentAction> {
        self.ask_for_action(&self.briefly(call), order_id).await.unwrap_or_else(|error| {
            tracing::warn!(%error, order.id = %order_id, "payment does not answer; no required action is told");
            None
        })
    }

    async fn ask_for_action(
        &self,
        call: &Call,
        order_id: OrderId,
    ) -> Result<Option<PaymentAction>, CartError> {
        match self.neighbors.payment.intent(call, FindIntent { order_id }).await {
            Ok(intent) => Ok(PaymentAction::of(intent)),
            // Nobody has asked for the payment yet.
            Err(error) if is_refusal(&error) => Ok(None),
            Err(error) => Err(CartError::Neighbor(error)),
        }
    }

    /// The order that is being decided.
    async fn order_in_question(&self, cart_id: CartId, token: &Secret<String>) -> Result<OrderId, CartError> {
        match self.load_cart(cart_id, token).await?.status {
            Status::Completing { order_id, .. } => Ok(order_id),
            Status::Open | Status::Completed { .. } | Status::Expired => Err(CartError::NoPaymentAction),
        }
    }
}
