//! What can be configured of auth.

use std::path::PathBuf;
use std::time::Duration;

use auth_contracts::Realm;
use kernel_base::Secret;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::domain::attempt::Limits;
use crate::domain::signing_key::Schedule;
use crate::mailer::Mailer;

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
    /// Letters per window to one e-mail address that somebody asks for.
    pub letters_per_mailbox: u32,
    /// Letters per window that one address asks for.
    pub letters_per_address: u32,
    /// How letters are sent.
    pub letters: Letters,
}

/// The section `[auth.letters]`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Letters {
    /// The mail server: `smtps://user:password@mail.example`, or `smtp://…?tls=required`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub smtp: Option<Secret<String>>,
    /// Where letters are filed while there is no mail server, one file each. Without both they wait.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub folder: Option<PathBuf>,
    /// Who they are from: `Shop <shop@shop.example>`.
    pub from: String,
    /// Where the pages are that take the links in letters to customers.
    pub links: String,
    /// The same for letters to staff.
    pub staff_links: String,
}

impl Default for Letters {
    fn default() -> Self {
        Self {
            smtp: None,
            folder: None,
            from: "Karum <karum@localhost>".to_owned(),
            links: "http://127.0.0.1:8080/account".to_owned(),
            staff_links: "http://127.0.0.1:8080/admin".to_owned(),
        }
    }
}

impl Letters {
    pub(crate) fn links(&self, realm: Realm) -> &str {
        match realm {
            Realm::Customer => &self.links,
            Realm::Staff => &self.staff_links,
        }
    }
}

/// What cannot be configured so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ConfigError {
    /// Not an address, with or without a name.
    #[error("auth.letters.from must look like Shop <shop@shop.example>")]
    From,
    /// Not the address of a mail server. It is not shown: it may hold a password.
    #[error("auth.letters.smtp must look like smtps://user:password@mail.example")]
    Smtp,
    /// Not the address of pages.
    #[error("auth.letters.links and staff_links must begin with https:// or http://")]
    Links,
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
            hash_queue: 64,
            attempt_window_s: 900,
            attempts_per_account_and_address: 10,
            attempts_per_address: 100,
            attempts_of_strangers: 50,
            registrations_per_address: 20,
            letters_per_mailbox: 5,
            letters_per_address: 20,
            letters: Letters::default(),
        }
    }
}

const HOUR_S: u64 = 3600;
const DAY_S: u64 = 24 * HOUR_S;
/// Clocks differ, and a token is on its way for a while.
const SLACK: Duration = Duration::from_secs(60);

impl Config {
    /// Whether it can be used.
    ///
    /// # Errors
    /// What cannot be.
    pub fn validate(&self) -> Result<(), ConfigError> {
        let page = |links: &str| links.starts_with("https://") || links.starts_with("http://");
        if !page(&self.letters.links) || !page(&self.letters.staff_links) {
            return Err(ConfigError::Links);
        }
        Mailer::new(&self.letters).map(drop)
    }

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
            letters_to: self.letters_per_mailbox.max(1),
            letters_from: self.letters_per_address.max(1),
        }
    }
}
