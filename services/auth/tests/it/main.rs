//! The service from outside: its routes, its API, its keys, on a database of its own.
#![expect(clippy::unwrap_used, reason = "helpers of tests panic like tests")]

mod access;
mod accounts;
mod api_keys;
mod attempts;
mod audit;
mod authorizations;
mod erasure;
mod letters;
mod logins;
mod passwords;
mod plans;
mod publishable_keys;
mod refreshes;
mod second_factors;
mod secrets;
mod security_events;
mod sessions;
mod signing_keys;
mod support;
