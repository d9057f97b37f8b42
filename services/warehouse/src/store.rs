//! Rows to domain types and back, and what one write pipelines together.

pub(crate) mod location;
pub(crate) mod movement;
pub(crate) mod reservation;
pub(crate) mod scene;
pub(crate) mod stock;
pub(crate) mod stock_import;
pub(crate) mod transfer;

use kernel_base::{Id, IdKind};
use uuid::Uuid;

/// The bare ids, as the database takes them.
pub(crate) fn uuids<K: IdKind>(ids: impl IntoIterator<Item = Id<K>>) -> Vec<Uuid> {
    ids.into_iter().map(Id::uuid).collect()
}
