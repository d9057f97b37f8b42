//! What other services may know of invoice: what it tells, and the one command it takes. Nobody asks it anything.
#![warn(missing_docs)]

mod command;
mod event;

pub use command::EraseInvoices;
pub use event::{DocumentKind, InvoiceIssued};
