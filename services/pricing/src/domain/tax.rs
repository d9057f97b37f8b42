//! Tax: which rates are due for a class of goods at a destination, at a time.

use std::collections::HashMap;

use kernel_base::Timestamp;
use pricing_contracts::{TaxSource, TaxTrace};
use serde::Serialize;
use shared_contracts::{Code, CountryCode, TaxClassId, TaxRateId};

use crate::domain::postcode::normal_postcode;

/// What staff decide about a class of goods.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct TaxClassTerms {
    pub(crate) code: Code,
    pub(crate) name: String,
    /// Whose rate is due where this class has none.
    pub(crate) fallback: Option<Code>,
}

/// A class of goods that are taxed alike.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct TaxClass {
    pub(crate) id: TaxClassId,
    pub(crate) version: i64,
    pub(crate) terms: TaxClassTerms,
}

/// A rate in its period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct TaxRate {
    pub(crate) id: TaxRateId,
    pub(crate) tax_class: Code,
    pub(crate) terms: TaxRateTerms,
    /// `manual`, or the data file it came from.
    pub(crate) source: String,
}

/// Where and when a rate is due, and how much it is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub(crate) struct TaxRateTerms {
    pub(crate) country: CountryCode,
    /// Subdivision without the country; empty for the whole country.
    pub(crate) region: String,
    /// A place with rates of its own, found by postcode; empty for none.
    pub(crate) place: String,
    /// Capital letters and digits only; given exactly when there is a place.
    pub(crate) postcode_prefixes: Vec<String>,
    pub(crate) name: String,
    pub(crate) rate_ppm: i32,
    pub(crate) valid_from: Timestamp,
    pub(crate) valid_until: Option<Timestamp>,
}

impl TaxRateTerms {
    fn holds_at(&self, at: Timestamp) -> bool {
        self.valid_from <= at && self.valid_until.is_none_or(|until| at < until)
    }

    /// The level at which the rate stands.
    fn is_at(&self, level: &Level<'_>) -> bool {
        match level {
            Level::Country => self.region.is_empty() && self.place.is_empty(),
            Level::Region(region) => self.region == *region && self.place.is_empty(),
            Level::Place(place) => self.place == *place,
        }
    }
}

enum Level<'l> {
    Country,
    Region(&'l str),
    Place(&'l str),
}

/// Where goods go, as far as it is known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Destination {
    country: Option<CountryCode>,
    region: Option<String>,
    postcode: Option<String>,
}

impl Destination {
    /// Takes `US-CA` and `ca` for the region `CA`, and drops blanks and hyphens from the postcode.
    pub(crate) fn new(country: Option<CountryCode>, region: Option<&str>, postcode: Option<&str>) -> Self {
        let region = region.map(|region| {
            let region = region.trim().to_ascii_uppercase();
            let prefix = country.as_ref().map(|country| format!("{country}-"));
            prefix.and_then(|prefix| region.strip_prefix(&prefix).map(str::to_owned)).unwrap_or(region)
        });
        let region = region.filter(|region| !region.is_empty());
        Self { region, postcode: postcode.map(normal_postcode), country }
    }

    /// The subdivision without the country.
    pub(crate) fn region(&self) -> Option<&str> {
        self.region.as_deref()
    }
}

/// One tax that is due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DueTax {
    pub(crate) name: String,
    pub(crate) rate_ppm: i64,
}

/// The taxes that are due and how they were found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TaxDue {
    pub(crate) taxes: Vec<DueTax>,
    pub(crate) trace: TaxTrace,
}

impl TaxDue {
    /// All taxes together.
    pub(crate) fn rate_ppm(&self) -> i64 {
        self.taxes.iter().map(|tax| tax.rate_ppm).sum()
    }
}

/// All classes and rates, past and to come.
#[derive(Debug, Default)]
pub(crate) struct TaxBook {
    classes: HashMap<Code, Option<Code>>,
    rates: HashMap<CountryCode, Vec<TaxRate>>,
}

/// Follows fallbacks no further, should staff have closed them to a circle.
const MAX_FALLBACKS: usize = 8;

