//! Roles: sets of permissions under a name.

use std::collections::BTreeSet;

use shared_contracts::{ChannelCode, Code, RoleId};
use user_contracts::EVERYTHING;
use uuid::Uuid;

use super::authority::{Authority, Channels};

/// Most permissions of a role.
pub(crate) const MAX_PERMISSIONS: usize = 500;
/// Most sales channels a role names.
pub(crate) const MAX_CHANNELS: usize = 100;
const MAX_PERMISSION_LEN: usize = 100;

/// The role of those who may do everything, made by the migrations. Every shop has it, and nobody changes it.
pub(crate) const ADMINISTRATOR: RoleId =
    RoleId::from_uuid(Uuid::from_u128(0x0198_0000_0000_7000_8000_0000_0000_0001));

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Role {
    pub(crate) role_id: RoleId,
    pub(crate) code: Code,
    pub(crate) name: String,
    pub(crate) permissions: BTreeSet<String>,
    /// In all when absent.
    pub(crate) channels: Option<BTreeSet<ChannelCode>>,
    /// Whether who has it needs a second factor to use anything of what they may.
    pub(crate) second_factor_required: bool,
    pub(crate) version: i64,
}

impl Role {
    pub(crate) fn authority(&self) -> Authority {
        let channels = Channels::new(self.channels.clone());
        Authority { permissions: self.permissions.clone(), channels }
    }

    pub(crate) fn built_in(&self) -> bool {
        self.role_id == ADMINISTRATOR
    }
}

/// What all of the roles together allow.
pub(crate) fn together<'r>(roles: impl IntoIterator<Item = &'r Role>) -> Authority {
    roles.into_iter().fold(Authority::none(), |sum, role| sum.and(&role.authority()))
}

/// `service.noun.verb`, or `service.verb` where a service is about one thing; or everything.
pub(crate) fn is_permission(text: &str) -> bool {
    let word = |word: &str| {
        word.starts_with(|first: char| first.is_ascii_lowercase())
            && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
    };
    text == EVERYTHING
        || (text.len() <= MAX_PERMISSION_LEN
            && (2..=4).contains(&text.split('.').count())
            && text.split('.').all(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn permissions_name_a_service_and_what_is_done_there() {
        for right in ["*", "payment.refund", "catalog.product.write", "order.line_item.x2.read"] {
            assert!(is_permission(right), "{right}");
        }
        let long = format!("order.{}", "x".repeat(100));
        for wrong in
            ["", "order", "order.*", "Order.read", "order..read", ".read", "order.read ", "1.2", &long]
        {
            assert!(!is_permission(wrong), "{wrong}");
        }
    }
}
