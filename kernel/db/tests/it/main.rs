//! Tests of the database kernel against a real PostgreSQL.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on panics where it stands")]

mod acting;
mod audit;
mod cluster;
mod migrate;
mod provision;
mod support;
mod write;
