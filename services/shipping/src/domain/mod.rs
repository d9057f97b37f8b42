//! Rules of shipping: where a method goes, what it costs, what a shipment may do. Pure: no database, no clock.

pub(crate) mod postcode;
pub(crate) mod rate;
pub(crate) mod rate_card;
pub(crate) mod request;
pub(crate) mod shipment;
