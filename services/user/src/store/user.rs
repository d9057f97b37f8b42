//! Members of staff.

use kernel_base::{Secret, Timestamp};
use kernel_db::{DbError, GenericClient, Write};
use shared_contracts::{Email, RoleId, UserId};
use user_contracts::UserStatus;
use user_db::client::Params;
use user_db::queries::user::{
    InsertUserParams, ListUsersParams, UpdateUserParams, UserRow, delete_user_roles, find_user,
    find_user_by_email, insert_user, insert_user_roles, list_deactivated, list_users, update_user,
};
use uuid::Uuid;

use crate::domain::user::User;
use crate::store::parsed;

pub(crate) async fn list(
    client: &impl GenericClient,
    status: Option<UserStatus>,
    after: Option<UserId>,
    limit: i64,
) -> Result<Vec<User>, DbError> {
    let params = ListUsersParams { after: after.map(UserId::uuid), status: status.map(status_text), limit };
    let rows = list_users().params(client, &params).all().await?;
    Ok(rows.into_iter().map(user).collect())
}

pub(crate) async fn find(client: &impl GenericClient, user_id: UserId) -> Result<Option<User>, DbError> {
    Ok(find_user().bind(client, &user_id.uuid()).opt().await?.map(user))
}

pub(crate) async fn find_by_email(
    client: &impl GenericClient,
    email: &Secret<Email>,
) -> Result<Option<User>, DbError> {
    Ok(find_user_by_email().bind(client, &email.expose().as_str()).opt().await?.map(user))
}

/// Those of them that are deactivated.
pub(crate) async fn deactivated(
    client: &impl GenericClient,
    user_ids: impl IntoIterator<Item = UserId>,
) -> Result<Vec<UserId>, DbError> {
    let user_ids: Vec<Uuid> = user_ids.into_iter().map(UserId::uuid).collect();
    let found = list_deactivated().bind(client, &user_ids).all().await?;
    Ok(found.into_iter().map(UserId::from_uuid).collect())
}

fn user(row: UserRow) -> User {
    User {
        user_id: UserId::from_uuid(row.user_id),
        email: Secret::new(parsed(&row.email)),
        name: row.name,
        status: match row.status.as_str() {
            "invited" => UserStatus::Invited,
            "active" => UserStatus::Active,
            "deactivated" => UserStatus::Deactivated,
            _ => unreachable!("BUG: user_account_status_check"),
        },
        role_ids: row.role_ids.into_iter().map(RoleId::from_uuid).collect(),
        activated_at: row.activated_at,
        created_at: row.created_at,
        version: row.version,
    }
}

fn status_text(status: UserStatus) -> &'static str {
    match status {
        UserStatus::Invited => "invited",
        UserStatus::Active => "active",
        UserStatus::Deactivated => "deactivated",
    }
}

fn role_uuids(user: &User) -> Vec<Uuid> {
    user.role_ids.iter().map(|role_id| role_id.uuid()).collect()
}

pub(crate) async fn insert(write: &Write, user: &User) -> Result<(), DbError> {
    let params = InsertUserParams {
        user_id: user.user_id.uuid(),
        email: user.email.expose().as_str(),
        name: user.name.as_str(),
        status: status_text(user.status),
        activated_at: user.activated_at,
        now: user.created_at,
    };
    insert_user().params(write, &params).await?;
    insert_user_roles().bind(write, &user.user_id.uuid(), &role_uuids(user)).await?;
    Ok(())
}

/// Writes the user over the version before, with the roles they have now.
pub(crate) async fn update(write: &Write, user: &User, now: Timestamp) -> Result<(), DbError> {
    let params = UpdateUserParams {
        name: user.name.as_str(),
        status: status_text(user.status),
        activated_at: user.activated_at,
        now,
        user_id: user.user_id.uuid(),
        version: user.version - 1,
    };
    update_user().params(&write.expect(1, "version"), &params).await?;
    let (user_id, role_ids) = (user.user_id.uuid(), role_uuids(user));
    delete_user_roles().bind(write, &user_id, &role_ids).await?;
    insert_user_roles().bind(write, &user_id, &role_ids).await?;
    Ok(())
}
