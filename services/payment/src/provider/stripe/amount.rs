//! Amounts as Stripe writes them: minor units, but not always those of ISO 4217.

use kernel_base::Money;

/// Stripe counts these in whole units, ISO 4217 in hundredths.
const WHOLE: [&str; 1] = ["MGA"];
/// Stripe counts these in hundredths that must be whole units, ISO 4217 in whole units.
const HUNDREDTHS: [&str; 2] = ["ISK", "UGX"];
/// Of these three decimals the last must be zero.
const THREE_DECIMALS: [&str; 5] = ["BHD", "JOD", "KWD", "OMR", "TND"];

/// The amount for Stripe; `None` when it cannot be said there.
pub(super) fn to_stripe(money: Money) -> Option<i64> {
    let (minor, currency) = (money.minor(), money.currency());
    let code = currency.code();
    if WHOLE.contains(&code) {
        return (minor % 100 == 0).then_some(minor / 100);
    }
    if HUNDREDTHS.contains(&code) {
        return minor.checked_mul(100);
    }
    match currency.exponent() {
        0 | 2 => Some(minor),
        3 if THREE_DECIMALS.contains(&code) && minor % 10 == 0 => Some(minor),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(code: &str, minor: i64, expected: Option<i64>) {
        assert_eq!(to_stripe(Money::new(minor, code.parse().unwrap())), expected, "{minor} {code}");
    }

    #[test]
    fn amounts_are_in_the_units_that_stripe_counts_in() {
        check("EUR", 1999, Some(1999));
        check("JPY", 500, Some(500));
        check("KRW", 1, Some(1));
        check("ISK", 5, Some(500));
        check("UGX", 5, Some(500));
        check("ISK", i64::MAX, None);
        check("MGA", 500, Some(5));
        check("MGA", 510, None);
        check("KWD", 5120, Some(5120));
        check("KWD", 5124, None);
        check("LYD", 5120, None);
        check("CLF", 10_000, None);
    }
}
