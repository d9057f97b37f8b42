//! What an operator may set for the invoice service.

use std::time::Duration;

use serde::{Deserialize, Serialize};

/// The `[invoice]` section of the configuration.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// A link to a file ends after so many seconds when whoever asks for it does not say otherwise.
    pub link_lifetime_s: u64,
}

impl Default for Config {
    fn default() -> Self {
        Self { link_lifetime_s: 15 * 60 }
    }
}

/// A setting that cannot work.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ConfigError {
    /// Shorter than a download may wait, or longer than a link should be valid that anybody may open.
    #[error("invoice.link_lifetime_s must be between 60 and 2592000")]
    LinkLifetime,
}

impl Config {
    /// The longest life of a link: thirty days.
    pub(crate) const LONGEST_LIFETIME_S: u64 = 30 * 24 * 3600;

    /// Checks everything before anything starts.
    pub fn validate(&self) -> Result<(), ConfigError> {
        let valid = (60..=Self::LONGEST_LIFETIME_S).contains(&self.link_lifetime_s);
        if valid { Ok(()) } else { Err(ConfigError::LinkLifetime) }
    }

    pub(crate) fn link_lifetime(&self) -> Duration {
        Duration::from_secs(self.link_lifetime_s)
    }
}
