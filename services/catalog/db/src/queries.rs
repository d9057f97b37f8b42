// This file was generated with `clorinde`. Do not modify.

pub mod attribute;
pub mod category;
pub mod channel;
pub mod collection;
pub mod media;
pub mod operation;
pub mod product;
pub mod publication;
pub mod revision;
pub mod translation;
pub mod variant;
