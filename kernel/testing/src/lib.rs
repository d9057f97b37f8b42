//! What tests stand on: a private PostgreSQL cluster per run, a database per test cloned from a migrated template, an
//! injected clock, and a bus that delivers when told to.
//!
//! Panics instead of returning errors: a test's backtrace then points at the line.
#![warn(missing_docs)]
#![expect(clippy::missing_panics_doc, reason = "everything here panics when the test's ground is not there")]

mod bus;
mod cluster;
mod database;

pub use bus::{Bus, event};
pub use cluster::test_cluster;
pub use database::{TestDatabase, TestService};
