//! What tests stand on: a private PostgreSQL cluster per run, a database per test cloned from a migrated template, an
//! injected clock, a bus that delivers when told to (and, if wanted, as badly as a bus may), and a client of a router
//! without a socket.
//!
//! Panics instead of returning errors: a test's backtrace then points at the line.
#![warn(missing_docs)]
#![expect(clippy::missing_panics_doc, reason = "everything here panics when the test's ground is not there")]

mod bus;
mod client;
mod cluster;
mod database;
mod plans;
mod shuffle;

pub use bus::{Bus, event};
pub use client::{Answer, Client, STAFF, customer, service, staff, staff_in};
pub use cluster::test_cluster;
pub use database::{TestDatabase, TestService, personal_key};
pub use plans::assert_every_query_uses_an_index;
