//! Rules of carts: what may change when, what a cart comes to, what the shopper must be told. Pure: no database, no
//! clock, no call to another service.

pub(crate) mod action;
pub(crate) mod cart;
pub(crate) mod completion;
pub(crate) mod customer;
pub(crate) mod hold;
pub(crate) mod line;
pub(crate) mod merge;
pub(crate) mod payment;
pub(crate) mod recalculation;
pub(crate) mod token;
pub(crate) mod totals;
pub(crate) mod variant;
pub(crate) mod warning;
