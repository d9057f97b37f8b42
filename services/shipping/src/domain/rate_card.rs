//! Reads a carrier's rate card: zones with countries, offers by weight, or a base price with a price per step.

use std::collections::BTreeSet;
use std::fmt;

use kernel_base::{Currency, Rounding, UnitPrice};
use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;
use shared_contracts::{Code, CountryCode};

use crate::domain::rate::{Range, Step};
use crate::error::ShippingError;

/// The cards that come with the program: public price lists of DHL Germany, see `data/LICENSE-dhl.txt`.
pub(crate) fn built_in(code: &str) -> Option<&'static str> {
    match code {
        "dhl-private" => Some(include_str!("../../data/dhl-private.json")),
        "dhl-premium-business" => Some(include_str!("../../data/dhl-premium-business.json")),
        "dhl-express" => Some(include_str!("../../data/dhl-express.json")),
        _ => None,
    }
}

/// A card in our words.
#[derive(Debug)]
pub(crate) struct RateCard {
    /// In the order of the card.
    pub(crate) zones: Vec<CardZone>,
    /// One method each.
    pub(crate) services: Vec<CardService>,
}

/// A zone of the card.
#[derive(Debug)]
pub(crate) struct CardZone {
    pub(crate) code: Code,
    pub(crate) name: String,
    pub(crate) countries: BTreeSet<CountryCode>,
}

/// What the card sells under one name: `Package`, `Parcel M`.
#[derive(Debug)]
pub(crate) struct CardService {
    pub(crate) code: Code,
    pub(crate) name: String,
    /// Only goods that are small enough may go this way. A cart does not know its size, so staff must switch it on.
    pub(crate) size_limited: bool,
    pub(crate) rates: Vec<CardRate>,
}

/// One price of a service in a zone.
#[derive(Debug)]
pub(crate) struct CardRate {
    pub(crate) zone: Code,
    pub(crate) label: String,
    pub(crate) weight_g: Range,
    pub(crate) currency: Currency,
    pub(crate) base_minor: i64,
    pub(crate) step: Option<Step>,
}

#[derive(Deserialize)]
struct File {
    assumptions: Assumptions,
    #[serde(deserialize_with = "in_order")]
    zones: Vec<(String, FileZone)>,
}

