//! What the process tells about itself: traces that go on through HTTP, outbox and feed, and log lines for machines.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on panics where it stands")]

mod log;
mod support;
mod trace;
