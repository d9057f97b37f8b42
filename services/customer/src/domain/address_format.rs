//! What each country demands of an address: the country level of Google's address data (`data/LICENSE-address-formats.txt`).

use std::collections::HashMap;
use std::sync::LazyLock;

use kernel_base::{FieldError, Secret};
use serde::Deserialize;
use shared_contracts::{Address, CountryCode};

use crate::domain::postal_pattern::Pattern;

/// The entry with what holds wherever a country does not say otherwise.
const ELSEWHERE: &str = "ZZ";

static FORMATS: LazyLock<HashMap<CountryCode, Format>> = LazyLock::new(|| {
    let mut entries: HashMap<String, Entry> =
        serde_json::from_str(include_str!("../../data/address-formats.json"))
            .expect("BUG: a test reads the built-in address formats");
    let elsewhere = entries.remove(ELSEWHERE).expect("BUG: a test reads the built-in address formats");
    let formats = entries.into_iter().map(|(country, entry)| {
        (country.parse().expect("BUG: a test reads the built-in address formats"), entry.format(&elsewhere))
    });
    formats.collect()
});

/// An entry of the data. `require` has a letter per field: A street, C city, S region, Z postal code.
#[derive(Deserialize)]
struct Entry {
    require: Option<String>,
    zip: Option<String>,
    zipex: Option<String>,
    #[serde(default)]
    sub_keys: String,
    #[serde(default)]
    sub_names: String,
    #[serde(default)]
    sub_isoids: String,
}

impl Entry {
    fn format(self, elsewhere: &Self) -> Format {
        let required = self.require.as_ref().or(elsewhere.require.as_ref());
        let requires = |field| required.is_some_and(|required| required.contains(field));
        let split = |list: &str| -> Vec<String> {
            if list.is_empty() { Vec::new() } else { list.split('~').map(ToOwned::to_owned).collect() }
        };
        let (names, iso_ids) = (split(&self.sub_names), split(&self.sub_isoids));
        let latin = [&self.sub_keys, &self.sub_names].iter().any(|list| list.split('~').any(is_latin));
        let regions = split(&self.sub_keys).into_iter().enumerate().map(|(at, key)| {
            let others = [names.get(at), iso_ids.get(at)].into_iter().flatten();
            let known_as = others.filter(|name| !name.is_empty()).map(|name| name.to_lowercase()).collect();
            Region { key, known_as }
        });
        Format {
            city: requires('C'),
            region: requires('S'),
            postal_code: requires('Z'),
            pattern: self.zip.map(|pattern| {
                Pattern::parse(&pattern).expect("BUG: a test reads the built-in address formats")
            }),
            examples: self.zipex.unwrap_or_default(),
            regions: regions.collect(),
            latin,
        }
    }
}

fn is_latin(name: &str) -> bool {
    !name.is_empty() && name.is_ascii()
}

/// What a country demands.
struct Format {
    city: bool,
    region: bool,
    postal_code: bool,
    pattern: Option<Pattern>,
    examples: String,
    /// All that there are; none when the country has no list.
    regions: Vec<Region>,
    /// Whether the list has Latin spellings. Where it has none, nobody who uses them can be held to it.
    latin: bool,
}

/// A state, province or county: how it is written in addresses, and what else it is called.
struct Region {
    key: String,
    known_as: Vec<String>,
}

impl Region {
    fn is(&self, text: &str) -> bool {
        self.key.to_lowercase() == text || self.known_as.iter().any(|name| name == text)
    }
}

