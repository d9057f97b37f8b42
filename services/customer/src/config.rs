//! What can be configured of customer.

use std::time::Duration;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The section `[customer]`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// How often customers are looked for whose segments may have changed.
    pub segment_interval_ms: u64,
}

impl Default for Config {
    fn default() -> Self {
        Self { segment_interval_ms: 500 }
    }
}

impl Config {
    pub(crate) fn segment_interval(&self) -> Duration {
        Duration::from_millis(self.segment_interval_ms.max(10))
    }
}
