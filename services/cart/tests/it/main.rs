//! The service from outside: its routes and its consumers, on a database of its own. The neighbors it asks are small
//! tables that implement their contracts.
#![expect(clippy::unwrap_used, reason = "helpers of tests panic like tests")]

mod carts;
mod completion;
mod customers;
mod expiry;
mod hold;
mod lines;
mod merge;
mod neighbors;
mod payment;
mod plans;
mod recalculation;
mod shuffled;
mod support;
mod variants;
