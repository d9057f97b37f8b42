//! What a new shop starts with: three markets, the usual tax classes, the published tax rates, a list per currency.

use kernel_base::{Call, Currency, Rounding, Timestamp};
use pricing_contracts::{RoundingLevel, RoundingPolicy, RoundingTarget, TaxFallback};
use shared_contracts::{Code, CountryCode};

use crate::app::App;
use crate::domain::market::MarketTerms;
use crate::domain::price_list::PriceListTerms;
use crate::domain::tax::TaxClassTerms;
use crate::domain::tax_file::TaxFile;
use crate::error::PricingError;

/// Code, name, fallback; a class stands behind its fallback.
const TAX_CLASSES: [(&str, &str, Option<&str>); 7] = [
    ("standard", "Standard rate", None),
    ("zero", "Zero rate", None),
    ("reduced", "Reduced rate", Some("standard")),
    ("parking", "Parking rate", Some("standard")),
    ("reduced-low", "Lower reduced rate", Some("reduced")),
    ("press", "Press publications", Some("reduced")),
    ("super-reduced", "Super-reduced rate", Some("reduced-low")),
];

struct DefaultMarket {
    code: &'static str,
    name: &'static str,
    currency: Currency,
    home_country: &'static str,
    prices_include_tax: bool,
    countries: &'static str,
}

const MARKETS: [DefaultMarket; 3] = [
    // Without tax: the retailer whose data the demo shop shows sells to the trade, at net prices.
    DefaultMarket {
        code: "gb",
        name: "United Kingdom",
        currency: Currency::GBP,
        home_country: "GB",
        prices_include_tax: false,
        countries: "GB",
    },
    DefaultMarket {
        code: "eu",
        name: "European Union",
        currency: Currency::EUR,
        home_country: "DE",
        prices_include_tax: true,
        countries: "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK",
    },
    DefaultMarket {
        code: "us",
        name: "United States",
        currency: Currency::USD,
        home_country: "US",
        prices_include_tax: false,
        countries: "US",
    },
];

impl App {
    /// Makes what is missing of the defaults, each part only where there is nothing of its kind yet.
    pub(crate) async fn ensure_defaults(&self) -> Result<(), PricingError> {
        let call = Call { deadline: Timestamp::from_micros(i64::MAX), trace: None };
        let rules = self.rules().await?;
        let first_tax = !rules.tax.knows(&valid("standard"));
        if first_tax {
            for (code, name, fallback) in TAX_CLASSES {
                let terms =
                    TaxClassTerms { code: valid(code), name: name.to_owned(), fallback: fallback.map(valid) };
                self.put_tax_class(&call, terms, None).await?;
            }
            self.import_tax_file(&call, TaxFile::EuVat, None).await?;
            self.import_tax_file(&call, TaxFile::WorldSalesTax, None).await?;
        }
        if rules.markets.is_empty() {
            for market in &MARKETS {
                unless_there(self.create_market(&call, market.terms(), None).await)?;
            }
        }
        if rules.lists.is_empty() {
            for market in &MARKETS {
                unless_there(self.create_price_list(&call, base_list(market.currency), None).await)?;
            }
        }
        Ok(())
    }
}

impl DefaultMarket {
    fn terms(&self) -> MarketTerms {
        MarketTerms {
            code: valid(self.code),
            name: self.name.to_owned(),
            currency: self.currency,
            countries: self.countries.split(' ').map(country).collect(),
            prices_include_tax: self.prices_include_tax,
            rounding: RoundingPolicy {
                mode: Rounding::HalfUp,
                level: RoundingLevel::Line,
                target: RoundingTarget::Tax,
            },
            home_country: Some(country(self.home_country)),
            default_for_currency: true,
            tax_provider: None,
            tax_fallback: TaxFallback::default(),
        }
    }
}

fn base_list(currency: Currency) -> PriceListTerms {
    PriceListTerms {
        code: valid(&format!("base-{}", currency.code().to_ascii_lowercase())),
        name: format!("Base prices in {currency}"),
        currency,
        channel: None,
        customer_group: None,
        country: None,
        priority: 0,
        starts_at: None,
        ends_at: None,
    }
}

/// Another replica may have made it first.
fn unless_there<T>(result: Result<T, PricingError>) -> Result<(), PricingError> {
    match result {
        Ok(_) | Err(PricingError::CodeTaken(_) | PricingError::MarketTaken) => Ok(()),
        Err(error) => Err(error),
    }
}

fn valid(code: &str) -> Code {
    code.parse().expect("BUG: the defaults are valid")
}

fn country(code: &str) -> CountryCode {
    code.parse().expect("BUG: the defaults are valid")
}
