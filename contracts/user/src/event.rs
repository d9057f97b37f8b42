//! What happened among the staff. Payloads carry ids only: no name, no e-mail address.

use std::collections::BTreeSet;

use kernel_base::{EventData, Timestamp};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use shared_contracts::{ChannelCode, Code, RoleId, UserId};

/// Where an account stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum UserStatus {
    /// Has not accepted the invitation yet.
    Invited,
    /// May sign in.
    Active,
    /// May not sign in any more; everything else is kept.
    Deactivated,
}

/// A member of staff as they now are. Subject: the user.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct UserChanged {
    /// Who.
    pub user_id: UserId,
    /// Where their account stands.
    pub status: UserStatus,
    /// What they are; a role that changes tells that itself.
    pub role_ids: BTreeSet<RoleId>,
    /// The user's version.
    pub version: i64,
    /// When.
    pub occurred_at: Timestamp,
}

impl EventData for UserChanged {
    const TYPE: &'static str = "user.user_changed.v1";
}

/// A role as it now is, or was when it was removed. Subject: the role.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RoleChanged {
    /// Which.
    pub role_id: RoleId,
    /// Its stable name.
    pub code: Code,
    /// What it allows.
    pub permissions: BTreeSet<String>,
    /// In which sales channels; absent: in all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channels: Option<BTreeSet<ChannelCode>>,
    /// True when there is no such role any more.
    pub removed: bool,
    /// The role's version.
    pub version: i64,
    /// When.
    pub occurred_at: Timestamp,
}

impl EventData for RoleChanged {
    const TYPE: &'static str = "user.role_changed.v1";
}
