// This file was generated with `clorinde`. Do not modify.

pub mod audit_entry;
pub mod authority;
pub mod invitation;
pub mod role;
pub mod user;
