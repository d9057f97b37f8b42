//! Parts of a country, told by postal codes: what a method serves and what it does not.

use serde::Serialize;
use shared_contracts::CountryCode;

/// A range of postal codes of one country, both ends included, that a method serves or leaves out.
///
/// An end may be the beginning of a code: `8` to `9` is all of `80331` … `99998`. In Great Britain an end is an area or a
/// district (`BT`, `KW15`), and districts compare as numbers: `KW2` lies before `KW15`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct PostcodeRule {
    pub(crate) country: CountryCode,
    pub(crate) first: String,
    pub(crate) last: String,
    pub(crate) included: bool,
}

/// Whether these rules let a method serve a place. Countries without rules are served; where rules include something,
/// only that is served, so an unknown postal code is not.
pub(crate) fn served(rules: &[PostcodeRule], country: &CountryCode, postal_code: Option<&str>) -> bool {
    let here = || rules.iter().filter(|rule| rule.country == *country);
    let Some(code) = postal_code.map(normalized).filter(|code| !code.is_empty()) else {
        return !here().any(|rule| rule.included);
    };
    let excluded = here().any(|rule| !rule.included && rule.covers(&code));
    let inclusive = here().any(|rule| rule.included);
    !excluded && (!inclusive || here().any(|rule| rule.included && rule.covers(&code)))
}

impl PostcodeRule {
    /// `code` is normalized.
    fn covers(&self, code: &str) -> bool {
        let (first, last) = (normalized(&self.first), normalized(&self.last));
        if self.country.as_str() == "GB" {
            return covers_british(&first, &last, outward(code));
        }
        let starts = |end: &str| code.get(..end.len());
        starts(&first).is_some_and(|start| start >= first.as_str())
            && starts(&last).is_some_and(|start| start <= last.as_str())
    }
}

/// People type codes with blanks, hyphens and small letters.
pub(crate) fn normalized(code: &str) -> String {
    code.chars()
        .filter(|character| character.is_ascii_alphanumeric())
        .map(|character| character.to_ascii_uppercase())
        .collect()
}

/// A British code without its inward part, the last three characters: `SW1Y4JH` is `SW1Y`.
fn outward(code: &str) -> &str {
    if code.len() >= 5 { &code[..code.len() - 3] } else { code }
}

fn covers_british(first: &str, last: &str, code: &str) -> bool {
    let ((area, district), (first_area, from), (last_area, to)) =
        (area_and_district(code), area_and_district(first), area_and_district(last));
    let after_first = (area, district.unwrap_or(0)) >= (first_area, from.unwrap_or(0));
    let before_last = (area, district.unwrap_or(0)) <= (last_area, to.unwrap_or(u32::MAX));
    after_first && before_last
}

/// `SW1Y` is area `SW` and district 1.
fn area_and_district(outward: &str) -> (&str, Option<u32>) {
    let letters = outward.find(|character: char| character.is_ascii_digit()).unwrap_or(outward.len());
    let (area, rest) = outward.split_at(letters);
    let digits = rest.find(|character: char| !character.is_ascii_digit()).unwrap_or(rest.len());
    (area, rest[..digits].parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(country: &str, first: &str, last: &str, included: bool) -> PostcodeRule {
        PostcodeRule { country: country.parse().unwrap(), first: first.into(), last: last.into(), included }
    }

    fn check(rules: &[PostcodeRule], country: &str, code: Option<&str>, expected: bool) {
        assert_eq!(served(rules, &country.parse().unwrap(), code), expected, "{country} {code:?}");
    }

    #[test]
    fn islands_and_highlands_are_left_out_by_area_and_district() {
        let rules = [rule("GB", "BT", "BT", false), rule("GB", "KW15", "KW17", false)];
        check(&rules, "GB", Some("BT1 5GS"), false);
        check(&rules, "GB", Some("bt93 1aa"), false);
        check(&rules, "GB", Some("KW16 3AA"), false);
        check(&rules, "GB", Some("KW1 6EH"), true); // not KW16, although the letters begin alike
        check(&rules, "GB", Some("KW2 6AA"), true);
        check(&rules, "GB", Some("SW1Y 4JH"), true);
        check(&rules, "GB", Some("B1 1AA"), true); // area B, not BT
        check(&rules, "GB", None, true);
        check(&rules, "DE", Some("80331"), true);
    }

    #[test]
    fn with_an_including_rule_only_that_is_served() {
        let rules = [rule("DE", "80", "81", true), rule("DE", "80999", "80999", false)];
        check(&rules, "DE", Some("80331"), true);
        check(&rules, "DE", Some("81929"), true);
        check(&rules, "DE", Some("80999"), false);
        check(&rules, "DE", Some("10115"), false);
        check(&rules, "DE", Some("8"), false);
        check(&rules, "DE", None, false);
        check(&rules, "AT", None, true);
    }

    #[test]
    fn codes_that_are_no_codes_match_nothing_and_break_nothing() {
        let rules = [rule("GB", "BT", "BT", false), rule("NL", "1000AA", "1099ZZ", false)];
        for odd in ["", " ", "-", "é", "\u{1F600}", "123456789012345678901234567890"] {
            check(&rules, "GB", Some(odd), true);
        }
        check(&rules, "NL", Some("1012 js"), false);
        check(&rules, "NL", Some("1100 AA"), true);
    }
}
