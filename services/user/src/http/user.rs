//! `/admin/v1/users`.

use std::collections::BTreeSet;
use std::sync::Arc;

use kernel_base::{Page, Secret, Timestamp};
use kernel_http::{
    Access, CallCtx, Caller, IdempotencyKey, IfMatch, Json, Op, Paged, Path, Problem, Reply, Routes, State,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use shared_contracts::{Email, RoleId, UserId};
use user_contracts::UserStatus;

use crate::app::{Acting, App, NewUser};
use crate::domain::user::{MAX_ROLES, User, normal_email};
use crate::error::UserError;
use crate::http::{READ_ACCOUNTS, WRITE_ACCOUNTS, name, rule};

/// Which users a list shows.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct UserFilter {
    /// Only those whose account stands there.
    status: Option<UserStatus>,
}

/// Somebody to be invited.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct NewUserBody {
    /// What they will sign in with; upper and lower case are the same.
    email: Secret<String>,
    /// 1 to 200 characters.
    name: String,
    /// At most 50.
    #[serde(default)]
    role_ids: BTreeSet<RoleId>,
}

/// A user as they shall be called.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct NameEdit {
    /// 1 to 200 characters.
    name: String,
}

/// The roles a user shall have, and no others.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct RolesEdit {
    /// At most 50.
    role_ids: BTreeSet<RoleId>,
}

#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct UserView {
    user_id: UserId,
    email: Secret<Email>,
    name: String,
    status: UserStatus,
    role_ids: BTreeSet<RoleId>,
    /// When the invitation was accepted.
    #[serde(skip_serializing_if = "Option::is_none")]
    activated_at: Option<Timestamp>,
    created_at: Timestamp,
    version: i64,
}

/// An invited user.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct InvitedView {
    user: UserView,
    invitation: InvitationView,
}

#[derive(Debug, Serialize, JsonSchema)]
struct InvitationView {
    /// Whoever has it can become the user. Shown once: a repeated request is answered without it.
    #[serde(skip_serializing_if = "Option::is_none")]
    token: Option<Secret<String>>,
    expires_at: Timestamp,
}

pub(super) fn view(user: &User) -> UserView {
    UserView {
        user_id: user.user_id,
        email: user.email.clone(),
        name: user.name.clone(),
        status: user.status,
        role_ids: user.role_ids.clone(),
        activated_at: user.activated_at,
        created_at: user.created_at,
        version: user.version,
    }
}

pub(super) fn invited(user: &User, token: Option<Secret<String>>, expires_at: Timestamp) -> Reply {
    let view = InvitedView { user: view(user), invitation: InvitationView { token, expires_at } };
    let path = format!("/admin/v1/users/{}", user.user_id);
    Reply::json(201, &view).etag(user.version).location(path)
}

fn found(user: &User) -> Reply {
    Reply::json(200, &view(user)).etag(user.version)
}

pub(super) fn routes(routes: Routes<Arc<App>>) -> Routes<Arc<App>> {
    let write = Access::Staff(WRITE_ACCOUNTS);
    routes
        .route(
            Op::get("/admin/v1/users", Access::Staff(READ_ACCOUNTS))
                .summary("List members of staff")
                .every_channel()
                .paged()
                .query::<UserFilter>()
                .answers::<Page<UserView>>(200),
            list,
        )
        .route(
            Op::post("/admin/v1/users", write)
                .summary("Invite a member of staff")
                .every_channel()
                .idempotent()
                .body::<NewUserBody>()
                .answers::<InvitedView>(201)
                .problems(&["user.email_taken", "user.beyond_own"]),
            invite,
        )
        .route(
            Op::get("/admin/v1/users/{user_id}", Access::Staff(READ_ACCOUNTS))
                .summary("Get a member of staff")
                .every_channel()
                .answers::<UserView>(200)
                .problems(&["user.not_found"]),
            get,
        )
        .route(
            Op::patch("/admin/v1/users/{user_id}", write)
                .summary("Rename a member of staff")
                .every_channel()
                .if_match()
                .body::<NameEdit>()
                .answers::<UserView>(200)
                .problems(&["user.not_found", "user.version_mismatch"]),
            rename,
        )
        .route(
            Op::put("/admin/v1/users/{user_id}/roles", write)
                .summary("Change the roles of a member of staff")
                .every_channel()
                .if_match()
                .body::<RolesEdit>()
                .answers::<UserView>(200)
                .problems(&[
                    "user.not_found",
                    "user.version_mismatch",
                    "user.own_roles",
                    "user.beyond_own",
                    "user.last_administrator",
                ]),
            assign_roles,
        )
        .route(
            Op::post("/admin/v1/users/{user_id}/deactivate", write)
                .summary("Deactivate a member of staff and end their sessions")
                .every_channel()
                .idempotent()
                .answers::<UserView>(200)
                .problems(&["user.not_found", "user.beyond_own", "user.last_administrator"]),
            deactivate,
        )
        .route(
            Op::post("/admin/v1/users/{user_id}/reactivate", write)
                .summary("Let a deactivated member of staff in again")
                .every_channel()
                .idempotent()
                .answers::<UserView>(200)
                .problems(&["user.not_found", "user.beyond_own"]),
            reactivate,
        )
}

