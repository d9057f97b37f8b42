//! Money: whole minor units and a currency, with checked arithmetic. Unit prices may be finer than a minor unit and
//! stay exact until a named rounding point.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::Currency;

/// Arithmetic that has no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    /// The result does not fit in 64 bits.
    #[error("the amount is too large")]
    Overflow,
    /// Two currencies in one sum.
    #[error("the currencies differ")]
    CurrencyMismatch,
    /// Nothing to divide by.
    #[error("division by zero")]
    DivisionByZero,
    /// Not a decimal number with at most six decimals.
    #[error("expected a decimal number with at most six decimals")]
    Malformed,
}

/// What happens to the part that does not fit; always named at the call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Rounding {
    /// Halves away from zero: what most tax offices expect.
    HalfUp,
    /// Halves to the even neighbour: no drift over many roundings.
    HalfEven,
    /// Towards zero.
    Down,
    /// Away from zero.
    Up,
}

/// `value × numerator ÷ denominator`, rounded once.
pub fn mul_div(value: i64, numerator: i64, denominator: i64, rounding: Rounding) -> Result<i64, MoneyError> {
    if denominator == 0 {
        return Err(MoneyError::DivisionByZero);
    }
    let (product, divisor) = (i128::from(value) * i128::from(numerator), i128::from(denominator));
    let (quotient, remainder) = (product / divisor, product % divisor);
    let sign = if (product < 0) == (divisor < 0) { 1 } else { -1 };
    let twice = remainder.abs() * 2;
    let away = match rounding {
        Rounding::Down => false,
        Rounding::Up => remainder != 0,
        Rounding::HalfUp => twice >= divisor.abs(),
        Rounding::HalfEven => twice > divisor.abs() || (twice == divisor.abs() && quotient % 2 != 0),
    };
    let rounded = if away { quotient + sign } else { quotient };
    i64::try_from(rounded).map_err(|_| MoneyError::Overflow)
}

/// Splits `total` in proportion to `weights` so that the parts always sum to it (largest remainder, ties to the
/// earlier part). With all weights zero the parts are as equal as possible. Weights must not be negative.
///
/// # Errors
/// [`MoneyError::DivisionByZero`] without weights, [`MoneyError::Overflow`] for a negative weight or a sum beyond 64 bits.
pub fn allocate(total: i64, weights: &[i64]) -> Result<Vec<i64>, MoneyError> {
    if weights.is_empty() {
        return if total == 0 { Ok(Vec::new()) } else { Err(MoneyError::DivisionByZero) };
    }
    if weights.iter().any(|weight| *weight < 0) {
        return Err(MoneyError::Overflow);
    }
    let mut sum: i128 = weights.iter().map(|weight| i128::from(*weight)).sum();
    let equal = sum == 0;
    if equal {
        sum = i128::try_from(weights.len()).map_err(|_| MoneyError::Overflow)?;
    }
    let mut parts = Vec::with_capacity(weights.len());
    let mut remainders = Vec::with_capacity(weights.len());
    let mut given = 0_i128;
    for (index, weight) in weights.iter().enumerate() {
        let product = i128::from(total) * if equal { 1 } else { i128::from(*weight) };
        let part = product / sum;
        given += part;
        parts.push(i64::try_from(part).map_err(|_| MoneyError::Overflow)?);
        remainders.push(((product % sum).abs(), index));
    }
    remainders.sort_by(|left, right| right.0.cmp(&left.0).then(left.1.cmp(&right.1)));
    let step = if total < 0 { -1 } else { 1 };
    let mut left = (i128::from(total) - given).abs();
    for (_, index) in remainders {
        if left == 0 {
            break;
        }
        parts[index] += step;
        left -= 1;
    }
    Ok(parts)
}

/// An amount in whole minor units: `{ "amount": 1999, "currency": "EUR" }` is 19.99 euro.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Money {
    /// Minor units (cents), may be negative.
    #[serde(rename = "amount")]
    minor: i64,
    currency: Currency,
}

impl Money {
    /// From minor units.
    #[must_use]
    pub const fn new(minor: i64, currency: Currency) -> Self {
        Self { minor, currency }
    }

    /// Nothing, in a currency.
    #[must_use]
    pub const fn zero(currency: Currency) -> Self {
        Self::new(0, currency)
    }

    /// Minor units.
    #[must_use]
    pub const fn minor(self) -> i64 {
        self.minor
    }

