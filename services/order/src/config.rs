//! What an operator may set for the order service.

use std::collections::BTreeMap;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use shared_contracts::ChannelCode;

/// The `[order]` section of the configuration.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// First part of the order numbers of a channel, 1 to 8 capital letters and digits. A channel that is not listed
    /// has its first letter.
    pub number_prefixes: BTreeMap<ChannelCode, String>,
    /// An order that is not confirmed after so many seconds is rejected, and everything is given back.
    pub place_timeout_s: u64,
    /// When the money of a channel's orders is collected: `manual` (staff does), `on_shipment` (for what leaves, when it
    /// leaves) or `on_confirmation`. A channel that is not listed is `manual`.
    pub capture: BTreeMap<ChannelCode, CapturePolicy>,
}

/// When the money of an order is collected.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CapturePolicy {
    /// When staff says so.
    #[default]
    Manual,
    /// For goods that leave, when they leave; shipping costs and services with the first of them. All at once, when
    /// nothing is sent.
    OnShipment,
    /// As soon as the order is confirmed.
    OnConfirmation,
}

impl Default for Config {
    fn default() -> Self {
        Self { number_prefixes: BTreeMap::new(), place_timeout_s: 15 * 60, capture: BTreeMap::new() }
    }
}

/// A setting that cannot work.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ConfigError {
    /// Numbers are read over the telephone.
    #[error("order.number_prefixes.{0}: a prefix has 1 to 8 capital letters and digits")]
    Prefix(ChannelCode),
    /// Too short for a payer to act, or too long to keep stock from others.
    #[error("order.place_timeout_s must be between 10 and 86400")]
    PlaceTimeout,
}

impl Config {
    /// Checks everything before anything starts.
    pub fn validate(&self) -> Result<(), ConfigError> {
        for (channel, prefix) in &self.number_prefixes {
            let valid = (1..=8).contains(&prefix.len())
                && prefix.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
            if !valid {
                return Err(ConfigError::Prefix(channel.clone()));
            }
        }
        if !(10..=86_400).contains(&self.place_timeout_s) {
            return Err(ConfigError::PlaceTimeout);
        }
        Ok(())
    }

    pub(crate) fn capture_policy(&self, channel: &ChannelCode) -> CapturePolicy {
        self.capture.get(channel).copied().unwrap_or_default()
    }

    pub(crate) fn place_timeout(&self) -> Duration {
        Duration::from_secs(self.place_timeout_s)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_can_be_read_aloud_is_a_prefix_and_only_a_sensible_time_a_timeout() {
        let web: ChannelCode = "web".parse().unwrap();
        let with = |prefix: &str| Config {
            number_prefixes: BTreeMap::from([(web.clone(), prefix.to_owned())]),
            ..Config::default()
        };
        assert_eq!(with("SHOP1").validate(), Ok(()));
        for wrong in ["", "shop", "TOOLONGXX", "A-B"] {
            assert_eq!(with(wrong).validate(), Err(ConfigError::Prefix(web.clone())), "{wrong}");
        }
        for place_timeout_s in [0, 9, 86_401] {
            let config = Config { place_timeout_s, ..Config::default() };
            assert_eq!(config.validate(), Err(ConfigError::PlaceTimeout));
        }
    }
}
