//! `/.well-known/jwks.json`, and the rotation of keys before their time.

use std::sync::Arc;

use auth_contracts::{AuthApi, Jwks};
use axum::extract::State;
use kernel_http::{Access, CallCtx, Op, Problem, Reply, Routes};

use crate::app::App;

const ROTATE: &str = "auth.signing_key.rotate";

pub(super) fn routes(routes: Routes<Arc<App>>) -> Routes<Arc<App>> {
    routes
        .route(
            Op::get("/.well-known/jwks.json", Access::Public)
                .summary("The public keys that verify access tokens")
                .untraced()
                .answers::<Jwks>(200),
            jwks,
        )
        .route(
            // Asked twice, it makes one key: the second finds a successor that waits for its turn.
            Op::put("/admin/v1/auth/signing-keys/rotation", Access::Staff(ROTATE))
                .summary("Replace the key that signs as soon as everybody knows the next one")
                .answers_nothing(204),
            rotate,
        )
}

async fn jwks(State(app): State<Arc<App>>, CallCtx(call): CallCtx) -> Result<Reply, Problem> {
    Ok(Reply::json(200, &app.jwks(&call).await?))
}

async fn rotate(State(app): State<Arc<App>>) -> Result<Reply, Problem> {
    app.keys.rotate().await?;
    Ok(Reply::no_content())
}
