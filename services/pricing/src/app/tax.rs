//! Tax classes, rates, and the data files that come with the program.

use std::collections::HashMap;

use kernel_base::{Call, Page, PageRequest, Timestamp};
use kernel_db::{GenericClient, Write, retry_conflicts};
use kernel_messaging::Emit;
use schemars::JsonSchema;
use serde::Serialize;
use shared_contracts::{Code, CountryCode, TaxClassId, TaxRateId};

use crate::app::{Answer, App, after_code, check_name, check_version, page_by_code};
use crate::domain::postcode::normal_postcode;
use crate::domain::tax::{TaxClass, TaxClassTerms, TaxRate, TaxRateTerms};
use crate::domain::tax_file::{TaxFile, plan_import};
use crate::error::PricingError;
use crate::{publish, store};

/// Rates that staff made.
const MANUAL: &str = "manual";
/// 1000 %.
const MAX_RATE_PPM: i32 = 10_000_000;
const MAX_PREFIXES: usize = 1_000;
/// More classes than this are not meant to be.
const ALL_CLASSES: i64 = 10_000;

/// What came of loading a data file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct TaxImport {
    /// The file.
    pub source: TaxFile,
    /// Rates it has.
    pub rates: usize,
    /// Countries whose rates were replaced.
    pub changed: Vec<CountryCode>,
    /// Countries left alone, because staff have made rates there.
    pub kept: Vec<CountryCode>,
}

/// A rate to make; the class is named by its code.
#[derive(Debug, Clone)]
pub(crate) struct NewTaxRate {
    pub(crate) tax_class: Code,
    pub(crate) terms: TaxRateTerms,
}

impl App {
    pub(crate) async fn list_tax_classes(
        &self,
        page: &PageRequest,
    ) -> Result<Page<TaxClass>, kernel_base::ApiError> {
        let after = after_code(page)?;
        let reader = self.db.read().await?;
        let rows = store::tax::list_classes(&reader, &after, page.limit.plus_one()).await?;
        Ok(page_by_code(rows, page, |class| class.terms.code.as_str()))
    }

    /// Makes the class, or replaces its terms; with `expected`, only of that version.
    pub(crate) async fn put_tax_class(
        &self,
        call: &Call,
        terms: TaxClassTerms,
        expected: Option<i64>,
    ) -> Result<TaxClass, PricingError> {
        check_name(&terms.name)?;
        if terms.fallback.as_ref() == Some(&terms.code) {
            let reason = "a class cannot fall back to itself";
            return Err(PricingError::InvalidField { field: "/fallback", reason });
        }
        retry_conflicts(
            || async {
                let reader = self.db.read().await?;
                let fallback = match &terms.fallback {
                    Some(code) => Some(class_id(&reader, code).await?),
                    None => None,
                };
                let known = store::tax::find_class(&reader, &terms.code).await?;
                drop(reader);
                let write = self.db.write().await?;
                let class = match &known {
                    Some(known) => {
                        check_version(expected, known.version)?;
                        let old = TaxClass { terms: terms.clone(), ..known.clone() };
                        store::tax::update_class(&write, &old, fallback, self.env.now()).await?;
                        TaxClass { version: old.version + 1, ..old }
                    }
                    None => {
                        let class = TaxClass { id: self.env.id(), version: 1, terms: terms.clone() };
                        store::tax::insert_class(&write, &class, fallback, self.env.now()).await?;
                        class
                    }
                };
                self.publish_tax(&write, call, Vec::new())?;
                write.changed(&terms.code, known.as_ref(), Some(&class));
                write.commit().await.map_err(|error| match error.constraint() {
                    Some("tax_class_code_key") => PricingError::Raced,
                    _ => error.into(),
                })?;
                Ok(class)
            },
            PricingError::raced,
        )
        .await
    }

    pub(crate) async fn list_tax_rates(
        &self,
        country: &CountryCode,
        page: &PageRequest,
    ) -> Result<Page<TaxRate>, kernel_base::ApiError> {
        let after = page.after_key()?;
        let reader = self.db.read().await?;
        let rows = store::tax::list_rates(&reader, country, after, page.limit.plus_one()).await?;
        Ok(Page::from_rows(rows, page.limit, |rate| rate.id))
    }

    pub(crate) async fn create_tax_rate(
        &self,
        call: &Call,
        new: NewTaxRate,
        answer: Option<Answer<'_, TaxRate>>,
    ) -> Result<TaxRate, PricingError> {
        let terms = checked(new.terms)?;
        let reader = self.db.read().await?;
        let class = class_id(&reader, &new.tax_class).await?;
        drop(reader);
        let rate = TaxRate { id: self.env.id(), tax_class: new.tax_class, terms, source: MANUAL.to_owned() };
        let write = self.db.write().await?;
        store::tax::insert_rate(&write, &rate, class, self.env.now()).await?;
        write.changed(rate.id, None, Some(&rate));
        self.publish_tax(&write, call, vec![rate.terms.country.clone()])?;
        self.commit(write, &rate, answer.as_ref()).await?;
        Ok(rate)
    }

