//! The published tax rates that come with the program: EU VAT with its exceptions by postcode, and sales taxes of the
//! world with subdivisions. Fixtures from public data, not tax advice.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use kernel_base::{Timestamp, UnitPrice};
use serde::Deserialize;
use serde_json::value::RawValue;
use shared_contracts::{Code, CountryCode};

use crate::domain::postcode::prefixes_of_pattern;
use crate::domain::tax::{TaxRate, TaxRateTerms};

const EU_VAT: &str = include_str!("../../data/tax/eu-vat-rates.json");
const WORLD_SALES_TAX: &str = include_str!("../../data/tax/world-sales-tax-rates.json");

/// Rates without a known beginning hold since then.
const SINCE_EVER: &str = "1900-01-01T00:00:00Z";

/// A data file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, serde::Serialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum TaxFile {
    /// VAT of the European Union and the United Kingdom: github.com/ibericode/vat-rates.
    EuVat,
    /// Sales taxes of the rest of the world: npm `sales-tax`.
    WorldSalesTax,
}

/// A rate as a file has it, with the code of its class.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct FileRate {
    pub(crate) tax_class: Code,
    pub(crate) terms: TaxRateTerms,
}

/// A file that is not as expected.
#[derive(Debug, thiserror::Error)]
pub(crate) enum TaxFileError {
    #[error("not the expected JSON")]
    Json(#[from] serde_json::Error),
    #[error("{0:?} is not a rate")]
    Rate(String),
    #[error("{0:?} is not a country, class or time")]
    Value(String),
    #[error("postcode pattern {0:?} has more than prefixes")]
    Postcode(String),
}

impl TaxFile {
    /// The name under which its rates are kept.
    pub(crate) fn source(self) -> &'static str {
        match self {
            Self::EuVat => "eu-vat",
            Self::WorldSalesTax => "world-sales-tax",
        }
    }

    /// All rates of the file, sorted. The world file is not asked about countries that the EU file has: that one knows
    /// reduced rates, exceptions and dates better.
    pub(crate) fn rates(self) -> Result<Vec<FileRate>, TaxFileError> {
        let mut rates = match self {
            Self::EuVat => eu_vat(EU_VAT)?,
            Self::WorldSalesTax => {
                let known: BTreeSet<CountryCode> =
                    eu_vat(EU_VAT)?.into_iter().map(|rate| rate.terms.country).collect();
                world_sales_tax(WORLD_SALES_TAX, &known)?
            }
        };
        rates.sort();
        Ok(rates)
    }
}

/// What loading a file changes, by country.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct ImportPlan<'f> {
    /// Rates of the countries that are not yet as the file has them.
    pub(crate) changed: BTreeMap<&'f CountryCode, Vec<&'f FileRate>>,
    /// Countries with rates of another source, usually made by staff: left alone.
    pub(crate) kept: Vec<&'f CountryCode>,
}

/// Compares a file with the rates there are.
pub(crate) fn plan_import<'f>(file: &'f [FileRate], stored: &'f [TaxRate], source: &str) -> ImportPlan<'f> {
    let mut changed: BTreeMap<&CountryCode, Vec<&FileRate>> = BTreeMap::new();
    for rate in file {
        changed.entry(&rate.terms.country).or_default().push(rate);
    }
    let mut known: HashMap<&CountryCode, HashSet<(&Code, &TaxRateTerms)>> = HashMap::new();
    let mut foreign: BTreeSet<&CountryCode> = BTreeSet::new();
    for rate in stored {
        known.entry(&rate.terms.country).or_default().insert((&rate.tax_class, &rate.terms));
        if rate.source != source {
            foreign.insert(&rate.terms.country);
        }
    }
    let kept = changed.keys().copied().filter(|country| foreign.contains(country)).collect();
    changed.retain(|country, wanted| {
        let wanted: HashSet<_> = wanted.iter().map(|rate| (&rate.tax_class, &rate.terms)).collect();
        !foreign.contains(country) && known.get(country) != Some(&wanted)
    });
    ImportPlan { changed, kept }
}

