//! All services together.

mod checkout;
mod tidy;
