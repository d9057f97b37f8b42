//! What may be set, and what holds when nothing is.

use std::num::NonZeroU32;

use serde::{Deserialize, Serialize};

use crate::Network;

/// Settings of the gateway.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// Proxies in front of the gateway whose `X-Forwarded-For` counts.
    pub trusted_proxies: Vec<Network>,
    /// Whether a client's `traceparent` is continued.
    pub trust_traceparent: bool,
    /// How long a page waits for each of its parts.
    pub page_part_timeout_ms: u64,
    /// Which other origins' scripts may call.
    pub cors: CorsConfig,
    /// How often clients may call.
    pub limits: LimitsConfig,
}

/// Which scripts of other origins may call what.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CorsConfig {
    /// Everything but `/admin`.
    pub store: Origins,
    /// `/admin`.
    pub admin: Origins,
}

/// Origins that may call.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Origins {
    /// Exact: `https://shop.example`. `*` for all.
    pub origins: Vec<String>,
    /// Whether browsers send cookies along; never together with `*`.
    pub credentials: bool,
}

/// Requests per minute; a client that was quiet may send a whole minute's at once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LimitsConfig {
    /// Networks that are only held to `trusted_per_minute`.
    pub trusted: Vec<Network>,
    /// All operations together, for each address of the trusted networks.
    pub trusted_per_minute: NonZeroU32,
    /// For each address; of IPv6 for each network of 64 bits, which is what one customer of a provider gets.
    pub address: PerMinute,
    /// For each customer, member of staff or API key.
    pub subject: PerMinute,
    /// For each publishable key, and so for all shoppers of a storefront together.
    pub key: PerMinute,
}

/// Requests per minute by the class of the operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PerMinute {
    /// Everything that is not of another class.
    pub default: NonZeroU32,
    /// Lists, searches, quotes.
    pub search: NonZeroU32,
    /// Coupon and gift card codes.
    pub coupon: NonZeroU32,
    /// Making a cart an order.
    pub checkout: NonZeroU32,
    /// Signing in, and everything else that guesses at a secret.
    pub login: NonZeroU32,
}

impl PerMinute {
    /// Panics at compile time when one is zero.
    const fn new(default: u32, search: u32, coupon: u32, checkout: u32, login: u32) -> Self {
        const fn positive(number: u32) -> NonZeroU32 {
            NonZeroU32::new(number).expect("BUG: a limit is positive")
        }
        Self {
            default: positive(default),
            search: positive(search),
            coupon: positive(coupon),
            checkout: positive(checkout),
            login: positive(login),
        }
    }
}

const TRUSTED_PER_MINUTE: NonZeroU32 = NonZeroU32::new(60_000_000).expect("BUG: a limit is positive");
const ADDRESS: PerMinute = PerMinute::new(1_200, 600, 20, 120, 30);
const SUBJECT: PerMinute = PerMinute::new(6_000, 1_200, 20, 120, 30);
const KEY: PerMinute = PerMinute::new(600_000, 300_000, 6_000, 60_000, 12_000);

impl Default for Config {
    fn default() -> Self {
        let loopback = ["127.0.0.0/8", "::1/128"];
        Self {
            trusted_proxies: Vec::new(),
            trust_traceparent: false,
            page_part_timeout_ms: 2_000,
            cors: CorsConfig::default(),
            limits: LimitsConfig {
                trusted: loopback.map(|text| text.parse().expect("BUG: loopback is a network")).into(),
                trusted_per_minute: TRUSTED_PER_MINUTE,
                address: ADDRESS,
                subject: SUBJECT,
                key: KEY,
            },
        }
    }
}

impl Config {
    /// Says what is wrong and where.
    ///
    /// # Errors
    /// The first mistake found.
    pub fn validate(&self) -> Result<(), InvalidConfig> {
        for (name, list) in [("store", &self.cors.store), ("admin", &self.cors.admin)] {
            let any = list.origins.iter().any(|origin| origin == "*");
            if any && (list.credentials || list.origins.len() > 1) {
                let text = "\"*\" stands alone, and never with credentials: it would let every page act as its visitors";
                return Err(InvalidConfig(format!("gateway.cors.{name}: {text}")));
            }
            if let Some(wrong) = list.origins.iter().find(|origin| *origin != "*" && !is_origin(origin)) {
                return Err(InvalidConfig(format!(
                    "gateway.cors.{name}.origins: {wrong} must look like https://shop.example, without a slash at the end"
                )));
            }
        }
        if !(1..=30_000).contains(&self.page_part_timeout_ms) {
            return Err(InvalidConfig("gateway.page_part_timeout_ms must be between 1 and 30000".to_owned()));
        }
        Ok(())
    }
}

/// What a browser sends in `Origin`: scheme, host and port, and nothing behind them.
fn is_origin(text: &str) -> bool {
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    host.is_some_and(|host| {
        !host.is_empty()
            && host
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b".-:[]".contains(&byte))
    })
}

/// Settings that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidConfig(String);

impl std::fmt::Display for InvalidConfig {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for InvalidConfig {}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(origins: &[&str], credentials: bool) -> Option<String> {
        let origins = origins.iter().map(|origin| (*origin).to_owned()).collect();
        let mut config = Config::default();
        config.cors.store = Origins { origins, credentials };
        config.validate().err().map(|error| error.to_string())
    }

    #[test]
    fn credentials_are_never_for_everybody() {
        assert_eq!(error(&["*"], false), None);
        assert_eq!(error(&["https://shop.example", "http://localhost:3000"], true), None);
        assert!(error(&["*"], true).is_some_and(|error| error.contains("gateway.cors.store")));
        assert!(error(&["*", "https://shop.example"], false).is_some());
    }

    #[test]
    fn origins_are_exact() {
        for wrong in [
            "https://shop.example/",
            "shop.example",
            "https://Shop.example",
            "https://*.example",
            "https://",
            "null",
        ] {
            assert!(error(&[wrong], false).is_some(), "{wrong}");
        }
    }
}
