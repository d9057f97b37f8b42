//! Typed product attributes: what a merchant may say of a product beyond the built-in fields, and the check of it.

use std::fmt;
use std::str::FromStr;

use kernel_base::{FieldError, Timestamp};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use shared_contracts::{AttributeId, Code};

use super::Violations;

/// The definition of an attribute.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub(crate) struct Attribute {
    /// Its id.
    pub(crate) attribute_id: AttributeId,
    /// Its name in documents and rules, for ever the same: `material`.
    pub(crate) code: Code,
    /// Its name for people.
    pub(crate) name: String,
    /// What its values are. The kind stays, its bounds may change; stored values are checked again when their product is
    /// next written.
    pub(crate) value_type: ValueType,
    /// Needed before a product becomes active.
    pub(crate) required: bool,
    /// The product types it is meant for; all when empty.
    pub(crate) product_types: Vec<String>,
    /// Grows by one with every change.
    pub(crate) version: i64,
    /// When it was made.
    pub(crate) created_at: Timestamp,
    /// When it was last changed.
    pub(crate) updated_at: Timestamp,
}

/// The type of an attribute's values and what else they must meet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub(crate) enum ValueType {
    /// Text of one to `max_length` (at most 4,096) characters.
    Text {
        /// The most characters.
        #[serde(default = "longest_text")]
        max_length: u16,
    },
    /// A whole number.
    Integer {
        /// The least value.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        min: Option<i64>,
        /// The greatest value.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        max: Option<i64>,
    },
    /// A number with up to six decimals.
    Decimal {
        /// The least value.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        min: Option<Decimal>,
        /// The greatest value.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        max: Option<Decimal>,
    },
    /// Yes or no.
    Boolean {},
    /// A day: `2026-01-31`.
    Date {},
    /// One of the listed texts.
    Choice {
        /// The texts, at most 250.
        choices: Vec<String>,
    },
}

const fn longest_text() -> u16 {
    4096
}

impl ValueType {
    /// Its name, as stored beside the rule.
    pub(crate) const fn name(&self) -> &'static str {
        match self {
            Self::Text { .. } => "text",
            Self::Integer { .. } => "integer",
            Self::Decimal { .. } => "decimal",
            Self::Boolean {} => "boolean",
            Self::Date {} => "date",
            Self::Choice { .. } => "choice",
        }
    }

    /// Checks a value as sent by a client and brings it into the one form in which it is stored and compared.
    pub(crate) fn canonical(&self, value: &serde_json::Value) -> Result<String, &'static str> {
        let text = value.as_str();
        match self {
            Self::Text { max_length } => {
                let text = text.ok_or("must be a text")?;
                let fits =
                    (1..=usize::from(*max_length)).contains(&text.chars().count()) && !text.contains('\0');
                if fits { Ok(text.to_owned()) } else { Err("has too few or too many characters") }
            }
            Self::Integer { min, max } => {
                let number = value.as_i64().ok_or("must be a whole number")?;
                within(&number, min.as_ref(), max.as_ref())?;
                Ok(number.to_string())
            }
            Self::Decimal { min, max } => {
                let parsed: Result<Decimal, _> = match value {
                    serde_json::Value::Number(number) => number.to_string().parse(),
                    _ => text.ok_or("must be a decimal number as text")?.parse(),
                };
                let number = parsed.map_err(|_| "must be a decimal number with at most six decimals")?;
                within(&number, min.as_ref(), max.as_ref())?;
                Ok(number.to_string())
            }
            Self::Boolean {} => value.as_bool().map(|flag| flag.to_string()).ok_or("must be true or false"),
            Self::Date {} => {
                let text = text.ok_or("must be a date such as 2026-01-31")?;
                let midnight = format!("{text}T00:00:00Z").parse::<Timestamp>();
                // Only the plain ten-character form: the parser alone would take others too.
                if text.len() == 10 && midnight.is_ok() {
                    Ok(text.to_owned())
                } else {
                    Err("must be a date such as 2026-01-31")
                }
            }
            Self::Choice { choices } => {
                let text = text.ok_or("must be a text")?;
                if choices.iter().any(|choice| choice == text) {
                    Ok(text.to_owned())
                } else {
                    Err("is none of the choices")
                }
            }
        }
    }

    /// A stored value as clients see it: numbers and booleans as such, the rest as text.
    pub(crate) fn to_json(&self, stored: &str) -> serde_json::Value {
        match self {
            Self::Integer { .. } => stored.parse::<i64>().map_or(serde_json::Value::Null, Into::into),
            Self::Boolean {} => (stored == "true").into(),
            Self::Text { .. } | Self::Decimal { .. } | Self::Date {} | Self::Choice { .. } => stored.into(),
        }
    }

    fn validate(&self, violations: &mut Violations) {
        let crossed = match self {
            Self::Integer { min: Some(min), max: Some(max) } => min > max,
            Self::Decimal { min: Some(min), max: Some(max) } => min > max,
            Self::Text { max_length } => !(1..=longest_text()).contains(max_length),
            Self::Choice { choices } => {
                let distinct: std::collections::BTreeSet<_> = choices.iter().collect();
                choices.is_empty()
                    || choices.len() > 250
                    || distinct.len() < choices.len()
                    || choices.iter().any(|choice| choice.is_empty() || choice.chars().count() > 255)
            }
            Self::Integer { .. } | Self::Decimal { .. } | Self::Boolean {} | Self::Date {} => false,
        };
        if crossed {
            violations.push(
                "/value_type",
                "out_of_range",
                "the bounds or choices admit no value, too many or one twice",
            );
        }
    }
}