#[derive(Deserialize)]
struct Assumptions {
    currency: String,
    weight: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct FileZone {
    name: Option<String>,
    country_codes: Vec<CountryCode>,
    /// A list of [`Offer`]s or one [`StepOffer`].
    offers: Box<RawValue>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Offer {
    name: Option<String>,
    max_weight: i64,
    /// The number as it is written: it is money and must not become a float.
    price: Box<RawValue>,
    #[serde(rename = "type")]
    kind: String,
    height: Option<i64>,
    width: Option<i64>,
    depth: Option<i64>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct StepOffer {
    base_price: Box<RawValue>,
    step_price: Box<RawValue>,
    step_weight: i64,
    max_weight: i64,
    #[serde(rename = "type")]
    kind: String,
}

impl RateCard {
    /// Reads a card. `code` is put before the codes of its zones and services, `name` before their names.
    pub(crate) fn parse(code: &Code, name: &str, json: &str) -> Result<Self, ShippingError> {
        let wrong = |error: serde_json::Error| ShippingError::RateCard(error.to_string());
        let file: File = serde_json::from_str(json).map_err(wrong)?;
        let currency: Currency = file.assumptions.currency.to_ascii_uppercase().parse().map_err(malformed)?;
        if file.assumptions.weight != "gram" {
            return Err(malformed("weights must be in gram"));
        }
        let mut card = Self { zones: Vec::new(), services: Vec::new() };
        for (key, zone) in file.zones {
            let zone_code: Code = format!("{code}-{key}").parse().map_err(malformed)?;
            let zone_name = format!("{name}: {}", zone.name.unwrap_or(key));
            let countries = zone.country_codes.into_iter().collect();
            if zone.offers.get().starts_with('[') {
                for offer in serde_json::from_str::<Vec<Offer>>(zone.offers.get()).map_err(wrong)? {
                    let rate = offer.rate(zone_code.clone(), currency)?;
                    card.service(code, name, offer.family(), offer.kind == "parcel")?.rates.push(rate);
                }
            } else {
                let offer: StepOffer = serde_json::from_str(zone.offers.get()).map_err(wrong)?;
                let rate = offer.rate(zone_code.clone(), currency)?;
                card.service(code, name, &offer.kind, false)?.rates.push(rate);
            }
            card.zones.push(CardZone { code: zone_code, name: zone_name, countries });
        }
        Ok(card)
    }

    /// The service of this family, made when the card names it first.
    fn service(
        &mut self,
        code: &Code,
        name: &str,
        family: &str,
        size_limited: bool,
    ) -> Result<&mut CardService, ShippingError> {
        let slug: String = family.to_ascii_lowercase().split_whitespace().collect::<Vec<_>>().join("-");
        let code: Code = format!("{code}-{slug}").parse().map_err(malformed)?;
        let place = match self.services.iter().position(|service| service.code == code) {
            Some(place) => place,
            None => {
                let name = format!("{name} {}", family.to_ascii_lowercase());
                self.services.push(CardService { code, name, size_limited, rates: Vec::new() });
                self.services.len() - 1
            }
        };
        Ok(&mut self.services[place])
    }
}

impl Offer {
    /// `Parcel M` of `Parcel M up to 2kg`; the type when the name says nothing before the weight.
    fn family(&self) -> &str {
        let named =
            self.name.as_deref().and_then(|name| name.split_once(" up to ")).map(|(family, _)| family);
        named.unwrap_or(&self.kind)
    }

    fn rate(&self, zone: Code, currency: Currency) -> Result<CardRate, ShippingError> {
        let name = self.name.clone().unwrap_or_else(|| format!("up to {} g", self.max_weight));
        let label = match (self.height, self.width, self.depth) {
            (Some(height), Some(width), Some(depth)) => format!("{name} ({height} × {width} × {depth} cm)"),
            _ => name,
        };
        let base_minor = minor(&self.price, currency)?;
        Ok(CardRate { zone, label, weight_g: up_to(self.max_weight)?, currency, base_minor, step: None })
    }
}

impl StepOffer {
    fn rate(&self, zone: Code, currency: Currency) -> Result<CardRate, ShippingError> {
        if self.step_weight < 1 {
            return Err(malformed("stepWeight must be positive"));
        }
        let step = Step { amount_minor: minor(&self.step_price, currency)?, weight_g: self.step_weight };
        Ok(CardRate {
            zone,
            label: format!("base price and price per started {} g", self.step_weight),
            weight_g: up_to(self.max_weight)?,
            currency,
            base_minor: minor(&self.base_price, currency)?,
            step: Some(step),
        })
    }
}

/// Offers overlap from 0 g on: the cheapest that still carries the weight is taken.
fn up_to(max_weight_g: i64) -> Result<Range, ShippingError> {
    if max_weight_g < 1 {
        return Err(malformed("maxWeight must be positive"));
    }
    Ok(Range { min: 0, max: Some(max_weight_g) })
}

/// `5.49` in EUR is 549; an amount finer than a cent is a mistake of the card.
fn minor(price: &RawValue, currency: Currency) -> Result<i64, ShippingError> {
    let exact: UnitPrice = price.get().parse().map_err(malformed)?;
    let down = exact.total(1, currency, Rounding::Down).map_err(malformed)?;
    let up = exact.total(1, currency, Rounding::Up).map_err(malformed)?;
    if down != up || down.minor() < 0 {
        return Err(malformed("prices must be whole minor units and not negative"));
    }
    Ok(down.minor())
}

fn malformed(error: impl fmt::Display) -> ShippingError {
    ShippingError::RateCard(error.to_string())
}

/// A JSON object as a list: where a country stands in two zones of the card, the first one counts.
fn in_order<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<(String, FileZone)>, D::Error> {
    struct Entries;
    impl<'de> Visitor<'de> for Entries {
        type Value = Vec<(String, FileZone)>;
        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an object of zones")
        }
        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
            let mut entries = Vec::new();
            while let Some(entry) = map.next_entry()? {
                entries.push(entry);
            }
            Ok(entries)
        }
    }
    deserializer.deserialize_map(Entries)
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use kernel_base::{Env, Money};
    use shared_contracts::ShippingZoneId;
    use shipping_contracts::OptionsQuery;

    use super::*;
    use crate::domain::rate::{Method, Rate, RateBook, Reach, Terms, Zone};

    /// The whole card as methods, all switched on.
    fn book(code: &str) -> RateBook {
        let card = RateCard::parse(&code.parse().unwrap(), "DHL", built_in(code).unwrap()).unwrap();
        let env = Env::system();
        let zones: Vec<Zone> = card
            .zones
            .into_iter()
            .map(|zone| Zone {
                zone_id: env.id(),
                code: zone.code,
                name: zone.name,
                reach: Reach::Countries(zone.countries),
                version: 1,
            })
            .collect();
        let ids: HashMap<Code, ShippingZoneId> =
            zones.iter().map(|zone| (zone.code.clone(), zone.zone_id)).collect();
        let methods = card.services.into_iter().map(|service| Method {
            method_id: env.id(),
            code: service.code,
            terms: Terms {
                name: service.name,
                carrier: None,
                tax_class: "standard".parse().unwrap(),
                channels: vec![],
                estimate: None,
                position: 0,
                active: true,
            },
            rates: service
                .rates
                .into_iter()
                .map(|rate| Rate {
                    zone_id: ids[&rate.zone],
                    label: Some(rate.label),
                    total: Range::default(),
                    weight_g: rate.weight_g,
                    base: Money::new(rate.base_minor, rate.currency),
                    step: rate.step,
                })
                .collect(),
            postcode_rules: vec![],
            version: 1,
        });
        RateBook::new(zones, methods.collect())
    }

    fn check(book: &RateBook, method: &str, country: &str, weight_g: i64, expected: Option<i64>) {
        let query = OptionsQuery {
            channel: "web".parse().unwrap(),
            country: Some(country.parse().unwrap()),
            postal_code: None,
            total: Money::new(1000, Currency::EUR),
            weight_g,
            line_count: 1,
        };
        let options = book.options(&query);
        let found =
            options.iter().find(|option| option.code.as_str() == method).map(|option| option.amount.minor());
        assert_eq!(found, expected, "{method} to {country}, {weight_g} g");
    }

    #[test]
    fn private_packages_cost_what_the_list_of_january_2020_says() {
        let book = book("dhl-private");
        let package = "dhl-private-package";
        check(&book, package, "DE", 2000, Some(549));
        check(&book, package, "DE", 2001, Some(649));
        check(&book, package, "DE", 10_000, Some(949));
        check(&book, package, "DE", 31_500, Some(1749));
        check(&book, package, "DE", 31_501, None);
        check(&book, package, "AT", 5000, Some(1599));
        check(&book, package, "CH", 1, Some(2690));
        check(&book, package, "US", 20_000, Some(7599));
        check(&book, package, "RU", 20_001, None);
        check(&book, "dhl-private-parcel-s", "DE", 2000, Some(379));
        check(&book, "dhl-private-parcel-s", "AT", 2000, None);
        check(&book, "dhl-private-parcel-xs", "AT", 2000, Some(489));
        check(&book, "dhl-private-parcel-m", "CH", 2000, Some(1270));
    }

    #[test]
    fn business_packages_cost_a_base_and_every_started_kilogram() {
        let book = book("dhl-premium-business");
        let package = "dhl-premium-business-package";
        check(&book, package, "DE", 1000, Some(505));
        check(&book, package, "AT", 1000, Some(1320 + 90));
        check(&book, package, "AT", 1001, Some(1320 + 2 * 90));
        check(&book, package, "US", 31_500, Some(2840 + 32 * 590));
        check(&book, package, "US", 31_501, None);
    }

    #[test]
    fn where_a_country_stands_in_two_express_zones_the_first_counts() {
        let book = book("dhl-express");
        let package = "dhl-express-package";
        check(&book, package, "FR", 500, Some(3796));
        check(&book, package, "MT", 500, Some(4041)); // zone 2, and again in zone 10
        check(&book, package, "CN", 500, Some(4538)); // zone 4, and again in zone 6
    }

    #[test]
    fn a_card_that_cannot_be_right_is_refused() {
        let code: Code = "x".parse().unwrap();
        let card = |price: &str, weight: &str| {
            let json = format!(
                r#"{{"assumptions":{{"currency":"eur","weight":"{weight}"}},"zones":{{"1":{{"countryCodes":["DE"],
                "offers":[{{"maxWeight":1000,"price":{price},"type":"package"}}]}}}}}}"#
            );
            RateCard::parse(&code, "X", &json)
        };
        assert!(card("5.49", "gram").is_ok());
        for (price, weight) in
            [("5.499", "gram"), ("-1", "gram"), ("1e2", "gram"), ("\"5\"", "gram"), ("5", "pound")]
        {
            assert!(matches!(card(price, weight), Err(ShippingError::RateCard(_))), "{price} {weight}");
        }
        assert!(RateCard::parse(&code, "X", "[]").is_err());
    }
}
