//! Prices of one variant in one list: tiers, periods, and what a change does to those already there.

use kernel_base::{Timestamp, UnitPrice};
use pricing_contracts::Tier;
use shared_contracts::{Code, PriceId, PriceListId, Quantity, Sku};

use crate::domain::history::HistoryEntry;
use crate::domain::price_list::PriceList;

/// The highest unit price: a thousand million major units, so that a line still fits in 64 bits.
pub(crate) const MAX_UNIT_PRICE: UnitPrice = UnitPrice::from_micros(1_000_000_000_000_000);
/// The most tiers of one variant in one list.
pub(crate) const MAX_TIERS: usize = 50;

/// One price of one tier in one period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Price {
    pub(crate) id: PriceId,
    pub(crate) price_list_id: PriceListId,
    pub(crate) min_quantity: Quantity,
    pub(crate) unit_price: UnitPrice,
    pub(crate) valid_from: Timestamp,
    pub(crate) valid_until: Option<Timestamp>,
}

impl Price {
    pub(crate) fn holds_at(&self, at: Timestamp) -> bool {
        self.valid_from <= at && self.valid_until.is_none_or(|until| at < until)
    }
}

/// Everything needed to price one variant.
#[derive(Debug, Clone, Default)]
pub(crate) struct VariantPrices {
    /// Absent until catalog has told of the variant, like the class.
    pub(crate) sku: Option<Sku>,
    pub(crate) tax_class: Option<Code>,
    /// In all lists.
    pub(crate) prices: Vec<Price>,
    /// Of the price of one piece, in all lists.
    pub(crate) history: Vec<HistoryEntry>,
}

/// The price of so many pieces: the first of the ranked lists that has one, and in it the highest tier reached.
pub(crate) fn find_price<'p>(
    ranked: &[&'p PriceList],
    prices: &'p [Price],
    quantity: Quantity,
    at: Timestamp,
) -> Option<(&'p PriceList, &'p Price)> {
    ranked.iter().filter(|list| list.holds_at(at)).find_map(|list| {
        prices
            .iter()
            .filter(|price| {
                price.price_list_id == list.id && price.min_quantity <= quantity && price.holds_at(at)
            })
            .max_by_key(|price| price.min_quantity)
            .map(|price| (*list, price))
    })
}

/// All tiers of the first of the ranked lists that has any, by quantity.
pub(crate) fn find_tiers<'p>(
    ranked: &[&'p PriceList],
    prices: &'p [Price],
    at: Timestamp,
) -> Option<(&'p PriceList, Vec<&'p Price>)> {
    ranked.iter().filter(|list| list.holds_at(at)).find_map(|list| {
        let mut tiers: Vec<&Price> =
            prices.iter().filter(|price| price.price_list_id == list.id && price.holds_at(at)).collect();
        tiers.sort_by_key(|price| price.min_quantity);
        (!tiers.is_empty()).then_some((*list, tiers))
    })
}

/// New tiers for a variant in a list: from then, until then or until the next change already planned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TierChange {
    pub(crate) tiers: Vec<Tier>,
    pub(crate) valid_from: Timestamp,
    pub(crate) valid_until: Option<Timestamp>,
}

/// A change that cannot be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum InvalidChange {
    TooManyTiers,
    RepeatedTier,
    NegativePrice,
    PriceTooHigh,
    InPast,
    EmptyPeriod,
    /// Another change already begins within the period.
    PeriodOverlap,
}

/// A price to insert.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct NewPrice {
    pub(crate) min_quantity: Quantity,
    pub(crate) unit_price: UnitPrice,
    pub(crate) valid_from: Timestamp,
    pub(crate) valid_until: Option<Timestamp>,
}

/// What the history keeps of a change: the tier has this price in the change's period; none means it has none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TierEntry {
    pub(crate) min_quantity: Quantity,
    pub(crate) unit_price: Option<UnitPrice>,
}

/// What a change does to the rows of a variant in a list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct PricePlan {
    /// Never held for a moment.
    pub(crate) delete: Vec<PriceId>,
    /// End when the change begins.
    pub(crate) end: Vec<PriceId>,
    pub(crate) insert: Vec<NewPrice>,
    /// The tiers that change, from the beginning of the change until `valid_until`.
    pub(crate) entries: Vec<TierEntry>,
    pub(crate) valid_until: Option<Timestamp>,
}

