//! The edge from outside: a router as a service without sockets, except where sockets are the subject.
#![expect(clippy::unwrap_used, reason = "helpers of tests panic like tests")]

mod access;
mod audit;
mod calls;
mod channels;
mod idempotency;
mod input;
mod limits;
mod openapi;
mod problems;
mod replies;
mod server;
mod support;
