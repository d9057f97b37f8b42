//! What can be configured of auth.

use std::time::Duration;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::domain::attempt::Limits;
use crate::domain::signing_key::Schedule;

/// The section `[auth]`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// How long an access token is good. Nothing ends it before: keep it short.
    pub access_token_s: u64,
    /// How long a customer stays signed in.
    pub customer_session_days: u64,
    /// How long a member of staff stays signed in.
    pub staff_session_hours: u64,
    /// How long a key signs.
    pub signing_period_days: u64,
    /// How long a key is published before it signs; never less than an access token is good.
    pub publish_ahead_s: u64,
    /// Memory of one password hash.
    pub hash_memory_kib: u32,
    /// Passes of one password hash over its memory.
    pub hash_passes: u32,
    /// Lanes of one password hash.
    pub hash_lanes: u32,
    /// Password hashes at once, which bounds memory and processors; 0 for one per processor.
    pub hashes_at_once: usize,
    /// How many logins may wait for a hash; others are told to come again.
    pub hash_queue: usize,
    /// Attempts to sign in are counted in windows of this length.
    pub attempt_window_s: u64,
    /// Failed attempts per window at one account from one address.
    pub attempts_per_account_and_address: u32,
    /// Failed attempts per window from one address at any account.
    pub attempts_per_address: u32,
    /// Failed attempts per window at one account from all addresses that never signed in to it.
    pub attempts_of_strangers: u32,
    /// New accounts per window from one address.
    pub registrations_per_address: u32,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            access_token_s: 600,
            customer_session_days: 30,
            staff_session_hours: 12,
            signing_period_days: 30,
            publish_ahead_s: 3600,
            // What OWASP asks for.
            hash_memory_kib: 19_456,
            hash_passes: 2,
            hash_lanes: 1,
            hashes_at_once: 0,
            hash_queue: 32,
            attempt_window_s: 900,
            attempts_per_account_and_address: 10,
            attempts_per_address: 100,
            attempts_of_strangers: 50,
            registrations_per_address: 20,
        }
    }
}

const HOUR_S: u64 = 3600;
const DAY_S: u64 = 24 * HOUR_S;
/// Clocks differ, and a token is on its way for a while.
const SLACK: Duration = Duration::from_secs(60);

impl Config {
    pub(crate) fn access_token(&self) -> Duration {
        Duration::from_secs(self.access_token_s.clamp(1, DAY_S))
    }

    pub(crate) fn customer_session(&self) -> Duration {
        Duration::from_secs(self.customer_session_days.clamp(1, 400).saturating_mul(DAY_S))
    }

    pub(crate) fn staff_session(&self) -> Duration {
        Duration::from_secs(self.staff_session_hours.clamp(1, 400 * 24).saturating_mul(HOUR_S))
    }

    pub(crate) fn schedule(&self) -> Schedule {
        let ahead = Duration::from_secs(self.publish_ahead_s).max(self.access_token()) + SLACK;
        let period = Duration::from_secs(self.signing_period_days.clamp(1, 400).saturating_mul(DAY_S));
        Schedule { period: period.max(ahead * 2), ahead, token: self.access_token() + SLACK }
    }

    pub(crate) fn limits(&self) -> Limits {
        Limits {
            window: Duration::from_secs(self.attempt_window_s.clamp(1, DAY_S)),
            account_and_address: self.attempts_per_account_and_address.max(1),
            address: self.attempts_per_address.max(1),
            strangers: self.attempts_of_strangers.max(1),
            registrations: self.registrations_per_address.max(1),
        }
    }
}
