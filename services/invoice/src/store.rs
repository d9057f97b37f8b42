//! Calls of the generated queries: rows to domain types and back.

pub(crate) mod document;
pub(crate) mod entity;
pub(crate) mod erasure;
pub(crate) mod link;
pub(crate) mod waiting;

use std::str::FromStr;

use kernel_db::DbError;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::error::InvoiceError;

/// A stored text whose rules were checked when it was written.
fn parsed<T: FromStr>(text: &str) -> Result<T, InvoiceError> {
    text.parse().map_err(|_| InvoiceError::Corrupt)
}

fn from_json<T: DeserializeOwned>(text: &str) -> Result<T, InvoiceError> {
    serde_json::from_str(text).map_err(|_| InvoiceError::Corrupt)
}

fn to_json<T: Serialize>(value: &T) -> Result<String, InvoiceError> {
    serde_json::to_string(value).map_err(|error| DbError::Encode(error.to_string()).into())
}
