//! Rows to domain types and back.

pub(crate) mod cart;
pub(crate) mod channel;
pub(crate) mod customer;
pub(crate) mod erasure;
pub(crate) mod line;
pub(crate) mod variant;

use std::str::FromStr;

use serde::Serialize;
use serde::de::DeserializeOwned;

/// A stored text whose rules were checked when it was written.
fn parsed<T: FromStr>(text: &str) -> T {
    text.parse().ok().expect("BUG: stored from a value of this type")
}

/// Stored JSON that was written from the same type.
fn from_json<T: DeserializeOwned>(json: &str) -> T {
    serde_json::from_str(json).expect("BUG: stored from a value of this type")
}

fn to_json<T: Serialize>(value: &T) -> String {
    serde_json::to_string(value).expect("BUG: stored values are plain data")
}
