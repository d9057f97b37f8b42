//! Markets: how a currency is sold in some countries.

use kernel_base::Currency;
use pricing_contracts::{MarketView, RoundingPolicy, TaxFallback};
use serde::Serialize;
use shared_contracts::{Code, CountryCode, MarketId};

/// What staff decide about a market.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct MarketTerms {
    pub(crate) code: Code,
    pub(crate) name: String,
    pub(crate) currency: Currency,
    pub(crate) countries: Vec<CountryCode>,
    pub(crate) prices_include_tax: bool,
    pub(crate) rounding: RoundingPolicy,
    /// Where tax is due while the destination is unknown.
    pub(crate) home_country: Option<CountryCode>,
    /// Serves the currency's buyers in countries that no market lists.
    pub(crate) default_for_currency: bool,
    /// Who is asked for the tax of quotes; the tables when absent.
    pub(crate) tax_provider: Option<Code>,
    /// What happens when the provider gives no proper answer.
    pub(crate) tax_fallback: TaxFallback,
}

/// A market.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Market {
    pub(crate) id: MarketId,
    pub(crate) version: i64,
    pub(crate) terms: MarketTerms,
}

impl Market {
    pub(crate) fn view(&self) -> MarketView {
        MarketView {
            code: self.terms.code.clone(),
            prices_include_tax: self.terms.prices_include_tax,
            rounding: self.terms.rounding,
        }
    }

    /// Who computes the tax instead of the tables, and what happens when there is no answer.
    pub(crate) fn tax_provision(&self) -> Option<(&Code, TaxFallback)> {
        self.terms.tax_provider.as_ref().map(|provider| (provider, self.terms.tax_fallback))
    }
}

/// The market of a currency that lists the country, else the currency's default.
pub(crate) fn find_market<'m>(
    markets: &'m [Market],
    currency: Currency,
    country: Option<&CountryCode>,
) -> Option<&'m Market> {
    let of_currency = || markets.iter().filter(|market| market.terms.currency == currency);
    country
        .and_then(|country| of_currency().find(|market| market.terms.countries.contains(country)))
        .or_else(|| of_currency().find(|market| market.terms.default_for_currency))
}

#[cfg(test)]
mod tests {
    use kernel_base::{Id, Rounding};
    use pricing_contracts::{RoundingLevel, RoundingTarget};

    use super::*;

    fn market(code: &str, countries: &[&str], default_for_currency: bool) -> Market {
        Market {
            id: Id::from_uuid(uuid::Uuid::nil()),
            version: 1,
            terms: MarketTerms {
                code: code.parse().unwrap(),
                name: code.to_owned(),
                currency: Currency::EUR,
                countries: countries.iter().map(|country| country.parse().unwrap()).collect(),
                prices_include_tax: true,
                rounding: RoundingPolicy {
                    mode: Rounding::HalfUp,
                    level: RoundingLevel::Line,
                    target: RoundingTarget::Tax,
                },
                home_country: None,
                default_for_currency,
                tax_provider: None,
                tax_fallback: TaxFallback::Refuse,
            },
        }
    }

    #[test]
    fn the_country_decides_and_the_default_serves_the_rest() {
        let markets = [market("eu", &["DE", "FR"], true), market("ie", &["IE"], false)];
        let code = |country: Option<&str>| {
            let country = country.map(|country| country.parse().unwrap());
            find_market(&markets, Currency::EUR, country.as_ref()).map(|market| market.terms.code.to_string())
        };
        assert_eq!(code(Some("IE")).as_deref(), Some("ie"));
        assert_eq!(code(Some("US")).as_deref(), Some("eu"));
        assert_eq!(code(None).as_deref(), Some("eu"));
        assert!(find_market(&markets, Currency::JPY, None).is_none());
    }
}
