//! What an operator may set.

use serde::{Deserialize, Serialize};
use shared_contracts::Code;

/// Settings of cart.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// A cart nobody touched for so many days expires.
    pub lifetime_days: u16,
    /// Through which payment providers shoppers may pay. Some, such as `manual`, trust whoever names them: a shopper is
    /// nobody to trust, so that only what is listed here can be chosen.
    pub payment_providers: Vec<Code>,
}

impl Default for Config {
    fn default() -> Self {
        let test = "test".parse().expect("BUG: a valid code");
        Self { lifetime_days: 30, payment_providers: vec![test] }
    }
}
