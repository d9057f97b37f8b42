//! Quotes and prices as other services see them.

use kernel_base::{Currency, Money, Rounding, Timestamp, UnitPrice};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use shared_contracts::{ChannelCode, Code, CountryCode, LineId, PriceListId, Quantity, VariantId};

/// What is to be priced, for whom and where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct QuoteRequest {
    /// Where it is sold.
    pub channel: ChannelCode,
    /// What is paid with.
    pub currency: Currency,
    /// Where the goods go; the market's own country when not yet known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<CountryCode>,
    /// State or province, with or without the country (`CA`, `US-CA`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// Postal code, for places with rates of their own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub postal_code: Option<String>,
    /// The buyer's group, for lists of that group; the same as one in `customer_groups`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub customer_group: Option<Code>,
    /// The buyer's groups, for lists of any of them; at most 200.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(max = 200))]
    pub customer_groups: Vec<Code>,
    /// Price as of then; now when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Timestamp>,
    /// How tax is treated.
    #[serde(default)]
    pub tax: TaxTreatment,
    /// At most 10,000 lines, each with its own id.
    pub lines: Vec<QuoteLine>,
    /// The charge for delivery, priced elsewhere, taxed here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shipping: Option<ShippingCharge>,
}

/// How tax is treated.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TaxTreatment {
    /// As the market and the destination demand.
    #[default]
    Market,
    /// No tax is due. Negotiated prices and charges stand as they are; of list prices that include tax, the tax they
    /// contain is taken off.
    Exempt,
}

/// One line to price.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct QuoteLine {
    /// The caller's id; unique in the request.
    pub line_id: LineId,
    /// What is bought.
    pub variant_id: VariantId,
    /// How many.
    pub quantity: Quantity,
    /// A price agreed by staff, instead of any list's; zero for goods given away. The order keeps who agreed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub negotiated: Option<UnitPrice>,
    /// Instead of the variant's own class.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tax_class: Option<Code>,
}

/// A charge for delivery.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ShippingCharge {
    /// With or without tax as the market states its prices.
    pub amount: Money,
    /// Its class; `standard` when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tax_class: Option<Code>,
}

/// The answer: each line's amounts and how they came about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Quote {
    /// What is paid with.
    pub currency: Currency,
    /// The market that set the rules.
    pub market: MarketView,
    /// The priced lines, in the order of the request.
    pub lines: Vec<PricedLine>,
    /// The priced delivery.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shipping: Option<PricedShipping>,
    /// Always the exact sum of lines and shipping.
    pub totals: QuoteTotals,
    /// Lines that have no place in `lines`, and why.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub problems: Vec<LineProblem>,
    /// The time whose prices and rates these are.
    pub priced_at: Timestamp,
    /// Who was asked for the tax, where that is not left to pricing's own tables.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tax_provider: Option<TaxProviderTrace>,
}

/// Whose tax a quote has. Such a quote stands as a whole: a provider may tax some lines otherwise than it would tax them
/// among others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TaxProviderTrace {
    /// The provider's code.
    pub provider: Code,
    /// What came of asking it.
    pub outcome: TaxProviderOutcome,
}

/// What came of asking a tax provider.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum TaxProviderOutcome {
    /// All taxes are the provider's.
    Calculated {
        /// What the provider calls its calculation.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reference: Option<String>,
    },
    /// It gave no proper answer, and the market falls back on the tables: all taxes are those.
    Failed,
}

/// What a market does when its tax provider gives no proper answer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TaxFallback {
    /// Nothing is quoted until the provider is back.
    #[default]
    Refuse,
    /// The tables' rates are taken, and the quote says so.
    Tables,
}

/// The rules of the market that priced a quote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct MarketView {
    /// Its code.
    pub code: Code,
    /// True when unit prices are stated with tax in them.
    pub prices_include_tax: bool,
    /// How amounts become whole minor units.
    pub rounding: RoundingPolicy,
}

/// How amounts become whole minor units. Tax offices differ in all three.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RoundingPolicy {
    /// Where the part that does not fit goes.
    pub mode: Rounding,
    /// How much is added up exactly before anything is rounded.
    pub level: RoundingLevel,
    /// The figure that is rounded from the exact amount.
    pub target: RoundingTarget,
}

/// How much is added up exactly before anything is rounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RoundingLevel {
    /// Each piece is rounded, then multiplied.
    Unit,
    /// Each line is rounded.
    Line,
    /// All lines of equal tax are added up and rounded once; the result is shared out over the lines.
    Total,
}

/// The figure that is rounded from the exact amount. The stated amount (net or gross, as the market has it) is always
/// rounded; this is the second one, and the third follows from the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RoundingTarget {
    /// Net. Where prices are stated net: tax is computed from the rounded net.
    Net,
    /// Tax, from the exact amount.
    Tax,
    /// Gross. Where prices are stated gross: tax is computed from the rounded gross.
    Gross,
}

