//! Sales channels: where the shop sells.

use kernel_base::{Currency, FieldError, Timestamp};
use schemars::JsonSchema;
use serde::Serialize;
use shared_contracts::ChannelCode;

use super::Violations;

/// A sales channel. It is switched off rather than deleted, because other services hold its code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub(crate) struct Channel {
    /// Its name in addresses and configuration.
    pub(crate) code: ChannelCode,
    /// Its name for people.
    pub(crate) name: String,
    /// What it sells in when the customer has not chosen.
    pub(crate) currency: Currency,
    /// Whether it sells at all.
    pub(crate) active: bool,
    /// Grows by one with every change.
    pub(crate) version: i64,
    /// When it was made.
    pub(crate) created_at: Timestamp,
    /// When it was last changed.
    pub(crate) updated_at: Timestamp,
}

impl Channel {
    /// Checks the limits.
    pub(crate) fn validate(&self) -> Result<(), Vec<FieldError>> {
        let mut violations = Violations::default();
        violations.check_length("/name", &self.name, 1, 100);
        violations.into_result()
    }
}
