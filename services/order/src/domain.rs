//! What an order is and may become. Pure: no database, no clock, no calls.

pub(crate) mod amend;
pub(crate) mod bill;
pub(crate) mod claim;
pub(crate) mod draft;
pub(crate) mod goods;
pub(crate) mod guest_access;
pub(crate) mod line;
pub(crate) mod new_order;
pub(crate) mod number;
pub(crate) mod order;
pub(crate) mod shipment;
pub(crate) mod timeline;
