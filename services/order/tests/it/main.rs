//! Integration tests of the order service against a real PostgreSQL.
#![expect(clippy::unwrap_used, reason = "helpers of tests panic like tests")]

mod audit;
mod bill;
mod cancel;
mod cancel_lines;
mod cart_order;
mod channels;
mod claim;
mod draft;
mod erasure;
mod http_order;
mod plans;
mod progress;
mod shuffled;
mod support;
