//! What pricing tells the world: past-tense facts, complete in themselves.

use kernel_base::{Currency, EventData, Timestamp, UnitPrice};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use shared_contracts::{ChannelCode, Code, CountryCode, MarketId, PriceListId, Sku, VariantId};

use crate::{RoundingPolicy, TaxFallback, Tier};

/// The prices of a variant in one list have changed, or will at `valid_from`.
///
/// Subject: list and variant, `plist_…/var_…`. Where the periods of two events of one subject overlap, the later event
/// counts until it ends; then the earlier one's prices return.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PriceChanged {
    /// The list.
    pub price_list_id: PriceListId,
    /// The list's code.
    pub price_list: Code,
    /// The list's currency.
    pub currency: Currency,
    /// The variant.
    pub variant_id: VariantId,
    /// Its SKU, when pricing has already heard of the variant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sku: Option<Sku>,
    /// All tiers from `valid_from` on, by quantity; none when the variant has no price in this list any more.
    pub tiers: Vec<Tier>,
    /// From when on.
    pub valid_from: Timestamp,
    /// Until when; for ever when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<Timestamp>,
    /// Lowest price of one piece in this list in the 30 days before `valid_from` (directive 98/6/EC, article 6a).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lowest_30d: Option<UnitPrice>,
    /// When it was decided.
    pub occurred_at: Timestamp,
}

impl EventData for PriceChanged {
    const TYPE: &'static str = "pricing.price_changed.v1";
}

/// A price list was created or changed; its prices are told by [`PriceChanged`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PriceListChanged {
    /// The list.
    pub price_list_id: PriceListId,
    /// Its code.
    pub code: Code,
    /// Currency of all its prices.
    pub currency: Currency,
    /// Only in this channel.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Option<ChannelCode>,
    /// Only for this customer group.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub customer_group: Option<Code>,
    /// Only in this country.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<CountryCode>,
    /// The higher wins.
    pub priority: i32,
    /// From when on; since ever when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub starts_at: Option<Timestamp>,
    /// Until when; for ever when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ends_at: Option<Timestamp>,
    /// When it was changed.
    pub occurred_at: Timestamp,
}

impl EventData for PriceListChanged {
    const TYPE: &'static str = "pricing.price_list_changed.v1";
}

/// A market was created or changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct MarketChanged {
    /// The market.
    pub market_id: MarketId,
    /// Its code.
    pub code: Code,
    /// What is paid with.
    pub currency: Currency,
    /// Its countries.
    pub countries: Vec<CountryCode>,
    /// True when prices are stated with tax in them.
    pub prices_include_tax: bool,
    /// How amounts become whole minor units.
    pub rounding: RoundingPolicy,
    /// Who is asked for the tax; pricing's own tables when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tax_provider: Option<Code>,
    /// What happens when the provider gives no proper answer; absent where none is asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tax_fallback: Option<TaxFallback>,
    /// When it was changed.
    pub occurred_at: Timestamp,
}

impl EventData for MarketChanged {
    const TYPE: &'static str = "pricing.market_changed.v1";
}

/// Tax classes or rates have changed. Rates are asked for by quote, never copied: the event only says where to look.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TaxChanged {
    /// Countries whose rates changed; none when only classes did.
    pub countries: Vec<CountryCode>,
    /// When they were changed.
    pub occurred_at: Timestamp,
}

impl EventData for TaxChanged {
    const TYPE: &'static str = "pricing.tax_changed.v1";
}
