// This file was generated with `clorinde`. Do not modify.

pub mod bill;
pub mod claim;
pub mod customer;
pub mod erasure;
pub mod line;
pub mod order;
pub mod shipment;
pub mod timeline;
pub mod variant;
