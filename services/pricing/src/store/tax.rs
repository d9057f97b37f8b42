//! Tax classes and rates.

use kernel_base::{Env, Timestamp};
use kernel_db::{DbError, GenericClient, Write};
use pricing_db::client::Params;
use pricing_db::queries::tax::{
    InsertImportedTaxRatesParams, InsertTaxRateParams, TaxClassRow, TaxRateRow, all_tax_rates,
    delete_imported_tax_rates, end_tax_rate, find_tax_class, find_tax_rate, insert_imported_tax_rates,
    insert_tax_class, insert_tax_rate, list_tax_classes, list_tax_rates, update_tax_class,
};
use shared_contracts::{Code, CountryCode, TaxClassId, TaxRateId};
use uuid::Uuid;

use crate::domain::tax::{TaxClass, TaxClassTerms, TaxRate, TaxRateTerms};
use crate::store::{VERSION_GUARD, stored, stored_option};

/// Classes by code, behind `after`.
pub(crate) async fn list_classes(
    client: &impl GenericClient,
    after: &str,
    limit: i64,
) -> Result<Vec<TaxClass>, DbError> {
    let rows = list_tax_classes().bind(client, &after, &limit).all().await?;
    Ok(rows.into_iter().map(class_from_row).collect())
}

pub(crate) async fn find_class(
    client: &impl GenericClient,
    code: &Code,
) -> Result<Option<TaxClass>, DbError> {
    Ok(find_tax_class().bind(client, &code.as_str()).opt().await?.map(class_from_row))
}

/// Records a new class.
pub(crate) async fn insert_class(
    write: &Write,
    class: &TaxClass,
    fallback: Option<TaxClassId>,
    at: Timestamp,
) -> Result<(), DbError> {
    let TaxClassTerms { code, name, .. } = &class.terms;
    insert_tax_class()
        .bind(write, &class.id.uuid(), &code.as_str(), &name.as_str(), &fallback.map(TaxClassId::uuid), &at)
        .await?;
    Ok(())
}

/// Records new terms for the class of this version; the guard [`VERSION_GUARD`] fails when it moved on.
pub(crate) async fn update_class(
    write: &Write,
    class: &TaxClass,
    fallback: Option<TaxClassId>,
    at: Timestamp,
) -> Result<(), DbError> {
    update_tax_class()
        .bind(
            &write.expect(1, VERSION_GUARD),
            &class.terms.name.as_str(),
            &fallback.map(TaxClassId::uuid),
            &at,
            &class.id.uuid(),
            &class.version,
        )
        .await?;
    Ok(())
}

pub(crate) async fn all_rates(client: &impl GenericClient) -> Result<Vec<TaxRate>, DbError> {
    Ok(all_tax_rates().bind(client).all().await?.into_iter().map(rate_from_row).collect())
}

/// Rates of a country in the order they were made, behind `after`.
pub(crate) async fn list_rates(
    client: &impl GenericClient,
    country: &CountryCode,
    after: Option<TaxRateId>,
    limit: i64,
) -> Result<Vec<TaxRate>, DbError> {
    let after = after.map(TaxRateId::uuid);
    let rows = list_tax_rates().bind(client, &country.as_str(), &after, &limit).all().await?;
    Ok(rows.into_iter().map(rate_from_row).collect())
}

pub(crate) async fn find_rate(
    client: &impl GenericClient,
    id: TaxRateId,
) -> Result<Option<TaxRate>, DbError> {
    Ok(find_tax_rate().bind(client, &id.uuid()).opt().await?.map(rate_from_row))
}

/// Records a rate that staff made.
pub(crate) async fn insert_rate(
    write: &Write,
    rate: &TaxRate,
    class: TaxClassId,
    at: Timestamp,
) -> Result<(), DbError> {
    let terms = &rate.terms;
    let prefixes: Vec<&str> = terms.postcode_prefixes.iter().map(String::as_str).collect();
    let params = InsertTaxRateParams {
        tax_rate_id: rate.id.uuid(),
        country: terms.country.as_str(),
        region: terms.region.as_str(),
        place: terms.place.as_str(),
        postcode_prefixes: prefixes,
        tax_class_id: class.uuid(),
        name: terms.name.as_str(),
        rate_ppm: terms.rate_ppm,
        valid_from: terms.valid_from,
        valid_until: terms.valid_until,
        at,
    };
    insert_tax_rate().params(write, &params).await?;
    Ok(())
}

/// Records the end of a rate; the guard [`VERSION_GUARD`] fails when it already ends sooner.
pub(crate) async fn end_rate(write: &Write, id: TaxRateId, until: Timestamp) -> Result<(), DbError> {
    end_tax_rate().bind(&write.expect(1, VERSION_GUARD), &until, &id.uuid()).await?;
    Ok(())
}

/// Records that these are all rates of one source in these countries.
pub(crate) async fn replace_imported(
    write: &Write,
    env: &Env,
    source: &str,
    countries: &[&CountryCode],
    rates: &[(TaxClassId, &TaxRateTerms)],
) -> Result<(), DbError> {
    let countries: Vec<&str> = countries.iter().map(|country| country.as_str()).collect();
    delete_imported_tax_rates().bind(write, &countries, &source).await?;
    let texts = |text: fn(&TaxRateTerms) -> &str| -> Vec<&str> {
        rates.iter().map(|(_, terms)| text(terms)).collect()
    };
    let prefixes: Vec<String> = rates.iter().map(|(_, terms)| terms.postcode_prefixes.join(" ")).collect();
    let params = InsertImportedTaxRatesParams {
        source,
        at: env.now(),
        tax_rate_ids: rates
            .iter()
            .map(|_| env.id::<shared_contracts::kind::TaxRate>().uuid())
            .collect::<Vec<Uuid>>(),
        countries: texts(|terms| terms.country.as_str()),
        regions: texts(|terms| &terms.region),
        places: texts(|terms| &terms.place),
        postcode_prefixes: prefixes,
        tax_class_ids: rates.iter().map(|(class, _)| class.uuid()).collect::<Vec<Uuid>>(),
        names: texts(|terms| &terms.name),
        rates_ppm: rates.iter().map(|(_, terms)| terms.rate_ppm).collect::<Vec<i32>>(),
        valid_froms: rates.iter().map(|(_, terms)| terms.valid_from).collect::<Vec<Timestamp>>(),
        valid_untils: rates.iter().map(|(_, terms)| terms.valid_until).collect::<Vec<Option<Timestamp>>>(),
    };
    insert_imported_tax_rates().params(write, &params).await?;
    Ok(())
}

fn class_from_row(row: TaxClassRow) -> TaxClass {
    TaxClass {
        id: TaxClassId::from_uuid(row.tax_class_id),
        version: row.version,
        terms: TaxClassTerms {
            code: stored(&row.code),
            name: row.name,
            fallback: stored_option(row.fallback.as_deref()),
        },
    }
}

fn rate_from_row(row: TaxRateRow) -> TaxRate {
    TaxRate {
        id: TaxRateId::from_uuid(row.tax_rate_id),
        tax_class: stored(&row.tax_class),
        terms: TaxRateTerms {
            country: stored(&row.country),
            region: row.region,
            place: row.place,
            postcode_prefixes: row.postcode_prefixes,
            name: row.name,
            rate_ppm: row.rate_ppm,
            valid_from: row.valid_from,
            valid_until: row.valid_until,
        },
        source: row.source,
    }
}
