//! What a member of staff may do, as others see it.

use std::collections::BTreeSet;

use kernel_base::Secret;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use shared_contracts::{ChannelCode, Email, UserId};

/// The permission that contains all others. A role that has it is in no way limited.
pub const EVERYTHING: &str = "*";

/// Whose grants are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GrantsQuery {
    /// The member of staff.
    pub user_id: UserId,
}

/// What a member of staff may do: all of their roles together. Every permission counts in every one of the channels.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Grants {
    /// False for who is only invited, was deactivated, or does not exist. They may do nothing.
    pub active: bool,
    /// `catalog.product.write`, or [`EVERYTHING`].
    pub permissions: BTreeSet<String>,
    /// In which sales channels; absent: in all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channels: Option<BTreeSet<ChannelCode>>,
    /// Whether one of their roles asks for a second factor. Who has none may only add it.
    #[serde(default)]
    pub second_factor_required: bool,
}

impl Grants {
    /// What someone may do who is not active.
    #[must_use]
    pub fn none() -> Self {
        let (permissions, channels) = (BTreeSet::new(), Some(BTreeSet::new()));
        Self { active: false, permissions, channels, second_factor_required: false }
    }
}

/// Who shall be an administrator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EnsureAdministrator {
    /// Who. Upper and lower case are the same.
    pub email: Secret<Email>,
    /// What people call them, 1 to 200 characters; only used for somebody new.
    pub name: String,
}
