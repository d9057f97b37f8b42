//! Amounts and rates as texts.

use kernel_base::Money;

/// Without the currency: `19.99`.
pub(super) fn plain(money: Money) -> String {
    let text = money.to_string();
    text.split(' ').next().unwrap_or_default().to_owned()
}

/// A rate in percent: `20`, `5.5`.
pub(super) fn percent(rate_ppm: i64) -> String {
    let (whole, rest) = (rate_ppm / 10_000, rate_ppm % 10_000);
    if rest == 0 {
        return whole.to_string();
    }
    format!("{whole}.{rest:04}").trim_end_matches('0').to_owned()
}

/// The other sign.
pub(super) fn negated(money: Money) -> Money {
    Money::new(money.minor().saturating_neg(), money.currency())
}

#[cfg(test)]
mod tests {
    use kernel_base::Currency;

    use super::*;

    #[test]
    fn rates_have_the_decimals_they_need() {
        for (rate, text) in [(0, "0"), (200_000, "20"), (55_000, "5.5"), (88_750, "8.875"), (1, "0.0001")] {
            assert_eq!(percent(rate), text);
        }
        assert_eq!(plain(Money::new(-5, Currency::EUR)), "-0.05");
    }
}
