//! What shipping costs: the whole rate book in memory, and the questions it answers.

use std::collections::{BTreeSet, HashMap};

use kernel_base::Money;
use serde::Serialize;
use shared_contracts::{ChannelCode, Code, CountryCode, ShippingMethodId, ShippingZoneId};
use shipping_contracts::{DeliveryEstimate, OptionsQuery, ShippingOption};

use crate::domain::postcode::{PostcodeRule, served};
use crate::error::ShippingError;

/// A named set of countries.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Zone {
    pub(crate) zone_id: ShippingZoneId,
    pub(crate) code: Code,
    pub(crate) name: String,
    pub(crate) reach: Reach,
    pub(crate) version: i64,
}

/// What a zone covers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Reach {
    /// Every country, and addresses still without one.
    Everywhere,
    /// These countries.
    Countries(BTreeSet<CountryCode>),
}

impl Reach {
    fn covers(&self, country: Option<&CountryCode>) -> bool {
        match (self, country) {
            (Self::Everywhere, _) => true,
            (Self::Countries(countries), Some(country)) => countries.contains(country),
            (Self::Countries(_), None) => false,
        }
    }
}

/// A way to ship.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Method {
    pub(crate) method_id: ShippingMethodId,
    pub(crate) terms: Terms,
    pub(crate) code: Code,
    pub(crate) rates: Vec<Rate>,
    pub(crate) postcode_rules: Vec<PostcodeRule>,
    pub(crate) version: i64,
}

/// What staff may edit of a method without touching its rates.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Terms {
    pub(crate) name: String,
    pub(crate) carrier: Option<String>,
    pub(crate) tax_class: Code,
    /// Empty: every channel.
    pub(crate) channels: Vec<ChannelCode>,
    pub(crate) estimate: Option<DeliveryEstimate>,
    pub(crate) position: i32,
    pub(crate) active: bool,
}

/// One row of a method's rate table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Rate {
    pub(crate) zone_id: ShippingZoneId,
    pub(crate) label: Option<String>,
    /// Value of the goods in minor units of `base`'s currency.
    pub(crate) total: Range,
    pub(crate) weight_g: Range,
    pub(crate) base: Money,
    pub(crate) step: Option<Step>,
}

/// Both ends included; no upper end: no limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub(crate) struct Range {
    pub(crate) min: i64,
    pub(crate) max: Option<i64>,
}

impl Range {
    fn contains(self, value: i64) -> bool {
        value >= self.min && self.max.is_none_or(|max| value <= max)
    }
}

/// What every started `weight_g` adds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub(crate) struct Step {
    pub(crate) amount_minor: i64,
    pub(crate) weight_g: i64,
}

impl Rate {
    /// The price of these goods, when the row is about them.
    fn amount(&self, total: Money, weight_g: i64) -> Option<Money> {
        let fits = self.base.currency() == total.currency()
            && self.total.contains(total.minor())
            && self.weight_g.contains(weight_g);
        if !fits {
            return None;
        }
        let Some(step) = self.step else { return Some(self.base) };
        let steps = weight_g.checked_add(step.weight_g - 1)?.checked_div(step.weight_g)?;
        let extra = Money::new(step.amount_minor, self.base.currency()).checked_mul(steps).ok()?;
        self.base.checked_add(extra).ok()
    }
}

/// Every zone, method and rate of the shop: small, so it is kept whole.
#[derive(Debug, Default)]
pub(crate) struct RateBook {
    zones: HashMap<ShippingZoneId, Zone>,
    methods: Vec<Method>,
}

impl RateBook {
    /// Sorts the methods as shoppers see them.
    pub(crate) fn new(zones: impl IntoIterator<Item = Zone>, mut methods: Vec<Method>) -> Self {
        methods.sort_by(|left, right| {
            (left.terms.position, &left.code).cmp(&(right.terms.position, &right.code))
        });
        Self { zones: zones.into_iter().map(|zone| (zone.zone_id, zone)).collect(), methods }
    }

    /// Every method that takes these goods to this place.
    pub(crate) fn options(&self, query: &OptionsQuery) -> Vec<ShippingOption> {
        self.methods.iter().filter_map(|method| self.option(method, query)).collect()
    }

    /// The same for one method.
    pub(crate) fn rate(
        &self,
        method_id: ShippingMethodId,
        query: &OptionsQuery,
    ) -> Result<ShippingOption, ShippingError> {
        let method = self
            .methods
            .iter()
            .find(|method| method.method_id == method_id)
            .ok_or(ShippingError::MethodNotFound(method_id))?;
        self.option(method, query).ok_or(ShippingError::MethodUnavailable(method_id))
    }

    fn option(&self, method: &Method, query: &OptionsQuery) -> Option<ShippingOption> {
        let terms = &method.terms;
        let sold = terms.active && (terms.channels.is_empty() || terms.channels.contains(&query.channel));
        let reached = query
            .country
            .as_ref()
            .is_none_or(|country| served(&method.postcode_rules, country, query.postal_code.as_deref()));
        let amount = (sold && reached).then(|| self.cheapest(method, query)).flatten()?;
        Some(ShippingOption {
            method_id: method.method_id,
            code: method.code.clone(),
            name: terms.name.clone(),
            amount,
            tax_class: terms.tax_class.clone(),
            estimate: terms.estimate,
        })
    }

