// This file was generated with `clorinde`. Do not modify.

pub mod market;
pub mod price;
pub mod price_list;
pub mod tax;
pub mod variant;
