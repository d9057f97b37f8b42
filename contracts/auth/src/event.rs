//! What auth tells everyone. Payloads name people by their subject only.

use kernel_base::{EventData, Timestamp};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use shared_contracts::SessionId;

use crate::Realm;

/// A session ended before its time. Access tokens already given out stay valid until they run out, ten minutes at most.
/// Subject: the session's id; version: 1.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SessionRevoked {
    /// The kind of account.
    pub realm: Realm,
    /// Whose session it was.
    pub subject: String,
    /// The session.
    pub session_id: SessionId,
    /// Why it ended.
    pub reason: RevocationReason,
    /// When.
    pub occurred_at: Timestamp,
}

impl EventData for SessionRevoked {
    const TYPE: &'static str = "auth.session_revoked.v1";
}

/// Why a session ended before its time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RevocationReason {
    /// A refresh token came that had been used before: two parties hold it, one of them unlawfully.
    Reuse,
    /// Its holder signed out.
    Logout,
    /// The account's owner ended it from the list of sessions.
    Revoked,
    /// The password was changed.
    PasswordChanged,
    /// The account was closed, or may not sign in any more.
    Closed,
}

/// Somebody showed that letters to their e-mail address reach them. Which address it is, [`crate::AuthApi::verified_email`]
/// tells those who need it. Subject: the account's; version: the account's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct EmailVerified {
    /// The kind of account.
    pub realm: Realm,
    /// Whose address it is.
    pub subject: String,
    /// When.
    pub occurred_at: Timestamp,
}

impl EventData for EmailVerified {
    const TYPE: &'static str = "auth.email_verified.v1";
}

/// Something that the owner of an account should know, in case it was not them. It says neither from where nor with what.
/// Subject: the account's; version: 0, because not all of them change it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SecurityEvent {
    /// The kind of account.
    pub realm: Realm,
    /// Whose account it is.
    pub subject: String,
    /// What happened.
    pub kind: SecurityEventKind,
    /// When.
    pub occurred_at: Timestamp,
}

impl EventData for SecurityEvent {
    const TYPE: &'static str = "auth.security_event.v1";
}

/// What happened to an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SecurityEventKind {
    /// By its owner, who showed the old password, or by the service that owns the person.
    PasswordChanged,
    /// By a link in a letter.
    PasswordReset,
    /// By a link in a letter to the new address.
    EmailChanged,
    /// An authenticator app counts from now on.
    SecondFactorAdded,
    /// The password alone is enough again.
    SecondFactorRemoved,
    /// Somebody signed in with a recovery code.
    RecoveryCodeUsed,
    /// A refresh token, or an authorization code, came twice; its session was ended.
    TokenReused,
    /// Somebody signed in from a network from where nobody had.
    NewNetwork,
}
