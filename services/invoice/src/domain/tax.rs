//! Why tax is raised, or not: the categories of EN 16931 (a part of UN/CEFACT 5305).

use order_contracts::{BilledTax, OrderBilled, TaxTreatment};
use schemars::JsonSchema;
use serde::Serialize;
use shared_contracts::CountryCode;

use super::party::Party;

/// A category of tax.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Category {
    /// Taxed.
    Standard,
    /// Taxed with nothing.
    Zero,
    /// Exempt by law.
    Exempt,
    /// Goods that leave the territory of the tax.
    Export,
    /// The seller is not registered for the tax.
    OutOfScope,
}

impl Category {
    /// As EN 16931 writes it.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Standard => "S",
            Self::Zero => "Z",
            Self::Exempt => "E",
            Self::Export => "G",
            Self::OutOfScope => "O",
        }
    }

    /// Why no tax is raised, where that must be said.
    pub(crate) const fn reason(self) -> Option<&'static str> {
        match self {
            Self::Standard | Self::Zero => None,
            Self::Exempt => Some("Exempt from VAT"),
            Self::Export => Some("Export: not subject to VAT here"),
            Self::OutOfScope => Some("Not subject to VAT"),
        }
    }
}

/// The category of a rate on a bill of this seller.
pub(crate) fn category(bill: &OrderBilled, seller: &Party, rate_ppm: i64) -> Category {
    if rate_ppm > 0 {
        return Category::Standard;
    }
    let untaxed = |tax: &BilledTax| tax.tax_rate_ppm == 0;
    let registered = seller.vat_id.is_some() || seller.tax_number.is_some();
    if !registered && bill.taxes.iter().all(untaxed) {
        return Category::OutOfScope;
    }
    let leaves = bill.country.as_ref().is_some_and(|country| !same_territory(&seller.country, country));
    match bill.tax_treatment {
        _ if leaves && seller.vat_id.is_some() => Category::Export,
        TaxTreatment::Exempt => Category::Exempt,
        TaxTreatment::Market => Category::Zero,
    }
}

/// The states whose taxes are one system.
const UNION: [&str; 27] = [
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT",
    "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
];

fn same_territory(seller: &CountryCode, destination: &CountryCode) -> bool {
    let inside = |country: &CountryCode| UNION.contains(&country.as_str());
    seller == destination || (inside(seller) && inside(destination))
}