impl TierChange {
    /// Checks what can be checked without knowing the prices already there.
    pub(crate) fn validate(&self, now: Timestamp) -> Result<(), InvalidChange> {
        if self.tiers.len() > MAX_TIERS {
            return Err(InvalidChange::TooManyTiers);
        }
        let mut quantities: Vec<Quantity> = self.tiers.iter().map(|tier| tier.min_quantity).collect();
        quantities.sort_unstable();
        if quantities.windows(2).any(|pair| pair[0] == pair[1]) {
            return Err(InvalidChange::RepeatedTier);
        }
        if self.tiers.iter().any(|tier| tier.unit_price < UnitPrice::default()) {
            return Err(InvalidChange::NegativePrice);
        }
        if self.tiers.iter().any(|tier| tier.unit_price > MAX_UNIT_PRICE) {
            return Err(InvalidChange::PriceTooHigh);
        }
        if self.valid_from < now {
            return Err(InvalidChange::InPast);
        }
        if self.valid_until.is_some_and(|until| until <= self.valid_from) {
            return Err(InvalidChange::EmptyPeriod);
        }
        Ok(())
    }

    /// What the change does to `prices`, all of one variant in one list. A temporary change gives way to the prices
    /// before it when it ends; a lasting one gives way to the next change already planned.
    pub(crate) fn plan(&self, prices: &[Price]) -> Result<PricePlan, InvalidChange> {
        let from = self.valid_from;
        let next = prices.iter().map(|price| price.valid_from).filter(|start| *start > from).min();
        if let (Some(next), Some(until)) = (next, self.valid_until)
            && next < until
        {
            return Err(InvalidChange::PeriodOverlap);
        }
        let end = self.valid_until.or(next);
        let reaches_end = |until: Option<Timestamp>| match (until, end) {
            (None, _) => true,
            (Some(until), Some(end)) => until >= end,
            (Some(_), None) => false,
        };
        let in_force: Vec<&Price> = prices.iter().filter(|price| price.holds_at(from)).collect();
        let mut plan = PricePlan { valid_until: end, ..PricePlan::default() };
        let mut kept = Vec::new();
        for price in &in_force {
            let new = self.tiers.iter().find(|tier| tier.min_quantity == price.min_quantity);
            if new.is_some_and(|tier| tier.unit_price == price.unit_price) && reaches_end(price.valid_until) {
                kept.push(price.min_quantity);
            } else {
                plan.replace(price, new, from);
            }
        }
        for tier in self.tiers.iter().filter(|tier| !kept.contains(&tier.min_quantity)) {
            let Tier { min_quantity, unit_price } = *tier;
            plan.insert.push(NewPrice { min_quantity, unit_price, valid_from: from, valid_until: end });
            plan.entries.push(TierEntry { min_quantity, unit_price: Some(unit_price) });
        }
        Ok(plan)
    }
}

impl PricePlan {
    /// True when the tiers are already as wanted.
    pub(crate) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Cuts a price out of the plan's period, in which `new` or nothing takes its place.
    fn replace(&mut self, price: &Price, new: Option<&Tier>, from: Timestamp) {
        let Price { id, min_quantity, unit_price, valid_from, valid_until, .. } = *price;
        if valid_from == from {
            self.delete.push(id);
        } else {
            self.end.push(id);
        }
        if new.is_none() {
            self.entries.push(TierEntry { min_quantity, unit_price: None });
        }
        if let Some(end) = self.valid_until
            && valid_until.is_none_or(|until| until > end)
        {
            self.insert.push(NewPrice { min_quantity, unit_price, valid_from: end, valid_until });
        }
    }
}

#[cfg(test)]
mod tests {
    use kernel_base::Id;
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;
    use crate::domain::price_list::tests::list;

    fn quantity(pieces: i64) -> Quantity {
        Quantity::try_new(pieces).unwrap()
    }

    fn at(moment: i64) -> Timestamp {
        Timestamp::from_micros(moment)
    }

