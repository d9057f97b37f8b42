//! Calls of the generated queries: rows to domain types and back, always in sets.

pub(crate) mod command;
pub(crate) mod credit;
pub(crate) mod erasure;
pub(crate) mod intent;
pub(crate) mod ledger;
pub(crate) mod step;
pub(crate) mod stored_value;
pub(crate) mod tender;
pub(crate) mod text;
pub(crate) mod webhook;
