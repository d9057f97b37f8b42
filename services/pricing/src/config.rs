//! What an operator may set for the pricing service.

use std::collections::BTreeMap;
use std::time::Duration;

use axum::http::HeaderValue;
use kernel_base::Secret;
use reqwest::Url;
use serde::{Deserialize, Serialize};
use shared_contracts::Code;

/// The `[pricing]` section of the configuration.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// Variants whose prices are kept in memory; about 1 KiB each. The least recently used give way.
    pub cached_variants: usize,
    /// Services of others that compute tax, by the code under which markets name them.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub tax_providers: BTreeMap<Code, TaxProviderConfig>,
}

/// Where a tax provider is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TaxProviderConfig {
    /// Where questions are posted, such as `https://tax.internal/v1/calculate`.
    pub url: String,
    /// Sent with every question: `Authorization: Bearer …`.
    pub token: Secret<String>,
    /// After so long a quote goes on without the answer.
    #[serde(default = "default_timeout_ms")]
    pub timeout_ms: u64,
}

fn default_timeout_ms() -> u64 {
    1_500
}

impl Default for Config {
    fn default() -> Self {
        Self { cached_variants: 20_000, tax_providers: BTreeMap::new() }
    }
}

/// A setting that cannot work.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ConfigError {
    /// A quote of 10,000 lines must fit, and the memory must hold it.
    #[error("pricing.cached_variants must be between 10000 and 10000000")]
    CachedVariants,
    /// Not an address to post to. Names and passwords in it would be shown where the token is hidden.
    #[error(
        "pricing.tax_providers.{0}.url must look like https://tax.internal/v1/calculate, without user or password"
    )]
    TaxProviderUrl(Code),
    /// A header cannot carry it.
    #[error("pricing.tax_providers.{0}.token must have 1 to 4096 visible ASCII characters")]
    TaxProviderToken(Code),
    /// Too short for any network, or longer than shoppers wait.
    #[error("pricing.tax_providers.{0}.timeout_ms must be between 50 and 30000")]
    TaxProviderTimeout(Code),
}

impl Config {
    /// Checks everything before anything starts.
    pub fn validate(&self) -> Result<(), ConfigError> {
        if !(10_000..=10_000_000).contains(&self.cached_variants) {
            return Err(ConfigError::CachedVariants);
        }
        for (code, provider) in &self.tax_providers {
            provider.url().ok_or_else(|| ConfigError::TaxProviderUrl(code.clone()))?;
            provider.authorization().ok_or_else(|| ConfigError::TaxProviderToken(code.clone()))?;
            if !(50..=30_000).contains(&provider.timeout_ms) {
                return Err(ConfigError::TaxProviderTimeout(code.clone()));
            }
        }
        Ok(())
    }
}

impl TaxProviderConfig {
    pub(crate) fn url(&self) -> Option<Url> {
        let url: Url = self.url.parse().ok()?;
        let open = url.username().is_empty() && url.password().is_none();
        (matches!(url.scheme(), "http" | "https") && url.has_host() && open).then_some(url)
    }

    pub(crate) fn authorization(&self) -> Option<HeaderValue> {
        let token = self.token.expose();
        if !(1..=4_096).contains(&token.len()) || !token.bytes().all(|byte| byte.is_ascii_graphic()) {
            return None;
        }
        let mut value = HeaderValue::try_from(format!("Bearer {token}")).ok()?;
        value.set_sensitive(true);
        Some(value)
    }

    pub(crate) const fn timeout(&self) -> Duration {
        Duration::from_millis(self.timeout_ms)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tax_provider_needs_an_address_a_token_and_a_sensible_time() {
        let code: Code = "acme".parse().unwrap();
        let check = |url: &str, token: &str, timeout_ms| {
            let provider =
                TaxProviderConfig { url: url.to_owned(), token: Secret::new(token.to_owned()), timeout_ms };
            let tax_providers = BTreeMap::from([(code.clone(), provider)]);
            Config { tax_providers, ..Config::default() }.validate()
        };
        let good = "https://tax.internal/v1/calculate";
        assert_eq!(check(good, "secret", 1_500), Ok(()));
        for url in ["", "tax.internal", "ftp://tax.internal/", "https://me:secret@tax.internal/", "/v1"] {
            assert_eq!(check(url, "secret", 1_500), Err(ConfigError::TaxProviderUrl(code.clone())), "{url}");
        }
        for token in ["", "two words", "zwölf", "line\nend"] {
            assert_eq!(check(good, token, 1_500), Err(ConfigError::TaxProviderToken(code.clone())));
        }
        for timeout_ms in [0, 49, 30_001] {
            let refused = Err(ConfigError::TaxProviderTimeout(code.clone()));
            assert_eq!(check(good, "secret", timeout_ms), refused);
        }
    }
}