async fn list(State(app): State<Arc<App>>, paged: Paged<UserFilter>) -> Result<Reply, Problem> {
    let users = app.users(paged.filter.status, &paged.page).await?;
    Ok(Reply::json(200, &users.map(|user| view(&user))))
}

async fn invite(
    State(app): State<Arc<App>>,
    caller: Caller,
    CallCtx(call): CallCtx,
    key: IdempotencyKey,
    Json(body): Json<NewUserBody>,
) -> Result<Reply, Problem> {
    let email = normal_email(body.email.expose()).ok_or_else(|| UserError::Invalid {
        pointer: "/email".to_owned(),
        message: "email must be an e-mail address of at most 254 characters",
    })?;
    let new =
        NewUser { email: Secret::new(email), name: name(body.name)?, role_ids: within_limit(body.role_ids)? };
    Ok(app.invite(&Acting::new(&caller, &call), &new, &key, invited).await?)
}

fn within_limit(role_ids: BTreeSet<RoleId>) -> Result<BTreeSet<RoleId>, UserError> {
    rule(role_ids.len() <= MAX_ROLES, "/role_ids", "role_ids must hold at most 50 roles")?;
    Ok(role_ids)
}

async fn get(State(app): State<Arc<App>>, Path(user_id): Path<UserId>) -> Result<Reply, Problem> {
    Ok(found(&app.user(user_id).await?))
}

async fn rename(
    State(app): State<Arc<App>>,
    Path(user_id): Path<UserId>,
    caller: Caller,
    CallCtx(call): CallCtx,
    IfMatch(version): IfMatch,
    Json(body): Json<NameEdit>,
) -> Result<Reply, Problem> {
    let name = name(body.name)?;
    Ok(found(&app.rename(&Acting::new(&caller, &call), user_id, version, &name).await?))
}

async fn assign_roles(
    State(app): State<Arc<App>>,
    Path(user_id): Path<UserId>,
    caller: Caller,
    CallCtx(call): CallCtx,
    IfMatch(version): IfMatch,
    Json(body): Json<RolesEdit>,
) -> Result<Reply, Problem> {
    let role_ids = within_limit(body.role_ids)?;
    Ok(found(&app.assign_roles(&Acting::new(&caller, &call), user_id, version, &role_ids).await?))
}

async fn deactivate(
    State(app): State<Arc<App>>,
    Path(user_id): Path<UserId>,
    caller: Caller,
    CallCtx(call): CallCtx,
    key: IdempotencyKey,
) -> Result<Reply, Problem> {
    Ok(app.deactivate((&Acting::new(&caller, &call), &call), user_id, &key, found).await?)
}

async fn reactivate(
    State(app): State<Arc<App>>,
    Path(user_id): Path<UserId>,
    caller: Caller,
    CallCtx(call): CallCtx,
    key: IdempotencyKey,
) -> Result<Reply, Problem> {
    Ok(app.reactivate(&Acting::new(&caller, &call), user_id, &key, found).await?)
}
