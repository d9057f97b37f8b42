//! The order service.
mod config;
mod domain;
pub use config::{Config, ConfigError};
