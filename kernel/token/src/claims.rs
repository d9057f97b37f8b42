//! What a token says.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Whom a token is for. A token for one is worth nothing to the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    /// `/store/v1`: shoppers.
    Store,
    /// `/admin/v1`: staff and their programs.
    Admin,
    /// `/internal`: services among themselves. No access token is for it: see [`crate::KeyRing`].
    Internal,
}

/// What kind of somebody the subject is. Ids of different realms never mean the same person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Realm {
    /// A customer of the shop.
    Customer,
    /// A member of staff.
    Staff,
    /// A program with an API key or client credentials, acting for staff.
    Client,
}

/// The claims of an access token (RFC 9068). Times are seconds since 1970, as numbers: a time in quotes is no time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claims {
    /// Who issued it: the platform's public origin.
    pub iss: String,
    /// Whom it is for.
    pub aud: Audience,
    /// Who carries it: `cus_…`, `usr_…`, or a client's id.
    pub sub: String,
    /// What kind of somebody that is.
    pub realm: Realm,
    /// When it was issued.
    pub iat: i64,
    /// Before this it is not valid.
    pub nbf: i64,
    /// From this on it is not valid.
    pub exp: i64,
    /// Its own id.
    pub jti: Uuid,
    /// The session it belongs to, for the list of sessions and for ending one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sid: Option<Uuid>,
    /// What staff and clients may do: `catalog.product.write`; `*` for everything.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub permissions: BTreeSet<String>,
    /// In which sales channels they may; absent: in all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channels: Option<BTreeSet<String>>,
}

impl Claims {
    /// The permission that contains all others.
    pub const EVERYTHING: &'static str = "*";
}