impl TaxBook {
    pub(crate) fn new(classes: &[TaxClass], rates: Vec<TaxRate>) -> Self {
        let mut by_country: HashMap<CountryCode, Vec<TaxRate>> = HashMap::new();
        for rate in rates {
            by_country.entry(rate.terms.country.clone()).or_default().push(rate);
        }
        for rates in by_country.values_mut() {
            rates.sort_by(|left, right| left.terms.name.cmp(&right.terms.name));
        }
        let classes =
            classes.iter().map(|class| (class.terms.code.clone(), class.terms.fallback.clone())).collect();
        Self { classes, rates: by_country }
    }

    pub(crate) fn knows(&self, class: &Code) -> bool {
        self.classes.contains_key(class)
    }

    /// The taxes due. A place found by postcode has its own rates; elsewhere those of country and subdivision add up.
    pub(crate) fn find(&self, class: &Code, destination: &Destination, at: Timestamp) -> TaxDue {
        let (taxes, source) = self.find_at(class, destination, at);
        let source = if taxes.is_empty() { TaxSource::None } else { source };
        TaxDue {
            taxes,
            trace: TaxTrace { tax_class: class.clone(), country: destination.country.clone(), source },
        }
    }

    fn find_at(&self, class: &Code, destination: &Destination, at: Timestamp) -> (Vec<DueTax>, TaxSource) {
        let Some(rates) = destination.country.as_ref().and_then(|country| self.rates.get(country)) else {
            return (Vec::new(), TaxSource::None);
        };
        let rates: Vec<&TaxRate> = rates.iter().filter(|rate| rate.terms.holds_at(at)).collect();
        if let Some(place) = find_place(&rates, destination) {
            let taxes = self.due(class, &rates, &Level::Place(place));
            return (taxes, TaxSource::Postcode { name: place.to_owned() });
        }
        let mut taxes = self.due(class, &rates, &Level::Country);
        if let Some(region) = &destination.region {
            let regional = self.due(class, &rates, &Level::Region(region));
            if !regional.is_empty() {
                taxes.extend(regional);
                return (taxes, TaxSource::Region { region: region.clone() });
            }
        }
        (taxes, TaxSource::Country)
    }

    /// The rates of the class, or of the nearest fallback that has any at this level.
    fn due(&self, class: &Code, rates: &[&TaxRate], level: &Level<'_>) -> Vec<DueTax> {
        let mut class = Some(class);
        for _ in 0..MAX_FALLBACKS {
            let Some(code) = class else { break };
            let found: Vec<DueTax> = rates
                .iter()
                .filter(|rate| rate.tax_class == *code && rate.terms.is_at(level))
                .map(|rate| DueTax {
                    name: rate.terms.name.clone(),
                    rate_ppm: i64::from(rate.terms.rate_ppm),
                })
                .collect();
            if !found.is_empty() {
                return found;
            }
            class = self.classes.get(code).and_then(Option::as_ref);
        }
        Vec::new()
    }
}

/// The place whose longest prefix the postcode has.
fn find_place<'r>(rates: &[&'r TaxRate], destination: &Destination) -> Option<&'r str> {
    let postcode = destination.postcode.as_deref()?;
    rates
        .iter()
        .filter(|rate| {
            rate.terms.region.is_empty() || Some(&rate.terms.region) == destination.region.as_ref()
        })
        .flat_map(|rate| rate.terms.postcode_prefixes.iter().map(|prefix| (prefix, &rate.terms.place)))
        .filter(|(prefix, _)| postcode.starts_with(prefix.as_str()))
        .max_by_key(|(prefix, _)| prefix.len())
        .map(|(_, place)| place.as_str())
}

#[cfg(test)]
pub(crate) mod tests {
    use kernel_base::Id;

    use super::*;

    pub(crate) fn class(code: &str, fallback: Option<&str>) -> TaxClass {
        TaxClass {
            id: Id::from_uuid(uuid::Uuid::nil()),
            version: 1,
            terms: TaxClassTerms {
                code: code.parse().unwrap(),
                name: code.to_owned(),
                fallback: fallback.map(|code| code.parse().unwrap()),
            },
        }
    }

