//! Markets and their countries.

use kernel_base::{Rounding, Timestamp};
use kernel_db::{DbError, GenericClient, Write};
use pricing_contracts::{RoundingLevel, RoundingPolicy, RoundingTarget, TaxFallback};
use pricing_db::client::Params;
use pricing_db::queries::market::{
    InsertMarketParams, MarketRow, UpdateMarketParams, delete_market_countries, find_market, insert_market,
    insert_market_countries, list_markets, update_market,
};
use shared_contracts::{Code, CountryCode, MarketId};

use crate::domain::market::{Market, MarketTerms};
use crate::store::{VERSION_GUARD, stored, stored_option};

/// Markets by code, behind `after`.
pub(crate) async fn list(
    client: &impl GenericClient,
    after: &str,
    limit: i64,
) -> Result<Vec<Market>, DbError> {
    let rows = list_markets().bind(client, &after, &limit).all().await?;
    Ok(rows.into_iter().map(from_row).collect())
}

pub(crate) async fn find(client: &impl GenericClient, id: MarketId) -> Result<Option<Market>, DbError> {
    Ok(find_market().bind(client, &id.uuid()).opt().await?.map(from_row))
}

/// Records a new market.
pub(crate) async fn insert(write: &Write, market: &Market, at: Timestamp) -> Result<(), DbError> {
    let terms = &market.terms;
    let params = InsertMarketParams {
        market_id: market.id.uuid(),
        code: terms.code.as_str(),
        name: terms.name.as_str(),
        currency: terms.currency.code(),
        prices_include_tax: terms.prices_include_tax,
        rounding_mode: mode_text(terms.rounding.mode),
        rounding_level: level_text(terms.rounding.level),
        rounding_target: target_text(terms.rounding.target),
        home_country: terms.home_country.as_ref().map(CountryCode::as_str),
        default_for_currency: terms.default_for_currency,
        tax_provider: terms.tax_provider.as_ref().map(Code::as_str),
        tax_fallback: fallback_text(terms.tax_fallback),
        at,
    };
    insert_market().params(write, &params).await?;
    insert_countries(write, market).await
}

/// Records new terms for the market of this version; the guard [`VERSION_GUARD`] fails when it moved on.
pub(crate) async fn update(write: &Write, market: &Market, at: Timestamp) -> Result<(), DbError> {
    let terms = &market.terms;
    let params = UpdateMarketParams {
        market_id: market.id.uuid(),
        version: market.version,
        code: terms.code.as_str(),
        name: terms.name.as_str(),
        currency: terms.currency.code(),
        prices_include_tax: terms.prices_include_tax,
        rounding_mode: mode_text(terms.rounding.mode),
        rounding_level: level_text(terms.rounding.level),
        rounding_target: target_text(terms.rounding.target),
        home_country: terms.home_country.as_ref().map(CountryCode::as_str),
        default_for_currency: terms.default_for_currency,
        tax_provider: terms.tax_provider.as_ref().map(Code::as_str),
        tax_fallback: fallback_text(terms.tax_fallback),
        at,
    };
    update_market().params(&write.expect(1, VERSION_GUARD), &params).await?;
    delete_market_countries().bind(write, &market.id.uuid()).await?;
    insert_countries(write, market).await
}

async fn insert_countries(write: &Write, market: &Market) -> Result<(), DbError> {
    let countries: Vec<&str> = market.terms.countries.iter().map(CountryCode::as_str).collect();
    insert_market_countries()
        .bind(write, &market.terms.currency.code(), &market.id.uuid(), &countries)
        .await?;
    Ok(())
}

fn from_row(row: MarketRow) -> Market {
    Market {
        id: MarketId::from_uuid(row.market_id),
        version: row.version,
        terms: MarketTerms {
            code: stored(&row.code),
            name: row.name,
            currency: stored(&row.currency),
            countries: row.countries.iter().map(|country| stored(country)).collect(),
            prices_include_tax: row.prices_include_tax,
            rounding: RoundingPolicy {
                mode: mode(&row.rounding_mode),
                level: level(&row.rounding_level),
                target: target(&row.rounding_target),
            },
            home_country: stored_option(row.home_country.as_deref()),
            default_for_currency: row.default_for_currency,
            tax_provider: stored_option(row.tax_provider.as_deref()),
            tax_fallback: fallback(&row.tax_fallback),
        },
    }
}

fn mode_text(mode: Rounding) -> &'static str {
    match mode {
        Rounding::HalfUp => "half_up",
        Rounding::HalfEven => "half_even",
        Rounding::Down => "down",
        Rounding::Up => "up",
    }
}

fn mode(text: &str) -> Rounding {
    match text {
        "half_up" => Rounding::HalfUp,
        "half_even" => Rounding::HalfEven,
        "down" => Rounding::Down,
        "up" => Rounding::Up,
        other => unreachable!("BUG: market_rounding_mode_check allows {other}"),
    }
}

fn level_text(level: RoundingLevel) -> &'static str {
    match level {
        RoundingLevel::Unit => "unit",
        RoundingLevel::Line => "line",
        RoundingLevel::Total => "total",
    }
}

fn level(text: &str) -> RoundingLevel {
    match text {
        "unit" => RoundingLevel::Unit,
        "line" => RoundingLevel::Line,
        "total" => RoundingLevel::Total,
        other => unreachable!("BUG: market_rounding_level_check allows {other}"),
    }
}

fn target_text(target: RoundingTarget) -> &'static str {
    match target {
        RoundingTarget::Net => "net",
        RoundingTarget::Tax => "tax",
        RoundingTarget::Gross => "gross",
    }
}

fn target(text: &str) -> RoundingTarget {
    match text {
        "net" => RoundingTarget::Net,
        "tax" => RoundingTarget::Tax,
        "gross" => RoundingTarget::Gross,
        other => unreachable!("BUG: market_rounding_target_check allows {other}"),
    }
}

fn fallback_text(fallback: TaxFallback) -> &'static str {
    match fallback {
        TaxFallback::Refuse => "refuse",
        TaxFallback::Tables => "tables",
    }
}

fn fallback(text: &str) -> TaxFallback {
    match text {
        "refuse" => TaxFallback::Refuse,
        "tables" => TaxFallback::Tables,
        other => unreachable!("BUG: market_tax_fallback_check allows {other}"),
    }
}
