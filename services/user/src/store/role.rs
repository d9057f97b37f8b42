//! Roles.

use std::collections::BTreeSet;

use kernel_base::Timestamp;
use kernel_db::{DbError, GenericClient, Write};
use shared_contracts::{RoleId, UserId};
use user_db::client::Params;
use user_db::queries::role::{
    InsertRoleParams, RoleRow, UpdateRoleParams, delete_role, find_roles, insert_role, list_roles,
    list_roles_beside, list_roles_of_user, update_role,
};
use uuid::Uuid;

use crate::domain::role::Role;
use crate::store::{parsed, parsed_channels, texts};

pub(crate) async fn list(
    client: &impl GenericClient,
    after: Option<RoleId>,
    limit: i64,
) -> Result<Vec<Role>, DbError> {
    let rows = list_roles().bind(client, &after.map(RoleId::uuid), &limit).all().await?;
    Ok(rows.into_iter().map(role).collect())
}

pub(crate) async fn find(client: &impl GenericClient, role_id: RoleId) -> Result<Option<Role>, DbError> {
    Ok(find_all(client, &BTreeSet::from([role_id])).await?.pop())
}

/// Those of them that exist.
pub(crate) async fn find_all(
    client: &impl GenericClient,
    role_ids: &BTreeSet<RoleId>,
) -> Result<Vec<Role>, DbError> {
    let role_ids: Vec<Uuid> = role_ids.iter().map(|role_id| role_id.uuid()).collect();
    let rows = find_roles().bind(client, &role_ids).all().await?;
    Ok(rows.into_iter().map(role).collect())
}

pub(crate) async fn of_user(client: &impl GenericClient, user_id: UserId) -> Result<Vec<Role>, DbError> {
    let rows = list_roles_of_user().bind(client, &user_id.uuid()).all().await?;
    Ok(rows.into_iter().map(role).collect())
}

/// What those active users are besides who have the role.
pub(crate) async fn beside(client: &impl GenericClient, role_id: RoleId) -> Result<Vec<Role>, DbError> {
    let rows = list_roles_beside().bind(client, &role_id.uuid()).all().await?;
    Ok(rows.into_iter().map(role).collect())
}

fn role(row: RoleRow) -> Role {
    Role {
        role_id: RoleId::from_uuid(row.role_id),
        code: parsed(&row.code),
        name: row.name,
        permissions: row.permissions.into_iter().collect(),
        channels: parsed_channels(row.channels),
        second_factor_required: row.second_factor_required,
        version: row.version,
    }
}

pub(crate) async fn insert(write: &Write, role: &Role, now: Timestamp) -> Result<(), DbError> {
    let params = InsertRoleParams {
        role_id: role.role_id.uuid(),
        code: role.code.as_str(),
        name: role.name.as_str(),
        permissions: role.permissions.iter().map(String::as_str).collect::<Vec<_>>(),
        channels: texts(role.channels.as_ref()),
        second_factor_required: role.second_factor_required,
        now,
    };
    insert_role().params(write, &params).await?;
    Ok(())
}

/// Writes the role over the version before.
pub(crate) async fn update(write: &Write, role: &Role, now: Timestamp) -> Result<(), DbError> {
    let params = UpdateRoleParams {
        name: role.name.as_str(),
        permissions: role.permissions.iter().map(String::as_str).collect::<Vec<_>>(),
        channels: texts(role.channels.as_ref()),
        second_factor_required: role.second_factor_required,
        now,
        role_id: role.role_id.uuid(),
        version: role.version - 1,
    };
    update_role().params(&write.expect(1, "version"), &params).await?;
    Ok(())
}

pub(crate) async fn delete(write: &Write, role: &Role) -> Result<(), DbError> {
    delete_role().bind(&write.expect(1, "version"), &role.role_id.uuid(), &role.version).await?;
    Ok(())
}
