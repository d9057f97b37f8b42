//! Price lists: prices of one currency under a common condition.

use std::cmp::Reverse;

use kernel_base::{Currency, Timestamp};
use serde::Serialize;
use shared_contracts::{ChannelCode, Code, CountryCode, PriceListId};

use crate::error::PricingError;

/// What staff decide about a price list. An absent condition is met by everyone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct PriceListTerms {
    pub(crate) code: Code,
    pub(crate) name: String,
    pub(crate) currency: Currency,
    pub(crate) channel: Option<ChannelCode>,
    pub(crate) customer_group: Option<Code>,
    pub(crate) country: Option<CountryCode>,
    pub(crate) priority: i32,
    pub(crate) starts_at: Option<Timestamp>,
    pub(crate) ends_at: Option<Timestamp>,
}

/// A price list, as one of its versions has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct PriceList {
    pub(crate) id: PriceListId,
    pub(crate) version: i64,
    pub(crate) terms: PriceListTerms,
    /// When these terms were changed into others.
    #[serde(skip)]
    pub(crate) in_force: InForce,
}

/// From when until when terms were in force; the first ones were from ever, the present ones are for ever.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct InForce {
    pub(crate) from: Option<Timestamp>,
    pub(crate) until: Option<Timestamp>,
}

/// Who asks for prices.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Buyer<'b> {
    pub(crate) channel: &'b ChannelCode,
    pub(crate) currency: Currency,
    pub(crate) customer_group: Option<&'b Code>,
    /// All others.
    pub(crate) customer_groups: &'b [Code],
    pub(crate) country: Option<&'b CountryCode>,
}

/// As many groups as a merchant may have.
pub(crate) const MAX_GROUPS: usize = 200;

/// Checks how many groups a buyer is said to be in.
pub(crate) fn require_few(groups: &[Code]) -> Result<(), PricingError> {
    if groups.len() > MAX_GROUPS { Err(PricingError::TooManyGroups(MAX_GROUPS)) } else { Ok(()) }
}

impl Buyer<'_> {
    fn belongs_to(&self, group: &Code) -> bool {
        self.customer_group == Some(group) || self.customer_groups.contains(group)
    }
}

impl PriceList {
    /// True from `starts_at` until just before `ends_at`, as long as these are its terms.
    pub(crate) fn holds_at(&self, at: Timestamp) -> bool {
        let within = |start: Option<Timestamp>, end: Option<Timestamp>| {
            start.is_none_or(|start| start <= at) && end.is_none_or(|end| at < end)
        };
        within(self.terms.starts_at, self.terms.ends_at) && within(self.in_force.from, self.in_force.until)
    }

    /// The moments at which it may begin or cease to hold.
    pub(crate) fn turns(&self) -> impl Iterator<Item = Timestamp> {
        let Self { terms, in_force, .. } = self;
        [terms.starts_at, terms.ends_at, in_force.from, in_force.until].into_iter().flatten()
    }

    fn serves(&self, buyer: Buyer<'_>) -> bool {
        let terms = &self.terms;
        terms.currency == buyer.currency
            && terms.channel.as_ref().is_none_or(|channel| channel == buyer.channel)
            && terms.customer_group.as_ref().is_none_or(|group| buyer.belongs_to(group))
            && terms.country.as_ref().is_none_or(|country| Some(country) == buyer.country)
    }

    fn condition_count(&self) -> usize {
        [
            self.terms.channel.is_some(),
            self.terms.customer_group.is_some(),
            self.terms.country.is_some(),
            self.terms.ends_at.is_some(),
        ]
        .into_iter()
        .filter(|given| *given)
        .count()
    }
}

/// The lists that serve a buyer at whatever time, the winner first: higher priority, then more conditions, then code.
pub(crate) fn ranked_lists<'l>(
    lists: impl IntoIterator<Item = &'l PriceList>,
    buyer: Buyer<'_>,
) -> Vec<&'l PriceList> {
    let mut ranked: Vec<&PriceList> = lists.into_iter().filter(|list| list.serves(buyer)).collect();
    ranked.sort_by(|left, right| {
        let rank = |list: &PriceList| (Reverse(list.terms.priority), Reverse(list.condition_count()));
        rank(left).cmp(&rank(right)).then_with(|| left.terms.code.cmp(&right.terms.code))
    });
    ranked
}

