//! What happened to an order. The subject is the order's id, so the events of one order stay in order.

use std::borrow::Cow;

use kernel_base::{Currency, EventData, Money, Timestamp};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use shared_contracts::{CartId, ChannelCode, CountryCode, CustomerId, LineId, OrderId, Quantity, VariantId};

use crate::OrderNumber;

/// The order exists and is pending: stock and money are being asked for. Nothing is promised to the customer yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct OrderPlaced {
    /// The order.
    pub order_id: OrderId,
    /// Its number, for people.
    pub order_number: OrderNumber,
    /// The cart it comes from; none for an order entered by staff.
    pub cart_id: Option<CartId>,
    /// Which completion of the cart this is; 1 for an order entered by staff.
    pub attempt: i32,
    /// The customer, when known.
    pub customer_id: Option<CustomerId>,
    /// Where it was sold.
    pub channel: ChannelCode,
    /// Where it goes, when that is an ISO country.
    pub country: Option<CountryCode>,
    /// Currency of every amount.
    pub currency: Currency,
    /// What is to be paid, with tax and shipping.
    pub total: Money,
    /// Number of lines.
    pub line_count: i32,
    /// Pieces of all lines.
    pub unit_count: i64,
    /// When.
    pub occurred_at: Timestamp,
}

impl EventData for OrderPlaced {
    const TYPE: &'static str = "order.placed.v1";
}

/// The pivot of placing: stock is reserved, payment authorized, the merchant will deliver.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct OrderConfirmed {
    /// The order.
    pub order_id: OrderId,
    /// Its number, for people.
    pub order_number: OrderNumber,
    /// The cart it comes from; none for an order entered by staff.
    pub cart_id: Option<CartId>,
    /// Which completion of the cart this is; 1 for an order entered by staff.
    pub attempt: i32,
    /// Where it was sold.
    pub channel: ChannelCode,
    /// Currency of every amount.
    pub currency: Currency,
    /// What is to be paid, with tax and shipping.
    pub total: Money,
    /// When.
    pub occurred_at: Timestamp,
}

impl EventData for OrderConfirmed {
    const TYPE: &'static str = "order.confirmed.v1";
}

/// Placing failed and everything asked for was given back. Final: the cart may be completed again as another order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct OrderRejected {
    /// The order.
    pub order_id: OrderId,
    /// Its number, for people.
    pub order_number: OrderNumber,
    /// The cart it comes from; none for an order entered by staff.
    pub cart_id: Option<CartId>,
    /// Which completion of the cart this is; 1 for an order entered by staff.
    pub attempt: i32,
    /// Why: the code of the first refusal (`warehouse.insufficient_stock`), or `order.timed_out`.
    pub code: Cow<'static, str>,
    /// Why, for people.
    pub message: String,
    /// When.
    pub occurred_at: Timestamp,
}

impl EventData for OrderRejected {
    const TYPE: &'static str = "order.rejected.v1";
}

/// A confirmed order will not be delivered. Its payment is voided or refunded and its stock released by the saga.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct OrderCancelled {
    /// The order.
    pub order_id: OrderId,
    /// Its number, for people.
    pub order_number: OrderNumber,
    /// The cart it comes from; none for an order entered by staff.
    pub cart_id: Option<CartId>,
    /// Where it was sold.
    pub channel: ChannelCode,
    /// Currency of every amount.
    pub currency: Currency,
    /// What the order was worth when it was cancelled.
    pub total: Money,
    /// Why, as the merchant wrote it.
    pub reason: String,
    /// When.
    pub occurred_at: Timestamp,
}

impl EventData for OrderCancelled {
    const TYPE: &'static str = "order.cancelled.v1";
}

/// An order of nobody known became a customer's, who has shown that the e-mail address it was placed with is theirs. It may
/// come at any time after `order.placed`, and once per order at most.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct OrderClaimed {
    /// The order.
    pub order_id: OrderId,
    /// Its number, for people.
    pub order_number: OrderNumber,
    /// Whose it is from now on.
    pub customer_id: CustomerId,
    /// Where it was sold.
    pub channel: ChannelCode,
    /// Currency of every amount.
    pub currency: Currency,
    /// What is to be paid now.
    pub total: Money,
    /// When.
    pub occurred_at: Timestamp,
}

impl EventData for OrderClaimed {
    const TYPE: &'static str = "order.claimed.v1";
}

/// Some pieces of a confirmed order will not be delivered; the rest will.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct OrderLineCancelled {
    /// The order.
    pub order_id: OrderId,
    /// Its number, for people.
    pub order_number: OrderNumber,
    /// What was cancelled.
    pub lines: Vec<CancelledLine>,
    /// Shipping with tax, which is not owed any more because nothing is sent and nothing was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shipping: Option<Money>,
    /// What the customer owes less, tax included: the sum over `lines`, and `shipping`.
    pub amount: Money,
    /// What is to be paid now.
    pub total: Money,
    /// Why, as the merchant wrote it.
    pub reason: String,
    /// When.
    pub occurred_at: Timestamp,
}

impl EventData for OrderLineCancelled {
    const TYPE: &'static str = "order.line_cancelled.v1";
}

/// Pieces of one line that will not be delivered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CancelledLine {
    /// The line.
    pub line_id: LineId,
    /// What it sells.
    pub variant_id: VariantId,
    /// Pieces cancelled now.
    pub quantity: Quantity,
    /// Their price with tax.
    pub amount: Money,
}
