//! An account: how a subject signs in.

use auth_contracts::Realm;
use kernel_base::{Secret, Timestamp};
use shared_contracts::Email;
use uuid::Uuid;

use crate::error::AuthError;

/// An e-mail address as accounts are found by it: without blanks around it, in lower case. Whether upper and lower case
/// differ is the receiving server's business, and no server in use makes a difference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Address(Secret<String>);

impl Address {
    pub(crate) fn new(email: &Email) -> Self {
        // A letter may become two in lower case, and the column has its limit; such an address nobody has.
        Self(Secret::new(email.as_str().trim().to_lowercase().chars().take(254).collect()))
    }

    pub(crate) fn stored(text: String) -> Self {
        Self(Secret::new(text))
    }

    pub(crate) fn expose(&self) -> &str {
        self.0.expose()
    }
}

/// Whose account it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Owner {
    pub(crate) realm: Realm,
    pub(crate) subject: String,
}

impl Owner {
    pub(crate) fn try_new(realm: Realm, subject: String) -> Result<Self, AuthError> {
        if (1..=64).contains(&subject.chars().count()) {
            Ok(Self { realm, subject })
        } else {
            Err(AuthError::Subject)
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Status {
    Active,
    /// Nobody signs in until a password is set anew.
    Closed,
}

/// An account as somebody finds it who wants to sign in.
#[derive(Debug, Clone)]
pub(crate) struct Found {
    pub(crate) account: Account,
    /// Whether it was signed in to from this network before.
    pub(crate) known: bool,
    /// Whether it was signed in to before.
    pub(crate) seen: bool,
}

/// An account as it was read.
#[derive(Debug, Clone)]
pub(crate) struct Account {
    pub(crate) account_id: Uuid,
    pub(crate) owner: Owner,
    pub(crate) address: Address,
    /// When its owner showed that letters to the address arrive.
    pub(crate) email_verified_at: Option<Timestamp>,
    pub(crate) password_hash: Secret<String>,
    pub(crate) status: Status,
    pub(crate) version: i64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_address_in_any_case_is_one_account() {
        let address = |text: &str| Address::new(&text.parse().unwrap());
        assert_eq!(address("Ada.Lovelace@Example.COM"), address("ada.lovelace@example.com"));
        assert_ne!(address("ada+shop@example.com"), address("ada@example.com"));
        assert_eq!(format!("{:?}", address("ada@example.com")), "Address(<hidden>)");
    }

    #[test]
    fn a_subject_has_a_limit() {
        assert!(Owner::try_new(Realm::Staff, "usr_1".to_owned()).is_ok());
        assert!(Owner::try_new(Realm::Staff, String::new()).is_err());
        assert!(Owner::try_new(Realm::Staff, "x".repeat(65)).is_err());
    }
}
