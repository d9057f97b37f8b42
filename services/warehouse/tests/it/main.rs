//! Integration tests of the warehouse service against a real PostgreSQL.
#![expect(clippy::unwrap_used, reason = "helpers of tests panic like tests")]

mod access;
mod audit;
mod availability;
mod cart_holds;
mod catalog;
mod commands;
mod concurrency;
mod hand_outs;
mod imports;
mod ledger;
mod line_releases;
mod locations;
mod movements;
mod plans;
mod policies;
mod reservations;
mod shipments;
mod shuffled;
mod support;
mod transfers;
