//! From exact prices to whole minor units: net, tax and gross of each item under a named rounding policy.

use kernel_base::{Currency, Money, MoneyError, UnitPrice, allocate, mul_div};
use pricing_contracts::{QuoteTotals, RoundingLevel, RoundingPolicy, RoundingTarget};

/// Rates are parts per million.
pub(crate) const WHOLE_PPM: i64 = 1_000_000;

/// What a unit price states.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stated {
    /// Tax comes on top.
    Net,
    /// Tax is contained.
    Gross,
    /// Tax is contained but not due: it is taken off.
    GrossUntaxed,
}

/// How an item is taxed. Items of equal taxation are rounded together at [`RoundingLevel::Total`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Taxation {
    pub(crate) stated: Stated,
    pub(crate) rate_ppm: i64,
}

/// Some pieces at one price, not negative.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Item {
    pub(crate) unit_price: UnitPrice,
    pub(crate) quantity: i64,
    pub(crate) taxation: Taxation,
}

/// Whole minor units; gross = net + tax.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Amounts {
    pub(crate) net: i64,
    pub(crate) tax: i64,
    pub(crate) gross: i64,
}

impl Item {
    /// Unit price × quantity in millionths of the major unit, before any rounding.
    pub(crate) fn exact(&self) -> Result<i64, MoneyError> {
        self.unit_price.micros().checked_mul(self.quantity).ok_or(MoneyError::Overflow)
    }
}

impl Amounts {
    pub(crate) fn new(net: i64, tax: i64) -> Result<Self, MoneyError> {
        Ok(Self { net, tax, gross: net.checked_add(tax).ok_or(MoneyError::Overflow)? })
    }

    fn checked_mul(self, times: i64) -> Result<Self, MoneyError> {
        let scaled = |minor: i64| minor.checked_mul(times).ok_or(MoneyError::Overflow);
        Self::new(scaled(self.net)?, scaled(self.tax)?)
    }

    pub(crate) fn checked_add(self, other: Self) -> Result<Self, MoneyError> {
        let sum = |left: i64, right: i64| left.checked_add(right).ok_or(MoneyError::Overflow);
        Self::new(sum(self.net, other.net)?, sum(self.tax, other.tax)?)
    }

    pub(crate) fn in_currency(self, currency: Currency) -> QuoteTotals {
        let money = |minor| Money::new(minor, currency);
        QuoteTotals { net: money(self.net), tax: money(self.tax), gross: money(self.gross) }
    }

    /// The figure that the unit price states.
    pub(crate) fn stated(&self, stated: Stated) -> i64 {
        match stated {
            Stated::Net | Stated::GrossUntaxed => self.net,
            Stated::Gross => self.gross,
        }
    }
}

/// The amounts of every item, in the same order.
pub(crate) fn round_items(
    items: &[Item],
    currency: Currency,
    policy: RoundingPolicy,
) -> Result<Vec<Amounts>, MoneyError> {
    let scale = micros_per_minor(currency)?;
    match policy.level {
        RoundingLevel::Unit => items
            .iter()
            .map(|item| {
                round_once(item.unit_price.micros(), item.taxation, scale, policy)?.checked_mul(item.quantity)
            })
            .collect(),
        RoundingLevel::Line => {
            items.iter().map(|item| round_once(item.exact()?, item.taxation, scale, policy)).collect()
        }
        RoundingLevel::Total => round_groups(items, scale, policy),
    }
}

fn micros_per_minor(currency: Currency) -> Result<i64, MoneyError> {
    Ok(UnitPrice::from_money(Money::new(1, currency))?.micros())
}

/// Splits an exact stated amount; each figure is rounded once, straight from what is exact.
fn round_once(
    exact: i64,
    taxation: Taxation,
    scale: i64,
    policy: RoundingPolicy,
) -> Result<Amounts, MoneyError> {
    let round = |numerator, denominator| mul_div(exact, numerator, denominator, policy.mode);
    let Taxation { stated, rate_ppm } = taxation;
    let with_tax = WHOLE_PPM + rate_ppm;
    match stated {
        Stated::Net => {
            let net = round(1, scale)?;
            let tax = match policy.target {
                RoundingTarget::Net => mul_div(net, rate_ppm, WHOLE_PPM, policy.mode)?,
                RoundingTarget::Tax => round(rate_ppm, WHOLE_PPM * scale)?,
                RoundingTarget::Gross => round(with_tax, WHOLE_PPM * scale)? - net,
            };
            Amounts::new(net, tax)
        }
        Stated::Gross => {
            let gross = round(1, scale)?;
            let tax = match policy.target {
                RoundingTarget::Gross => mul_div(gross, rate_ppm, with_tax, policy.mode)?,
                RoundingTarget::Tax => round(rate_ppm, with_tax * scale)?,
                RoundingTarget::Net => gross - round(WHOLE_PPM, with_tax * scale)?,
            };
            Amounts::new(gross - tax, tax)
        }
        Stated::GrossUntaxed => Amounts::new(round(WHOLE_PPM, with_tax * scale)?, 0),
    }
}

