//! What can go wrong in pricing, and how the world is told.

use kernel_base::{ApiError, ErrorKind, MoneyError};
use kernel_db::DbError;
use shared_contracts::{Code, MarketId, PriceListId, TaxRateId, VariantId};

use crate::domain::price::{InvalidChange, MAX_TIERS, MAX_UNIT_PRICE};
use crate::store::VERSION_GUARD;
use crate::store::price::PRICE_SET_GUARD;

/// Why pricing refuses or fails.
#[derive(Debug, thiserror::Error)]
pub enum PricingError {
    /// Nothing is sold in this currency.
    #[error("nothing is sold in this currency here")]
    NoMarket,
    /// Too many lines in one quote.
    #[error("a quote has at most {0} lines")]
    TooManyLines(usize),
    /// Too many variants in one query.
    #[error("a query names at most {0} variants")]
    TooManyVariants(usize),
    /// Too many groups of one buyer.
    #[error("a buyer is in {0} groups at most")]
    TooManyGroups(usize),
    /// The same line id twice.
    #[error("line ids of a quote must be unique")]
    DuplicateLine,
    /// A price below zero.
    #[error("a price must not be negative")]
    NegativePrice,
    /// A price beyond the limit.
    #[error("a unit price is at most {MAX_UNIT_PRICE}")]
    PriceTooHigh,
    /// A sum does not fit in 64 bits.
    #[error("an amount is too large")]
    AmountTooLarge,
    /// Money in another currency than the rest.
    #[error("all amounts must be in one currency")]
    WrongCurrency,
    /// No such tax class.
    #[error("tax class {0} is not known")]
    UnknownTaxClass(Code),
    /// No such price list.
    #[error("price list {0} is not known")]
    UnknownPriceList(PriceListId),
    /// Catalog never told of this variant, and nothing was ever decided about its prices.
    #[error("variant {0} is not known")]
    UnknownVariant(VariantId),
    /// No such market.
    #[error("market {0} is not known")]
    UnknownMarket(MarketId),
    /// No such tax rate.
    #[error("tax rate {0} is not known")]
    UnknownTaxRate(TaxRateId),
    /// No such tax provider.
    #[error("tax provider {0} is not configured")]
    UnknownTaxProvider(Code),
    /// The market's tax provider gives no proper answer, and the market does not fall back on the tables.
    #[error("tax cannot be calculated at the moment")]
    TaxUnavailable,
    /// The code is in use.
    #[error("code {0} is already in use")]
    CodeTaken(Code),
    /// Two markets would sell the same currency in the same country.
    #[error("another market already sells this currency in one of the countries, or is its default")]
    MarketTaken,
    /// Two rates of one tax would hold at the same time.
    #[error("another rate of this tax holds in the same period")]
    TaxPeriodOverlap,
    /// Another price change begins within the period.
    #[error("another price change is planned within the period")]
    PricePeriodOverlap,
    /// A change that would rewrite the past.
    #[error("a change must not begin in the past")]
    InPast,
    /// A period that ends before it begins.
    #[error("a period must end after it begins")]
    EmptyPeriod,
    /// Too many tiers.
    #[error("a variant has at most {MAX_TIERS} tiers in a list")]
    TooManyTiers,
    /// The same tier twice.
    #[error("each tier has its own quantity")]
    RepeatedTier,
    /// The same variant of the same list twice in one call.
    #[error("each variant of a list is named once in a call")]
    RepeatedEntry,
    /// One entry of a call is refused, and the others with it.
    #[error("entry {0} is refused")]
    EntryRefused(usize, #[source] Box<PricingError>),
    /// A field with a wrong value.
    #[error("{field} is not valid: {reason}")]
    InvalidField {
        /// Its JSON pointer.
        field: &'static str,
        /// What is allowed.
        reason: &'static str,
    },
    /// The file's columns are not those of a price file.
    #[error("the first line must name the columns sku, currency, min_quantity, unit_price, list")]
    WrongColumns,
    /// The caller read an older version.
    #[error("it was changed since it was read; version {0} is current")]
    VersionChanged(i64),
    /// A race that was lost; worth another attempt.
    #[error("changed at the same time by somebody else")]
    Raced,
    /// A data file inside the binary cannot be read.
    #[error("tax data cannot be read: {0}")]
    TaxData(String),
    /// The database failed.
    #[error("database")]
    Database(#[source] DbError),
}

impl PricingError {
    /// Kind and stable code.
    fn kind(&self) -> Option<(ErrorKind, &'static str)> {
        use ErrorKind::{Conflict, Invalid, NotFound, PreconditionFailed, TooLarge, Unavailable};
        Some(match self {
            Self::NoMarket => (Invalid, "pricing.no_market"),
            Self::TooManyLines(_) => (TooLarge, "pricing.too_many_lines"),
            Self::TooManyVariants(_) => (TooLarge, "pricing.too_many_variants"),
            Self::TooManyGroups(_) => (TooLarge, "pricing.too_many_groups"),
            Self::DuplicateLine => (Invalid, "pricing.duplicate_line"),
            Self::NegativePrice => (Invalid, "pricing.negative_price"),
            Self::PriceTooHigh => (Invalid, "pricing.price_too_high"),
            Self::AmountTooLarge => (Invalid, "pricing.amount_too_large"),
            Self::WrongCurrency => (Invalid, "pricing.wrong_currency"),
            Self::UnknownTaxClass(_) => (Invalid, "pricing.unknown_tax_class"),
            Self::UnknownPriceList(_) => (NotFound, "pricing.price_list_not_found"),
            Self::UnknownVariant(_) => (NotFound, "pricing.variant_not_found"),
            Self::UnknownMarket(_) => (NotFound, "pricing.market_not_found"),
            Self::UnknownTaxRate(_) => (NotFound, "pricing.tax_rate_not_found"),
            Self::UnknownTaxProvider(_) => (Invalid, "pricing.unknown_tax_provider"),
            Self::TaxUnavailable => (Unavailable, "pricing.tax_unavailable"),
            Self::CodeTaken(_) => (Conflict, "pricing.code_taken"),
            Self::MarketTaken => (Conflict, "pricing.market_taken"),
            Self::TaxPeriodOverlap => (Conflict, "pricing.tax_period_overlap"),
            Self::PricePeriodOverlap => (Conflict, "pricing.price_period_overlap"),
            Self::InPast => (Invalid, "pricing.in_past"),
            Self::EmptyPeriod => (Invalid, "pricing.empty_period"),
            Self::TooManyTiers => (TooLarge, "pricing.too_many_tiers"),
            Self::RepeatedTier => (Invalid, "pricing.repeated_tier"),
            Self::RepeatedEntry => (Invalid, "pricing.repeated_entry"),
            Self::EntryRefused(_, error) => return error.kind(),
            Self::InvalidField { .. } => (Invalid, "request.invalid"),
            Self::WrongColumns => (Invalid, "pricing.wrong_columns"),
            Self::VersionChanged(_) => (PreconditionFailed, "pricing.version_changed"),
            Self::Raced => (Conflict, "pricing.raced"),
            Self::TaxData(_) | Self::Database(_) => return None,
        })
    }

    /// The code without the service's name, for one row or entry of many.
    pub(crate) fn short_code(&self) -> &'static str {
        let code = self.kind().map_or("internal", |(_, code)| code);
        code.strip_prefix("pricing.").unwrap_or(code)
    }

    /// The violation of a code's uniqueness, by the constraint's name, as what it means.
    pub(crate) fn code_taken(self, constraint: &str, code: &Code) -> Self {
        match self {
            Self::Database(error) if error.constraint() == Some(constraint) => Self::CodeTaken(code.clone()),
            other => other,
        }
    }

    /// True when reading again and writing again may succeed.
    pub(crate) fn raced(&self) -> bool {
        match self {
            Self::Raced => true,
            Self::Database(error) => error.conflict(),
            _ => false,
        }
    }
}

impl From<DbError> for PricingError {
    fn from(error: DbError) -> Self {
        match error.constraint() {
            Some("price_period_excl") => Self::PricePeriodOverlap,
            Some("tax_rate_period_excl") => Self::TaxPeriodOverlap,
            Some("market_country_pkey" | "market_default_for_currency_key") => Self::MarketTaken,
            Some(VERSION_GUARD | PRICE_SET_GUARD) => Self::Raced,
            _ => Self::Database(error),
        }
    }
}

impl From<MoneyError> for PricingError {
    fn from(error: MoneyError) -> Self {
        match error {
            MoneyError::CurrencyMismatch => Self::WrongCurrency,
            MoneyError::Overflow | MoneyError::DivisionByZero | MoneyError::Malformed => Self::AmountTooLarge,
        }
    }
}

impl From<InvalidChange> for PricingError {
    fn from(invalid: InvalidChange) -> Self {
        match invalid {
            InvalidChange::TooManyTiers => Self::TooManyTiers,
            InvalidChange::RepeatedTier => Self::RepeatedTier,
            InvalidChange::NegativePrice => Self::NegativePrice,
            InvalidChange::PriceTooHigh => Self::PriceTooHigh,
            InvalidChange::InPast => Self::InPast,
            InvalidChange::EmptyPeriod => Self::EmptyPeriod,
            InvalidChange::PeriodOverlap => Self::PricePeriodOverlap,
        }
    }
}

impl From<PricingError> for ApiError {
    fn from(error: PricingError) -> Self {
        let Some((kind, code)) = error.kind() else {
            return match error {
                PricingError::Database(error) => error.into(),
                other => {
                    tracing::error!(error = %other, "pricing failed");
                    Self::internal()
                }
            };
        };
        match error {
            PricingError::InvalidField { field, reason } => {
                Self::new(kind, code, "the request is invalid").with_field(field, "invalid", reason)
            }
            PricingError::EntryRefused(place, error) => {
                let pointer = format!("/entries/{place}");
                Self::new(kind, code, error.to_string()).with_field(
                    pointer,
                    error.short_code(),
                    error.to_string(),
                )
            }
            other => Self::new(kind, code, other.to_string()),
        }
    }
}
