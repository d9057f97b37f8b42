//! Rows to domain types and back.

pub(crate) mod erasure;
pub(crate) mod line_cancellation;
pub(crate) mod method;
pub(crate) mod shipment;
pub(crate) mod zone;

use std::str::FromStr;

/// A stored text whose rules were checked when it was written.
fn parsed<T: FromStr>(text: &str) -> T {
    text.parse().ok().expect("BUG: stored from a value of this type")
}
