//! The nouns of shipping as others see them.

use kernel_base::Money;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use shared_contracts::{ChannelCode, Code, CountryCode, LineId, Quantity, ShippingMethodId, Sku, VariantId};

/// What is to be shipped, and whereto.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OptionsQuery {
    /// Where the shopper buys.
    pub channel: ChannelCode,
    /// The country shipped to. Without one only methods that go everywhere answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<CountryCode>,
    /// The postal code shipped to, as typed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub postal_code: Option<String>,
    /// Value of the goods; the answer is in its currency.
    pub total: Money,
    /// Weight of the goods.
    pub weight_g: i64,
    /// How many different things are shipped.
    pub line_count: i32,
}

/// The rate of one method for the same question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RateQuery {
    /// The method chosen.
    pub method_id: ShippingMethodId,
    /// What is to be shipped, and whereto.
    pub query: OptionsQuery,
}

/// One way to ship, with its price.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ShippingOption {
    /// The method.
    pub method_id: ShippingMethodId,
    /// The method's stable code: `standard`.
    pub code: Code,
    /// For people.
    pub name: String,
    /// The price as the merchant entered it; pricing says whether tax is inside.
    pub amount: Money,
    /// Tax class of the shipping charge.
    pub tax_class: Code,
    /// How long it takes, when the merchant says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub estimate: Option<DeliveryEstimate>,
}

/// Working days from shipment to arrival.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DeliveryEstimate {
    /// At the earliest.
    pub min_days: i16,
    /// At the latest.
    pub max_days: i16,
}

/// Goods of one order line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ShipmentLine {
    /// The order's line.
    pub line_id: LineId,
    /// What is shipped.
    pub variant_id: VariantId,
    /// The SKU at the time of the order.
    pub sku: Sku,
    /// Pieces.
    pub quantity: Quantity,
    /// Weight of one piece; 0 when unknown.
    pub weight_g: i64,
}

/// How to follow one package.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Tracking {
    /// Who carries it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub carrier: Option<String>,
    /// The carrier's number.
    pub number: String,
    /// Where to look it up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}
