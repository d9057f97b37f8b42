//! The bus against a real PostgreSQL: nothing lost, nothing twice, nothing out of order.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on panics where it stands")]

mod consumer;
mod personal;
mod sequencer;
mod support;