/// Rounds each group of equal taxation once and shares the result out over its items.
///
/// The stated amount is shared in proportion to the exact amounts; the tax in proportion to the shared amounts, so that
/// an item which got nothing pays no tax and no item pays more tax than it contains.
fn round_groups(items: &[Item], scale: i64, policy: RoundingPolicy) -> Result<Vec<Amounts>, MoneyError> {
    let mut groups: Vec<(Taxation, Vec<usize>)> = Vec::new();
    for (index, item) in items.iter().enumerate() {
        match groups.iter_mut().find(|(taxation, _)| *taxation == item.taxation) {
            Some((_, members)) => members.push(index),
            None => groups.push((item.taxation, vec![index])),
        }
    }
    let mut amounts = vec![Amounts::default(); items.len()];
    for (taxation, members) in groups {
        let exact = members.iter().map(|index| items[*index].exact()).collect::<Result<Vec<_>, _>>()?;
        let sum =
            exact.iter().try_fold(0_i64, |sum, part| sum.checked_add(*part)).ok_or(MoneyError::Overflow)?;
        let whole = round_once(sum, taxation, scale, policy)?;
        let stated = allocate(whole.stated(taxation.stated), &exact)?;
        let taxes = allocate(whole.tax, &stated)?;
        for ((index, stated), tax) in members.into_iter().zip(stated).zip(taxes) {
            amounts[index] = match taxation.stated {
                Stated::Net | Stated::GrossUntaxed => Amounts::new(stated, tax)?,
                Stated::Gross => Amounts::new(stated - tax, tax)?,
            };
        }
    }
    Ok(amounts)
}

#[cfg(test)]
mod tests {
    use kernel_base::Rounding;
    use proptest::prelude::*;

    use super::*;

    fn policy(mode: Rounding, level: RoundingLevel, target: RoundingTarget) -> RoundingPolicy {
        RoundingPolicy { mode, level, target }
    }

    fn any_policy() -> impl Strategy<Value = RoundingPolicy> {
        (
            prop::sample::select(vec![Rounding::HalfUp, Rounding::HalfEven, Rounding::Down, Rounding::Up]),
            prop::sample::select(vec![RoundingLevel::Unit, RoundingLevel::Line, RoundingLevel::Total]),
            prop::sample::select(vec![RoundingTarget::Net, RoundingTarget::Tax, RoundingTarget::Gross]),
        )
            .prop_map(|(mode, level, target)| policy(mode, level, target))
    }

    fn any_item() -> impl Strategy<Value = Item> {
        (
            prop_oneof![Just(0_i64), Just(1_000), 0_i64..100_000_000, 0_i64..1_000_000_000_000],
            1_i64..=10_000,
            prop::sample::select(vec![Stated::Net, Stated::Gross, Stated::GrossUntaxed]),
            prop::sample::select(vec![0_i64, 50_000, 99_750, 190_000, 200_000, 1_000_000]),
        )
            .prop_map(|(micros, quantity, stated, rate_ppm)| Item {
                unit_price: UnitPrice::from_micros(micros),
                quantity,
                taxation: Taxation { stated, rate_ppm },
            })
    }

    fn item(price: &str, quantity: i64, stated: Stated, rate_ppm: i64) -> Item {
        Item { unit_price: price.parse().unwrap(), quantity, taxation: Taxation { stated, rate_ppm } }
    }

    fn one(item: Item, policy: RoundingPolicy) -> (i64, i64, i64) {
        let amounts = round_items(&[item], Currency::GBP, policy).unwrap()[0];
        (amounts.net, amounts.tax, amounts.gross)
    }

