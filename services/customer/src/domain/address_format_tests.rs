//! The built-in address formats, against the examples that come with them and addresses as people write them.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::*;

fn entries() -> BTreeMap<String, Value> {
    serde_json::from_str(include_str!("../../data/address-formats.json")).unwrap()
}

/// An address that fills every field the country knows, in the data's own words.
fn sample(country: &str, entry: &Value) -> Value {
    let first = |field: &str, by: char| entry[field].as_str().and_then(|list| list.split(by).next());
    json!({
        "name": "Ada Lovelace",
        "lines": ["1 High Street"],
        "city": "City",
        "region": first("sub_keys", '~').unwrap_or("Region"),
        "postal_code": first("zipex", ','),
        "country": country,
    })
}

fn wrong(address: &Value) -> Vec<(String, String)> {
    let address: Address = serde_json::from_value(address.clone()).unwrap();
    let errors = check(address, "/address").err().unwrap_or_default();
    errors.into_iter().map(|error| (error.pointer, error.code.into_owned())).collect()
}

#[track_caller]
fn is_wrong(address: &Value, field: &str, code: &str) {
    assert_eq!(wrong(address), [(format!("/address/{field}"), code.to_owned())], "{address}");
}

#[test]
fn all_countries_are_read() {
    assert_eq!(entries().len(), 253, "252 countries, and what holds elsewhere");
    assert_eq!(FORMATS.len(), 252);
    for (country, entry) in entries().iter().filter(|(country, _)| *country != ELSEWHERE) {
        assert_eq!(wrong(&sample(country, entry)), [], "{country}");
        let format = &FORMATS[&country.parse::<CountryCode>().unwrap()];
        assert_eq!(format.pattern.is_some(), entry["zip"].is_string(), "{country}");
    }
}

#[test]
fn every_example_of_a_postal_code_is_one() {
    let mut examples = 0;
    for (country, entry) in entries() {
        for code in entry["zipex"].as_str().into_iter().flat_map(|codes| codes.split(',')) {
            let mut address = sample(&country, &entry);
            address["postal_code"] = json!(format!(" {} ", code.to_lowercase()));
            assert_eq!(wrong(&address), [], "{country} {code}");
            address["postal_code"] = json!(format!("{code}#"));
            is_wrong(&address, "postal_code", "malformed_postal_code");
            examples += 1;
        }
    }
    assert!(examples > 400, "{examples}");
}

#[test]
fn what_a_country_requires_must_be_there() {
    let mut required = 0;
    for (country, entry) in entries().iter().filter(|(country, _)| *country != ELSEWHERE) {
        let letters = entry["require"].as_str().unwrap_or("AC");
        for (letter, field, empty) in
            [('C', "city", json!("  ")), ('S', "region", Value::Null), ('Z', "postal_code", json!(""))]
        {
            let mut address = sample(country, entry);
            address[field] = empty;
            if letters.contains(letter) {
                is_wrong(&address, field, "required");
                required += 1;
            } else {
                assert_eq!(wrong(&address), [], "{country} without {field}");
            }
        }
    }
    assert!(required > 300, "{required}");
}

#[test]
fn regions_are_those_of_the_country() {
    for (country, entry) in entries().iter().filter(|(_, entry)| entry["sub_keys"].is_string()) {
        let mut address = sample(country, entry);
        address["region"] = json!("Атлантида");
        is_wrong(&address, "region", "unknown_region");
        for list in ["sub_keys", "sub_names", "sub_isoids"] {
            let names = entry[list].as_str().unwrap_or_default().split('~').filter(|name| !name.is_empty());
            for name in names {
                address["region"] = json!(name.to_lowercase());
                assert_eq!(wrong(&address), [], "{country} {list} {name}");
            }
        }
    }
}