#[derive(Deserialize)]
struct EuFile {
    items: BTreeMap<String, Vec<EuPeriod>>,
}

#[derive(Deserialize)]
struct EuPeriod {
    effective_from: String,
    rates: BTreeMap<String, Box<RawValue>>,
    #[serde(default)]
    exceptions: Vec<EuException>,
}

#[derive(Deserialize)]
struct EuException {
    name: String,
    postcode: String,
    standard: Box<RawValue>,
}

fn eu_vat(json: &str) -> Result<Vec<FileRate>, TaxFileError> {
    let file: EuFile = serde_json::from_str(json)?;
    let mut rates = Vec::new();
    for (country, mut periods) in file.items {
        periods.sort_by(|left, right| left.effective_from.cmp(&right.effective_from));
        let starts = periods
            .iter()
            .map(|period| match period.effective_from.as_str() {
                "0000-01-01" => time(SINCE_EVER),
                date => time(&format!("{date}T00:00:00Z")),
            })
            .collect::<Result<Vec<_>, _>>()?;
        for (index, period) in periods.iter().enumerate() {
            let terms = TaxRateTerms {
                country: value(&country)?,
                region: String::new(),
                place: String::new(),
                postcode_prefixes: Vec::new(),
                name: "VAT".to_owned(),
                rate_ppm: 0,
                valid_from: starts[index],
                valid_until: starts.get(index + 1).copied(),
            };
            eu_period(period, &terms, &mut rates)?;
        }
    }
    Ok(rates)
}

fn eu_period(period: &EuPeriod, terms: &TaxRateTerms, rates: &mut Vec<FileRate>) -> Result<(), TaxFileError> {
    let classes = eu_classes(&period.rates)?;
    for (tax_class, rate_ppm) in &classes {
        let terms = TaxRateTerms { rate_ppm: *rate_ppm, ..terms.clone() };
        rates.push(FileRate { tax_class: tax_class.clone(), terms });
    }
    for exception in &period.exceptions {
        let standard = percent(&exception.standard)?;
        let prefixes = prefixes_of_pattern(&exception.postcode)
            .ok_or_else(|| TaxFileError::Postcode(exception.postcode.clone()))?;
        // The file tells only the standard rate of a place; no class of goods is taxed higher than that there.
        for (tax_class, rate_ppm) in &classes {
            let terms = TaxRateTerms {
                place: exception.name.clone(),
                postcode_prefixes: prefixes.clone(),
                rate_ppm: standard.min(*rate_ppm),
                ..terms.clone()
            };
            rates.push(FileRate { tax_class: tax_class.clone(), terms });
        }
    }
    Ok(())
}

/// The file numbers reduced rates where a country has two. Goods of class `reduced` then pay the higher one, goods of
/// class `reduced-low` the lower one: which goods are which, only the merchant knows.
fn eu_classes(rates: &BTreeMap<String, Box<RawValue>>) -> Result<BTreeMap<Code, i32>, TaxFileError> {
    let mut classes = BTreeMap::new();
    let mut numbered = Vec::new();
    for (name, rate) in rates {
        let rate = percent(rate)?;
        match name.as_str() {
            "reduced1" | "reduced2" => numbered.push(rate),
            "press_publications" => {
                classes.insert(value("press")?, rate);
            }
            "super_reduced" => {
                classes.insert(value("super-reduced")?, rate);
            }
            other => {
                classes.insert(value(other)?, rate);
            }
        }
    }
    numbered.sort_unstable();
    if let Some(highest) = numbered.pop() {
        classes.insert(value("reduced")?, highest);
    }
    if let Some(lowest) = numbered.pop() {
        classes.insert(value("reduced-low")?, lowest);
    }
    Ok(classes)
}

#[derive(Deserialize)]
struct WorldRate {
    #[serde(rename = "type")]
    kind: String,
    rate: Box<RawValue>,
    /// The rates before, by the time at which each ended.
    #[serde(default)]
    before: BTreeMap<String, WorldPast>,
    #[serde(default)]
    states: BTreeMap<String, WorldRate>,
}

