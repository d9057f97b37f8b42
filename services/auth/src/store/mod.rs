//! Rows to domain types and back.

pub(crate) mod account;
pub(crate) mod attempt;
pub(crate) mod session;
pub(crate) mod signing_key;

use auth_contracts::Realm;

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
