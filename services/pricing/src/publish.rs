//! Changes of the domain as the world hears of them.

use kernel_base::{Timestamp, UnitPrice};
use pricing_contracts::{MarketChanged, PriceChanged, PriceListChanged, TaxChanged, Tier};
use shared_contracts::{CountryCode, Sku, VariantId};

use crate::domain::market::Market;
use crate::domain::price::TierChange;
use crate::domain::price_list::PriceList;

pub(crate) fn market_changed(market: &Market, at: Timestamp) -> MarketChanged {
    MarketChanged {
        market_id: market.id,
        code: market.terms.code.clone(),
        currency: market.terms.currency,
        countries: market.terms.countries.clone(),
        prices_include_tax: market.terms.prices_include_tax,
        rounding: market.terms.rounding,
        tax_provider: market.terms.tax_provider.clone(),
        tax_fallback: market.terms.tax_provider.as_ref().map(|_| market.terms.tax_fallback),
        occurred_at: at,
    }
}

pub(crate) fn price_list_changed(list: &PriceList, at: Timestamp) -> PriceListChanged {
    let terms = &list.terms;
    PriceListChanged {
        price_list_id: list.id,
        code: terms.code.clone(),
        currency: terms.currency,
        channel: terms.channel.clone(),
        customer_group: terms.customer_group.clone(),
        country: terms.country.clone(),
        priority: terms.priority,
        starts_at: terms.starts_at,
        ends_at: terms.ends_at,
        occurred_at: at,
    }
}

pub(crate) fn tax_changed(countries: Vec<CountryCode>, at: Timestamp) -> TaxChanged {
    TaxChanged { countries, occurred_at: at }
}

/// Tells all tiers by quantity, also those that stayed.
pub(crate) fn price_changed(
    list: &PriceList,
    variant_id: VariantId,
    sku: Option<Sku>,
    change: &TierChange,
    lowest_30d: Option<UnitPrice>,
    at: Timestamp,
) -> PriceChanged {
    let mut tiers: Vec<Tier> = change.tiers.clone();
    tiers.sort_by_key(|tier| tier.min_quantity);
    PriceChanged {
        price_list_id: list.id,
        price_list: list.terms.code.clone(),
        currency: list.terms.currency,
        variant_id,
        sku,
        tiers,
        valid_from: change.valid_from,
        valid_until: change.valid_until,
        lowest_30d,
        occurred_at: at,
    }
}
