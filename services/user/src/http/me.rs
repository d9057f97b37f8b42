//! `/admin/v1/me` and `/admin/v1/permissions`: what one may do oneself, and what there is to do.

use std::collections::BTreeSet;
use std::sync::Arc;

use auth_contracts::OWN_ACCOUNT;
use kernel_http::{Access, CallCtx, Caller, Op, Problem, Reply, Routes, State};
use schemars::JsonSchema;
use serde::Serialize;
use shared_contracts::ChannelCode;

use crate::app::{Acting, App};
use crate::http::READ_ROLES;
use crate::http::user::{UserView, view};

/// The caller.
#[derive(Debug, Serialize, JsonSchema)]
struct MeView {
    /// As the audit log names them: `staff:usr_…`.
    actor: String,
    /// Their account; absent when there is only a token.
    #[serde(skip_serializing_if = "Option::is_none")]
    user: Option<UserView>,
    /// What they may do now: what both their token and their roles allow.
    permissions: BTreeSet<String>,
    /// In which sales channels; absent: in all.
    #[serde(skip_serializing_if = "Option::is_none")]
    channels: Option<BTreeSet<ChannelCode>>,
}

/// Every permission that some operation asks for.
#[derive(Debug, Serialize, JsonSchema)]
struct PermissionsView {
    permissions: BTreeSet<String>,
}

pub(super) fn routes(routes: Routes<Arc<App>>) -> Routes<Arc<App>> {
    routes
        .route(
            Op::get("/admin/v1/me", Access::Staff(OWN_ACCOUNT))
                .summary("Who am I, and what may I do")
                .every_channel()
                .answers::<MeView>(200),
            me,
        )
        .route(
            Op::get("/admin/v1/permissions", Access::Staff(READ_ROLES))
                .summary("List all permissions that a role can have")
                .every_channel()
                .answers::<PermissionsView>(200),
            permissions,
        )
}

async fn me(State(app): State<Arc<App>>, caller: Caller, CallCtx(call): CallCtx) -> Result<Reply, Problem> {
    let acting = Acting::new(&caller, &call);
    let (user, authority) = app.own_account(&acting).await?;
    let grants = authority.into_grants();
    let me = MeView {
        actor: caller.actor(),
        user: user.as_ref().map(view),
        permissions: grants.permissions,
        channels: grants.channels,
    };
    Ok(Reply::json(200, &me))
}

async fn permissions(State(app): State<Arc<App>>) -> Result<Reply, Problem> {
    Ok(Reply::json(200, &PermissionsView { permissions: app.permissions.clone() }))
}
