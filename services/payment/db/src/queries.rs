// This file was generated with `clorinde`. Do not modify.

pub mod command;
pub mod credit;
pub mod erasure;
pub mod intent;
pub mod ledger;
pub mod step;
pub mod stored_value;
pub mod tender;
pub mod webhook;
