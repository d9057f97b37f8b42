//! The service from outside: its routes and its API, on a database of its own.
#![expect(clippy::unwrap_used, reason = "helpers of tests panic like tests")]

mod access;
mod administrators;
mod audit;
mod escalation;
mod http_role;
mod http_user;
mod invitations;
mod plans;
mod support;
