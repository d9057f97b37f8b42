// This file was generated with `clorinde`. Do not modify.

pub mod cart;
pub mod channel;
pub mod customer;
pub mod erasure;
pub mod line;
pub mod variant;
