//! What an operator may set.

use serde::{Deserialize, Serialize};

/// Settings of cart.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// A cart nobody touched for so many days expires.
    pub lifetime_days: u16,
}

impl Default for Config {
    fn default() -> Self {
        Self { lifetime_days: 30 }
    }
}
