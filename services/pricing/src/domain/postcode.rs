//! Postal codes, as far as taxes need them: how they begin.

/// Letters as capitals and digits, nothing else.
pub(crate) fn normal_postcode(postcode: &str) -> String {
    postcode
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|character| character.to_ascii_uppercase())
        .collect()
}

/// The prefixes that a pattern stands for: `(35\d{3}|38\d{3})` is 35 and 38, `699[12]` is 6991 and 6992. A run of any
/// digits may only end a pattern; how many they are is left to the address check. None for any other pattern.
pub(crate) fn prefixes_of_pattern(pattern: &str) -> Option<Vec<String>> {
    let bare = pattern.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')).unwrap_or(pattern);
    let mut prefixes = Vec::new();
    for alternative in bare.split('|') {
        let literal = match alternative.split_once(r"\d{") {
            Some((literal, rest)) => {
                let digits_end_it = rest.find('}')? + 1 == rest.len();
                digits_end_it.then_some(literal)?
            }
            None => alternative,
        };
        prefixes.extend(expand_classes(literal)?);
    }
    Some(prefixes)
}

/// All texts that `9[0-4]` or `699[123]` stands for.
fn expand_classes(literal: &str) -> Option<Vec<String>> {
    let mut texts = vec![String::new()];
    let mut rest = literal;
    while let Some(first) = rest.chars().next() {
        let choices: Vec<char> = if first == '[' {
            let (class, after) = rest[1..].split_once(']')?;
            rest = after;
            match class.split_once('-') {
                Some((from, to)) => (from.parse::<char>().ok()?..=to.parse::<char>().ok()?).collect(),
                None => class.chars().collect(),
            }
        } else {
            rest = &rest[first.len_utf8()..];
            vec![first]
        };
        if !choices.iter().all(char::is_ascii_alphanumeric) {
            return None;
        }
        let longer =
            |text: &String| choices.iter().map(|choice| format!("{text}{choice}")).collect::<Vec<_>>();
        texts = texts.iter().flat_map(longer).collect();
    }
    Some(texts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_become_prefixes() {
        let owned = |texts: &[&str]| Some(texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>());
        assert_eq!(prefixes_of_pattern(r"(35\d{3}|38\d{3})"), owned(&["35", "38"]));
        assert_eq!(prefixes_of_pattern(r"9[0-2]\d{2,}"), owned(&["90", "91", "92"]));
        assert_eq!(prefixes_of_pattern("699[13]"), owned(&["6991", "6993"]));
        for other in [r"1\d{2}5", "1.*", r"1\d", "1[2", r"1\d{2"] {
            assert_eq!(prefixes_of_pattern(other), None, "{other}");
        }
    }

    #[test]
    fn blanks_hyphens_and_case_do_not_matter() {
        assert_eq!(normal_postcode(" 9000-001 "), "9000001");
        assert_eq!(normal_postcode("n1 9gu"), "N19GU");
    }
}
