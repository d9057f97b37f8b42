//! The gateway from outside: in front of services of its own process, and of services in another one.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on panics where it stands")]

mod browsers;
mod front;
mod keys;
mod pages;
mod remote;
mod support;