/// One priced line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PricedLine {
    /// The caller's id.
    pub line_id: LineId,
    /// What is bought.
    pub variant_id: VariantId,
    /// How many.
    pub quantity: Quantity,
    /// Price of one piece as the market states it, exact.
    pub unit_price: UnitPrice,
    /// Without tax.
    pub net: Money,
    /// The tax: the sum of `taxes`.
    pub tax: Money,
    /// Net and tax.
    pub gross: Money,
    /// Each tax with its share.
    pub taxes: Vec<AppliedTax>,
    /// How the amounts came about.
    pub trace: LineTrace,
}

/// The priced delivery.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PricedShipping {
    /// Without tax.
    pub net: Money,
    /// The tax: the sum of `taxes`.
    pub tax: Money,
    /// Net and tax.
    pub gross: Money,
    /// Each tax with its share.
    pub taxes: Vec<AppliedTax>,
    /// How the tax was found.
    pub tax_trace: TaxTrace,
}

/// One tax on a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AppliedTax {
    /// As it stands on the receipt: `VAT`, `GST`.
    pub name: String,
    /// Parts per million: 20 % is 200000.
    pub rate_ppm: i64,
    /// Its share of the line's tax.
    pub amount: Money,
}

/// The sums of a quote.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct QuoteTotals {
    /// Without tax.
    pub net: Money,
    /// The tax.
    pub tax: Money,
    /// Net and tax.
    pub gross: Money,
}

/// How the amounts of a line came about, complete enough to do it again by hand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LineTrace {
    /// Where the unit price came from.
    pub price: PriceSource,
    /// Where the tax came from.
    pub tax: TaxTrace,
    /// Unit price × quantity before any rounding, as the market states prices.
    pub exact: UnitPrice,
    /// What rounding did to the stated amount (net or gross): rounded minus exact.
    pub rounded_by: UnitPrice,
}

/// Where a unit price came from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum PriceSource {
    /// A price list.
    List {
        /// The list.
        price_list_id: PriceListId,
        /// Its code.
        price_list: Code,
        /// The tier: from so many pieces.
        min_quantity: Quantity,
        /// The tier's price.
        unit_price: UnitPrice,
    },
    /// Agreed by staff, whatever the lists say.
    Negotiated {
        /// What the lists would have asked, when they have a price.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        list_unit_price: Option<UnitPrice>,
    },
}

/// Where a tax came from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TaxTrace {
    /// The class of the goods.
    pub tax_class: Code,
    /// Where it is due; absent when nothing is known of the destination.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<CountryCode>,
    /// Which rule was found.
    pub source: TaxSource,
}

/// Which rule gave the rates.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum TaxSource {
    /// The buyer or order pays no tax.
    Exempt,
    /// No rate is known for the destination: no tax.
    None,
    /// The country's own rate.
    Country,
    /// The rates of country and subdivision together.
    Region {
        /// The subdivision, without the country.
        region: String,
    },
    /// A place inside the country with rates of its own.
    Postcode {
        /// Its name: `Canary Islands`.
        name: String,
    },
    /// None of ours: the market's tax provider said what is due.
    Provider {
        /// Its code.
        provider: Code,
    },
}

/// A line that could not be priced.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LineProblem {
    /// The caller's id.
    pub line_id: LineId,
    /// Stable.
    pub code: ProblemCode,
}

/// Why a line could not be priced.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ProblemCode {
    /// No list that applies has a price for the variant in this quantity.
    NoPrice,
}

/// A price from so many pieces on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Tier {
    /// From so many pieces.
    pub min_quantity: Quantity,
    /// Price of one piece.
    pub unit_price: UnitPrice,
}

/// Whose prices to show, and where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PricesQuery {
    /// Where it is sold.
    pub channel: ChannelCode,
    /// What is paid with.
    pub currency: Currency,
    /// At most 1,000.
    pub variant_ids: Vec<VariantId>,
    /// The buyer's group; the same as one in `customer_groups`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub customer_group: Option<Code>,
    /// The buyer's groups, for lists of any of them; at most 200.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(max = 200))]
    pub customer_groups: Vec<Code>,
    /// Where the goods go; the market's own country when not yet known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<CountryCode>,
}

/// Prices to show.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Prices {
    /// The market that set the rules.
    pub market: MarketView,
    /// What is paid with.
    pub currency: Currency,
    /// In the order of the query, without those that have no price.
    pub items: Vec<VariantPrice>,
}

/// The price of one variant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct VariantPrice {
    /// The variant.
    pub variant_id: VariantId,
    /// The list that applies.
    pub price_list: Code,
    /// All its tiers by quantity, as the market states prices; the first is the price of the smallest quantity sold.
    pub tiers: Vec<Tier>,
    /// One piece of the first tier without tax.
    pub net: Money,
    /// One piece of the first tier with tax.
    pub gross: Money,
    /// All taxes together in parts per million.
    pub tax_rate_ppm: i64,
    /// Lowest price of one piece in the 30 days before the present one took effect, over the lists open to everyone:
    /// what must be shown beside a reduced price (directive 98/6/EC, article 6a). Absent when there was none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lowest_30d: Option<UnitPrice>,
}
