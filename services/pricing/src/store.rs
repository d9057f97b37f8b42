//! Calls of the generated queries: rows to domain types and back, and what one write records together.

pub(crate) mod market;
pub(crate) mod price;
pub(crate) mod price_list;
pub(crate) mod tax;
pub(crate) mod variant;

use std::str::FromStr;

/// The name under which a write fails whose document was changed since it was read.
pub(crate) const VERSION_GUARD: &str = "version";

/// A text that was checked before it was stored.
fn stored<T: FromStr<Err: std::fmt::Debug>>(text: &str) -> T {
    text.parse().expect("BUG: only valid texts are stored")
}

fn stored_option<T: FromStr<Err: std::fmt::Debug>>(text: Option<&str>) -> Option<T> {
    text.map(stored)
}
