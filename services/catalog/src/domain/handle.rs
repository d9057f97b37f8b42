//! The name of a product, category or collection in addresses.

use std::fmt;
use std::str::FromStr;

use kernel_base::{Id, IdKind};
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize};
use shared_contracts::{CategoryId, CollectionId, ProductId};

/// 1 to 255 lower-case letters, digits, hyphens and underscores of any script; never something that reads as an id.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(transparent)]
pub(crate) struct Handle(String);

/// The text cannot be a handle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a handle has 1 to 255 lower-case letters, digits, hyphens and underscores and is not an id")]
pub(crate) struct InvalidHandle;

impl Handle {
    /// The longest handle, in characters.
    pub(crate) const MAX: usize = 255;

    /// The text.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// A handle made of what a person typed: `Floor Lamp, 2 m` becomes `floor-lamp-2-m`. Fails without letters or digits.
    pub(crate) fn from_title(title: &str) -> Result<Self, InvalidHandle> {
        let mut slug = String::with_capacity(title.len());
        for character in title.chars().flat_map(char::to_lowercase) {
            if character.is_alphanumeric() {
                slug.push(character);
            } else if !slug.is_empty() && !slug.ends_with('-') {
                slug.push('-');
            }
        }
        let cut: String = slug.trim_end_matches('-').chars().take(Self::MAX).collect();
        cut.parse()
    }
}

impl FromStr for Handle {
    type Err = InvalidHandle;
    fn from_str(text: &str) -> Result<Self, InvalidHandle> {
        let allowed = |character: char| {
            (character.is_alphanumeric() && !character.is_uppercase()) || character == '-' || character == '_'
        };
        let reads_as_id = reads_as::<_>(text, ProductId::from_str)
            || reads_as(text, CategoryId::from_str)
            || reads_as(text, CollectionId::from_str);
        let length = text.chars().count();
        if (1..=Self::MAX).contains(&length) && text.chars().all(allowed) && !reads_as_id {
            Ok(Self(text.to_owned()))
        } else {
            Err(InvalidHandle)
        }
    }
}

/// Addresses take an id or a handle in the same place, so no handle may read as an id.
fn reads_as<K: IdKind>(text: &str, parse: fn(&str) -> Result<Id<K>, kernel_base::ParseIdError>) -> bool {
    parse(text).is_ok()
}

impl fmt::Display for Handle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Handle {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_handle_made_of_a_title_is_a_handle(title in ".{0,300}") {
            if let Ok(handle) = Handle::from_title(&title) {
                prop_assert_eq!(handle.as_str().parse::<Handle>(), Ok(handle.clone()));
            }
        }
    }

    #[test]
    fn titles_become_readable_handles() {
        let handle = |title| Handle::from_title(title).unwrap().to_string();
        assert_eq!(handle("  Floor Lamp, 2 m "), "floor-lamp-2-m");
        assert_eq!(handle("Größe ÄÖ"), "größe-äö");
        assert!(Handle::from_title(" !? ").is_err());
    }

    #[test]
    fn no_handle_reads_as_an_id() {
        assert!("prod_01jd0000000000000000000001".parse::<Handle>().is_err());
        assert!("prod_01".parse::<Handle>().is_ok());
        for wrong in ["", "Lamp", "a b", "a/b", "a.b"] {
            assert!(wrong.parse::<Handle>().is_err(), "{wrong:?}");
        }
    }
}
