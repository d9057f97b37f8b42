//! `/admin/v1/users/{user_id}/invitations` and `/admin/v1/invitations/accept`.

use std::sync::Arc;

use kernel_base::Secret;
use kernel_http::{
    Access, CallCtx, Caller, IdempotencyKey, Json, Op, Path, Problem, RateClass, Reply, Routes, State,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use shared_contracts::UserId;

use crate::app::{Accepted, Acting, App};
use crate::domain::user::User;
use crate::http::user::{InvitedView, invited};
use crate::http::{WRITE_ACCOUNTS, name, rule};

/// What an invited person answers.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Acceptance {
    /// What the invitation holds.
    token: Secret<String>,
    /// 8 to 128 characters.
    password: Secret<String>,
    /// In place of the name they were invited by; 1 to 200 characters.
    #[serde(default)]
    name: Option<String>,
}

/// Who one now is.
#[derive(Debug, Serialize, JsonSchema)]
struct AcceptedView {
    user_id: UserId,
    name: String,
}

fn accepted(user: &User) -> Reply {
    Reply::json(200, &AcceptedView { user_id: user.user_id, name: user.name.clone() })
}

pub(super) fn routes(routes: Routes<Arc<App>>) -> Routes<Arc<App>> {
    routes
        .route(
            Op::post("/admin/v1/users/{user_id}/invitations", Access::Staff(WRITE_ACCOUNTS))
                .summary("Invite somebody again; earlier invitations end")
                .every_channel()
                .idempotent()
                .answers::<InvitedView>(201)
                .problems(&["user.not_found", "user.not_invited", "user.beyond_own"]),
            invite_again,
        )
        .route(
            Op::post("/admin/v1/invitations/accept", Access::Public)
                .summary("Accept an invitation and choose a password")
                .rate(RateClass::Login)
                .idempotent()
                .body::<Acceptance>()
                .answers::<AcceptedView>(200)
                .problems(&[
                    "user.invitation_not_found",
                    "user.invitation_used",
                    "user.invitation_expired",
                    "user.invitation_outdated",
                    "auth.email_taken",
                    "auth.password_refused",
                ]),
            accept,
        )
}

async fn invite_again(
    State(app): State<Arc<App>>,
    Path(user_id): Path<UserId>,
    caller: Caller,
    CallCtx(call): CallCtx,
    key: IdempotencyKey,
) -> Result<Reply, Problem> {
    Ok(app.invite_again(&Acting::new(&caller, &call), user_id, &key, invited).await?)
}

async fn accept(
    State(app): State<Arc<App>>,
    CallCtx(call): CallCtx,
    key: IdempotencyKey,
    Json(body): Json<Acceptance>,
) -> Result<Reply, Problem> {
    let password = body.password.expose();
    rule(password.len() <= 1024, "/password", "password must have 8 to 128 characters")?;
    let body =
        Accepted { token: body.token, password: body.password, name: body.name.map(name).transpose()? };
    Ok(app.accept_invitation(&call, &body, &key, accepted).await?)
}
