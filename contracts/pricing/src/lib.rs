//! What other services may know of pricing: its API, types and events.
#![warn(missing_docs)]

mod api;
mod client;
mod event;
mod types;

pub use api::PricingApi;
pub use client::PricingClient;
pub use event::{MarketChanged, PriceChanged, PriceListChanged, TaxChanged};
pub use types::{
    AppliedTax, LineProblem, LineTrace, MarketView, PriceSource, PricedLine, PricedShipping, Prices,
    PricesQuery, ProblemCode, Quote, QuoteLine, QuoteRequest, QuoteTotals, RoundingLevel, RoundingPolicy,
    RoundingTarget, ShippingCharge, TaxFallback, TaxProviderOutcome, TaxProviderTrace, TaxSource, TaxTrace,
    TaxTreatment, Tier, VariantPrice,
};
