//! What an operator may set for the payment service.

use std::path::PathBuf;
use std::time::Duration;

use kernel_base::Secret;
use serde::{Deserialize, Serialize};

/// The `[payment]` section of the configuration.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// A provider that has not answered after so long is asked again, with the same key.
    pub provider_timeout_ms: u64,
    /// Authorized money without a confirmed order is given back so long after its deadline. Room for the news of the
    /// order to arrive.
    pub unconfirmed_grace_s: u64,
    /// Received webhooks are kept so long, to tell those that come again and for questions to the provider.
    pub webhooks_kept_days: u16,
    /// The provider that moves no money.
    pub test_provider: TestProviderConfig,
    /// Stripe.
    pub stripe: StripeConfig,
}

/// The account at Stripe. Its two secrets may stand here, come from the environment, or be files among the secrets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct StripeConfig {
    /// Whether shoppers can pay through it.
    pub enabled: bool,
    /// Where Stripe is.
    pub api_base: String,
    /// What the browser needs; no secret.
    pub publishable_key: String,
    /// Where Stripe sends payers back to after their bank has seen them. Without it those payments are refused.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub return_url: Option<String>,
    /// Whether the rest of an authorization is kept for later captures, where card and account allow it. Otherwise the first
    /// capture ends it.
    pub multicapture: bool,
    /// `sk_…`, or a restricted key that may write payment intents and refunds.
    pub secret_key: Secret<String>,
    /// `whsec_…`: signs the webhooks.
    pub webhook_secret: Secret<String>,
}

impl Default for StripeConfig {
    fn default() -> Self {
        Self {
            enabled: false,
            api_base: "https://api.stripe.com".to_owned(),
            publishable_key: String::new(),
            return_url: None,
            multicapture: false,
            secret_key: Secret::default(),
            webhook_secret: Secret::default(),
        }
    }
}

/// Where the test provider is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "mode", rename_all = "snake_case", deny_unknown_fields)]
pub enum TestProviderConfig {
    /// Nowhere: what a shop that takes money wants.
    Off,
    /// In this process.
    InProcess {
        /// Its log file, which also is its memory; in memory only when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        log: Option<PathBuf>,
    },
    /// In another process.
    Http {
        /// Such as `http://127.0.0.1:8090`.
        origin: String,
        /// Signs its webhooks.
        webhook_secret: Secret<String>,
    },
}

impl Default for Config {
    fn default() -> Self {
        Self {
            provider_timeout_ms: 10_000,
            unconfirmed_grace_s: 900,
            webhooks_kept_days: 90,
            test_provider: TestProviderConfig::InProcess { log: None },
            stripe: StripeConfig::default(),
        }
    }
}

/// A setting that cannot work.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ConfigError {
    /// Too short for any provider, or longer than the pause before the next try.
    #[error("payment.provider_timeout_ms must be between 100 and 60000")]
    ProviderTimeout,
    /// Without grace a slow consumer gives back the money of a confirmed order.
    #[error("payment.unconfirmed_grace_s must be between 60 and 604800")]
    UnconfirmedGrace,
    /// Some providers send a webhook again for a month; within that time it must be known.
    #[error("payment.webhooks_kept_days must be between 32 and 3650")]
    WebhooksKept,
    /// Webhooks could be forged.
    #[error("payment.test_provider.webhook_secret must have at least 16 characters")]
    WebhookSecret,
    /// Money and keys must not go to whoever listens on the way.
    #[error(
        "payment.stripe.api_base must begin with https://, or with http://127.0.0.1: for a stand-in on this machine"
    )]
    StripeAddress,
    /// Payers would come back to nowhere.
    #[error("payment.stripe.return_url must begin with http:// or https:// and have at most 2000 characters")]
    StripeReturn,
    /// Nothing can be asked of Stripe, or its webhooks could be forged.
    #[error(
        "payment.stripe needs secret_key and webhook_secret, here, in the environment or among the secrets"
    )]
    StripeSecrets,
}

impl Config {
    /// Checks everything before anything starts.
    pub fn validate(&self) -> Result<(), ConfigError> {
        if !(100..=60_000).contains(&self.provider_timeout_ms) {
            return Err(ConfigError::ProviderTimeout);
        }
        if !(60..=604_800).contains(&self.unconfirmed_grace_s) {
            return Err(ConfigError::UnconfirmedGrace);
        }
        if !(32..=3650).contains(&self.webhooks_kept_days) {
            return Err(ConfigError::WebhooksKept);
        }
        self.stripe.validate()?;
        match &self.test_provider {
            TestProviderConfig::Http { webhook_secret, .. } if webhook_secret.expose().len() < 16 => {
                Err(ConfigError::WebhookSecret)
            }
            TestProviderConfig::Http { .. }
            | TestProviderConfig::InProcess { .. }
            | TestProviderConfig::Off => Ok(()),
        }
    }

    pub(crate) const fn provider_timeout(&self) -> Duration {
        Duration::from_millis(self.provider_timeout_ms)
    }

    pub(crate) const fn unconfirmed_grace(&self) -> Duration {
        Duration::from_secs(self.unconfirmed_grace_s)
    }

    pub(crate) fn webhooks_kept(&self) -> Duration {
        Duration::from_secs(u64::from(self.webhooks_kept_days) * 24 * 3600)
    }
}

impl StripeConfig {
    /// Checks what does not depend on the secrets, which may come later than the rest.
    fn validate(&self) -> Result<(), ConfigError> {
        if !self.api_base.starts_with("https://") && !self.api_base.starts_with("http://127.0.0.1:") {
            return Err(ConfigError::StripeAddress);
        }
        let address = |url: &String| url.starts_with("https://") || url.starts_with("http://");
        if self.return_url.as_ref().is_some_and(|url| !address(url) || url.len() > 2000) {
            return Err(ConfigError::StripeReturn);
        }
        Ok(())
    }

    pub(crate) fn require_secrets(&self) -> Result<(), ConfigError> {
        let missing = self.secret_key.expose().is_empty() || self.webhook_secret.expose().len() < 16;
        if self.enabled && missing { Err(ConfigError::StripeSecrets) } else { Ok(()) }
    }
}
