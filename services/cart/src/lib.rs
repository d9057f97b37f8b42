//! Cart owns carts and their lines, from the first piece put in until an order is confirmed.

mod domain;
mod error;

pub use error::CartError;
