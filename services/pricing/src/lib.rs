//! The pricing service: owns price lists, prices and their history, markets, tax classes and rates, and prices quotes.

mod domain;
mod error;

pub use domain::retailer::{RetailerFileError, retailer_price_file};
pub use error::PricingError;
