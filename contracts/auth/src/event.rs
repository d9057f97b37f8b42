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
