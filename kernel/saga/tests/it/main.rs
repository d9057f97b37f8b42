//! Sagas: the machine without I/O, and the runner against a real PostgreSQL.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on panics where it stands")]

mod machine;
mod runner;
mod trip;
