//! What other services may know of cart: its types and events.
#![warn(missing_docs)]

mod event;
mod types;

pub use event::{CartCompleted, CartExpired};
pub use types::{Amounts, CartTotals, ChosenPayment, ChosenShipping, CompletedLine, Tender};
