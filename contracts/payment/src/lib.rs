//! What other services may know of payment: its API, types, events and commands.
#![warn(missing_docs)]

mod api;
mod client;
mod command;
mod event;
mod types;

pub use api::PaymentApi;
pub use client::PaymentClient;
pub use command::{
    AuthorizePayment, AuthorizedTender, CaptureAccepted, CapturePayment, ErasePayments, PaymentAuthorized,
    PaymentVoided, TenderRequest, VoidPayment, refusal,
};
pub use event::{IntentActionRequired, IntentAuthorized, IntentCaptured, IntentRefunded, IntentVoided};
pub use types::{
    AnswerAction, FindIntent, IntentStatus, PaymentIntent, PaymentSession, PrepareSession, RequiredAction,
    Tender, TenderStatus,
};
