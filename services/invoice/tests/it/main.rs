//! The service from outside: its routes, its reactions, on a database of its own.
#![expect(clippy::unwrap_used, reason = "helpers of tests panic like tests")]

mod audit;
mod files;
mod gapless;
mod issue;
mod plans;
mod support;
