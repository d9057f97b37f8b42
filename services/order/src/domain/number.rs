//! Order numbers: the channel's prefix, a counter and a check digit, so that a mistyped number is recognized before
//! anybody looks for it.

use std::collections::BTreeMap;

use order_contracts::OrderNumber;
use shared_contracts::ChannelCode;

/// Makes the number of the order with this counter: `W-100004`.
pub(crate) fn render(
    prefixes: &BTreeMap<ChannelCode, String>,
    channel: &ChannelCode,
    counter: i64,
) -> OrderNumber {
    let prefix = prefixes.get(channel).cloned().unwrap_or_else(|| channel.as_str()[..1].to_ascii_uppercase());
    format!("{prefix}-{counter}{}", check_digit(&counter.to_string()))
        .parse()
        .expect("BUG: the configuration checks prefixes and counters are digits")
}

/// False when the check digit shows that the number was mistyped.
pub(crate) fn plausible(number: &OrderNumber) -> bool {
    let text = number.as_str();
    let digits = text.rsplit('-').next().unwrap_or_default();
    match digits.char_indices().next_back() {
        Some((last, digit)) if last > 0 && digits.bytes().all(|byte| byte.is_ascii_digit()) => {
            digit == check_digit(&digits[..last])
        }
        _ => false,
    }
}

/// Luhn (ISO/IEC 7812-1): catches every single wrong digit and nearly every swap of neighbors.
fn check_digit(digits: &str) -> char {
    let sum: u32 = digits
        .chars()
        .rev()
        .enumerate()
        .map(|(place, digit)| {
            let digit = digit.to_digit(10).unwrap_or(0);
            match place % 2 {
                0 if digit > 4 => digit * 2 - 9,
                0 => digit * 2,
                _ => digit,
            }
        })
        .sum();
    char::from_digit((10 - sum % 10) % 10, 10).expect("BUG: below ten")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn number(counter: i64) -> OrderNumber {
        render(&BTreeMap::new(), &"web".parse().unwrap(), counter)
    }

    #[test]
    fn a_number_shows_its_channel() {
        assert_eq!(number(10_000).as_str(), "W-100008");
        let prefixes = BTreeMap::from([("web".parse().unwrap(), "SHOP".to_owned())]);
        assert_eq!(render(&prefixes, &"web".parse().unwrap(), 7992739871).as_str(), "SHOP-79927398713");
    }

    #[test]
    fn what_is_no_number_of_ours_is_not_plausible() {
        for wrong in ["W", "W-", "W-1", "W-100009", "W-10A008", "-"] {
            assert!(!plausible(&wrong.parse().unwrap()), "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn one_wrong_digit_is_noticed(counter in 10_000_i64..1_000_000_000, place in 0_usize..5, by in 1_u32..10) {
            let right = number(counter);
            prop_assert!(plausible(&right));
            let mut text: Vec<char> = right.as_str().chars().collect();
            let at = 2 + place;
            text[at] = char::from_digit((text[at].to_digit(10).unwrap() + by) % 10, 10).unwrap();
            let wrong: OrderNumber = text.into_iter().collect::<String>().parse().unwrap();
            prop_assert!(!plausible(&wrong));
        }
    }
}
