//! Prices to show on lists and product pages.

use std::collections::HashMap;

use kernel_base::{Money, Timestamp, UnitPrice};
use pricing_contracts::{Prices, PricesQuery, Tier, VariantPrice};
use shared_contracts::Code;

use crate::domain::amounts::{Item, Stated, Taxation, round_items};
use crate::domain::history::{asked_since, lowest_before};
use crate::domain::market::{Market, find_market};
use crate::domain::price::{VariantPrices, find_tiers};
use crate::domain::price_list::{Buyer, PriceList, ranked_lists, require_few};
use crate::domain::quote::{PricesByVariant, Rules, STANDARD_TAX_CLASS};
use crate::domain::tax::Destination;
use crate::error::PricingError;

/// The most variants of a query.
pub(crate) const MAX_VARIANTS: usize = 1_000;

/// Checks what can be checked before anything is read for the query.
pub(crate) fn validate(query: &PricesQuery) -> Result<(), PricingError> {
    if query.variant_ids.len() > MAX_VARIANTS {
        return Err(PricingError::TooManyVariants(MAX_VARIANTS));
    }
    require_few(&query.customer_groups)?;
    Ok(())
}

/// Prices of a valid query, as they are now.
pub(crate) fn prices(
    rules: &Rules,
    variants: &PricesByVariant,
    query: &PricesQuery,
    now: Timestamp,
) -> Result<Prices, PricingError> {
    let market =
        find_market(&rules.markets, query.currency, query.country.as_ref()).ok_or(PricingError::NoMarket)?;
    let country = query.country.as_ref().or(market.terms.home_country.as_ref());
    let buyer = Buyer {
        channel: &query.channel,
        currency: query.currency,
        customer_group: query.customer_group.as_ref(),
        customer_groups: &query.customer_groups,
        country,
    };
    let ranked = ranked_lists(&rules.lists, buyer);
    let open_to_all =
        ranked_lists(rules.lists_ever(), Buyer { customer_group: None, customer_groups: &[], ..buyer });
    let destination = Destination::new(country.cloned(), None, None);
    let mut rate_by_class: HashMap<Code, i64> = HashMap::new();
    let mut items = Vec::with_capacity(query.variant_ids.len());
    for variant_id in &query.variant_ids {
        let Some(variant) = variants.get(variant_id) else { continue };
        let Some((list, tiers)) = find_tiers(&ranked, &variant.prices, now) else { continue };
        let tiers: Vec<Tier> = tiers
            .iter()
            .map(|price| Tier { min_quantity: price.min_quantity, unit_price: price.unit_price })
            .collect();
        let class = tax_class(rules, variant);
        let rate_ppm = *rate_by_class
            .entry(class)
            .or_insert_with_key(|class| rules.tax.find(class, &destination, now).rate_ppm());
        let (net, gross) = one_piece(market, tiers[0].unit_price, rate_ppm)?;
        items.push(VariantPrice {
            variant_id: *variant_id,
            price_list: list.terms.code.clone(),
            tiers,
            net,
            gross,
            tax_rate_ppm: rate_ppm,
            lowest_30d: lowest_prior(&open_to_all, variant, now),
        });
    }
    Ok(Prices { market: market.view(), currency: query.currency, items })
}

fn tax_class(rules: &Rules, variant: &VariantPrices) -> Code {
    match &variant.tax_class {
        Some(class) if rules.tax.knows(class) => class.clone(),
        _ => STANDARD_TAX_CLASS.parse().expect("BUG: a valid code"),
    }
}

fn one_piece(market: &Market, unit_price: UnitPrice, rate_ppm: i64) -> Result<(Money, Money), PricingError> {
    let stated = if market.terms.prices_include_tax { Stated::Gross } else { Stated::Net };
    let item = Item { unit_price, quantity: 1, taxation: Taxation { stated, rate_ppm } };
    let amounts = round_items(&[item], market.terms.currency, market.terms.rounding)?;
    let currency = market.terms.currency;
    Ok((Money::new(amounts[0].net, currency), Money::new(amounts[0].gross, currency)))
}

/// The lowest price asked of everyone in the 30 days before the present one.
fn lowest_prior(open_to_all: &[&PriceList], variant: &VariantPrices, now: Timestamp) -> Option<UnitPrice> {
    lowest_before(open_to_all, &variant.history, asked_since(open_to_all, &variant.history, now))
}
