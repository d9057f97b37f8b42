//! Orders as others see them.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use kernel_base::{Currency, Money, Secret, Timestamp, UnitPrice};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use shared_contracts::{
    Address, CartId, ChannelCode, Code, CountryCode, CustomerId, Email, LineId, OrderId, Quantity,
    ShipmentId, ShippingMethodId, Sku, VariantId,
};

/// What people call an order: the channel's prefix, a counter and a check digit: `W-1000427`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OrderNumber(String);

/// The text cannot be an order number.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("an order number has 1 to 32 capital letters, digits and hyphens")]
pub struct InvalidOrderNumber;

impl OrderNumber {
    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for OrderNumber {
    type Err = InvalidOrderNumber;
    fn from_str(text: &str) -> Result<Self, InvalidOrderNumber> {
        let valid = (1..=32).contains(&text.len())
            && text.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'-');
        if valid { Ok(Self(text.to_owned())) } else { Err(InvalidOrderNumber) }
    }
}
impl fmt::Display for OrderNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
impl fmt::Debug for OrderNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
impl Serialize for OrderNumber {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}
impl<'de> Deserialize<'de> for OrderNumber {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Cow::<'de, str>::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}
impl JsonSchema for OrderNumber {
    fn schema_name() -> Cow<'static, str> {
        "OrderNumber".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "pattern": "^[A-Z0-9-]{1,32}$" })
    }
    fn inline_schema() -> bool {
        true
    }
}

/// How far the agreement with the customer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum OrderStatus {
    /// Being written by staff; may be edited.
    Draft,
    /// Placed: stock and money are being asked for.
    Pending,
    /// Promised.
    Confirmed,
    /// Could not be placed; final.
    Rejected,
    /// Called off after confirmation; final.
    Cancelled,
    /// Delivered and paid; final.
    Completed,
}

/// How far the money is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PaymentStatus {
    /// No money asked for or promised.
    None,
    /// Promised by the provider, not taken.
    Authorized,
    /// A part was taken.
    PartiallyPaid,
    /// All was taken.
    Paid,
    /// The promise was given back.
    Voided,
    /// A part of what was taken went back.
    PartiallyRefunded,
    /// All that was taken went back.
    Refunded,
}

/// How far the goods are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FulfillmentStatus {
    /// Nobody was asked to ship.
    None,
    /// Shipping was asked for.
    Requested,
    /// A part is on its way.
    Partial,
    /// All is on its way.
    Shipped,
    /// All has arrived.
    Delivered,
}

/// How an order is taxed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TaxTreatment {
    /// As the market says.
    #[default]
    Market,
    /// Without tax: export, reverse charge, or prices agreed net.
    Exempt,
}

/// Who buys, as far as known. Each part is optional: a wholesaler's order may carry only their account number.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OrderCustomer {
    /// The customer's record.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub customer_id: Option<CustomerId>,
    /// The merchant's own reference, such as an account number; at most 100 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// Where to write to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<Secret<Email>>,
}

/// What is to be paid and what it is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct OrderTotals {
    /// Lines without tax.
    pub items_net: Money,
    /// Tax of the lines.
    pub items_tax: Money,
    /// Shipping with tax.
    pub shipping_gross: Money,
    /// Tax contained in shipping.
    pub shipping_tax: Money,
    /// What the order was worth when it was placed: lines and shipping with tax.
    pub total: Money,
    /// Part of `total` that was cancelled since.
    pub cancelled: Money,
}

/// What became of the money, as payment told it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct OrderPayments {
    /// Collected so far.
    pub captured: Money,
    /// Paid back of it.
    pub refunded: Money,
    /// Promised by the provider, and let go uncollected.
    pub voided: Money,
}

/// How the goods are sent, as the customer chose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct OrderShippingMethod {
    /// Shipping's method.
    pub method_id: ShippingMethodId,
    /// What it was called then.
    pub name: String,
}

/// How far a shipment is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum OrderShipmentStatus {
    /// It is on its way.
    Shipped,
    /// It has arrived.
    Delivered,
    /// Shipping called it off before it left; told to staff only.
    Cancelled,
}

