//! A member of staff, from the invitation on.

use std::collections::BTreeSet;

use kernel_base::{Secret, Timestamp};
use shared_contracts::{Email, RoleId, UserId};
use user_contracts::UserStatus;

/// Most roles of one member of staff.
pub(crate) const MAX_ROLES: usize = 50;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct User {
    pub(crate) user_id: UserId,
    pub(crate) email: Secret<Email>,
    pub(crate) name: String,
    pub(crate) status: UserStatus,
    pub(crate) role_ids: BTreeSet<RoleId>,
    pub(crate) activated_at: Option<Timestamp>,
    pub(crate) created_at: Timestamp,
    pub(crate) version: i64,
}

impl User {
    /// As they are once they may not sign in any more; none when they may not already.
    pub(crate) fn deactivated(&self) -> Option<Self> {
        (self.status != UserStatus::Deactivated)
            .then(|| Self { status: UserStatus::Deactivated, ..self.next() })
    }

    /// As they were before they were deactivated; none when they are not. Who never accepted an invitation needs a new one.
    pub(crate) fn reactivated(&self) -> Option<Self> {
        let status = if self.activated_at.is_some() { UserStatus::Active } else { UserStatus::Invited };
        (self.status == UserStatus::Deactivated).then(|| Self { status, ..self.next() })
    }

    /// As they are once they may sign in.
    pub(crate) fn activated(&self, now: Timestamp) -> Self {
        let activated_at = self.activated_at.or(Some(now));
        Self { status: UserStatus::Active, activated_at, ..self.next() }
    }

    /// The same, one version later.
    pub(crate) fn next(&self) -> Self {
        Self { version: self.version + 1, ..self.clone() }
    }
}

/// The address as it is compared and stored. None when it is no address.
pub(crate) fn normal_email(text: &str) -> Option<Email> {
    text.trim().to_lowercase().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_that_differ_in_case_and_blanks_are_the_same() {
        assert_eq!(normal_email(" Ada@Example.COM\n"), "ada@example.com".parse().ok());
        assert_eq!(normal_email("ada"), None);
    }
}
