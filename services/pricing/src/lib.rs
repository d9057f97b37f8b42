//! The pricing service: owns price lists, prices and their history, markets, tax classes and rates, and prices quotes.

mod app;
mod config;
mod domain;
mod error;
mod publish;
mod store;

pub use config::{Config, ConfigError};
pub use domain::retailer::{RetailerFileError, retailer_price_file};
pub use error::PricingError;
