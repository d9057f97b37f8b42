//! What a change looks like in the audit log. Changes of other services come as events and become the same entries.

use kernel_base::Env;
use serde_json::{Value, json};

use super::acting::By;
use crate::domain::role::Role;
use crate::domain::user::User;
use crate::store::audit_entry::AuditEntry;

/// One thing that was done, with what stood there before and after.
pub(super) struct Change {
    /// Stored for ever: never renamed.
    pub(super) action: &'static str,
    pub(super) object_id: String,
    pub(super) before: Option<Value>,
    pub(super) after: Option<Value>,
}

impl Change {
    pub(super) fn entry(self, env: &Env, by: &By) -> AuditEntry {
        AuditEntry {
            audit_entry_id: env.id(),
            occurred_at: env.now(),
            actor: by.actor.clone(),
            service: crate::NAME.to_owned(),
            action: self.action.to_owned(),
            object_id: self.object_id,
            before: self.before.map(|value| value.to_string()),
            after: self.after.map(|value| value.to_string()),
            trace: by.trace.as_ref().map(|trace| trace.0.clone()),
            path: None,
        }
    }
}

/// Without the e-mail address, which never changes and would stay here for ever.
pub(super) fn user(user: &User) -> Value {
    json!({ "name": user.name, "status": user.status, "role_ids": user.role_ids })
}

pub(super) fn role(role: &Role) -> Value {
    json!({
        "code": role.code,
        "name": role.name,
        "permissions": role.permissions,
        "channels": role.channels,
        "second_factor_required": role.second_factor_required,
    })
}
