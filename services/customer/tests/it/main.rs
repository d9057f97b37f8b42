//! The service from outside: its routes, its API, the events of order, on a database of its own.
#![expect(clippy::unwrap_used, reason = "helpers of tests panic like tests")]

mod access;
mod addresses;
mod audit;
mod consents;
mod customers;
mod erasures;
mod export;
mod groups;
mod plans;
mod segments;
mod statistics;
mod support;