    proptest! {
        #[test]
        fn net_and_tax_are_gross_and_nothing_is_negative(
            items in prop::collection::vec(any_item(), 1..40), policy in any_policy(),
        ) {
            for amounts in round_items(&items, Currency::EUR, policy).unwrap() {
                prop_assert_eq!(amounts.net + amounts.tax, amounts.gross);
                prop_assert!(amounts.net >= 0 && amounts.tax >= 0, "{:?}", amounts);
            }
        }

        #[test]
        fn goods_given_away_cost_nothing(quantity in 1_i64..1_000_000, rate in 0_i64..1_000_000, policy in any_policy()) {
            let free = item("0", quantity, Stated::Net, rate);
            prop_assert_eq!(one(free, policy), (0, 0, 0));
        }

        #[test]
        fn a_line_is_off_by_less_than_a_minor_unit(item in any_item(), policy in any_policy()) {
            prop_assume!(policy.level != RoundingLevel::Unit);
            let amounts = round_items(&[item], Currency::EUR, policy).unwrap()[0];
            if item.taxation.stated != Stated::GrossUntaxed {
                let off = amounts.stated(item.taxation.stated) * 10_000 - item.exact().unwrap();
                prop_assert!(off.abs() < 10_000);
            }
        }

        #[test]
        fn the_total_is_off_by_less_than_a_minor_unit_however_many_lines(
            micros in prop::collection::vec(0_i64..1_000_000, 1..200), mode in Just(Rounding::HalfUp),
        ) {
            let policy = policy(mode, RoundingLevel::Total, RoundingTarget::Tax);
            let items: Vec<Item> = micros
                .iter()
                .map(|micros| Item {
                    unit_price: UnitPrice::from_micros(*micros),
                    quantity: 1,
                    taxation: Taxation { stated: Stated::Net, rate_ppm: 200_000 },
                })
                .collect();
            let net: i64 = round_items(&items, Currency::GBP, policy).unwrap().iter().map(|one| one.net).sum();
            prop_assert!((net * 10_000 - micros.iter().sum::<i64>()).abs() * 2 <= 10_000);
        }

        #[test]
        fn a_price_with_tax_and_the_same_price_without_agree_on_the_gross(
            minor in 0_i64..1_000_000, rate in prop::sample::select(vec![50_000_i64, 190_000, 200_000]),
        ) {
            let exclusive = policy(Rounding::HalfUp, RoundingLevel::Line, RoundingTarget::Gross);
            let net = Item {
                unit_price: UnitPrice::from_money(Money::new(minor, Currency::EUR)).unwrap(),
                quantity: 1,
                taxation: Taxation { stated: Stated::Net, rate_ppm: rate },
            };
            let (net_minor, tax, gross) = one(net, exclusive);
            let inclusive = Item {
                unit_price: UnitPrice::from_money(Money::new(gross, Currency::EUR)).unwrap(),
                taxation: Taxation { stated: Stated::Gross, rate_ppm: rate },
                ..net
            };
            prop_assert_eq!(one(inclusive, exclusive), (net_minor, tax, gross));
        }
    }

    #[test]
    fn the_level_decides_where_a_tenth_of_a_penny_goes() {
        let at = |level| policy(Rounding::HalfUp, level, RoundingTarget::Tax);
        let pads = item("0.001", 5, Stated::Net, 0);
        assert_eq!(one(pads, at(RoundingLevel::Unit)), (0, 0, 0));
        assert_eq!(one(pads, at(RoundingLevel::Line)), (1, 0, 1));
        let two = round_items(&[pads, pads], Currency::GBP, at(RoundingLevel::Total)).unwrap();
        assert_eq!(two.iter().map(|line| line.net).collect::<Vec<_>>(), [1, 0]);
    }

    #[test]
    fn the_target_decides_which_figure_is_right_to_the_penny() {
        let at = |target| policy(Rounding::HalfUp, RoundingLevel::Line, target);
        // 0.125 net at 20 %: the exact tax is 0.025, the exact gross 0.15.
        let fine = item("0.125", 1, Stated::Net, 200_000);
        assert_eq!(one(fine, at(RoundingTarget::Net)), (13, 3, 16));
        assert_eq!(one(fine, at(RoundingTarget::Tax)), (13, 3, 16));
        assert_eq!(one(fine, at(RoundingTarget::Gross)), (13, 2, 15));
        // 0.123 net at 20 %: tax 0.0246 from the exact net, 0.024 from the rounded one.
        let finer = item("0.123", 1, Stated::Net, 200_000);
        assert_eq!(one(finer, at(RoundingTarget::Net)), (12, 2, 14));
        assert_eq!(one(finer, at(RoundingTarget::Gross)), (12, 3, 15));
        // 0.15 gross at 25 %: net 0.12, tax 0.03, whatever the target.
        for target in [RoundingTarget::Net, RoundingTarget::Tax, RoundingTarget::Gross] {
            assert_eq!(one(item("0.15", 1, Stated::Gross, 250_000), at(target)), (12, 3, 15));
        }
    }

    #[test]
    fn the_mode_decides_the_halves() {
        let at = |mode| policy(mode, RoundingLevel::Line, RoundingTarget::Tax);
        let half = item("0.025", 1, Stated::Net, 0);
        assert_eq!(one(half, at(Rounding::HalfUp)).0, 3);
        assert_eq!(one(half, at(Rounding::HalfEven)).0, 2);
        assert_eq!(one(half, at(Rounding::Down)).0, 2);
        assert_eq!(one(half, at(Rounding::Up)).0, 3);
    }

    #[test]
    fn tax_that_is_not_due_is_taken_off_a_price_that_contains_it() {
        let line = policy(Rounding::HalfUp, RoundingLevel::Line, RoundingTarget::Tax);
        assert_eq!(one(item("12.00", 3, Stated::GrossUntaxed, 200_000), line), (3000, 0, 3000));
    }

    #[test]
    fn sums_that_do_not_fit_are_refused() {
        let line = policy(Rounding::HalfUp, RoundingLevel::Line, RoundingTarget::Tax);
        let dear = item("1000000000", 1_000_000, Stated::Net, 0);
        assert_eq!(round_items(&[dear], Currency::EUR, line), Err(MoneyError::Overflow));
    }
}