/// Country, city, region, postal code; what is wrong with it.
type Case = (&'static str, &'static str, &'static str, &'static str, &'static [(&'static str, &'static str)]);

const CASES: &[Case] = &[
    ("US", "Mountain View", "CA", "94043", &[]),
    ("US", "Mountain View", "California", "94043-1351", &[]),
    ("US", "Mountain View", "", "9404", &[("region", "required"), ("postal_code", "malformed_postal_code")]),
    ("US", "Mountain View", "Bavaria", "94043", &[("region", "unknown_region")]),
    ("GB", "London", "", "sw1a 1aa", &[]),
    ("GB", "London", "", "SW1A", &[("postal_code", "malformed_postal_code")]),
    ("GB", "London", "Anywhere", "SW1A 1AA", &[]),
    ("DE", "Berlin", "", "10115", &[]),
    ("DE", "", "", "1011", &[("city", "required"), ("postal_code", "malformed_postal_code")]),
    ("FR", "Paris", "", "75008", &[]),
    ("FR", "Paris", "", "7500", &[("postal_code", "malformed_postal_code")]),
    ("IE", "Dublin", "Co. Dublin", "D02 AF30", &[]),
    ("IE", "Dublin", "", "", &[]),
    ("NL", "Amsterdam", "", "1012 JS", &[]),
    ("NL", "Amsterdam", "", "0012 JS", &[("postal_code", "malformed_postal_code")]),
    ("AT", "Wien", "", "1010", &[]),
    ("AT", "Wien", "", "A-1010", &[("postal_code", "malformed_postal_code")]),
    ("CH", "Bern", "", "3011", &[]),
    ("CH", "Bern", "", "", &[("postal_code", "required")]),
    ("IT", "Roma", "RM", "00184", &[]),
    ("IT", "Roma", "", "00184", &[("region", "required")]),
    ("ES", "Madrid", "Madrid", "28013", &[]),
    ("ES", "Madrid", "Madrid", "280133", &[("postal_code", "malformed_postal_code")]),
    ("PT", "Lisboa", "", "1100-148", &[]),
    ("PT", "Lisboa", "", "1100", &[("postal_code", "malformed_postal_code")]),
    ("PL", "Warszawa", "", "00-950", &[]),
    ("PL", "Warszawa", "", "00950", &[("postal_code", "malformed_postal_code")]),
    ("SE", "Stockholm", "", "111 29", &[]),
    ("SE", "Stockholm", "", "1112", &[("postal_code", "malformed_postal_code")]),
    ("CA", "Ottawa", "Ontario", "K1A 0B1", &[]),
    ("CA", "Ottawa", "ON", "D1A 0B1", &[("postal_code", "malformed_postal_code")]),
    ("AU", "Sydney", "NSW", "2000", &[]),
    ("AU", "Sydney", "", "2000", &[("region", "required")]),
    ("BR", "São Paulo", "SP", "01310-100", &[]),
    ("BR", "São Paulo", "XX", "01310-100", &[("region", "unknown_region")]),
    ("MX", "Monterrey", "N.L.", "64000", &[]),
    ("MX", "", "N.L.", "64000", &[("city", "required")]),
    ("JP", "", "東京都", "100-0001", &[]),
    ("JP", "", "東京都", "100-001", &[("postal_code", "malformed_postal_code")]),
    ("IN", "New Delhi", "Delhi", "110001", &[]),
    ("IN", "New Delhi", "Delhi", "11000", &[("postal_code", "malformed_postal_code")]),
    ("SG", "", "", "018956", &[]),
    ("SG", "", "", "", &[("postal_code", "required")]),
    ("HK", "Central", "Hong Kong Island", "", &[]),
    ("HK", "Central", "", "", &[("region", "required")]),
    ("AE", "", "Dubai", "", &[]),
    ("AE", "", "دبي", "", &[]),
    ("AE", "", "東京都", "", &[("region", "unknown_region")]),
    ("AE", "Dubai", "", "", &[("region", "required")]),
    ("ZA", "Cape Town", "", "8001", &[]),
    ("ZA", "Cape Town", "", "80011", &[("postal_code", "malformed_postal_code")]),
    ("AO", "Luanda", "", "anything", &[]),
    ("ZZ", "Nowhere", "", "", &[("country", "unknown_country")]),
    ("XX", "Nowhere", "", "", &[("country", "unknown_country")]),
];

#[test]
fn addresses_as_people_write_them() {
    for (country, city, region, postal_code, expected) in CASES {
        let address = json!({
            "name": "Ada", "lines": ["1 High Street"], "city": city, "region": region,
            "postal_code": postal_code, "country": country,
        });
        let expected: Vec<_> =
            expected.iter().map(|(field, code)| (format!("/address/{field}"), (*code).to_owned())).collect();
        let mut found = wrong(&address);
        found.sort_unstable();
        let mut sorted = expected.clone();
        sorted.sort_unstable();
        assert_eq!(found, sorted, "{address}");
    }
}

#[test]
fn limits_are_told_field_by_field() {
    let long = "x".repeat(201);
    let address = json!({
        "name": " ", "company": long, "lines": ["", " "], "city": long, "region": long, "postal_code": "1".repeat(21),
        "country": "AO", "phone": "0".repeat(41),
    });
    let expected = [
        ("name", "required"),
        ("company", "too_long"),
        ("lines", "required"),
        ("city", "too_long"),
        ("region", "too_long"),
        ("postal_code", "too_long"),
        ("phone", "too_long"),
    ];
    assert_eq!(wrong(&address), expected.map(|(field, code)| (format!("/address/{field}"), code.to_owned())));
    let address =
        json!({ "name": long, "lines": [long, "", "2", "3", "4", "5"], "city": "x", "country": "AO" });
    let expected = [("name", "too_long"), ("lines", "too_many"), ("lines/0", "too_long")];
    assert_eq!(wrong(&address), expected.map(|(field, code)| (format!("/address/{field}"), code.to_owned())));
}

#[test]
fn addresses_are_kept_as_the_country_writes_them() {
    let address = json!({
        "name": " Ada ", "company": " ", "lines": [" 1 High Street ", ""], "city": "Paris ", "region": "texas",
        "postal_code": " 75460 ", "country": "US", "phone": "",
    });
    let address = check(serde_json::from_value(address).unwrap(), "").unwrap();
    let expected = json!({
        "name": "Ada", "lines": ["1 High Street"], "city": "Paris", "region": "TX", "postal_code": "75460",
        "country": "US",
    });
    assert_eq!(serde_json::to_value(&address).unwrap(), expected);
}
