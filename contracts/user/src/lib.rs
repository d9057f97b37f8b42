//! What other services may know of user: its API, types and events.
#![warn(missing_docs)]

mod api;
mod client;
mod event;
mod types;

pub use api::UserApi;
pub use client::UserClient;
pub use event::{RoleChanged, UserChanged, UserStatus};
pub use types::{EVERYTHING, EnsureAdministrator, Grants, GrantsQuery};