    fn tier(min_quantity: i64, micros: i64) -> Tier {
        Tier { min_quantity: quantity(min_quantity), unit_price: UnitPrice::from_micros(micros) }
    }

    fn change(tiers: Vec<Tier>, from: i64, until: Option<i64>) -> TierChange {
        TierChange { tiers, valid_from: at(from), valid_until: until.map(at) }
    }

    /// What the store does with a plan.
    fn apply(prices: &mut Vec<Price>, plan: &PricePlan, from: Timestamp, ids: &mut u128) {
        prices.retain(|price| !plan.delete.contains(&price.id));
        for price in prices.iter_mut().filter(|price| plan.end.contains(&price.id)) {
            price.valid_until = Some(from);
        }
        for new in &plan.insert {
            *ids += 1;
            prices.push(Price {
                id: Id::from_uuid(Uuid::from_u128(*ids)),
                price_list_id: Id::from_uuid(Uuid::from_u128(1)),
                min_quantity: new.min_quantity,
                unit_price: new.unit_price,
                valid_from: new.valid_from,
                valid_until: new.valid_until,
            });
        }
    }

    fn tiers_at(prices: &[Price], moment: i64) -> Vec<(i64, i64)> {
        let lists = [list(1, "base", 0)];
        find_tiers(&[&lists[0]], prices, at(moment)).map_or_else(Vec::new, |(_, tiers)| {
            tiers.iter().map(|price| (price.min_quantity.into(), price.unit_price.micros())).collect()
        })
    }

    fn any_tiers() -> impl Strategy<Value = Vec<Tier>> {
        prop::collection::btree_map(prop::sample::select(vec![1_i64, 10, 100]), 0_i64..3, 0..3)
            .prop_map(|tiers| tiers.into_iter().map(|(quantity, micros)| tier(quantity, micros)).collect())
    }

    proptest! {
        #[test]
        fn a_change_holds_in_its_period_and_nowhere_else(
            changes in prop::collection::vec((any_tiers(), 0_i64..10, prop::option::of(1_i64..6)), 1..12),
        ) {
            let (mut prices, mut ids) = (Vec::new(), 0);
            let mut history: Vec<(TierEntry, Timestamp, Option<Timestamp>)> = Vec::new();
            for (tiers, from, length) in changes {
                let change = change(tiers, from, length.map(|length| from + length));
                let before: Vec<_> = (0..20).map(|moment| tiers_at(&prices, moment)).collect();
                let Ok(plan) = change.plan(&prices) else { continue };
                let next = prices.iter().map(|price| price.valid_from).filter(|start| *start > at(from)).min();
                let end = change.valid_until.or(next);
                let wanted: Vec<(i64, i64)> =
                    change.tiers.iter().map(|tier| (tier.min_quantity.into(), tier.unit_price.micros())).collect();
                apply(&mut prices, &plan, change.valid_from, &mut ids);
                history.extend(plan.entries.iter().map(|entry| (*entry, change.valid_from, plan.valid_until)));
                for (moment, before) in (0_i64..20).zip(&before) {
                    let within = moment >= from && end.is_none_or(|end| at(moment) < end);
                    prop_assert_eq!(&tiers_at(&prices, moment), if within { &wanted } else { before }, "at {}", moment);
                }
                for (moment, min_quantity) in (0_i64..20).flat_map(|moment| [(moment, 1), (moment, 10), (moment, 100)]) {
                    let now = tiers_at(&prices, moment).into_iter().find(|tier| tier.0 == min_quantity).map(|tier| tier.1);
                    let told = history
                        .iter()
                        .rfind(|(entry, from, until)| {
                            entry.min_quantity == quantity(min_quantity)
                                && *from <= at(moment)
                                && until.is_none_or(|until| at(moment) < until)
                        })
                        .and_then(|(entry, ..)| entry.unit_price)
                        .map(UnitPrice::micros);
                    prop_assert_eq!(told, now, "history at {} of {}", moment, min_quantity);
                }
                let overlaps = prices.iter().enumerate().any(|(index, one)| prices[index + 1..].iter().any(|two| {
                    one.min_quantity == two.min_quantity && (one.holds_at(two.valid_from) || two.holds_at(one.valid_from))
                }));
                prop_assert!(!overlaps);
            }
        }

        #[test]
        fn more_pieces_never_reach_a_lower_tier(tiers in any_tiers(), few in 1_i64..200, more in 0_i64..200) {
            let (mut prices, mut ids) = (Vec::new(), 0);
            let change = change(tiers, 0, None);
            apply(&mut prices, &change.plan(&[]).unwrap(), at(0), &mut ids);
            let lists = [list(1, "base", 0)];
            let reached = |pieces| {
                find_price(&[&lists[0]], &prices, quantity(pieces), at(1)).map(|(_, price)| price.min_quantity)
            };
            prop_assert!(reached(few) <= reached(few + more));
            prop_assert!(reached(few).is_none_or(|min| i64::from(min) <= few));
        }
    }