    /// Ends a rate. A rate once in force is never deleted: past quotes need it.
    pub(crate) async fn end_tax_rate(
        &self,
        call: &Call,
        id: TaxRateId,
        until: Timestamp,
        answer: Option<Answer<'_, TaxRate>>,
    ) -> Result<TaxRate, PricingError> {
        let reader = self.db.read().await?;
        let mut rate = store::tax::find_rate(&reader, id).await?.ok_or(PricingError::UnknownTaxRate(id))?;
        drop(reader);
        if until <= rate.terms.valid_from {
            return Err(PricingError::EmptyPeriod);
        }
        let before = rate.clone();
        rate.terms.valid_until = Some(until);
        let write = self.db.write().await?;
        store::tax::end_rate(&write, id, until).await?;
        write.changed(id, Some(&before), Some(&rate));
        self.publish_tax(&write, call, vec![rate.terms.country.clone()])?;
        self.commit(write, &rate, answer.as_ref()).await?;
        Ok(rate)
    }

    /// Makes the rates of a data file those of its countries. Loading it again changes nothing; countries in which staff
    /// have made or ended rates are left to them.
    pub(crate) async fn import_tax_file(
        &self,
        call: &Call,
        file: TaxFile,
        answer: Option<Answer<'_, TaxImport>>,
    ) -> Result<TaxImport, PricingError> {
        let rates = file.rates().map_err(|error| PricingError::TaxData(error.to_string()))?;
        let reader = self.db.read().await?;
        let classes = store::tax::list_classes(&reader, "", ALL_CLASSES).await?;
        let stored = store::tax::all_rates(&reader).await?;
        drop(reader);
        let plan = plan_import(&rates, &stored, file.source());
        let result = TaxImport {
            source: file,
            rates: rates.len(),
            changed: plan.changed.keys().map(|country| (*country).clone()).collect(),
            kept: plan.kept.into_iter().cloned().collect(),
        };
        let write = self.db.write().await?;
        if !plan.changed.is_empty() {
            let ids: HashMap<&Code, TaxClassId> =
                classes.iter().map(|class| (&class.terms.code, class.id)).collect();
            let class_id = |code: &Code| {
                ids.get(code).copied().ok_or_else(|| PricingError::UnknownTaxClass(code.clone()))
            };
            let rows =
                plan.changed.values().flatten().map(|rate| Ok((class_id(&rate.tax_class)?, &rate.terms)));
            let rows = rows.collect::<Result<Vec<_>, PricingError>>()?;
            let countries: Vec<&CountryCode> = plan.changed.keys().copied().collect();
            store::tax::replace_imported(&write, &self.env, file.source(), &countries, &rows).await?;
            self.publish_tax(&write, call, result.changed.clone())?;
        }
        write.changed(file.source(), None, Some(&result));
        self.commit(write, &result, answer.as_ref()).await?;
        Ok(result)
    }

    fn publish_tax(
        &self,
        write: &Write,
        call: &Call,
        countries: Vec<CountryCode>,
    ) -> Result<(), PricingError> {
        let event = publish::tax_changed(countries, self.env.now());
        // Rates have no common version; consumers only learn that they should ask again.
        write.emit(&self.env, "tax", 0, call.trace.as_ref(), &event)?;
        let cache = self.cache.clone();
        write.after_commit(move || cache.remove_rules());
        Ok(())
    }
}

async fn class_id(client: &impl GenericClient, code: &Code) -> Result<TaxClassId, PricingError> {
    let class = store::tax::find_class(client, code).await?;
    class.map(|class| class.id).ok_or_else(|| PricingError::UnknownTaxClass(code.clone()))
}

fn checked(mut terms: TaxRateTerms) -> Result<TaxRateTerms, PricingError> {
    let invalid = |field, reason| Err(PricingError::InvalidField { field, reason });
    if !(0..=MAX_RATE_PPM).contains(&terms.rate_ppm) {
        return invalid("/rate_ppm", "a rate lies between 0 and 10000000 parts per million");
    }
    if !(1..=50).contains(&terms.name.chars().count()) {
        return invalid("/name", "a name has 1 to 50 characters");
    }
    let region_valid =
        terms.region.len() <= 10 && terms.region.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if !region_valid {
        return invalid("/region", "a region has at most 10 letters and digits, without the country");
    }
    if terms.place.chars().count() > 200 || terms.place.is_empty() != terms.postcode_prefixes.is_empty() {
        return invalid("/place", "a place has at most 200 characters and at least one postcode prefix");
    }
    if terms.valid_until.is_some_and(|until| until <= terms.valid_from) {
        return Err(PricingError::EmptyPeriod);
    }
    terms.region.make_ascii_uppercase();
    terms.postcode_prefixes = terms.postcode_prefixes.iter().map(|prefix| normal_postcode(prefix)).collect();
    let prefixes = &terms.postcode_prefixes;
    if prefixes.len() > MAX_PREFIXES || prefixes.iter().any(|prefix| !(1..=20).contains(&prefix.len())) {
        return invalid("/postcode_prefixes", "at most 1000 prefixes of 1 to 20 letters and digits");
    }
    Ok(terms)
}
