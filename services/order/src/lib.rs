//! The order service: owns orders, their lines, timelines and negotiated prices, and runs the sagas that place and
//! cancel them.

mod config;
mod domain;
mod error;
mod store;

pub use config::{Config, ConfigError};
