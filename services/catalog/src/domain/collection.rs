//! Collections: named sets of products, listed by hand or given by rules over what is said of the products.

use std::fmt;

use kernel_base::{FieldError, Timestamp};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use shared_contracts::{CategoryId, Code, CollectionId};

use super::Violations;
use super::handle::Handle;
use super::product::Kind;

/// A named set of products.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub(crate) struct Collection {
    /// Its id.
    pub(crate) collection_id: CollectionId,
    /// Its name in addresses.
    pub(crate) handle: Handle,
    /// Its title in the default language.
    pub(crate) title: String,
    /// Its description in the default language.
    pub(crate) description: String,
    /// What is in it.
    pub(crate) content: Content,
    /// Grows by one with every change.
    pub(crate) version: i64,
    /// When it was made.
    pub(crate) created_at: Timestamp,
    /// When it was last changed.
    pub(crate) updated_at: Timestamp,
}

/// How a collection gets its products. The kind stays; the rules may change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub(crate) enum Content {
    /// Listed by hand, in a chosen order, at most 1,000.
    Manual {},
    /// All products that meet the rules at the time of reading, newest first.
    Rules {
        /// Whether all rules must be met or one suffices.
        #[serde(rename = "match")]
        combination: Combination,
        /// 1 to 60 rules.
        rules: Vec<Rule>,
    },
}

/// Whether all rules must be met or one suffices.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Combination {
    /// Every rule.
    All,
    /// At least one rule.
    Any,
}

impl Combination {
    /// As stored.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Any => "any",
        }
    }
}

/// One thing a product must have. Texts are compared exactly.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "field", rename_all = "snake_case", deny_unknown_fields)]
pub(crate) enum Rule {
    /// A tag.
    Tag {
        /// The tag.
        value: String,
    },
    /// The vendor.
    Vendor {
        /// The vendor.
        value: String,
    },
    /// The product type.
    ProductType {
        /// The product type.
        value: String,
    },
    /// The kind of product.
    Kind {
        /// The kind.
        value: Kind,
    },
    /// A category the product is directly in.
    Category {
        /// The category.
        value: CategoryId,
    },
    /// The value of an attribute, in its text form.
    Attribute {
        /// The attribute.
        code: Code,
        /// Its value.
        value: String,
    },
}

impl fmt::Display for Rule {
    /// The term that a product which meets the rule carries; see [`Product::terms`](super::product::Product::terms).
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Tag { value } => write!(f, "tag={value}"),
            Self::Vendor { value } => write!(f, "vendor={value}"),
            Self::ProductType { value } => write!(f, "product_type={value}"),
            Self::Kind { value } => write!(f, "kind={}", value.as_str()),
            Self::Category { value } => write!(f, "category={value}"),
            Self::Attribute { code, value } => write!(f, "attribute.{code}={value}"),
        }
    }
}

impl Rule {
    /// The longest value a rule compares, in characters; longer attribute values are in no index.
    pub(crate) const MAX_VALUE: usize = 255;

    /// From its term; `None` for a text that is no term.
    pub(crate) fn from_term(term: &str) -> Option<Self> {
        let (field, text) = term.split_once('=')?;
        let value = text.to_owned();
        Some(match field {
            "tag" => Self::Tag { value },
            "vendor" => Self::Vendor { value },
            "product_type" => Self::ProductType { value },
            "kind" => Self::Kind { value: Kind::from_stored(text)? },
            "category" => Self::Category { value: text.parse().ok()? },
            _ => Self::Attribute { code: field.strip_prefix("attribute.")?.parse().ok()?, value },
        })
    }

    fn value_is_too_long(&self) -> bool {
        match self {
            Self::Tag { value }
            | Self::Vendor { value }
            | Self::ProductType { value }
            | Self::Attribute { value, .. } => value.is_empty() || value.chars().count() > Self::MAX_VALUE,
            Self::Kind { .. } | Self::Category { .. } => false,
        }
    }
}

impl Content {
    /// Rules of one collection.
    pub(crate) const MAX_RULES: usize = 60;
    /// Products of a collection listed by hand.
    pub(crate) const MAX_MEMBERS: usize = 1000;
}

impl Collection {
    /// Checks the limits.
    pub(crate) fn validate(&self) -> Result<(), Vec<FieldError>> {
        let mut violations = Violations::default();
        violations.check_length("/title", &self.title, 1, 255);
        violations.check_length("/description", &self.description, 0, 65_536);
        if let Content::Rules { rules, .. } = &self.content {
            if rules.is_empty() || rules.len() > Content::MAX_RULES {
                violations.push("/content/rules", "out_of_range", "must hold 1 to 60 rules");
            }
            for (index, rule) in rules.iter().enumerate() {
                if rule.value_is_too_long() {
                    violations.push(
                        format!("/content/rules/{index}/value"),
                        "out_of_range",
                        "must have 1 to 255 characters",
                    );
                }
            }
        }
        violations.into_result()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn rules() -> impl Strategy<Value = Rule> {
        let text = prop::sample::select(vec!["a", "b", "c=d", "é"]).prop_map(str::to_owned);
        prop_oneof![
            text.clone().prop_map(|value| Rule::Tag { value }),
            text.clone().prop_map(|value| Rule::Vendor { value }),
            text.clone().prop_map(|value| Rule::ProductType { value }),
            Just(Rule::Kind { value: Kind::Service }),
            text.prop_map(|value| Rule::Attribute { code: "material".parse().unwrap(), value }),
        ]
    }

    proptest! {
        #[test]
        fn a_rule_survives_as_term(rule in rules()) {
            prop_assert_eq!(Rule::from_term(&rule.to_string()), Some(rule));
        }
    }
}
