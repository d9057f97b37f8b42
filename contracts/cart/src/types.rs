//! The nouns of a completed cart as others see them: everything an order needs, so that nobody asks back.

use kernel_base::{Money, Personal, UnitPrice};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use shared_contracts::{Code, LineId, Quantity, ShippingMethodId, Sku, VariantId};

/// An amount without tax, its tax, and both together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Amounts {
    /// Without tax.
    pub net: Money,
    /// The tax.
    pub tax: Money,
    /// With tax.
    pub gross: Money,
}

/// What the cart comes to. `total` is the sum of the other two; `total.gross` is what is paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CartTotals {
    /// The lines.
    pub items: Amounts,
    /// Shipping.
    pub shipping: Amounts,
    /// Everything.
    pub total: Amounts,
}

/// One line as it was sold.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct CompletedLine {
    /// The cart's line; the order keeps the id.
    pub line_id: LineId,
    /// What was sold.
    pub variant_id: VariantId,
    /// Its SKU now.
    pub sku: Sku,
    /// Its title now, in the cart's language.
    pub title: String,
    /// Pieces.
    pub quantity: Quantity,
    /// False for services such as postage: nothing to reserve.
    pub requires_stock: bool,
    /// False for services and downloads: nothing to send.
    pub requires_shipping: bool,
    /// Weight of one piece; 0 when unknown.
    pub weight_g: i64,
    /// Price of one piece, exact.
    pub unit_price: UnitPrice,
    /// The line's amounts.
    pub amounts: Amounts,
    /// The rate of its tax, all taxes together, in parts per million: 20 % is 200000. Absent in events of the first
    /// releases.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tax_rate_ppm: Option<i64>,
    /// How pricing came to the amounts, as it told; kept with the order, read by people.
    pub trace: Box<RawValue>,
}

/// How the goods are to be shipped.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ChosenShipping {
    /// The method.
    pub method_id: ShippingMethodId,
    /// Its name now.
    pub name: String,
    /// What it costs.
    pub amounts: Amounts,
    /// The rate of its tax as of a line's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tax_rate_ppm: Option<i64>,
}

/// How the order is to be paid: the tenders sum to the total.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ChosenPayment {
    /// At most ten ways of paying a part; none when there is nothing to pay.
    pub tenders: Vec<Tender>,
}

/// One way of paying a part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Tender {
    /// The payment provider: `manual`, `test`.
    pub provider: Code,
    /// How much.
    pub amount: Money,
    /// What the provider gave the shopper to pay with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub token: Option<Personal<String>>,
}
