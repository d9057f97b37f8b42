//! Shipping owns zones, methods, rates, shipments with their packages, and what the order saga asked of it.

mod domain;
mod error;

pub use error::ShippingError;
