//! Texts that are more than text: parsed once at the edge, limited in length, valid ever after.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A text that breaks the rules of its type.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct InvalidText(&'static str);

pub(crate) const fn rule(broken: &'static str) -> InvalidText {
    InvalidText(broken)
}

macro_rules! text {
    ($(#[$doc:meta])* $name:ident, $pattern:literal, $max:literal, $rule:literal, $valid:expr) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Cow<'static, str>);

        impl $name {
            /// The text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }
        impl FromStr for $name {
            type Err = InvalidText;
            fn from_str(text: &str) -> Result<Self, InvalidText> {
                let valid: fn(&str) -> bool = $valid;
                if valid(text) { Ok(Self(Cow::Owned(text.to_owned()))) } else { Err(InvalidText($rule)) }
            }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                Cow::<'de, str>::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
            }
        }
        impl JsonSchema for $name {
            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }
            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({ "type": "string", "description": $rule, "pattern": $pattern, "maxLength": $max })
            }
            fn inline_schema() -> bool {
                true
            }
        }
    };
}

text!(
    /// Stock keeping unit: what the merchant calls a variant. Case matters: `85123A` and `85123a` are two variants.
    Sku, r"^[!-~]([ -~]{0,62}[!-~])?$", 64,
    "a SKU has 1 to 64 printable ASCII characters and no blank at its ends",
    |text| (1..=64).contains(&text.len())
        && text.bytes().all(|byte| (b' '..=b'~').contains(&byte))
        && !text.starts_with(' ')
        && !text.ends_with(' ')
);

text!(
    /// Name of a sales channel in addresses and configuration: `web`.
    ChannelCode, "^[a-z0-9][a-z0-9-]{0,31}$", 32,
    "a channel code has 1 to 32 lower-case letters, digits and hyphens",
    |text| is_slug(text, 32)
);

text!(
    /// A short stable name inside one service: tax class, rate, provider, reason: `reduced`, `bank-transfer`.
    Code, "^[a-z0-9][a-z0-9_-]{0,63}$", 64,
    "a code has 1 to 64 lower-case letters, digits, hyphens and underscores",
    |text| (1..=64).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-' || byte == b'_')
        && !text.starts_with(['-', '_'])
);

text!(
    /// ISO 3166-1 alpha-2 code of a country: `GB`. The shape is checked here, existence by the location service.
    CountryCode, "^[A-Z]{2}$", 2,
    "a country code has two capital letters",
    |text| text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_uppercase())
);

text!(
    /// Language with an optional country: `en`, `de-AT`.
    Locale, "^[a-z]{2,3}(-[A-Z]{2})?$", 6,
    "a locale is a language and an optional country, such as en or de-AT",
    |text| {
        let (language, country) = text.split_once('-').map_or((text, None), |(language, country)| (language, Some(country)));
        (2..=3).contains(&language.len())
            && language.bytes().all(|byte| byte.is_ascii_lowercase())
            && country.is_none_or(|country| country.len() == 2 && country.bytes().all(|byte| byte.is_ascii_uppercase()))
    }
);

text!(
    /// An e-mail address, checked for shape only: whether mail arrives, only mail can tell.
    Email, r"^[^\s@]{1,64}@[^\s@]{1,189}$", 254,
    "an e-mail address has one @ with text on both sides and at most 254 characters",
    |text| text.len() <= 254
        && !text.chars().any(|character| character.is_whitespace() || character.is_control())
        && text.split_once('@').is_some_and(|(local, domain)| {
            !local.is_empty() && local.len() <= 64 && !domain.is_empty() && !domain.contains('@')
        })
);

fn is_slug(text: &str, max: usize) -> bool {
    (1..=max).contains(&text.len())
        && !text.starts_with('-')
        && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

/// A number of pieces: 1 to 1,000,000.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Quantity(i32);

impl Quantity {
    /// One piece.
    pub const ONE: Self = Self(1);
    /// The largest quantity of one line.
    pub const MAX: i32 = 1_000_000;

    /// Refuses everything outside 1 to 1,000,000.
    pub fn try_new(pieces: i64) -> Result<Self, InvalidText> {
        match i32::try_from(pieces) {
            Ok(pieces) if (1..=Self::MAX).contains(&pieces) => Ok(Self(pieces)),
            _ => Err(InvalidText("a quantity is a whole number from 1 to 1000000")),
        }
    }

    /// The number of pieces.
    #[must_use]
    pub const fn get(self) -> i32 {
        self.0
    }
}

impl From<Quantity> for i64 {
    fn from(quantity: Quantity) -> Self {
        Self::from(quantity.0)
    }
}

impl<'de> Deserialize<'de> for Quantity {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::try_new(i64::deserialize(deserializer)?).map_err(serde::de::Error::custom)
    }
}

impl JsonSchema for Quantity {
    fn schema_name() -> Cow<'static, str> {
        "Quantity".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "integer", "minimum": 1, "maximum": 1_000_000 })
    }
    fn inline_schema() -> bool {
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn skus_keep_their_case_and_refuse_blanks_at_the_ends() {
        assert_ne!("85123A".parse::<Sku>().unwrap(), "85123a".parse::<Sku>().unwrap());
        for wrong in ["", " 85123A", "85123A ", "tab\t", "ü", &"x".repeat(65)] {
            assert!(wrong.parse::<Sku>().is_err(), "{wrong:?}");
        }
        assert!("BANK CHARGES".parse::<Sku>().is_ok());
    }

    #[test]
    fn codes_of_every_kind_refuse_what_is_not_theirs() {
        assert!("web".parse::<ChannelCode>().is_ok() && "Web".parse::<ChannelCode>().is_err());
        assert!("GB".parse::<CountryCode>().is_ok() && "gb".parse::<CountryCode>().is_err());
        assert!("de-AT".parse::<Locale>().is_ok() && "de_AT".parse::<Locale>().is_err());
        assert!("a@b".parse::<Email>().is_ok() && "a@b@c".parse::<Email>().is_err());
    }

    #[test]
    fn quantities_stay_between_one_and_a_million() {
        for wrong in [i64::MIN, -1, 0, 1_000_001, i64::MAX] {
            assert!(Quantity::try_new(wrong).is_err(), "{wrong}");
        }
    }
}
