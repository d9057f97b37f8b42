//! Who may do what: asked by auth for every token, and needing nobody else. What is changed is told to everyone, and to
//! the audit log, in the same transaction.

use kernel_base::{ApiError, Call, Env};
use kernel_db::{Database, DbError, GenericClient, Write};
use kernel_messaging::Emit;
use kernel_service::Context;
use shared_contracts::UserId;
use tokio::sync::Mutex;
use user_contracts::{EnsureAdministrator, Grants, RoleChanged, UserApi, UserChanged, UserStatus};

use super::acting::By;
use super::audit;
use crate::Config;
use crate::domain::authority::Authority;
use crate::domain::role::{Role, together};
use crate::domain::user::User;
use crate::error::UserError;
use crate::store;

/// Users and their roles.
pub(crate) struct Directory {
    pub(crate) db: Database,
    pub(crate) env: Env,
    /// Changes of who may do what wait here for each other. They would fail each other otherwise: this saves the
    /// repetitions within one process, the version that each of them steps saves the truth.
    pub(super) turn: Mutex<()>,
    /// Whether who may do everything needs a second factor, whatever their roles say.
    administrators_need_second_factor: bool,
}

/// What a member of staff may do: nothing unless they are active.
pub(super) async fn authority_of(
    client: &impl GenericClient,
    user_id: UserId,
) -> Result<Authority, UserError> {
    let user = store::user::find(client, user_id).await?;
    if user.is_none_or(|user| user.status != UserStatus::Active) {
        return Ok(Authority::none());
    }
    Ok(together(&store::role::of_user(client, user_id).await?))
}

impl Directory {
    pub(crate) fn new(context: &Context, config: &Config) -> Self {
        Self {
            db: context.db.clone(),
            env: context.env.clone(),
            turn: Mutex::default(),
            administrators_need_second_factor: config.administrators_need_second_factor,
        }
    }

    pub(super) async fn tell_user(
        &self,
        write: &Write,
        by: &By,
        action: &'static str,
        before: Option<&User>,
        user: &User,
    ) -> Result<(), DbError> {
        let event = UserChanged {
            user_id: user.user_id,
            status: user.status,
            role_ids: user.role_ids.clone(),
            version: user.version,
            occurred_at: self.env.now(),
        };
        write.emit(&self.env, user.user_id.to_string(), user.version, by.trace.as_ref(), &event)?;
        let change = audit::Change {
            action,
            object_id: user.user_id.to_string(),
            before: before.map(audit::user),
            after: Some(audit::user(user)),
        };
        self.note(write, by, change).await
    }

    /// At least one of `before` and `after` is there.
    pub(super) async fn tell_role(
        &self,
        write: &Write,
        by: &By,
        action: &'static str,
        before: Option<&Role>,
        after: Option<&Role>,
    ) -> Result<(), DbError> {
        let Some(role) = after.or(before) else { return Ok(()) };
        let event = RoleChanged {
            role_id: role.role_id,
            code: role.code.clone(),
            permissions: role.permissions.clone(),
            channels: role.channels.clone(),
            removed: after.is_none(),
            version: role.version,
            occurred_at: self.env.now(),
        };
        write.emit(&self.env, role.role_id.to_string(), role.version, by.trace.as_ref(), &event)?;
        let change = audit::Change {
            action,
            object_id: role.role_id.to_string(),
            before: before.map(audit::role),
            after: after.map(audit::role),
        };
        self.note(write, by, change).await
    }

    /// Writes something into the audit log.
    pub(super) async fn note(&self, write: &Write, by: &By, change: audit::Change) -> Result<(), DbError> {
        store::audit_entry::insert(write, &[change.entry(&self.env, by)]).await
    }

    async fn grants_of(&self, user_id: UserId) -> Result<Grants, UserError> {
        let reader = self.db.read().await?;
        let user = store::user::find(&reader, user_id).await?;
        if user.is_none_or(|user| user.status != UserStatus::Active) {
            return Ok(Grants::none());
        }
        let roles = store::role::of_user(&reader, user_id).await?;
        let authority = together(&roles);
        let required = roles.iter().any(|role| role.second_factor_required)
            || (authority.is_everything() && self.administrators_need_second_factor);
        Ok(Grants { second_factor_required: required, ..authority.into_grants() })
    }
}

#[async_trait::async_trait]
impl UserApi for Directory {
    async fn grants(&self, _: &Call, user_id: UserId) -> Result<Grants, ApiError> {
        Ok(self.grants_of(user_id).await?)
    }

    async fn ensure_administrator(
        &self,
        call: &Call,
        administrator: EnsureAdministrator,
    ) -> Result<UserId, ApiError> {
        Ok(self.make_administrator(call, &administrator).await?)
    }
}