#[derive(Deserialize)]
struct WorldPast {
    #[serde(rename = "type")]
    kind: String,
    rate: Box<RawValue>,
}

fn world_sales_tax(json: &str, skipped: &BTreeSet<CountryCode>) -> Result<Vec<FileRate>, TaxFileError> {
    let file: BTreeMap<String, WorldRate> = serde_json::from_str(json)?;
    let mut rates = Vec::new();
    for (country, world) in &file {
        let country: CountryCode = value(country)?;
        if skipped.contains(&country) {
            continue;
        }
        world_periods(&country, "", world, &mut rates)?;
        for (region, state) in &world.states {
            world_periods(&country, region, state, &mut rates)?;
        }
    }
    Ok(rates)
}

fn world_periods(
    country: &CountryCode,
    region: &str,
    world: &WorldRate,
    rates: &mut Vec<FileRate>,
) -> Result<(), TaxFileError> {
    let mut past = Vec::new();
    for (end, before) in &world.before {
        past.push((time(end)?, before));
    }
    past.sort_by_key(|(end, _)| *end);
    let mut valid_from = time(SINCE_EVER)?;
    let mut push = |kind: &str, rate: &RawValue, valid_from, valid_until| {
        if kind == "none" {
            return Ok(());
        }
        let terms = TaxRateTerms {
            country: country.clone(),
            region: region.to_owned(),
            place: String::new(),
            postcode_prefixes: Vec::new(),
            name: receipt_name(country, kind),
            rate_ppm: fraction(rate)?,
            valid_from,
            valid_until,
        };
        rates.push(FileRate { tax_class: value("standard")?, terms });
        Ok::<_, TaxFileError>(())
    };
    for (end, before) in past {
        push(&before.kind, &before.rate, valid_from, Some(end))?;
        valid_from = end;
    }
    push(&world.kind, &world.rate, valid_from, None)
}

/// The file calls the sales taxes of the United States `vat`, which they are not.
fn receipt_name(country: &CountryCode, kind: &str) -> String {
    if country.as_str() == "US" { "Sales tax".to_owned() } else { kind.to_ascii_uppercase() }
}

fn value<T: std::str::FromStr>(text: &str) -> Result<T, TaxFileError> {
    text.parse().map_err(|_| TaxFileError::Value(text.to_owned()))
}

fn time(text: &str) -> Result<Timestamp, TaxFileError> {
    value(text)
}

/// `9.5` (percent) is 95,000 parts per million. The text is read, never a float.
fn percent(rate: &RawValue) -> Result<i32, TaxFileError> {
    let wrong = || TaxFileError::Rate(rate.get().to_owned());
    let micros = value::<UnitPrice>(rate.get()).map_err(|_| wrong())?.micros();
    if micros % 100 == 0 { i32::try_from(micros / 100).map_err(|_| wrong()) } else { Err(wrong()) }
}

/// `0.09975` is 99,750 parts per million.
fn fraction(rate: &RawValue) -> Result<i32, TaxFileError> {
    let wrong = || TaxFileError::Rate(rate.get().to_owned());
    i32::try_from(value::<UnitPrice>(rate.get()).map_err(|_| wrong())?.micros()).map_err(|_| wrong())
}

#[cfg(test)]
mod tests {
    use pricing_contracts::TaxSource;

    use super::*;
    use crate::domain::tax::tests::class;
    use crate::domain::tax::{Destination, TaxBook};

    /// Rate in percent × 10,000 and where it came from, with both files loaded.
    fn due(
        class_code: &str,
        country: &str,
        region: Option<&str>,
        postcode: Option<&str>,
        day: &str,
    ) -> (i64, TaxSource) {
        let classes = [
            class("standard", None),
            class("reduced", Some("standard")),
            class("reduced-low", Some("reduced")),
            class("zero", None),
        ];
        let rates = [TaxFile::EuVat, TaxFile::WorldSalesTax]
            .into_iter()
            .flat_map(|file| {
                file.rates().unwrap().into_iter().map(move |rate| TaxRate {
                    id: kernel_base::Id::from_uuid(uuid::Uuid::nil()),
                    tax_class: rate.tax_class,
                    terms: rate.terms,
                    source: file.source().to_owned(),
                })
            })
            .collect();
        let book = TaxBook::new(&classes, rates);
        let destination = Destination::new(Some(country.parse().unwrap()), region, postcode);
        let at = format!("{day}T12:00:00Z").parse().unwrap();
        let found = book.find(&class_code.parse().unwrap(), &destination, at);
        (found.rate_ppm(), found.trace.source)
    }