#[cfg(test)]
pub(crate) mod tests {
    use kernel_base::Id;

    use super::*;

    /// A list for everyone; its id is its number.
    pub(crate) fn list(number: u128, code: &str, priority: i32) -> PriceList {
        PriceList {
            id: Id::from_uuid(uuid::Uuid::from_u128(number)),
            version: 1,
            terms: PriceListTerms {
                code: code.parse().unwrap(),
                name: code.to_owned(),
                currency: Currency::EUR,
                channel: None,
                customer_group: None,
                country: None,
                priority,
                starts_at: None,
                ends_at: None,
            },
            in_force: InForce::default(),
        }
    }

    fn codes(lists: &[PriceList], group: Option<&str>, country: Option<&str>) -> Vec<String> {
        codes_for(lists, group, &[], country)
    }

    fn codes_for(
        lists: &[PriceList],
        group: Option<&str>,
        others: &[&str],
        country: Option<&str>,
    ) -> Vec<String> {
        let channel = "web".parse().unwrap();
        let others: Vec<Code> = others.iter().map(|code| code.parse().unwrap()).collect();
        let (group, country) =
            (group.map(|group| group.parse().unwrap()), country.map(|country| country.parse().unwrap()));
        let buyer = Buyer {
            channel: &channel,
            currency: Currency::EUR,
            customer_group: group.as_ref(),
            customer_groups: &others,
            country: country.as_ref(),
        };
        ranked_lists(lists, buyer).iter().map(|list| list.terms.code.to_string()).collect()
    }

    #[test]
    fn priority_comes_first_then_the_narrower_condition_then_the_code() {
        let mut trade = list(1, "trade", 0);
        trade.terms.customer_group = Some("trade".parse().unwrap());
        let mut austria = list(2, "austria", 5);
        austria.terms.country = Some("AT".parse().unwrap());
        let mut pos = list(3, "pos", 9);
        pos.terms.channel = Some("pos".parse().unwrap());
        let lists = [list(4, "base", 0), list(5, "a-base", 0), trade, austria, pos];
        assert_eq!(codes(&lists, None, None), ["a-base", "base"]);
        assert_eq!(codes(&lists, Some("trade"), None), ["trade", "a-base", "base"]);
        assert_eq!(codes(&lists, Some("trade"), Some("AT")), ["austria", "trade", "a-base", "base"]);
    }

    #[test]
    fn of_several_groups_the_list_with_the_higher_priority_wins_wherever_the_group_stands() {
        let mut trade = list(1, "trade", 5);
        trade.terms.customer_group = Some("trade".parse().unwrap());
        let mut staff = list(2, "staff", 9);
        staff.terms.customer_group = Some("staff".parse().unwrap());
        let lists = [list(3, "base", 0), trade, staff];
        for groups in [["trade", "staff"], ["staff", "trade"]] {
            assert_eq!(codes_for(&lists, None, &groups, None), ["staff", "trade", "base"]);
        }
        assert_eq!(codes_for(&lists, Some("trade"), &["staff"], None), ["staff", "trade", "base"]);
        assert_eq!(codes_for(&lists, None, &["trade", "gold"], None), ["trade", "base"]);
    }

    #[test]
    fn a_list_ends_just_before_its_end() {
        let mut sale = list(1, "sale", 0);
        (sale.terms.starts_at, sale.terms.ends_at) =
            (Some(Timestamp::from_micros(10)), Some(Timestamp::from_micros(20)));
        let held: Vec<bool> =
            [9, 10, 19, 20].into_iter().map(|at| sale.holds_at(Timestamp::from_micros(at))).collect();
        assert_eq!(held, [false, true, true, false]);
    }
}
