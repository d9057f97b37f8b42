//! The bus against a real PostgreSQL: nothing lost, nothing twice, nothing out of order.

mod consumer;
mod sequencer;
mod support;
