//! The binary as a person uses it: commands, what they print, how they end.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on panics where it stands")]

mod books;
mod chance;
mod command_line;
mod erase;
mod front;
mod kill;
mod operator;
mod platform;
mod replay;
mod secrets;
mod shopper;
mod split;
mod support;
mod up;
