//! Who acts, and what they may give.

use std::collections::BTreeSet;

use kernel_base::{Call, TraceParent};
use kernel_db::GenericClient;
use kernel_http::{Caller, Permissions};
use shared_contracts::UserId;
use user_contracts::EVERYTHING;

use super::directory::authority_of;
use crate::domain::authority::{Authority, Channels};
use crate::error::UserError;

/// Who did something, as the audit log tells it.
#[derive(Debug, Clone)]
pub(crate) struct By {
    /// `staff:usr_…`
    pub(crate) actor: String,
    pub(crate) trace: Option<TraceParent>,
}

/// The member of staff who asks for a change.
#[derive(Debug, Clone)]
pub(crate) struct Acting {
    pub(crate) by: By,
    /// Unless it is the platform's operator, or a program.
    pub(crate) user_id: Option<UserId>,
    /// What their token allows.
    pub(crate) token: Authority,
}

impl Acting {
    pub(crate) fn new(caller: &Caller, call: &Call) -> Self {
        let (subject, token) = match caller {
            Caller::Staff { subject, permissions, channels } => {
                (Some(subject), token_authority(permissions, channels))
            }
            Caller::Anonymous | Caller::Customer { .. } | Caller::Service { .. } => (None, Authority::none()),
        };
        Self {
            by: By { actor: caller.actor(), trace: call.trace.clone() },
            user_id: subject.and_then(|subject| subject.parse().ok()),
            token,
        }
    }

    /// What they hold now. A token may be older than the last change of their roles: both must allow it.
    pub(super) async fn authority(&self, client: &impl GenericClient) -> Result<Authority, UserError> {
        match self.user_id {
            Some(user_id) => Ok(self.token.within(&authority_of(client, user_id).await?)),
            None => Ok(self.token.clone()),
        }
    }
}

fn token_authority(permissions: &Permissions, channels: &kernel_http::Channels) -> Authority {
    let permissions = match permissions {
        Permissions::All => BTreeSet::from([EVERYTHING.to_owned()]),
        Permissions::Only(permissions) => (**permissions).clone(),
        Permissions::Token(claims) => claims.permissions.clone(),
    };
    let codes = |channels: &BTreeSet<String>| channels.iter().flat_map(|code| code.parse()).collect();
    Authority { permissions, channels: Channels::new(channels.only().map(codes)) }
}
