//! What other services may know of cart: its types, events and the command it takes.
#![warn(missing_docs)]

mod command;
mod event;
mod types;

pub use command::EraseCarts;
pub use event::{CartCompleted, CartExpired};
pub use types::{Amounts, CartTotals, ChosenPayment, ChosenShipping, CompletedLine, Tender};
