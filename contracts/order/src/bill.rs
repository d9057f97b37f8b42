//! Bills: what of an order a capture or a refund stands for. The invoice service makes numbered documents of them.

use kernel_base::{Currency, EventData, Money, Personal, Timestamp, UnitPrice};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use shared_contracts::{
    Address, BillId, ChannelCode, Code, CountryCode, CustomerId, Email, LineId, OrderId, Quantity, Sku,
};

use crate::{OrderNumber, TaxTreatment};

/// Money moved, and this is what it was for. For every order, and after every event, invoices less credit notes come to
/// what was captured less what was refunded. Amounts are those of the document: a credit note over 10.00 says 10.00.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct OrderBilled {
    /// The bill.
    pub bill_id: BillId,
    /// The order.
    pub order_id: OrderId,
    /// Its number, for people.
    pub order_number: OrderNumber,
    /// Money taken, or money given back.
    pub kind: BillKind,
    /// Place among the order's bills, from 1.
    pub sequence: i32,
    /// The order's invoices that a credit note corrects, oldest first; empty for an invoice.
    pub corrects: Vec<BillId>,
    /// What captures, or refunds, of the order come to with this bill.
    pub reaches: Money,
    /// Where it was sold.
    pub channel: ChannelCode,
    /// Currency of every amount.
    pub currency: Currency,
    /// The customer, when known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub customer_id: Option<CustomerId>,
    /// Where the goods go, when that is an ISO country.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<CountryCode>,
    /// To whom it is addressed.
    pub buyer: Personal<BilledTo>,
    /// How the order is taxed.
    pub tax_treatment: TaxTreatment,
    /// Who moved the money.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payment_provider: Option<Code>,
    /// What it is for.
    pub lines: Vec<BilledLine>,
    /// The taxes of the lines, one entry for each rate, the highest first.
    pub taxes: Vec<BilledTax>,
    /// Without tax.
    pub net: Money,
    /// Tax.
    pub tax: Money,
    /// What was captured or refunded.
    pub gross: Money,
    /// When the goods of the bill left, when it stands for a shipment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shipped_at: Option<Timestamp>,
    /// When the order was placed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub placed_at: Option<Timestamp>,
    /// When.
    pub occurred_at: Timestamp,
}

impl EventData for OrderBilled {
    const TYPE: &'static str = "order.billed.v1";
}

/// Which way the money went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum BillKind {
    /// It was taken.
    Invoice,
    /// It was given back.
    CreditNote,
}

/// Who buys, as documents name them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct BilledTo {
    /// The merchant's own reference, such as an account number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// Where to write to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<Email>,
    /// Where the invoice goes; the shipping address when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub billing_address: Option<Address>,
    /// Where the goods go.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shipping_address: Option<Address>,
}

/// What a line of a bill is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum BilledKind {
    /// Pieces of a line of the order.
    Item,
    /// Shipping costs.
    Shipping,
    /// Money taken before it is known for which pieces. A later invoice takes it off again: then it is negative, with the
    /// quantity -1.
    Prepayment,
    /// Money given back that stands for no pieces, such as a discount granted afterwards.
    Allowance,
}

/// One line of a bill. In a prepayment that is taken off, quantity and amounts are negative; in all others they are not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct BilledLine {
    /// What it is for.
    pub kind: BilledKind,
    /// The order's line, of an item.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line_id: Option<LineId>,
    /// What the merchant calls it, of an item.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sku: Option<Sku>,
    /// What it is, of an item or of shipping.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Pieces; 1 or -1 when nothing is counted.
    pub quantity: i32,
    /// Of how many pieces the order's line was, of an item.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ordered: Option<Quantity>,
    /// Price of one piece as agreed, with tax where the market says prices with tax.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit_price: Option<UnitPrice>,
    /// Rate of the tax, all taxes together, in parts per million: 20 % is 200000.
    pub tax_rate_ppm: i64,
    /// Without tax.
    pub net: Money,
    /// Tax.
    pub tax: Money,
    /// With tax.
    pub gross: Money,
}

/// The tax of all lines with one rate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct BilledTax {
    /// Parts per million.
    pub tax_rate_ppm: i64,
    /// What it is raised on.
    pub net: Money,
    /// The tax.
    pub tax: Money,
}