    fn rate(class_code: &str, country: &str, day: &str) -> i64 {
        due(class_code, country, None, None, day).0
    }

    #[test]
    fn german_vat_was_lower_in_the_second_half_of_2020() {
        assert_eq!(rate("standard", "DE", "2020-06-30"), 190_000);
        assert_eq!(rate("standard", "DE", "2020-07-01"), 160_000);
        assert_eq!(rate("reduced", "DE", "2020-12-31"), 50_000);
        assert_eq!(rate("standard", "DE", "2021-01-01"), 190_000);
        assert_eq!(rate("reduced", "DE", "2026-01-01"), 70_000);
        assert_eq!(rate("zero", "DE", "2026-01-01"), 0);
    }

    #[test]
    fn two_reduced_rates_are_told_apart_and_halves_of_a_percent_kept() {
        assert_eq!(rate("reduced", "SI", "2026-01-01"), 95_000);
        assert_eq!(rate("reduced-low", "SI", "2026-01-01"), 50_000);
        assert_eq!(rate("reduced-low", "DE", "2026-01-01"), 70_000);
        assert_eq!(rate("reduced", "CH", "2026-01-01"), 81_000);
    }

    #[test]
    fn places_outside_the_vat_of_their_country_are_found_by_postcode() {
        let place = |name: &str| TaxSource::Postcode { name: name.to_owned() };
        let at = |class, country, postcode| due(class, country, None, Some(postcode), "2026-01-01");
        assert_eq!(at("standard", "ES", "35001"), (0, place("Canary Islands")));
        assert_eq!(at("reduced", "ES", "38 412"), (0, place("Canary Islands")));
        assert_eq!(at("standard", "ES", "28001"), (210_000, TaxSource::Country));
        assert_eq!(at("standard", "PT", "9000-001"), (220_000, place("Madeira")));
        assert_eq!(at("reduced-low", "PT", "9000-001"), (60_000, place("Madeira")));
        assert_eq!(at("standard", "AT", "6992"), (190_000, place("Mittelberg")));
        assert_eq!(at("standard", "DE", "78266"), (0, place("Büsingen am Hochrhein")));
    }

    #[test]
    fn subdivisions_add_to_their_country_and_have_a_history() {
        let region = |country, region, day| due("standard", country, Some(region), None, day).0;
        assert_eq!(region("CA", "NS", "2025-03-31"), 150_000);
        assert_eq!(region("CA", "NS", "2025-04-02"), 140_000);
        assert_eq!(region("CA", "QC", "2026-01-01"), 149_750);
        assert_eq!(region("CA", "AB", "2026-01-01"), 50_000);
        assert_eq!(region("US", "CA", "2026-01-01"), 82_500);
        assert_eq!(region("US", "OR", "2026-01-01"), 0);
    }

    #[test]
    fn british_vat_begins_with_its_present_rate() {
        assert_eq!(rate("standard", "GB", "2011-01-03"), 0);
        assert_eq!(rate("standard", "GB", "2011-01-04"), 200_000);
    }

    #[test]
    fn every_country_of_both_files_is_there_once() {
        let countries = |file: TaxFile| -> BTreeSet<CountryCode> {
            file.rates().unwrap().into_iter().map(|rate| rate.terms.country).collect()
        };
        assert_eq!(countries(TaxFile::EuVat).len(), 28);
        assert!(countries(TaxFile::EuVat).is_disjoint(&countries(TaxFile::WorldSalesTax)));
        assert!(countries(TaxFile::WorldSalesTax).len() >= 90);
    }
}
