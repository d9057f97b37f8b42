//! What a document is, how it is numbered and taxed. Pure: no database, no clock.

pub(crate) mod document;
pub(crate) mod numbering;
pub(crate) mod party;
pub(crate) mod tax;
