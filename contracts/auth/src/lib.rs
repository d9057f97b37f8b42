//! What other services may know of auth: its API, types and events. Passwords go in and never come out.
#![warn(missing_docs)]

mod api;
mod client;
mod command;
mod event;
mod types;

pub use api::AuthApi;
pub use client::AuthClient;
pub use command::EraseAccount;
pub use event::{EmailVerified, RevocationReason, SecurityEvent, SecurityEventKind, SessionRevoked};
pub use types::{
    Close, Jwk, Jwks, JwksQuery, OWN_ACCOUNT, PublishableKey, PublishableKeysQuery, Realm, SetPassword,
    VerifiedEmailQuery,
};
