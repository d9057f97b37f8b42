//! Roles, kept by who holds what they give.

use std::collections::BTreeSet;

use kernel_base::{Page, PageRequest};
use kernel_db::{GenericClient, retry_conflicts};
use kernel_http::{IdempotencyKey, Reply, store_response};
use shared_contracts::{ChannelCode, Code, RoleId};

use super::user::require;
use super::{Acting, App};
use crate::domain::authority::Authority;
use crate::domain::role::Role;
use crate::error::UserError;
use crate::store;

/// What can be changed of a role.
#[derive(Debug, Clone)]
pub(crate) struct RoleFields {
    pub(crate) name: String,
    pub(crate) permissions: BTreeSet<String>,
    pub(crate) channels: Option<BTreeSet<ChannelCode>>,
    pub(crate) second_factor_required: bool,
}

/// The role as it was when it was read by who wants to change it.
async fn role_at(client: &impl GenericClient, role_id: RoleId, version: i64) -> Result<Role, UserError> {
    let role = store::role::find(client, role_id).await?.ok_or(UserError::RoleNotFound(role_id))?;
    if role.built_in() {
        Err(UserError::RoleBuiltIn)
    } else if role.version != version {
        Err(UserError::VersionMismatch)
    } else {
        Ok(role)
    }
}

/// An administrator is left without the role, unless there was none with it.
async fn require_administrator_without(
    client: &impl GenericClient,
    role_id: RoleId,
) -> Result<(), UserError> {
    let remains = store::authority::administrator_remains(client, None, Some(role_id)).await?
        || !store::authority::administrator_remains(client, None, None).await?;
    if remains { Ok(()) } else { Err(UserError::LastAdministrator) }
}

impl App {
    pub(crate) async fn roles(&self, page: &PageRequest) -> Result<Page<Role>, UserError> {
        let after: Option<RoleId> = page.after_key()?;
        let reader = self.directory.db.read().await?;
        let roles = store::role::list(&reader, after, page.limit.plus_one()).await?;
        Ok(Page::from_rows(roles, page.limit, |role| role.role_id))
    }

    pub(crate) async fn role(&self, role_id: RoleId) -> Result<Role, UserError> {
        let reader = self.directory.db.read().await?;
        store::role::find(&reader, role_id).await?.ok_or(UserError::RoleNotFound(role_id))
    }

    pub(crate) async fn create_role(
        &self,
        acting: &Acting,
        (code, fields): (Code, RoleFields),
        key: &IdempotencyKey,
        answer: fn(&Role) -> Reply,
    ) -> Result<Reply, UserError> {
        let RoleFields { name, permissions, channels, second_factor_required } = fields;
        let role = Role {
            role_id: self.directory.env.id(),
            code,
            name,
            permissions,
            channels,
            second_factor_required,
            version: 1,
        };
        let _turn = self.directory.turn.lock().await;
        let attempt = || self.try_create_role(acting, &role, key, answer);
        retry_conflicts(attempt, UserError::lost_race).await
    }

    async fn try_create_role(
        &self,
        acting: &Acting,
        role: &Role,
        key: &IdempotencyKey,
        answer: fn(&Role) -> Reply,
    ) -> Result<Reply, UserError> {
        let write = self.directory.db.write().await?;
        let version = store::authority::version(&write).await?;
        require(acting.authority(&write).await?.may_change(&Authority::none(), &role.authority()))?;
        let reply = answer(role);
        store::role::insert(&write, role, self.directory.env.now()).await?;
        self.directory.tell_role(&write, &acting.by, "role_created", None, Some(role)).await?;
        store::authority::step(&write, version).await?;
        store_response(&write, key, &reply).await?;
        write.commit().await?;
        Ok(reply)
    }

    pub(crate) async fn replace_role(
        &self,
        acting: &Acting,
        (role_id, version): (RoleId, i64),
        fields: &RoleFields,
    ) -> Result<Role, UserError> {
        let _turn = self.directory.turn.lock().await;
        let attempt = || self.try_replace_role(acting, (role_id, version), fields);
        retry_conflicts(attempt, UserError::lost_race).await
    }

    async fn try_replace_role(
        &self,
        acting: &Acting,
        (role_id, version): (RoleId, i64),
        fields: &RoleFields,
    ) -> Result<Role, UserError> {
        let write = self.directory.db.write().await?;
        let authority_version = store::authority::version(&write).await?;
        let before = role_at(&write, role_id, version).await?;
        let RoleFields { name, permissions, channels, second_factor_required } = fields.clone();
        let version = version + 1;
        let role = Role { name, permissions, channels, second_factor_required, version, ..before.clone() };
        let own = acting.authority(&write).await?;
        let (had, gives) = (before.authority(), role.authority());
        require(own.may_change(&had, &gives))?;
        // Whoever has the role has others besides, and every permission counts in the channels of every role.
        for beside in store::role::beside(&write, role_id).await? {
            let beside = beside.authority();
            require(own.may_change(&had.and(&beside), &gives.and(&beside)))?;
        }
        if had.is_everything() && !gives.is_everything() {
            require_administrator_without(&write, role_id).await?;
        }
        store::role::update(&write, &role, self.directory.env.now()).await?;
        self.directory.tell_role(&write, &acting.by, "role_changed", Some(&before), Some(&role)).await?;
        store::authority::step(&write, authority_version).await?;
        write.commit().await?;
        Ok(role)
    }

    pub(crate) async fn delete_role(
        &self,
        acting: &Acting,
        (role_id, version): (RoleId, i64),
    ) -> Result<(), UserError> {
        let _turn = self.directory.turn.lock().await;
        let attempt = || self.try_delete_role(acting, (role_id, version));
        retry_conflicts(attempt, UserError::lost_race).await
    }

    async fn try_delete_role(
        &self,
        acting: &Acting,
        (role_id, version): (RoleId, i64),
    ) -> Result<(), UserError> {
        let write = self.directory.db.write().await?;
        let authority_version = store::authority::version(&write).await?;
        let role = role_at(&write, role_id, version).await?;
        require(acting.authority(&write).await?.may_change(&role.authority(), &Authority::none()))?;
        store::role::delete(&write, &role).await?;
        self.directory.tell_role(&write, &acting.by, "role_removed", Some(&role), None).await?;
        store::authority::step(&write, authority_version).await?;
        Ok(write.commit().await?)
    }
}
