//! Rows to domain types and back.

pub(crate) mod account;
pub(crate) mod api_key;
pub(crate) mod attempt;
pub(crate) mod authorization_code;
pub(crate) mod erasure;
pub(crate) mod letter;
pub(crate) mod oauth_client;
pub(crate) mod publishable_key;
pub(crate) mod second_factor;
pub(crate) mod session;
pub(crate) mod signing_key;

use auth_contracts::Realm;

use crate::domain::session::TokenDigest;

/// As stored, for ever the same.
pub(crate) fn realm(realm: Realm) -> &'static str {
    match realm {
        Realm::Customer => "customer",
        Realm::Staff => "staff",
    }
}

fn stored_realm(text: &str) -> Realm {
    match text {
        "customer" => Realm::Customer,
        "staff" => Realm::Staff,
        other => unreachable!("BUG: account_realm_check lets {other} pass"),
    }
}

fn digest(bytes: &[u8]) -> TokenDigest {
    TokenDigest(bytes.try_into().expect("BUG: a constraint of its column lets only 32 bytes pass"))
}