    /// A rate since ever: `("DE", "", "VAT", 190_000)`.
    pub(crate) fn rate(country: &str, region: &str, class: &str, name: &str, rate_ppm: i32) -> TaxRate {
        TaxRate {
            id: Id::from_uuid(uuid::Uuid::nil()),
            tax_class: class.parse().unwrap(),
            terms: TaxRateTerms {
                country: country.parse().unwrap(),
                region: region.to_owned(),
                place: String::new(),
                postcode_prefixes: Vec::new(),
                name: name.to_owned(),
                rate_ppm,
                valid_from: Timestamp::from_micros(i64::MIN / 2),
                valid_until: None,
            },
            source: "manual".to_owned(),
        }
    }

    fn book(rates: Vec<TaxRate>) -> TaxBook {
        let classes = [class("standard", None), class("reduced", Some("standard")), class("zero", None)];
        TaxBook::new(&classes, rates)
    }

    fn due(
        book: &TaxBook,
        class: &str,
        country: &str,
        region: Option<&str>,
        postcode: Option<&str>,
    ) -> (i64, TaxSource) {
        let destination = Destination::new(Some(country.parse().unwrap()), region, postcode);
        let found = book.find(&class.parse().unwrap(), &destination, Timestamp::EPOCH);
        (found.rate_ppm(), found.trace.source)
    }

    #[test]
    fn country_and_subdivision_add_up() {
        let book = book(vec![
            rate("CA", "", "standard", "GST", 50_000),
            rate("CA", "QC", "standard", "QST", 99_750),
        ]);
        let quebec = TaxSource::Region { region: "QC".to_owned() };
        assert_eq!(due(&book, "standard", "CA", Some("CA-QC"), None), (149_750, quebec.clone()));
        assert_eq!(due(&book, "reduced", "CA", Some("qc"), None), (149_750, quebec));
        assert_eq!(due(&book, "standard", "CA", Some("AB"), None), (50_000, TaxSource::Country));
        assert_eq!(due(&book, "zero", "CA", Some("QC"), None), (0, TaxSource::None));
        assert_eq!(due(&book, "standard", "MX", None, None), (0, TaxSource::None));
    }

    #[test]
    fn a_place_has_its_own_rates_and_the_longest_prefix_finds_it() {
        let mut canary = rate("ES", "", "standard", "VAT", 0);
        canary.terms.place = "Canary Islands".to_owned();
        canary.terms.postcode_prefixes = vec!["35".to_owned(), "38".to_owned()];
        let mut village = rate("ES", "", "standard", "VAT", 10_000);
        village.terms.place = "Village".to_owned();
        village.terms.postcode_prefixes = vec!["35001".to_owned()];
        let book = book(vec![rate("ES", "", "standard", "VAT", 210_000), canary, village]);
        let source = |name: &str| TaxSource::Postcode { name: name.to_owned() };
        assert_eq!(due(&book, "standard", "ES", None, Some("35 002")), (0, source("Canary Islands")));
        assert_eq!(due(&book, "standard", "ES", None, Some("35001")), (10_000, source("Village")));
        assert_eq!(due(&book, "standard", "ES", None, Some("28001")), (210_000, TaxSource::Country));
    }

    #[test]
    fn a_rate_holds_until_the_next_begins() {
        let mut before = rate("GB", "", "standard", "VAT", 175_000);
        before.terms.valid_until = Some(Timestamp::EPOCH);
        let mut after = rate("GB", "", "standard", "VAT", 200_000);
        after.terms.valid_from = Timestamp::EPOCH;
        let book = book(vec![before, after]);
        let destination = Destination::new(Some("GB".parse().unwrap()), None, None);
        let at =
            |micros| book.find(&"standard".parse().unwrap(), &destination, Timestamp::from_micros(micros));
        assert_eq!((at(-1).rate_ppm(), at(0).rate_ppm()), (175_000, 200_000));
    }

    #[test]
    fn fallbacks_in_a_circle_end() {
        let classes = [class("one", Some("two")), class("two", Some("one"))];
        let book = TaxBook::new(&classes, vec![rate("DE", "", "standard", "VAT", 190_000)]);
        assert_eq!(due(&book, "one", "DE", None, None), (0, TaxSource::None));
    }
}
