//! A session and the family of its refresh tokens: each token is good once, and its answer holds the next. A token that
//! comes again shows that two parties hold it, so the family ends; unless its answer was lost on the way.

use std::time::Duration;

use kernel_base::{Secret, Timestamp};
use sha2::{Digest, Sha256};
use shared_contracts::{OauthClientId, SessionId};

use crate::domain::account::{Owner, Status};

/// An answer that does not arrive is asked for again within this time.
pub(crate) const LOST_ANSWER: Duration = Duration::from_secs(10);
/// The most open sessions of one account.
pub(crate) const MAX_SESSIONS: i64 = 50;
const MAX_USER_AGENT: usize = 200;

/// SHA-256 of a refresh token; the token itself is stored nowhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TokenDigest(pub(crate) [u8; 32]);

impl TokenDigest {
    pub(crate) fn of(token: &Secret<String>) -> Self {
        Self(Sha256::digest(token.expose()).into())
    }
}

/// A session as a refresh token finds it.
#[derive(Debug, Clone)]
pub(crate) struct Family {
    pub(crate) session_id: SessionId,
    pub(crate) owner: Owner,
    /// The application in whose hands alone it goes on.
    pub(crate) client: Option<OauthClientId>,
    pub(crate) account_status: Status,
    pub(crate) ends_at: Timestamp,
    pub(crate) revoked: bool,
    pub(crate) current: TokenDigest,
    /// The token before, and when it was exchanged.
    pub(crate) previous: Option<(TokenDigest, Timestamp)>,
}

/// What a token of a family is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Worth {
    /// It is the good one: a successor takes its place.
    Rotate,
    /// It was exchanged a moment ago, and its successor was never seen: another one takes the successor's place.
    RotateAgain,
    /// It was used before.
    Reused,
    /// The session is over.
    Nothing,
}

impl Family {
    /// What this token, one of the family, is worth now.
    pub(crate) fn worth(&self, token: TokenDigest, now: Timestamp) -> Worth {
        if self.revoked || self.ends_at <= now || self.account_status == Status::Closed {
            return Worth::Nothing;
        }
        if token == self.current {
            return Worth::Rotate;
        }
        match self.previous {
            Some((previous, rotated_at)) if token == previous && now.since(rotated_at) <= LOST_ANSWER => {
                Worth::RotateAgain
            }
            _ => Worth::Reused,
        }
    }
}

/// A session as its owner sees it.
#[derive(Debug, Clone)]
pub(crate) struct Session {
    pub(crate) session_id: SessionId,
    pub(crate) user_agent: Option<String>,
    pub(crate) created_at: Timestamp,
    pub(crate) last_used_at: Timestamp,
    pub(crate) ends_at: Timestamp,
}

/// What is kept of a client's own description: its beginning, without control characters.
pub(crate) fn user_agent(text: &str) -> Option<String> {
    let kept: String =
        text.trim().chars().filter(|character| !character.is_control()).take(MAX_USER_AGENT).collect();
    (!kept.is_empty()).then_some(kept)
}

#[cfg(test)]
mod tests {
    use auth_contracts::Realm;
    use kernel_base::Env;

    use super::*;

    fn token(byte: u8) -> TokenDigest {
        TokenDigest([byte; 32])
    }

    #[test]
    fn only_the_last_token_is_good_and_only_a_lost_answer_is_forgiven() {
        let env = Env::system();
        let now: Timestamp = "2026-01-15T12:00:00Z".parse().unwrap();
        let seconds = Duration::from_secs;
        let family = Family {
            session_id: env.id(),
            owner: Owner { realm: Realm::Customer, subject: "cus_1".to_owned() },
            client: None,
            account_status: Status::Active,
            ends_at: now.plus(seconds(3600)),
            revoked: false,
            current: token(3),
            previous: Some((token(2), now)),
        };
        let first = Family { previous: None, ..family.clone() };
        let revoked = Family { revoked: true, ..family.clone() };
        let closed = Family { account_status: Status::Closed, ..family.clone() };
        for (family, shown, after, worth) in [
            (&family, token(3), 0, Worth::Rotate),
            (&family, token(3), 3599, Worth::Rotate),
            (&family, token(3), 3600, Worth::Nothing),
            (&family, token(2), 10, Worth::RotateAgain),
            (&family, token(2), 11, Worth::Reused),
            (&family, token(1), 0, Worth::Reused),
            (&first, token(3), 0, Worth::Rotate),
            (&first, token(2), 0, Worth::Reused),
            (&revoked, token(3), 0, Worth::Nothing),
            (&revoked, token(1), 0, Worth::Nothing),
            (&closed, token(3), 0, Worth::Nothing),
        ] {
            assert_eq!(family.worth(shown, now.plus(seconds(after))), worth, "{shown:?} after {after} s");
        }
    }

    #[test]
    fn a_user_agent_is_cut() {
        assert_eq!(user_agent(" curl/8.5.0\u{7} "), Some("curl/8.5.0".to_owned()));
        assert_eq!(user_agent("  "), None);
        assert_eq!(user_agent(&"ü".repeat(300)).unwrap().chars().count(), 200);
    }
}
