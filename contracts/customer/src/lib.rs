//! What other services may know of customer: its API, types and events.
#![warn(missing_docs)]

mod api;
mod client;
mod event;
mod types;

pub use api::CustomerApi;
pub use client::CustomerClient;
pub use event::{ConsentChanged, CustomerChanged, CustomerErased, GroupMembershipChanged};
pub use types::{CustomerProfile, CustomerQuery, CustomerStatus};
