//! Calls of the generated queries: rows to domain types and back, always in sets.

pub(crate) mod admission;
pub(crate) mod bill;
pub(crate) mod claim;
pub(crate) mod customer;
pub(crate) mod erasure;
pub(crate) mod goods;
pub(crate) mod line;
pub(crate) mod order;
pub(crate) mod shipment;
pub(crate) mod text;
pub(crate) mod timeline;
pub(crate) mod variant;