    #[test]
    fn the_same_tiers_again_change_nothing() {
        let (mut prices, mut ids) = (Vec::new(), 0);
        let first = change(vec![tier(1, 2_950_000), tier(32, 2_550_000)], 0, None);
        apply(&mut prices, &first.plan(&[]).unwrap(), at(0), &mut ids);
        let again = TierChange { valid_from: at(5), ..first };
        assert!(again.plan(&prices).unwrap().is_empty());
    }

    #[test]
    fn a_temporary_price_gives_way_to_the_one_before() {
        let (mut prices, mut ids) = (Vec::new(), 0);
        apply(&mut prices, &change(vec![tier(1, 10)], 0, None).plan(&[]).unwrap(), at(0), &mut ids);
        let sale = change(vec![tier(1, 8)], 5, Some(9)).plan(&prices).unwrap();
        apply(&mut prices, &sale, at(5), &mut ids);
        let seen: Vec<_> = [4, 5, 8, 9].into_iter().map(|moment| tiers_at(&prices, moment)).collect();
        assert_eq!(seen, [vec![(1, 10)], vec![(1, 8)], vec![(1, 8)], vec![(1, 10)]]);
        let across = change(vec![tier(1, 7)], 7, Some(12)).plan(&prices);
        assert_eq!(across, Err(InvalidChange::PeriodOverlap));
    }

    #[test]
    fn a_list_without_the_quantity_leaves_it_to_the_next_list() {
        let lists = [list(1, "bulk", 9), list(2, "base", 0)];
        let price = |list: u128, min_quantity, micros| Price {
            id: Id::from_uuid(Uuid::from_u128(list)),
            price_list_id: Id::from_uuid(Uuid::from_u128(list)),
            min_quantity: quantity(min_quantity),
            unit_price: UnitPrice::from_micros(micros),
            valid_from: at(0),
            valid_until: None,
        };
        let prices = [price(1, 10, 5), price(2, 1, 7)];
        let found = |pieces| {
            find_price(&[&lists[0], &lists[1]], &prices, quantity(pieces), at(1))
                .map(|(list, price)| (list.terms.code.to_string(), price.unit_price.micros()))
        };
        assert_eq!(found(9), Some(("base".to_owned(), 7)));
        assert_eq!(found(10), Some(("bulk".to_owned(), 5)));
    }

    #[test]
    fn what_makes_no_sense_is_refused() {
        let refused = |change: TierChange| change.validate(at(5)).unwrap_err();
        assert_eq!(refused(change(vec![tier(1, -1)], 5, None)), InvalidChange::NegativePrice);
        assert_eq!(refused(change(vec![tier(1, 1), tier(1, 2)], 5, None)), InvalidChange::RepeatedTier);
        assert_eq!(refused(change(vec![tier(1, i64::MAX)], 5, None)), InvalidChange::PriceTooHigh);
        assert_eq!(refused(change(vec![], 4, None)), InvalidChange::InPast);
        assert_eq!(refused(change(vec![], 5, Some(5))), InvalidChange::EmptyPeriod);
        let many = (1..=51).map(|pieces| tier(pieces, 1)).collect();
        assert_eq!(refused(change(many, 5, None)), InvalidChange::TooManyTiers);
    }
}
