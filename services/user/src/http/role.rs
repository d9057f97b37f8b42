//! `/admin/v1/roles`.

use std::collections::BTreeSet;
use std::sync::Arc;

use kernel_base::Page;
use kernel_http::{
    Access, CallCtx, Caller, IdempotencyKey, IfMatch, Json, Op, Paging, Path, Problem, Reply, Routes, State,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use shared_contracts::{ChannelCode, Code, RoleId};
use user_contracts::EVERYTHING;

use crate::app::{Acting, App, RoleFields};
use crate::domain::role::{MAX_CHANNELS, MAX_PERMISSIONS, Role, is_permission};
use crate::error::UserError;
use crate::http::{READ_ROLES, WRITE_ROLES, name, rule};

/// A new role.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct NewRole {
    /// For ever the same, unique.
    code: Code,
    /// 1 to 200 characters.
    name: String,
    /// 1 to 500: `catalog.product.write`, or `*` for everything.
    permissions: BTreeSet<String>,
    /// In which sales channels they count, 1 to 100; absent: in all.
    #[serde(default)]
    channels: Option<BTreeSet<ChannelCode>>,
    /// Whether who has the role needs an authenticator app. Who has none may only add it.
    #[serde(default)]
    second_factor_required: bool,
}

/// A role as it shall be.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct RoleEdit {
    /// 1 to 200 characters.
    name: String,
    /// 1 to 500: `catalog.product.write`, or `*` for everything.
    permissions: BTreeSet<String>,
    /// In which sales channels they count, 1 to 100; absent: in all.
    #[serde(default)]
    channels: Option<BTreeSet<ChannelCode>>,
    /// Whether who has the role needs an authenticator app. Who has none may only add it.
    #[serde(default)]
    second_factor_required: bool,
}

#[derive(Debug, Serialize, JsonSchema)]
struct RoleView {
    role_id: RoleId,
    code: Code,
    name: String,
    permissions: BTreeSet<String>,
    /// In which sales channels they count; absent: in all.
    #[serde(skip_serializing_if = "Option::is_none")]
    channels: Option<BTreeSet<ChannelCode>>,
    /// Whether who has the role needs an authenticator app.
    second_factor_required: bool,
    /// True for the role of administrators, which cannot be changed.
    built_in: bool,
    version: i64,
}

fn view(role: &Role) -> RoleView {
    RoleView {
        role_id: role.role_id,
        code: role.code.clone(),
        name: role.name.clone(),
        permissions: role.permissions.clone(),
        channels: role.channels.clone(),
        second_factor_required: role.second_factor_required,
        built_in: role.built_in(),
        version: role.version,
    }
}

fn fields(edit: RoleEdit) -> Result<RoleFields, UserError> {
    let RoleEdit { name: text, permissions, channels, second_factor_required } = edit;
    let name = name(text)?;
    let count = permissions.len();
    rule((1..=MAX_PERMISSIONS).contains(&count), "/permissions", "a role has 1 to 500 permissions")?;
    rule(
        permissions.iter().all(|permission| is_permission(permission)),
        "/permissions",
        "a permission is written as service.noun.verb or service.verb, or as * for everything",
    )?;
    if let Some(channels) = &channels {
        let count = channels.len();
        rule((1..=MAX_CHANNELS).contains(&count), "/channels", "a role has 1 to 100 channels, or all")?;
        let limited = !permissions.contains(EVERYTHING);
        rule(limited, "/channels", "who may do everything cannot be limited to channels")?;
    }
    Ok(RoleFields { name, permissions, channels, second_factor_required })
}

fn created(role: &Role) -> Reply {
    let path = format!("/admin/v1/roles/{}", role.role_id);
    Reply::json(201, &view(role)).etag(role.version).location(path)
}

fn found(role: &Role) -> Reply {
    Reply::json(200, &view(role)).etag(role.version)
}

pub(super) fn routes(routes: Routes<Arc<App>>) -> Routes<Arc<App>> {
    routes
        .route(
            Op::get("/admin/v1/roles", Access::Staff(READ_ROLES))
                .summary("List roles")
                .every_channel()
                .paged()
                .answers::<Page<RoleView>>(200),
            list,
        )
        .route(
            Op::post("/admin/v1/roles", Access::Staff(WRITE_ROLES))
                .summary("Create a role")
                .every_channel()
                .idempotent()
                .body::<NewRole>()
                .answers::<RoleView>(201)
                .problems(&["user.code_taken", "user.beyond_own"]),
            create,
        )
        .route(
            Op::get("/admin/v1/roles/{role_id}", Access::Staff(READ_ROLES))
                .summary("Get a role")
                .every_channel()
                .answers::<RoleView>(200)
                .problems(&["user.role_not_found"]),
            get,
        )
        .route(
            Op::put("/admin/v1/roles/{role_id}", Access::Staff(WRITE_ROLES))
                .summary("Change what a role allows")
                .every_channel()
                .if_match()
                .body::<RoleEdit>()
                .answers::<RoleView>(200)
                .problems(&[
                    "user.role_not_found",
                    "user.version_mismatch",
                    "user.role_built_in",
                    "user.beyond_own",
                    "user.last_administrator",
                ]),
            replace,
        )
        .route(
            Op::delete("/admin/v1/roles/{role_id}", Access::Staff(WRITE_ROLES))
                .summary("Delete a role that nobody has")
                .every_channel()
                .if_match()
                .answers_nothing(204)
                .problems(&[
                    "user.role_not_found",
                    "user.version_mismatch",
                    "user.role_built_in",
                    "user.role_in_use",
                    "user.beyond_own",
                ]),
            delete,
        )
}

async fn list(State(app): State<Arc<App>>, Paging(page): Paging) -> Result<Reply, Problem> {
    Ok(Reply::json(200, &app.roles(&page).await?.map(|role| view(&role))))
}

async fn create(
    State(app): State<Arc<App>>,
    caller: Caller,
    CallCtx(call): CallCtx,
    key: IdempotencyKey,
    Json(body): Json<NewRole>,
) -> Result<Reply, Problem> {
    let NewRole { code, name, permissions, channels, second_factor_required } = body;
    let fields = fields(RoleEdit { name, permissions, channels, second_factor_required })?;
    Ok(app.create_role(&Acting::new(&caller, &call), (code, fields), &key, created).await?)
}

async fn get(State(app): State<Arc<App>>, Path(role_id): Path<RoleId>) -> Result<Reply, Problem> {
    Ok(found(&app.role(role_id).await?))
}

async fn replace(
    State(app): State<Arc<App>>,
    Path(role_id): Path<RoleId>,
    caller: Caller,
    CallCtx(call): CallCtx,
    IfMatch(version): IfMatch,
    Json(body): Json<RoleEdit>,
) -> Result<Reply, Problem> {
    let fields = fields(body)?;
    Ok(found(&app.replace_role(&Acting::new(&caller, &call), (role_id, version), &fields).await?))
}

async fn delete(
    State(app): State<Arc<App>>,
    Path(role_id): Path<RoleId>,
    caller: Caller,
    CallCtx(call): CallCtx,
    IfMatch(version): IfMatch,
) -> Result<Reply, Problem> {
    app.delete_role(&Acting::new(&caller, &call), (role_id, version)).await?;
    Ok(Reply::no_content())
}
