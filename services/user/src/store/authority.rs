//! The version that every change of who may do what steps.

use kernel_db::{DbError, GenericClient, Write};
use shared_contracts::{RoleId, UserId};
use user_db::queries::authority::{other_administrator, read_version, step_version};

/// Read it before everything on which a change is decided.
pub(crate) async fn version(client: &impl GenericClient) -> Result<i64, DbError> {
    Ok(read_version().bind(client).one().await?)
}

/// Fails the change when another one was made since the version was read.
pub(crate) async fn step(write: &Write, version: i64) -> Result<(), DbError> {
    step_version().bind(&write.expect(1, "authority"), &version).await?;
    Ok(())
}

/// Whether an active administrator is left without this user, or without what this role gives.
pub(crate) async fn administrator_remains(
    client: &impl GenericClient,
    except_user: Option<UserId>,
    except_role: Option<RoleId>,
) -> Result<bool, DbError> {
    let (except_user, except_role) = (except_user.map(UserId::uuid), except_role.map(RoleId::uuid));
    Ok(other_administrator().bind(client, &except_user, &except_role).one().await?)
}
