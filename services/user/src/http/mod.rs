//! Routes: who may ask what, and how answers look. Handlers parse, call the use case and render.

mod audit_entry;
mod invitation;
mod me;
mod role;
mod user;

use std::sync::Arc;

use kernel_http::{Access, Op, Routes};
use shared_contracts::UserId;
use user_contracts::{EnsureAdministrator, GrantsQuery, UserApi};

use crate::app::App;
use crate::error::UserError;

const READ_ACCOUNTS: &str = "user.account.read";
const WRITE_ACCOUNTS: &str = "user.account.write";
const READ_ROLES: &str = "user.role.read";
const WRITE_ROLES: &str = "user.role.write";
const READ_AUDIT: &str = "user.audit.read";

/// What the routes of this service ask for. What everybody has, is not among them.
pub const PERMISSIONS: &[&str] = &[READ_ACCOUNTS, WRITE_ACCOUNTS, READ_ROLES, WRITE_ROLES, READ_AUDIT];

pub(crate) fn routes(app: &Arc<App>) -> Routes<Arc<App>> {
    let ensure = Op::post("/internal/v1/user/ensure_administrator", Access::Service(&["operator"]))
        .summary("ensure_administrator")
        .body::<EnsureAdministrator>()
        .answers::<UserId>(200);
    let routes = Routes::new(crate::NAME, Arc::clone(app))
        .rpc("grants", &["auth"], |app: Arc<App>, call, query: GrantsQuery| async move {
            app.directory.grants(&call, query.user_id).await
        })
        .rpc_with(ensure, |app: Arc<App>, call, wanted| async move {
            app.directory.ensure_administrator(&call, wanted).await
        });
    audit_entry::routes(me::routes(role::routes(invitation::routes(user::routes(routes)))))
}

/// A name of 1 to 200 characters that is more than blanks.
fn name(value: String) -> Result<String, UserError> {
    rule(
        !value.trim().is_empty() && value.chars().count() <= 200,
        "/name",
        "name must have 1 to 200 characters",
    )?;
    Ok(value)
}

/// Fails with a message about one field unless the condition holds.
fn rule(holds: bool, pointer: &str, message: &'static str) -> Result<(), UserError> {
    if holds { Ok(()) } else { Err(UserError::Invalid { pointer: pointer.to_owned(), message }) }
}
