//! How documents are numbered: a pattern such as `{entity}-{year}-{number:06}`.

use std::fmt;
use std::str::FromStr;

use kernel_base::Timestamp;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A pattern of numbers. What it names of the date makes its period: counting begins anew with each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Pattern {
    text: String,
    before: Vec<Part>,
    /// Digits at least.
    width: i32,
    after: Vec<Part>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Text(String),
    Entity,
    Year,
    Month,
}

/// What the database makes a number of: `prefix`, at least `width` digits, `suffix`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Numbering {
    /// `2026`, `2026-01` or `all`.
    pub(crate) period: String,
    pub(crate) prefix: String,
    pub(crate) width: i32,
    pub(crate) suffix: String,
}

/// Why a text is no pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum InvalidPattern {
    #[error(
        "a pattern has 1 to 64 characters: letters, - . / _ and {{entity}}, {{year}}, {{month}}, {{number}}"
    )]
    Characters,
    #[error("a pattern names {{number}} once, as {{number}} or with 1 to 12 digits as {{number:06}}")]
    Number,
    #[error("a month means nothing without its year")]
    MonthWithoutYear,
    #[error("invoices and credit notes need patterns that begin differently")]
    Ambiguous,
}

impl FromStr for Pattern {
    type Err = InvalidPattern;

    fn from_str(text: &str) -> Result<Self, InvalidPattern> {
        if text.is_empty() || text.len() > 64 {
            return Err(InvalidPattern::Characters);
        }
        let (mut before, mut after, mut width) = (Vec::new(), Vec::new(), None);
        let mut rest = text;
        while !rest.is_empty() {
            let parts = if width.is_none() { &mut before } else { &mut after };
            let (part, behind) = match rest.strip_prefix('{') {
                Some(token) => {
                    let (token, behind) = token.split_once('}').ok_or(InvalidPattern::Characters)?;
                    match token {
                        "entity" => (Part::Entity, behind),
                        "year" => (Part::Year, behind),
                        "month" => (Part::Month, behind),
                        number => {
                            let digits = digits(number)?;
                            if width.replace(digits).is_some() {
                                return Err(InvalidPattern::Number);
                            }
                            rest = behind;
                            continue;
                        }
                    }
                }
                None => {
                    let end = rest.find('{').unwrap_or(rest.len());
                    let (literal, behind) = rest.split_at(end);
                    // No digits: else the number 1 after "R1" and the number 11 after "R" would be the same.
                    let valid = |byte: u8| byte.is_ascii_alphabetic() || b"-./_".contains(&byte);
                    if !literal.bytes().all(valid) {
                        return Err(InvalidPattern::Characters);
                    }
                    (Part::Text(literal.to_owned()), behind)
                }
            };
            parts.push(part);
            rest = behind;
        }
        let width = width.ok_or(InvalidPattern::Number)?;
        let pattern = Self { text: text.to_owned(), before, width, after };
        if pattern.names(&Part::Month) && !pattern.names(&Part::Year) {
            return Err(InvalidPattern::MonthWithoutYear);
        }
        Ok(pattern)
    }
}

fn digits(token: &str) -> Result<i32, InvalidPattern> {
    match token.strip_prefix("number") {
        Some("") => Ok(1),
        Some(width) => {
            let width = width.strip_prefix(':').and_then(|width| width.parse().ok());
            width.filter(|width| (1..=12).contains(width)).ok_or(InvalidPattern::Number)
        }
        None => Err(InvalidPattern::Characters),
    }
}

impl Pattern {
    /// What of it stands before the number.
    fn head(&self) -> &str {
        self.text.split("{number").next().unwrap_or_default()
    }

    fn names(&self, part: &Part) -> bool {
        self.before.contains(part) || self.after.contains(part)
    }

    /// Neither can ever make a number of the other.
    pub(crate) fn differs_from(&self, other: &Self) -> Result<(), InvalidPattern> {
        let (left, right) = (self.head(), other.head());
        let ambiguous = left.starts_with(right) || right.starts_with(left);
        if ambiguous { Err(InvalidPattern::Ambiguous) } else { Ok(()) }
    }

    /// How a document of this moment is numbered. Days begin and end in UTC.
    pub(crate) fn at(&self, entity: &str, now: Timestamp) -> Numbering {
        let date = now.to_string();
        let (year, month) = (&date[..4], &date[5..7]);
        let render = |parts: &[Part]| -> String {
            let text = parts.iter().map(|part| match part {
                Part::Text(text) => text.as_str(),
                Part::Entity => entity,
                Part::Year => year,
                Part::Month => month,
            });
            text.collect()
        };
        let period = match (self.names(&Part::Year), self.names(&Part::Month)) {
            (true, true) => format!("{year}-{month}"),
            (true, false) => year.to_owned(),
            (false, _) => "all".to_owned(),
        };
        Numbering { period, prefix: render(&self.before), width: self.width, suffix: render(&self.after) }
    }
}

impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}
impl Serialize for Pattern {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}
impl<'de> Deserialize<'de> for Pattern {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}
impl JsonSchema for Pattern {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "NumberPattern".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "maxLength": 64,
            "description": "letters, - . / _ and {entity}, {year}, {month}, and {number} or {number:06} once",
            "pattern": r"^([A-Za-z./_-]|\{(entity|year|month)\})*\{number(:(0?[1-9]|1[0-2]))?\}([A-Za-z./_-]|\{(entity|year|month)\})*$"
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(pattern: &str) -> Numbering {
        pattern.parse::<Pattern>().unwrap().at("ACME", "2026-03-09T23:59:59Z".parse().unwrap())
    }

    #[test]
    fn a_pattern_makes_a_prefix_a_width_and_a_period() {
        let yearly = at("{entity}-{year}-{number:06}");
        assert_eq!((yearly.prefix.as_str(), yearly.width, yearly.suffix.as_str()), ("ACME-2026-", 6, ""));
        assert_eq!(yearly.period, "2026");
        assert_eq!(at("{number}/{month}.{year}").period, "2026-03");
        assert_eq!(at("{number}/{month}.{year}").suffix, "/03.2026");
        assert_eq!(at("R{number:4}").period, "all");
    }

    #[test]
    fn what_could_make_a_number_twice_is_no_pattern() {
        for (text, why) in [
            ("", InvalidPattern::Characters),
            ("R1-{number}", InvalidPattern::Characters),
            ("R{entity", InvalidPattern::Characters),
            ("R{day}{number}", InvalidPattern::Characters),
            ("R", InvalidPattern::Number),
            ("{number}{number}", InvalidPattern::Number),
            ("{number:13}", InvalidPattern::Number),
            ("{month}-{number}", InvalidPattern::MonthWithoutYear),
        ] {
            assert_eq!(text.parse::<Pattern>(), Err(why), "{text}");
        }
        let parse = |text: &str| text.parse::<Pattern>().unwrap();
        assert!(parse("I-{number}").differs_from(&parse("C-{number}")).is_ok());
        assert!(parse("I-{number}").differs_from(&parse("I-C-{number}")).is_err());
        assert!(parse("{number}").differs_from(&parse("C-{number}")).is_err());
    }
}
