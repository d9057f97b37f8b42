//! What the process tells about itself: traces that go on through HTTP, outbox and feed, log lines for machines, and what
//! is away.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on panics where it stands")]

mod keys;
mod log;
mod outage;
mod subscriptions;
mod support;
mod trace;
