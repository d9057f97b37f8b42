//! Rows to domain types and back; what one write pipelines together.

pub(crate) mod attribute;
pub(crate) mod category;
pub(crate) mod channel;
pub(crate) mod collection;
pub(crate) mod listing;
pub(crate) mod operation;
pub(crate) mod product;
mod product_row;
pub(crate) mod revision;
pub(crate) mod translation;

use std::str::FromStr;

use crate::error::CatalogError;

/// A stored text as its type: the constraints of its column keep it valid.
fn stored<T: FromStr>(text: &str, what: &'static str) -> Result<T, CatalogError> {
    text.parse().map_err(|_| CatalogError::Corrupt(what))
}

/// JSON that we wrote ourselves.
fn stored_json<T: serde::de::DeserializeOwned>(text: &str, what: &'static str) -> Result<T, CatalogError> {
    serde_json::from_str(text).map_err(|_| CatalogError::Corrupt(what))
}

fn to_json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).expect("BUG: rows are plain data")
}
