//! What can be configured of the warehouse.

use std::time::Duration;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The section `[warehouse]`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// How often holds past their deadline are looked for.
    pub expiry_interval_ms: u64,
    /// How often stock imports are looked for.
    pub import_interval_ms: u64,
}

impl Default for Config {
    fn default() -> Self {
        Self { expiry_interval_ms: 1000, import_interval_ms: 500 }
    }
}

impl Config {
    pub(crate) fn expiry_interval(&self) -> Duration {
        Duration::from_millis(self.expiry_interval_ms.max(10))
    }

    pub(crate) fn import_interval(&self) -> Duration {
        Duration::from_millis(self.import_interval_ms.max(10))
    }
}
