// This file was generated with `clorinde`. Do not modify.

pub mod address;
pub mod consent;
pub mod customer;
pub mod erasure;
pub mod group;
pub mod purchase;
pub mod segment;
