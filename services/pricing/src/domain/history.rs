//! What a piece cost when: the lowest price before a reduction, which a shop in the European Union must show.

use std::collections::BTreeSet;

use kernel_base::{Timestamp, UnitPrice};
use shared_contracts::PriceListId;

use crate::domain::LOWEST_PRICE_WINDOW;
use crate::domain::price_list::PriceList;

/// A change said: in this period, one piece has this price in the list; none means it has none there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct HistoryEntry {
    pub(crate) price_list_id: PriceListId,
    pub(crate) unit_price: Option<UnitPrice>,
    pub(crate) valid_from: Timestamp,
    pub(crate) valid_until: Option<Timestamp>,
    /// Which change of the variant's prices in the list it was: where two periods overlap, the later word counts.
    pub(crate) version: i64,
}

impl HistoryEntry {
    fn holds_at(&self, at: Timestamp) -> bool {
        self.valid_from <= at && self.valid_until.is_none_or(|until| at < until)
    }
}

/// The lowest price of one piece that was asked in the 30 days before `until`, the first list with a price deciding at
/// every moment. Of each list, all versions are wanted: what was asked follows from the terms it had then.
pub(crate) fn lowest_before(
    ranked: &[&PriceList],
    history: &[HistoryEntry],
    until: Timestamp,
) -> Option<UnitPrice> {
    let from = until.minus(LOWEST_PRICE_WINDOW);
    let moments = turns(ranked, history).filter(|moment| (from..until).contains(moment)).chain([from]);
    moments.filter_map(|moment| asked_at(ranked, history, moment)).min()
}

/// When the price asked at `at` began to be asked, looking back no further than the history reaches.
pub(crate) fn asked_since(ranked: &[&PriceList], history: &[HistoryEntry], at: Timestamp) -> Timestamp {
    let asked = asked_at(ranked, history, at);
    let moments: BTreeSet<Timestamp> = turns(ranked, history).filter(|moment| *moment <= at).collect();
    moments
        .into_iter()
        .rev()
        .take_while(|moment| asked_at(ranked, history, *moment) == asked)
        .last()
        .unwrap_or(at)
}

/// The moments at which the price asked may change.
fn turns<'h>(ranked: &'h [&PriceList], history: &'h [HistoryEntry]) -> impl Iterator<Item = Timestamp> + 'h {
    let of_prices = history.iter().flat_map(|entry| [Some(entry.valid_from), entry.valid_until]).flatten();
    ranked.iter().flat_map(|list| list.turns()).chain(of_prices)
}

fn asked_at(ranked: &[&PriceList], history: &[HistoryEntry], at: Timestamp) -> Option<UnitPrice> {
    ranked.iter().filter(|list| list.holds_at(at)).find_map(|list| {
        history
            .iter()
            .filter(|entry| entry.price_list_id == list.id && entry.holds_at(at))
            .max_by_key(|entry| entry.version)
            .and_then(|entry| entry.unit_price)
    })
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use kernel_base::Id;

    use super::*;
    use crate::domain::price_list::tests::list;

    const DAY: Duration = Duration::from_secs(24 * 60 * 60);

    fn day(number: u32) -> Timestamp {
        Timestamp::EPOCH.plus(DAY * number)
    }

    /// The versions count the days.
    fn entry(list: u128, from_day: u32, micros: Option<i64>) -> HistoryEntry {
        HistoryEntry {
            price_list_id: Id::from_uuid(uuid::Uuid::from_u128(list)),
            unit_price: micros.map(UnitPrice::from_micros),
            valid_from: day(from_day),
            valid_until: None,
            version: i64::from(from_day) + 1,
        }
    }

    #[test]
    fn the_price_in_force_when_the_window_opens_counts() {
        let base = list(1, "base", 0);
        let history = [entry(1, 0, Some(8)), entry(1, 50, Some(12)), entry(1, 90, Some(9))];
        let lowest = |until| lowest_before(&[&base], &history, day(until)).map(UnitPrice::micros);
        assert_eq!(lowest(0), None);
        assert_eq!(lowest(79), Some(8)); // day 49 is the first of the window
        assert_eq!(lowest(80), Some(12));
        assert_eq!(lowest(90), Some(12));
        assert_eq!(lowest(91), Some(9));
    }

    #[test]
    fn what_no_list_in_force_asked_does_not_count() {
        let base = list(1, "base", 0);
        let mut sale = list(2, "sale", 9);
        (sale.terms.starts_at, sale.terms.ends_at) = (Some(day(40)), Some(day(45)));
        let history = [entry(1, 0, Some(10)), entry(2, 0, Some(7)), entry(1, 60, None)];
        let lowest = |until| lowest_before(&[&sale, &base], &history, day(until)).map(UnitPrice::micros);
        assert_eq!(lowest(40), Some(10));
        assert_eq!(lowest(45), Some(7));
        assert_eq!(lowest(76), Some(10));
        assert_eq!(lowest(100), None);
    }

    #[test]
    fn a_sale_list_that_is_used_again_still_was_what_it_was() {
        let base = list(1, "base", 0);
        let mut june = list(2, "sale", 9);
        (june.terms.starts_at, june.terms.ends_at) = (Some(day(40)), Some(day(45)));
        let mut july = june.clone();
        (july.terms.starts_at, july.terms.ends_at) = (Some(day(60)), Some(day(65)));
        (june.in_force.until, july.in_force.from) = (Some(day(50)), Some(day(50)));
        let history = [entry(1, 0, Some(10)), entry(2, 0, Some(7))];
        let ranked = [&june, &july, &base];
        let asked = [44, 45, 59, 60, 65].map(|on_day| asked_at(&ranked, &history, day(on_day)));
        assert_eq!(asked.map(|price| price.map(UnitPrice::micros)), [7, 10, 10, 7, 10].map(Some));
        let lowest = |until| lowest_before(&ranked, &history, day(until)).map(UnitPrice::micros);
        assert_eq!((lowest(60), lowest(74)), (Some(7), Some(7)), "what the sale in June asked counts");
        assert_eq!(lowest_before(&[&july, &base], &history, day(60)).map(UnitPrice::micros), Some(10));
    }

    #[test]
    fn a_price_is_asked_since_it_last_changed() {
        let base = list(1, "base", 0);
        let history = [entry(1, 0, Some(10)), entry(1, 5, Some(8)), entry(1, 9, Some(8))];
        assert_eq!(asked_since(&[&base], &history, day(20)), day(5));
        assert_eq!(asked_since(&[&base], &history, day(4)), day(0));
        assert_eq!(asked_since(&[&base], &[], day(4)), day(4));
    }

    #[test]
    fn where_two_changes_overlap_the_later_word_counts_until_it_ends() {
        let base = list(1, "base", 0);
        let sale = HistoryEntry { valid_until: Some(day(7)), version: 9, ..entry(1, 5, Some(6)) };
        let history = [sale, entry(1, 0, Some(10))];
        let asked = |on_day| asked_at(&[&base], &history, day(on_day)).map(UnitPrice::micros);
        assert_eq!([asked(4), asked(5), asked(7)], [Some(10), Some(6), Some(10)]);
        assert_eq!(lowest_before(&[&base], &history, day(37)).map(UnitPrice::micros), Some(10));
        assert_eq!(lowest_before(&[&base], &history, day(36)).map(UnitPrice::micros), Some(6));
    }
}
