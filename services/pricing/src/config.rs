//! What an operator may set for the pricing service.

use serde::{Deserialize, Serialize};

/// The `[pricing]` section of the configuration.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// Variants whose prices are kept in memory; about 1 KiB each. The least recently used give way.
    pub cached_variants: usize,
}

impl Default for Config {
    fn default() -> Self {
        Self { cached_variants: 20_000 }
    }
}

/// A setting that cannot work.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ConfigError {
    /// A quote of 10,000 lines must fit, and the memory must hold it.
    #[error("pricing.cached_variants must be between 10000 and 10000000")]
    CachedVariants,
}

impl Config {
    /// Checks everything before anything starts.
    pub fn validate(&self) -> Result<(), ConfigError> {
        if (10_000..=10_000_000).contains(&self.cached_variants) {
            Ok(())
        } else {
            Err(ConfigError::CachedVariants)
        }
    }
}
