//! Letters to the owners of accounts, and the tokens in them. Until there is a service for all letters of the platform,
//! auth sends its own.

use std::time::Duration;

use auth_contracts::Realm;
use kernel_base::{Secret, Timestamp};
use uuid::Uuid;

use crate::domain::account::{Account, Address, Status};

const MINUTE: Duration = Duration::from_secs(60);
const DAY: Duration = Duration::from_secs(24 * 3600);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// To the address of an account: is it its owner's?
    VerifyEmail,
    /// To the address of an account whose password was forgotten.
    ResetPassword,
    /// To the address that an account shall have.
    ChangeEmail,
    /// To the address that an account had until now.
    EmailChanged,
}

impl Kind {
    /// As stored and in the names of tokens: never renamed.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::VerifyEmail => "verify_email",
            Self::ResetPassword => "reset_password",
            Self::ChangeEmail => "change_email",
            Self::EmailChanged => "email_changed",
        }
    }

    pub(crate) fn named(text: &str) -> Option<Self> {
        [Self::VerifyEmail, Self::ResetPassword, Self::ChangeEmail, Self::EmailChanged]
            .into_iter()
            .find(|kind| kind.name() == text)
    }

    /// How long its token is good. A letter that could not be sent for so long is not sent any more.
    pub(crate) fn lifetime(self) -> Duration {
        match self {
            Self::ResetPassword => MINUTE * 30,
            Self::VerifyEmail | Self::ChangeEmail | Self::EmailChanged => DAY,
        }
    }

    pub(crate) fn has_token(self) -> bool {
        self != Self::EmailChanged
    }
}

/// A letter that waits to be sent.
#[derive(Debug, Clone)]
pub(crate) struct Letter {
    pub(crate) letter_id: Uuid,
    pub(crate) kind: Kind,
    pub(crate) realm: Realm,
    /// None where nobody may learn whether there is one: then it is looked up by the address.
    pub(crate) account_id: Option<Uuid>,
    pub(crate) address: Address,
    pub(crate) created_at: Timestamp,
}

impl Letter {
    /// Whether there is still a reason to send it to the owner of this account.
    pub(crate) fn is_wanted(&self, account: &Account, now: Timestamp) -> bool {
        let current = account.address == self.address;
        let wanted = match self.kind {
            Kind::VerifyEmail => current && account.email_verified_at.is_none(),
            Kind::ResetPassword => current,
            Kind::ChangeEmail => !current,
            Kind::EmailChanged => true,
        };
        wanted && account.status == Status::Active && now.since(self.created_at) < self.kind.lifetime()
    }

    /// Subject and text. `links` is the address of the pages that take the token.
    pub(crate) fn text(&self, links: &str, token: &Secret<String>) -> (&'static str, String) {
        let token = token.expose();
        let link = |page: &str| format!("{}/{page}?token={token}", links.trim_end_matches('/'));
        let (subject, text) = match self.kind {
            Kind::VerifyEmail => (
                "Confirm your e-mail address",
                format!(
                    "Please confirm that this e-mail address is yours:\n\n{}\n\nThe link is good for 24 hours. If you \
                     have no account with us, ignore this letter.\n",
                    link("verify-email")
                ),
            ),
            Kind::ResetPassword => (
                "Choose a new password",
                format!(
                    "Somebody, probably you, asked for a new password for your account. Choose it here:\n\n{}\n\nThe link \
                     is good for 30 minutes and once. If it was not you, ignore this letter: your password stays as it \
                     is.\n",
                    link("reset-password")
                ),
            ),
            Kind::ChangeEmail => (
                "Confirm your new e-mail address",
                format!(
                    "Please confirm that your account shall have this e-mail address from now on:\n\n{}\n\nThe link is good \
                     for 24 hours. If you did not ask for it, ignore this letter.\n",
                    link("change-email")
                ),
            ),
            Kind::EmailChanged => (
                "Your e-mail address was changed",
                "Your account has another e-mail address from now on; letters to this one stop. If it was not you who \
                 changed it, please write to us at once.\n"
                    .to_owned(),
            ),
        };
        (subject, text)
    }
}

/// The token of a letter as it is stored, and the account it is for.
#[derive(Debug, Clone)]
pub(crate) struct EmailToken {
    pub(crate) kind: Kind,
    pub(crate) account: Account,
    /// Where the letter went.
    pub(crate) address: Address,
    pub(crate) expires_at: Timestamp,
    pub(crate) used: bool,
}