    /// The first zone of the table that covers the country decides; goods too heavy for it are not shipped at another
    /// zone's price.
    fn cheapest(&self, method: &Method, query: &OptionsQuery) -> Option<Money> {
        let covers = |rate: &&Rate| {
            self.zones.get(&rate.zone_id).is_some_and(|zone| zone.reach.covers(query.country.as_ref()))
        };
        let zone_id = method.rates.iter().find(covers)?.zone_id;
        method
            .rates
            .iter()
            .filter(|rate| rate.zone_id == zone_id)
            .filter_map(|rate| rate.amount(query.total, query.weight_g))
            .min_by_key(|amount| amount.minor())
    }
}

#[cfg(test)]
mod tests {
    use kernel_base::{Currency, Env};

    use super::*;

    fn zone(reach: &[&str]) -> Zone {
        let countries: BTreeSet<CountryCode> = reach.iter().map(|code| code.parse().unwrap()).collect();
        let reach = if countries.is_empty() { Reach::Everywhere } else { Reach::Countries(countries) };
        Zone { zone_id: Env::system().id(), code: "z".parse().unwrap(), name: "Z".into(), reach, version: 1 }
    }

    fn rate(zone: &Zone, base: i64, total: Range, weight_g: Range) -> Rate {
        let base = Money::new(base, Currency::EUR);
        Rate { zone_id: zone.zone_id, label: None, total, weight_g, base, step: None }
    }

    fn method(rates: Vec<Rate>) -> Method {
        Method {
            method_id: Env::system().id(),
            code: "m".parse().unwrap(),
            terms: Terms {
                name: "M".into(),
                carrier: None,
                tax_class: "standard".parse().unwrap(),
                channels: vec![],
                estimate: None,
                position: 0,
                active: true,
            },
            rates,
            postcode_rules: vec![],
            version: 1,
        }
    }

    fn query(country: Option<&str>, total: i64, weight_g: i64) -> OptionsQuery {
        OptionsQuery {
            channel: "web".parse().unwrap(),
            country: country.map(|code| code.parse().unwrap()),
            postal_code: None,
            total: Money::new(total, Currency::EUR),
            weight_g,
            line_count: 1,
        }
    }

    fn price(book: &RateBook, query: &OptionsQuery) -> Option<i64> {
        book.options(query).first().map(|option| option.amount.minor())
    }

    const ANY: Range = Range { min: 0, max: None };

    #[test]
    fn shipping_is_free_from_a_value_on() {
        let home = zone(&["DE"]);
        let rates = vec![rate(&home, 495, ANY, ANY), rate(&home, 0, Range { min: 5000, max: None }, ANY)];
        let book = RateBook::new([home], vec![method(rates)]);
        assert_eq!(price(&book, &query(Some("DE"), 4999, 0)), Some(495));
        assert_eq!(price(&book, &query(Some("DE"), 5000, 0)), Some(0));
        assert_eq!(price(&book, &query(Some("AT"), 5000, 0)), None);
        assert_eq!(price(&book, &query(None, 5000, 0)), None);
    }

    #[test]
    fn the_first_zone_of_the_table_decides_also_when_it_has_no_rate_for_the_weight() {
        let (home, world) = (zone(&["DE"]), zone(&[]));
        let rates =
            vec![rate(&home, 495, ANY, Range { min: 0, max: Some(1000) }), rate(&world, 100, ANY, ANY)];
        let book = RateBook::new([home, world], vec![method(rates)]);
        assert_eq!(price(&book, &query(Some("DE"), 1, 1000)), Some(495));
        assert_eq!(price(&book, &query(Some("DE"), 1, 1001)), None);
        assert_eq!(price(&book, &query(Some("US"), 1, 1001)), Some(100));
        assert_eq!(price(&book, &query(None, 1, 1001)), Some(100));
    }

    #[test]
    fn every_started_step_of_weight_adds_its_price() {
        let home = zone(&["DE"]);
        let stepped =
            Rate { step: Some(Step { amount_minor: 90, weight_g: 1000 }), ..rate(&home, 1320, ANY, ANY) };
        let book = RateBook::new([home], vec![method(vec![stepped])]);
        for (weight_g, expected) in [(0, 1320), (1, 1410), (1000, 1410), (1001, 1500)] {
            assert_eq!(price(&book, &query(Some("DE"), 1, weight_g)), Some(expected), "{weight_g} g");
        }
        assert_eq!(price(&book, &query(Some("DE"), 1, i64::MAX)), None, "too heavy to compute is not free");
    }

    #[test]
    fn a_method_answers_only_in_its_channel_its_currency_and_while_active() {
        let home = zone(&[]);
        let mut only_shop = method(vec![rate(&home, 1, ANY, ANY)]);
        only_shop.terms.channels = vec!["shop".parse().unwrap()];
        let mut off = method(vec![rate(&home, 2, ANY, ANY)]);
        off.terms.active = false;
        let off_id = off.method_id;
        let book = RateBook::new([home], vec![only_shop, off]);
        assert_eq!(book.options(&query(Some("DE"), 1, 1)), vec![]);
        let shop = OptionsQuery { channel: "shop".parse().unwrap(), ..query(Some("DE"), 1, 1) };
        assert_eq!(price(&book, &shop), Some(1));
        let pounds = OptionsQuery { total: Money::new(1, Currency::GBP), ..shop };
        assert_eq!(price(&book, &pounds), None);
        assert!(matches!(book.rate(off_id, &pounds), Err(ShippingError::MethodUnavailable(_))));
        assert!(matches!(book.rate(Env::system().id(), &pounds), Err(ShippingError::MethodNotFound(_))));
    }
}
