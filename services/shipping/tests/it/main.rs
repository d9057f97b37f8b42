//! The service from outside: its routes, its API, its commands, on a database of its own.
#![expect(clippy::unwrap_used, reason = "helpers of tests panic like tests")]

mod audit;
mod channels;
mod commands;
mod erasure;
mod http_method;
mod http_shipment;
mod plans;
mod rates;
mod shuffled;
mod support;