/// The address as it is kept: without blanks at the ends, postal code in capitals, region as the country writes it.
///
/// # Errors
/// Every wrong field, by its JSON pointer below `at`: `required`, `too_long`, `too_many`, `unknown_country`,
/// `unknown_region`, `malformed_postal_code`.
pub(crate) fn check(address: Address, at: &str) -> Result<Address, Vec<FieldError>> {
    let mut wrong = Wrong { at, errors: Vec::new() };
    let address = trimmed(address);
    wrong.limits(&address);
    let Some(format) = FORMATS.get(&address.country) else {
        let message = format!("{} is no country that mail goes to", address.country);
        wrong.add("country", "unknown_country", message);
        return Err(wrong.errors);
    };
    let (country, city) = (&address.country, address.city.expose());
    wrong.needs(format.city && city.is_empty(), "city", country);
    wrong.needs(format.region && address.region.is_none(), "region", country);
    wrong.needs(format.postal_code && address.postal_code.is_none(), "postal_code", country);
    if let (Some(code), Some(pattern)) = (&address.postal_code, &format.pattern)
        && !pattern.fits(code)
    {
        let message = format!("not a postal code of {country}, such as {}", format.examples);
        wrong.add("postal_code", "malformed_postal_code", message);
    }
    let region = wrong.region(&address, format);
    if wrong.errors.is_empty() { Ok(Address { region, ..address }) } else { Err(wrong.errors) }
}

/// Collects wrong fields.
struct Wrong<'a> {
    at: &'a str,
    errors: Vec<FieldError>,
}

impl Wrong<'_> {
    fn add(&mut self, field: &str, code: &'static str, message: String) {
        let pointer = format!("{}/{field}", self.at);
        self.errors.push(FieldError { pointer, code: code.into(), message });
    }

    fn needs(&mut self, missing: bool, field: &str, country: &CountryCode) {
        if missing {
            self.add(field, "required", format!("addresses in {country} need it"));
        }
    }

    fn limit(&mut self, field: &str, text: Option<&str>, max: usize) {
        if text.is_some_and(|text| text.chars().count() > max) {
            self.add(field, "too_long", format!("must have {max} characters at most"));
        }
    }

    fn limits(&mut self, address: &Address) {
        let shown = |text: &Option<Secret<String>>| text.as_ref().map(|text| text.expose().clone());
        if address.name.expose().is_empty() {
            self.add("name", "required", "whom the address is of must be said".to_owned());
        }
        self.limit("name", Some(address.name.expose()), 200);
        self.limit("company", shown(&address.company).as_deref(), 200);
        if address.lines.is_empty() {
            self.add("lines", "required", "must hold one line at least".to_owned());
        }
        if address.lines.len() > 4 {
            self.add("lines", "too_many", "must hold 4 lines at most".to_owned());
        }
        for (at, line) in address.lines.iter().enumerate() {
            self.limit(&format!("lines/{at}"), Some(line.expose()), 200);
        }
        self.limit("city", Some(address.city.expose()), 200);
        self.limit("region", address.region.as_deref(), 100);
        self.limit("postal_code", address.postal_code.as_deref(), 20);
        self.limit("phone", shown(&address.phone).as_deref(), 40);
    }

    /// The region as the country writes it.
    fn region(&mut self, address: &Address, format: &Format) -> Option<String> {
        let given = address.region.as_ref()?;
        if format.regions.is_empty() {
            return Some(given.clone());
        }
        let text = given.to_lowercase();
        let found = format.regions.iter().find(|region| region.is(&text)).map(|region| region.key.clone());
        if found.is_none() && is_latin(given) && !format.latin {
            return Some(given.clone());
        }
        if found.is_none() {
            let message = format!("not one of the {} regions of {}", format.regions.len(), address.country);
            self.add("region", "unknown_region", message);
        }
        found
    }
}

fn trimmed(address: Address) -> Address {
    let trim = |text: Secret<String>| Secret::new(text.expose().trim().to_owned());
    let filled = |text: &Secret<String>| !text.expose().is_empty();
    let plain =
        |text: Option<String>| text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    Address {
        name: trim(address.name),
        company: address.company.map(trim).filter(filled),
        lines: address.lines.into_iter().map(trim).filter(filled).collect(),
        city: trim(address.city),
        region: plain(address.region),
        postal_code: plain(address.postal_code).map(|code| code.to_uppercase()),
        country: address.country,
        phone: address.phone.map(trim).filter(filled),
    }
}

#[cfg(test)]
#[path = "address_format_tests.rs"]
mod tests;
