//! The rules of customer: pure decisions over what was read, no database, no clock.

pub(crate) mod address;
pub(crate) mod address_format;
pub(crate) mod consent;
pub(crate) mod customer;
pub(crate) mod erasure;
pub(crate) mod group;
pub(crate) mod postal_pattern;
pub(crate) mod purchase;
