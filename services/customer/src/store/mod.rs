//! Rows to domain types and back, and what one write pipelines together.

pub(crate) mod address;
pub(crate) mod consent;
pub(crate) mod customer;
pub(crate) mod erasure;
pub(crate) mod group;
pub(crate) mod purchase;
pub(crate) mod segment;

use std::str::FromStr;

use kernel_base::{Id, IdKind, Secret};
use uuid::Uuid;

/// A stored text whose rules were checked when it was written.
fn parsed<T: FromStr>(text: &str) -> T {
    text.parse().ok().expect("BUG: stored from a value of this type")
}

/// The bare ids, as the database takes them.
fn uuids<K: IdKind>(ids: impl IntoIterator<Item = Id<K>>) -> Vec<Uuid> {
    ids.into_iter().map(Id::uuid).collect()
}

fn shown(text: Option<&Secret<String>>) -> Option<&str> {
    text.map(|text| text.expose().as_str())
}
