//! Sagas: the machine without I/O, and the runner against a real PostgreSQL.

mod machine;
mod runner;
mod trip;
