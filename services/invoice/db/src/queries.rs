// This file was generated with `clorinde`. Do not modify.

pub mod document;
pub mod erasure;
pub mod legal_entity;
pub mod link;
pub mod waiting;
