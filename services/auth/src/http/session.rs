//! `/store/v1/auth/sessions` and `/admin/v1/auth/sessions`: everybody sees and ends their own.

use std::sync::Arc;

use auth_contracts::OWN_ACCOUNT;
use axum::extract::State;
use kernel_base::{Page, Timestamp};
use kernel_http::{Access, CallCtx, Caller, Op, Paging, Path, Problem, Reply, Routes};
use schemars::JsonSchema;
use serde::Serialize;
use shared_contracts::SessionId;

use crate::app::App;
use crate::domain::session::Session;
use crate::http::owner;

/// A login that lasts.
#[derive(Debug, Serialize, JsonSchema)]
struct SessionView {
    session_id: SessionId,
    /// How the client described itself when it signed in.
    #[serde(skip_serializing_if = "Option::is_none")]
    user_agent: Option<String>,
    created_at: Timestamp,
    /// When its refresh token was last used.
    last_used_at: Timestamp,
    /// When it ends by itself.
    ends_at: Timestamp,
}

fn view(session: Session) -> SessionView {
    SessionView {
        session_id: session.session_id,
        user_agent: session.user_agent,
        created_at: session.created_at,
        last_used_at: session.last_used_at,
        ends_at: session.ends_at,
    }
}

/// The two roots, and for whom they are.
const STORE: (&str, &str, Access) =
    ("/store/v1/auth/sessions", "/store/v1/auth/sessions/{session_id}", Access::Customer);
const ADMIN: (&str, &str, Access) =
    ("/admin/v1/auth/sessions", "/admin/v1/auth/sessions/{session_id}", Access::Staff(OWN_ACCOUNT));

pub(super) fn routes(routes: Routes<Arc<App>>) -> Routes<Arc<App>> {
    [STORE, ADMIN].into_iter().fold(routes, |routes, (all, one, access)| {
        routes
            .route(
                Op::get(all, access)
                    .summary("List the caller's sessions, the latest first")
                    .every_channel()
                    .paged()
                    .answers::<Page<SessionView>>(200),
                list,
            )
            .route(
                Op::delete(all, access)
                    .summary("End all sessions of the caller")
                    .every_channel()
                    .answers_nothing(204),
                end_all,
            )
            .route(
                Op::delete(one, access)
                    .summary("End one of the caller's sessions")
                    .every_channel()
                    .answers_nothing(204)
                    .problems(&["auth.session_not_found"]),
                end,
            )
    })
}

async fn list(State(app): State<Arc<App>>, caller: Caller, Paging(page): Paging) -> Result<Reply, Problem> {
    let sessions = app.sessions(&owner(caller)?, &page).await?;
    Ok(Reply::json(200, &sessions.map(view)))
}

async fn end_all(
    State(app): State<Arc<App>>,
    caller: Caller,
    CallCtx(call): CallCtx,
) -> Result<Reply, Problem> {
    app.end_sessions(&call, &owner(caller)?).await?;
    Ok(Reply::no_content())
}

async fn end(
    State(app): State<Arc<App>>,
    caller: Caller,
    CallCtx(call): CallCtx,
    Path(session_id): Path<SessionId>,
) -> Result<Reply, Problem> {
    app.end_session(&call, &owner(caller)?, session_id).await?;
    Ok(Reply::no_content())
}
