//! What an operator may set.

use serde::{Deserialize, Serialize};
use shared_contracts::Code;

use crate::domain::payment;

/// Settings of cart.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// A cart nobody touched for so many days expires.
    pub lifetime_days: u16,
    /// A cart that became an order or expired is deleted after so many days, at least one.
    pub kept_days: u16,
    /// Through which payment providers shoppers may pay. Some, such as `manual`, trust whoever names them: a shopper is
    /// nobody to trust, so that only what is listed here can be chosen.
    pub payment_providers: Vec<Code>,
    /// For how long the goods of a cart are held once its shopper begins checkout, and anew with everything the shopper
    /// does; 0: nothing is held before the order.
    pub hold_minutes: u16,
    /// However much the shopper does, the goods are free again so long after they were first held.
    pub hold_longest_minutes: u16,
}

impl Default for Config {
    fn default() -> Self {
        let code = |code: &str| code.parse().expect("BUG: a valid code");
        Self {
            lifetime_days: 30,
            kept_days: 90,
            payment_providers: ["test", "gift_card", payment::STORE_CREDIT].map(code).to_vec(),
            hold_minutes: 15,
            hold_longest_minutes: 60,
        }
    }
}
