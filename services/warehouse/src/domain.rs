//! The rules of the warehouse: pure decisions over stock that was read, no database, no clock.

pub(crate) mod allocation;
pub(crate) mod location;
pub(crate) mod movement;
pub(crate) mod reservation;
pub(crate) mod stock;
pub(crate) mod stockroom;
pub(crate) mod transfer;
