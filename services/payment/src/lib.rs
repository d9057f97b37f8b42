//! Payment.

mod domain;
mod error;
