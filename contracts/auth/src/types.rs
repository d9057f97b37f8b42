//! Questions and answers of the API.

use kernel_base::Secret;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use shared_contracts::{ChannelCode, Email};

/// The permission that every member of staff has: to see and change what is only about themselves. It is in no role; auth
/// puts it into every token of staff.
pub const OWN_ACCOUNT: &str = "auth.account.own";

/// Customers and staff are strangers to each other: the same e-mail address in both names two accounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Realm {
    /// Shoppers; subjects are `cus_…`.
    Customer,
    /// Members of staff; subjects are `usr_…`.
    Staff,
}

/// An account as it shall be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SetPassword {
    /// Whose kind of account it is.
    pub realm: Realm,
    /// Whose: `usr_…`, `cus_…`. At most 64 characters.
    pub subject: String,
    /// What they sign in with. Upper and lower case are the same.
    pub email: Secret<Email>,
    /// 8 to 128 characters.
    pub password: Secret<String>,
}

/// Whose sessions shall end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Close {
    /// The kind of account.
    pub realm: Realm,
    /// Whose.
    pub subject: String,
}

/// Asks for all keys.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct JwksQuery {}

/// The published keys, as RFC 7517 writes them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Jwks {
    /// In no particular order.
    pub keys: Vec<Jwk>,
}

/// A published key of Ed25519 (RFC 8037).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Jwk {
    /// `OKP`.
    pub kty: String,
    /// `Ed25519`.
    pub crv: String,
    /// `EdDSA`.
    pub alg: String,
    /// `sig`.
    pub r#use: String,
    /// Its id, which tokens name: the thumbprint of RFC 7638.
    pub kid: String,
    /// The public key, base64url.
    pub x: String,
}

/// Asks for all publishable keys.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PublishableKeysQuery {}

/// What a storefront shows to say for which sales channel it asks. Everybody may know it: it opens nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PublishableKey {
    /// `pk_…`.
    pub key: String,
    /// The sales channel it stands for.
    pub channel: ChannelCode,
}

/// Asks for a customer's verified e-mail address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct VerifiedEmailQuery {
    /// Whose: `cus_…`.
    pub subject: String,
}