    /// The currency.
    #[must_use]
    pub const fn currency(self) -> Currency {
        self.currency
    }

    /// Sum; errors on overflow or mixed currencies.
    pub fn checked_add(self, other: Self) -> Result<Self, MoneyError> {
        self.same(other)?;
        let minor = self.minor.checked_add(other.minor).ok_or(MoneyError::Overflow)?;
        Ok(Self { minor, ..self })
    }

    /// Difference; errors on overflow or mixed currencies.
    pub fn checked_sub(self, other: Self) -> Result<Self, MoneyError> {
        self.same(other)?;
        let minor = self.minor.checked_sub(other.minor).ok_or(MoneyError::Overflow)?;
        Ok(Self { minor, ..self })
    }

    /// This many times the amount.
    pub fn checked_mul(self, times: i64) -> Result<Self, MoneyError> {
        let minor = self.minor.checked_mul(times).ok_or(MoneyError::Overflow)?;
        Ok(Self { minor, ..self })
    }

    /// Sum of many; zero of `currency` for none.
    pub fn sum(currency: Currency, amounts: impl IntoIterator<Item = Self>) -> Result<Self, MoneyError> {
        amounts.into_iter().try_fold(Self::zero(currency), Self::checked_add)
    }

    fn same(self, other: Self) -> Result<(), MoneyError> {
        if self.currency == other.currency { Ok(()) } else { Err(MoneyError::CurrencyMismatch) }
    }
}

impl fmt::Display for Money {
    /// `19.99 EUR`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} {}",
            decimal(self.minor, self.currency.exponent(), self.currency.exponent()),
            self.currency
        )
    }
}
impl fmt::Debug for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// The price of one piece in millionths of the major unit, so that 0.001 GBP and tax-free prices stay exact.
///
/// Text form (JSON, CSV): a decimal number of major units, `"2.95"`, at most six decimals.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct UnitPrice(i64);

impl UnitPrice {
    const SCALE: u8 = 6;

    /// From millionths of the major unit (column `*_micros`).
    #[must_use]
    pub const fn from_micros(micros: i64) -> Self {
        Self(micros)
    }

    /// Millionths of the major unit.
    #[must_use]
    pub const fn micros(self) -> i64 {
        self.0
    }

    /// The price as whole minor units of one piece would have it, exactly.
    pub fn from_money(money: Money) -> Result<Self, MoneyError> {
        money.minor().checked_mul(micros_per_minor(money.currency())).map(Self).ok_or(MoneyError::Overflow)
    }

    /// Price × quantity, rounded once to minor units.
    pub fn total(self, quantity: i64, currency: Currency, rounding: Rounding) -> Result<Money, MoneyError> {
        mul_div(self.0, quantity, micros_per_minor(currency), rounding)
            .map(|minor| Money::new(minor, currency))
    }
}

fn micros_per_minor(currency: Currency) -> i64 {
    10_i64.pow(u32::from(UnitPrice::SCALE - currency.exponent()))
}

/// `value` with a decimal point `scale` digits from the right; trailing zeros cut down to `keep` decimals.
fn decimal(value: i64, scale: u8, keep: u8) -> String {
    let digits = format!("{:0width$}", value.unsigned_abs(), width = usize::from(scale) + 1);
    let (whole, fraction) = digits.split_at(digits.len() - usize::from(scale));
    let mut fraction = fraction.to_owned();
    while fraction.len() > usize::from(keep) && fraction.ends_with('0') {
        fraction.pop();
    }
    let sign = if value < 0 { "-" } else { "" };
    if fraction.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") }
}

impl fmt::Display for UnitPrice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&decimal(self.0, Self::SCALE, 2))
    }
}
impl fmt::Debug for UnitPrice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for UnitPrice {
    type Err = MoneyError;
    fn from_str(text: &str) -> Result<Self, MoneyError> {
        let (negative, digits) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
        let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        if !all_digits(whole) || !all_digits(fraction) || fraction.len() > usize::from(Self::SCALE) {
            return Err(MoneyError::Malformed);
        }
        let scaled = format!("{whole}{fraction:0<6}").parse::<i64>().map_err(|_| MoneyError::Overflow)?;
        Ok(Self(if negative { -scaled } else { scaled }))
    }
}

