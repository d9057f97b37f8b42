//! A part of an order: net and tax in minor units of the order's currency, and rates of tax.

use kernel_base::{MoneyError, Rounding, mul_div};

/// A rate of tax in parts per million, all taxes together.
pub(crate) type Rate = i32;

/// A rate as pricing tells it; nothing for one beyond all measure.
pub(crate) fn rate(ppm: i64) -> Option<Rate> {
    Rate::try_from(ppm).ok().filter(|rate| (0..=10_000_000).contains(rate))
}

/// Net and tax of a part of an order.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Share {
    pub(crate) net: i64,
    pub(crate) tax: i64,
}

impl Share {
    pub(crate) const fn new(net: i64, tax: i64) -> Self {
        Self { net, tax }
    }

    pub(crate) fn gross(self) -> Result<i64, MoneyError> {
        self.net.checked_add(self.tax).ok_or(MoneyError::Overflow)
    }

    pub(crate) fn plus(self, other: Self) -> Result<Self, MoneyError> {
        let add = |left: i64, right: i64| left.checked_add(right).ok_or(MoneyError::Overflow);
        Ok(Self::new(add(self.net, other.net)?, add(self.tax, other.tax)?))
    }

    pub(crate) fn minus(self, other: Self) -> Result<Self, MoneyError> {
        self.plus(other.negated()?)
    }

    pub(crate) fn negated(self) -> Result<Self, MoneyError> {
        let negate = |value: i64| value.checked_neg().ok_or(MoneyError::Overflow);
        Ok(Self::new(negate(self.net)?, negate(self.tax)?))
    }

    /// Neither part is below zero.
    pub(crate) const fn positive(self) -> bool {
        self.net >= 0 && self.tax >= 0
    }

    pub(crate) const fn is_zero(self) -> bool {
        self.net == 0 && self.tax == 0
    }

    /// Net and tax of `gross` of it, in its own proportion. All of it is exactly itself.
    pub(crate) fn part(self, gross: i64) -> Result<Self, MoneyError> {
        let whole = self.gross()?;
        if whole == 0 {
            return Ok(Self::new(gross, 0));
        }
        let tax = mul_div(self.tax, gross, whole, Rounding::HalfUp)?;
        Ok(Self::new(gross.checked_sub(tax).ok_or(MoneyError::Overflow)?, tax))
    }

    /// The price of the first `pieces` of `quantity`. It is the rest that cancelling the others leaves, so that what is
    /// billed and what is cancelled piece by piece add up to the whole.
    pub(crate) fn first_pieces(self, pieces: i32, quantity: i32) -> Result<Self, MoneyError> {
        let whole = self.gross()?;
        let others = (quantity - pieces).into();
        let cancelled = mul_div(whole, others, quantity.into(), Rounding::HalfUp)?;
        self.part(whole - cancelled)
    }
}

/// The rate of what was ordered before rates were kept, to half a percent: the nearest one that explains the tax.
pub(crate) fn likely_rate(share: Share) -> Rate {
    const STEP: i64 = 5_000;
    let steps = match share.net {
        0 => Ok(0),
        net => mul_div(share.tax, 1_000_000 / STEP, net, Rounding::HalfUp),
    };
    steps.ok().and_then(|steps| steps.checked_mul(STEP)).and_then(rate).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_is_found_again() {
        assert_eq!(likely_rate(Share::new(1000, 200)), 200_000);
        assert_eq!(likely_rate(Share::new(837, 46)), 55_000);
        assert_eq!(likely_rate(Share::new(100, 0)), 0);
        assert_eq!(likely_rate(Share::new(0, 5)), 0);
    }

    #[test]
    fn pieces_add_up_to_the_whole() {
        let line = Share::new(1001, 190);
        let sum: i64 = (1..=7)
            .map(|piece| {
                let upto = |pieces| line.first_pieces(pieces, 7).unwrap().gross().unwrap();
                upto(piece) - upto(piece - 1)
            })
            .sum();
        assert_eq!(sum, 1191);
        assert_eq!(line.first_pieces(7, 7).unwrap(), line);
    }
}