/// A shipment of an order that has left, or will not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct OrderShipment {
    /// Shipping's shipment.
    pub shipment_id: ShipmentId,
    /// How far it is.
    pub status: OrderShipmentStatus,
    /// How to follow each package.
    pub tracking: Vec<OrderTracking>,
    /// When it left, when that was told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shipped_at: Option<Timestamp>,
    /// When it arrived.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delivered_at: Option<Timestamp>,
}

/// How to follow one package.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct OrderTracking {
    /// Who carries it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub carrier: Option<String>,
    /// The carrier's number.
    pub number: String,
    /// Where to look it up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// Why an order could not be placed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Rejection {
    /// Code of the first refusal, such as `warehouse.insufficient_stock`.
    pub code: String,
    /// For people.
    pub message: String,
}

/// One line of an order. Everything is a copy made when the order was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct OrderLine {
    /// The line; for an order from a cart, the cart's line.
    pub line_id: LineId,
    /// Place in the order, from 1.
    pub position: i32,
    /// What is sold.
    pub variant_id: VariantId,
    /// What the merchant calls it.
    pub sku: Sku,
    /// What the customer was told it is.
    pub title: String,
    /// Pieces ordered.
    pub quantity: Quantity,
    /// Pieces of them that have left.
    pub shipped_quantity: i32,
    /// Pieces of them that will not be sent.
    pub cancelled_quantity: i32,
    /// Price of one piece as agreed.
    pub unit_price: UnitPrice,
    /// Price of one piece in the price list, when another was negotiated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub list_price: Option<UnitPrice>,
    /// The whole line without tax.
    pub net: Money,
    /// Tax of the whole line.
    pub tax: Money,
    /// The whole line with tax.
    pub gross: Money,
    /// Part of `gross` that was cancelled since.
    pub cancelled: Money,
    /// Whether stock is reserved for it.
    pub requires_stock: bool,
}

/// An order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Order {
    /// The order.
    pub order_id: OrderId,
    /// Its number, for people.
    pub order_number: OrderNumber,
    /// The number it has elsewhere, such as an invoice number; unique.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub external_id: Option<String>,
    /// The cart it comes from; none for an order entered by staff.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cart_id: Option<CartId>,
    /// How far the agreement is.
    pub status: OrderStatus,
    /// How far the money is.
    pub payment_status: PaymentStatus,
    /// How far the goods are.
    pub fulfillment_status: FulfillmentStatus,
    /// True while a cancellation of the whole order or of lines is under way.
    pub cancelling: bool,
    /// Why it could not be placed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rejection: Option<Rejection>,
    /// Where it was sold.
    pub channel: ChannelCode,
    /// Currency of every amount.
    pub currency: Currency,
    /// Where it goes, when that is an ISO country.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<CountryCode>,
    /// Where it goes in the trade's words, such as `Channel Islands`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country_text: Option<String>,
    /// Who buys.
    pub customer: OrderCustomer,
    /// The group of customers whose prices staff gave them; told to staff only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub customer_group: Option<Code>,
    /// Where it goes, when known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shipping_address: Option<Address>,
    /// Where the invoice goes, when the customer said so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub billing_address: Option<Address>,
    /// How it is sent; absent when staff wrote the order or nothing is sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shipping_method: Option<OrderShippingMethod>,
    /// How it is taxed.
    pub tax_treatment: TaxTreatment,
    /// The provider that is to collect most of the money; absent when there is nothing to pay.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payment_provider: Option<Code>,
    /// What is to be paid.
    pub totals: OrderTotals,
    /// What was paid; absent in answers of the first release.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payments: Option<OrderPayments>,
    /// Number of lines.
    pub line_count: i32,
    /// Pieces of all lines.
    pub unit_count: i64,
    /// The lines in their order; absent when they were not asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lines: Option<Vec<OrderLine>>,
    /// The shipments that left or were called off, oldest first; absent in lists.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shipments: Option<Vec<OrderShipment>>,
    /// When it was written.
    pub created_at: Timestamp,
    /// When it was placed; absent for a draft.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub placed_at: Option<Timestamp>,
    /// Grows with every change.
    pub version: i64,
}