fn within<T: PartialOrd>(value: &T, min: Option<&T>, max: Option<&T>) -> Result<(), &'static str> {
    if min.is_some_and(|min| value < min) || max.is_some_and(|max| value > max) {
        Err("is out of range")
    } else {
        Ok(())
    }
}

impl Attribute {
    /// Definitions of a shop: all are read whenever a product is written.
    pub(crate) const MAX_COUNT: usize = 500;

    /// Checks the limits.
    pub(crate) fn validate(&self) -> Result<(), Vec<FieldError>> {
        let mut violations = Violations::default();
        violations.check_length("/name", &self.name, 1, 100);
        self.value_type.validate(&mut violations);
        if self.product_types.len() > 100 {
            violations.push("/product_types", "too_many", "must name at most 100 product types");
        }
        for (index, product_type) in self.product_types.iter().enumerate() {
            violations.check_length(&format!("/product_types/{index}"), product_type, 1, 255);
        }
        violations.into_result()
    }

    /// True when products of this type have the attribute.
    pub(crate) fn applies_to(&self, product_type: &str) -> bool {
        self.product_types.is_empty() || self.product_types.iter().any(|known| known == product_type)
    }
}

/// A decimal number, exact to six decimals: millionths in an integer, so that it can be compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Decimal(i64);

/// The text is not such a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("expected a decimal number with at most six decimals")]
pub(crate) struct InvalidDecimal;

impl FromStr for Decimal {
    type Err = InvalidDecimal;
    fn from_str(text: &str) -> Result<Self, InvalidDecimal> {
        let (negative, digits) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
        let numeric = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        if !numeric(whole) || !numeric(fraction) || fraction.len() > 6 {
            return Err(InvalidDecimal);
        }
        let scaled: i64 = format!("{whole}{fraction:0<6}").parse().map_err(|_| InvalidDecimal)?;
        Ok(Self(if negative { -scaled } else { scaled }))
    }
}

impl fmt::Display for Decimal {
    /// The shortest form: `1.5`, `-0.25`, `3`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = format!("{:07}", self.0.unsigned_abs());
        let (whole, fraction) = digits.split_at(digits.len() - 6);
        let fraction = fraction.trim_end_matches('0');
        let sign = if self.0 < 0 { "-" } else { "" };
        if fraction.is_empty() { write!(f, "{sign}{whole}") } else { write!(f, "{sign}{whole}.{fraction}") }
    }
}

impl Serialize for Decimal {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
impl<'de> Deserialize<'de> for Decimal {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}
impl JsonSchema for Decimal {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Decimal".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "pattern": r"^-?\d{1,12}(\.\d{1,6})?$" })
    }
    fn inline_schema() -> bool {
        true
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn types() -> Vec<ValueType> {
        vec![
            ValueType::Text { max_length: 10 },
            ValueType::Integer { min: Some(-5), max: Some(5) },
            ValueType::Decimal { min: None, max: Some("99.5".parse().unwrap()) },
            ValueType::Boolean {},
            ValueType::Date {},
            ValueType::Choice { choices: vec!["S".into(), "M".into()] },
        ]
    }

    proptest! {
        /// What was accepted once is accepted again in its stored form, and means the same.
        #[test]
        fn the_canonical_form_is_its_own_canonical_form(
            which in 0_usize..6, number in -10_i64..10, text in "[SM0-9.-]{0,12}", flag: bool,
        ) {
            let value_type = types().remove(which);
            for value in [json!(number), json!(text), json!(flag)] {
                if let Ok(stored) = value_type.canonical(&value) {
                    prop_assert_eq!(value_type.canonical(&value_type.to_json(&stored)), Ok(stored));
                }
            }
        }

        #[test]
        fn decimals_survive_their_text_form(millionths in any::<i32>()) {
            let decimal = Decimal(i64::from(millionths));
            prop_assert_eq!(decimal.to_string().parse::<Decimal>(), Ok(decimal));
        }
    }

    #[test]
    fn each_type_refuses_the_values_of_the_others() {
        let accepted = |value: serde_json::Value| -> Vec<&str> {
            types().iter().filter(|kind| kind.canonical(&value).is_ok()).map(ValueType::name).collect()
        };
        assert_eq!(accepted(json!(3)), ["integer", "decimal"]);
        assert_eq!(accepted(json!(6)), ["decimal"], "6 is out of the integer's bounds");
        assert_eq!(accepted(json!("1.25")), ["text", "decimal"]);
        assert_eq!(accepted(json!("99.500001")), ["text"]);
        assert_eq!(accepted(json!(true)), ["boolean"]);
        assert_eq!(accepted(json!("2026-01-31")), ["text", "date"]);
        assert_eq!(accepted(json!("2026-02-31")), ["text"]);
        assert_eq!(accepted(json!("S")), ["text", "choice"]);
        assert_eq!(accepted(json!("")), [""; 0]);
        assert_eq!(accepted(json!(null)), [""; 0]);
        assert_eq!(accepted(json!("much too long")), [""; 0]);
    }

    #[test]
    fn bounds_that_admit_nothing_are_refused() {
        let wrong = [
            ValueType::Integer { min: Some(2), max: Some(1) },
            ValueType::Text { max_length: 0 },
            ValueType::Choice { choices: vec![] },
            ValueType::Choice { choices: vec!["S".into(), "S".into()] },
        ];
        for value_type in wrong {
            let mut violations = Violations::default();
            value_type.validate(&mut violations);
            assert!(violations.into_result().is_err(), "{value_type:?}");
        }
    }
}