impl EmailToken {
    pub(crate) fn is_good(&self, (realm, kind): (Realm, Kind), now: Timestamp) -> bool {
        let expected = match kind {
            Kind::ChangeEmail => true,
            // It shows that letters to the address arrive, which is worth nothing once the account has another.
            Kind::VerifyEmail | Kind::ResetPassword | Kind::EmailChanged => {
                self.address == self.account.address
            }
        };
        let account = self.account.owner.realm == realm && self.account.status == Status::Active;
        self.kind == kind && account && expected && !self.used && now < self.expires_at
    }
}

#[cfg(test)]
mod tests {
    use kernel_base::Env;

    use super::*;
    use crate::domain::account::Owner;

    const NOW: &str = "2026-01-15T12:00:00Z";

    fn account(address: &str) -> Account {
        Account {
            account_id: Env::system().uuid(),
            owner: Owner { realm: Realm::Customer, subject: "cus_1".to_owned() },
            address: Address::stored(address.to_owned()),
            email_verified_at: None,
            password_hash: Secret::default(),
            status: Status::Active,
            version: 1,
        }
    }

    fn letter(kind: Kind, address: &str) -> Letter {
        Letter {
            letter_id: Env::system().uuid(),
            kind,
            realm: Realm::Customer,
            account_id: None,
            address: Address::stored(address.to_owned()),
            created_at: NOW.parse().unwrap(),
        }
    }

    #[test]
    fn a_letter_without_a_reason_is_not_sent() {
        let now: Timestamp = NOW.parse().unwrap();
        let ada = account("ada@example.com");
        let verified = Account { email_verified_at: Some(now), ..ada.clone() };
        let closed = Account { status: Status::Closed, ..ada.clone() };
        for (kind, to, account, after, wanted) in [
            (Kind::VerifyEmail, "ada@example.com", &ada, MINUTE, true),
            (Kind::VerifyEmail, "ada@example.com", &verified, MINUTE, false),
            (Kind::VerifyEmail, "old@example.com", &ada, MINUTE, false),
            (Kind::VerifyEmail, "ada@example.com", &ada, DAY, false),
            (Kind::ResetPassword, "ada@example.com", &verified, MINUTE * 29, true),
            (Kind::ResetPassword, "ada@example.com", &verified, MINUTE * 30, false),
            (Kind::ResetPassword, "ada@example.com", &closed, MINUTE, false),
            (Kind::ChangeEmail, "new@example.com", &ada, MINUTE, true),
            (Kind::ChangeEmail, "ada@example.com", &ada, MINUTE, false),
            (Kind::EmailChanged, "old@example.com", &ada, MINUTE, true),
        ] {
            let letter = letter(kind, to);
            assert_eq!(letter.is_wanted(account, now.plus(after)), wanted, "{kind:?} to {to}");
        }
    }

    #[test]
    fn a_token_is_good_for_one_thing_once_and_for_a_while() {
        let now: Timestamp = NOW.parse().unwrap();
        let token = EmailToken {
            kind: Kind::ResetPassword,
            account: account("ada@example.com"),
            address: Address::stored("ada@example.com".to_owned()),
            expires_at: now.plus(MINUTE),
            used: false,
        };
        let reset = (Realm::Customer, Kind::ResetPassword);
        assert!(token.is_good(reset, now));
        assert!(!token.is_good(reset, now.plus(MINUTE)));
        assert!(!token.is_good((Realm::Staff, Kind::ResetPassword), now));
        assert!(!token.is_good((Realm::Customer, Kind::VerifyEmail), now));
        assert!(!EmailToken { used: true, ..token.clone() }.is_good(reset, now));
        let moved = EmailToken { account: account("new@example.com"), ..token };
        assert!(!moved.is_good(reset, now), "the letter went to an address the account has no more");
    }

    #[test]
    fn names_are_read_as_they_are_written_and_links_hold_the_token() {
        let secret = Secret::new("t0k3n".to_owned());
        for kind in [Kind::VerifyEmail, Kind::ResetPassword, Kind::ChangeEmail, Kind::EmailChanged] {
            assert_eq!(Kind::named(kind.name()), Some(kind));
            let (_, text) = letter(kind, "ada@example.com").text("https://shop.example/", &secret);
            assert_eq!(text.contains("?token=t0k3n"), kind.has_token());
            assert!(!kind.has_token() || text.contains("https://shop.example/"), "{text}");
        }
        assert_eq!(Kind::named("other"), None);
    }
}
