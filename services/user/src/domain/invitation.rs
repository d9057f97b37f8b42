//! Invitations: whoever holds the token becomes the user, once, and for a while.

use kernel_base::Timestamp;
use shared_contracts::UserId;

use super::authority::Authority;
use crate::error::UserError;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Invitation {
    pub(crate) user_id: UserId,
    /// What the user could do when the token was given out.
    pub(crate) authority: Authority,
    pub(crate) expires_at: Timestamp,
    pub(crate) accepted: bool,
    pub(crate) revoked: bool,
}

impl Invitation {
    /// Whether it still makes its holder the user, who could do `authority` then. Whoever gave the user more since the
    /// token was given out did not mean who has seen the token.
    pub(crate) fn check(&self, authority: &Authority, now: Timestamp) -> Result<(), UserError> {
        if self.accepted {
            Err(UserError::InvitationUsed)
        } else if self.revoked {
            Err(UserError::InvitationNotFound)
        } else if now >= self.expires_at {
            Err(UserError::InvitationExpired)
        } else if !self.authority.may_change(&Authority::none(), authority) {
            Err(UserError::InvitationOutdated)
        } else {
            Ok(())
        }
    }
}
