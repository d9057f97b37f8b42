//! All services together.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on panics where it stands")]

mod access;
mod audit;
mod bad_input;
mod cart_hold;
mod checkout;
mod documents;
mod erase;
mod fulfillment;
mod guest;
mod invoice;
mod line_cancel;
mod stored_value;
mod tidy;
mod trace;
