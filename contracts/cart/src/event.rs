//! What happened in cart. The subject is the cart.

use kernel_base::{Currency, EventData, Personal, Timestamp};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use shared_contracts::{Address, CartId, ChannelCode, CustomerId, Email, Locale, OrderId};

use crate::{CartTotals, ChosenPayment, ChosenShipping, CompletedLine};

/// A shopper bought the cart. Prices, taxes and texts are those shown and agreed to; the order takes them as they are.
///
/// The order answers with `order.confirmed` or `order.rejected`. A rejected cart opens again and may be completed once
/// more: then `attempt` is one higher and `order_id` another.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct CartCompleted {
    /// The cart.
    pub cart_id: CartId,
    /// Which try this is, from 1.
    pub attempt: i32,
    /// The order to create: chosen here, so that a repetition can create only one.
    pub order_id: OrderId,
    /// SHA-256, as 64 hexadecimal digits, of the token with which the shopper may look the order up (`x-order-token`).
    /// Cart draws the token and tells it to nobody but the shopper.
    pub order_token_hash: String,
    /// Where it was bought.
    pub channel: ChannelCode,
    /// The currency of every amount.
    pub currency: Currency,
    /// The shopper's language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub locale: Option<Locale>,
    /// Absent for guests.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub customer_id: Option<CustomerId>,
    /// Where to write to.
    pub email: Personal<Email>,
    /// Whereto; absent when nothing is shipped.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shipping_address: Option<Personal<Address>>,
    /// To whom the invoice goes; the shipping address when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub billing_address: Option<Personal<Address>>,
    /// What was bought, in the cart's order.
    pub lines: Vec<CompletedLine>,
    /// How it is shipped; absent when no line needs shipping.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shipping: Option<ChosenShipping>,
    /// What it comes to.
    pub totals: CartTotals,
    /// How it is paid.
    pub payment: ChosenPayment,
    /// True when the warehouse may be holding stock for this cart: the order takes it over.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub holds_stock: bool,
    /// When.
    pub occurred_at: Timestamp,
}

impl EventData for CartCompleted {
    const TYPE: &'static str = "cart.completed.v1";
}

/// A cart ended without an order: it was left alone too long, or its lines are in another cart now. Whoever counts
/// abandoned carts, or writes to those who left them, leaves the merged ones out: what was in them was not left.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CartExpired {
    /// The cart.
    pub cart_id: CartId,
    /// Where it was filled.
    pub channel: ChannelCode,
    /// Absent for guests.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub customer_id: Option<CustomerId>,
    /// How many lines it had.
    pub line_count: i32,
    /// The cart that took its lines over; absent when it was left alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub merged_into: Option<CartId>,
    /// When it was last touched.
    pub last_active_at: Timestamp,
    /// When.
    pub occurred_at: Timestamp,
}

impl EventData for CartExpired {
    const TYPE: &'static str = "cart.expired.v1";
}