impl Serialize for UnitPrice {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
impl<'de> Deserialize<'de> for UnitPrice {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Cow::<'de, str>::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}
impl schemars::JsonSchema for UnitPrice {
    fn schema_name() -> Cow<'static, str> {
        "UnitPrice".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "description": "major units of one piece, exact to six decimals",
            "pattern": r"^-?\d{1,12}(\.\d{1,6})?$",
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn allocated_parts_sum_to_the_total(
            total in -1_000_000_000_i64..1_000_000_000,
            weights in prop::collection::vec(0_i64..1_000_000, 1..50),
        ) {
            let parts = allocate(total, &weights).unwrap();
            prop_assert_eq!(parts.iter().sum::<i64>(), total);
        }

        #[test]
        fn no_part_is_off_by_a_whole_unit(
            total in 0_i64..1_000_000_000,
            weights in prop::collection::vec(1_i64..1_000_000, 1..50),
        ) {
            let sum = i128::from(weights.iter().sum::<i64>());
            for (part, weight) in allocate(total, &weights).unwrap().iter().zip(&weights) {
                let exact = i128::from(total) * i128::from(*weight);
                prop_assert!((i128::from(*part) * sum - exact).abs() < sum);
            }
        }

        #[test]
        fn rounding_is_within_one_and_on_its_side(
            value in -1_000_000_000_i64..1_000_000_000, numerator in -1000_i64..1000, denominator in 1_i64..1000,
        ) {
            let exact = i128::from(value) * i128::from(numerator);
            let distance = |rounded: i64| (i128::from(rounded) * i128::from(denominator) - exact).abs();
            let half_up = mul_div(value, numerator, denominator, Rounding::HalfUp).unwrap();
            let half_even = mul_div(value, numerator, denominator, Rounding::HalfEven).unwrap();
            let down = mul_div(value, numerator, denominator, Rounding::Down).unwrap();
            let up = mul_div(value, numerator, denominator, Rounding::Up).unwrap();
            prop_assert!(distance(half_up) * 2 <= i128::from(denominator));
            prop_assert!(distance(half_even) * 2 <= i128::from(denominator));
            prop_assert!(down.abs() <= up.abs() && (up - down).abs() <= 1);
        }

        #[test]
        fn unit_prices_survive_their_text_form(micros in -1_000_000_000_000_i64..1_000_000_000_000) {
            let price = UnitPrice::from_micros(micros);
            prop_assert_eq!(price.to_string().parse::<UnitPrice>().unwrap(), price);
        }
    }

    #[test]
    fn a_tenth_of_a_penny_stays_exact_until_the_line_is_rounded() {
        let price: UnitPrice = "0.001".parse().unwrap();
        assert_eq!(price.total(1, Currency::GBP, Rounding::HalfUp).unwrap().minor(), 0);
        assert_eq!(price.total(5, Currency::GBP, Rounding::HalfUp).unwrap().minor(), 1);
        assert_eq!(price.total(15, Currency::GBP, Rounding::HalfEven).unwrap().minor(), 2);
        assert_eq!(price.to_string(), "0.001");
    }

    #[test]
    fn halves_go_where_their_mode_says() {
        let half = |rounding| [mul_div(5, 1, 2, rounding).unwrap(), mul_div(-5, 1, 2, rounding).unwrap()];
        assert_eq!(half(Rounding::HalfUp), [3, -3]);
        assert_eq!(half(Rounding::HalfEven), [2, -2]);
        assert_eq!(half(Rounding::Down), [2, -2]);
        assert_eq!(half(Rounding::Up), [3, -3]);
    }

    #[test]
    fn currencies_do_not_mix_and_sums_do_not_wrap() {
        let euro = Money::new(1, Currency::EUR);
        assert_eq!(euro.checked_add(Money::new(1, Currency::USD)), Err(MoneyError::CurrencyMismatch));
        assert_eq!(Money::new(i64::MAX, Currency::EUR).checked_add(euro), Err(MoneyError::Overflow));
        assert_eq!(Money::new(i64::MIN, Currency::EUR).checked_mul(-1), Err(MoneyError::Overflow));
    }

    #[test]
    fn money_prints_in_the_decimals_of_its_currency() {
        assert_eq!(Money::new(-5, Currency::EUR).to_string(), "-0.05 EUR");
        assert_eq!(Money::new(1999, Currency::JPY).to_string(), "1999 JPY");
    }
}
