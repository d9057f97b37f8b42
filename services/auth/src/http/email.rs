//! `…/auth/{verify-email,reset-password,change-email}`: a letter is asked for, and what it holds is shown. No operation takes
//! an idempotency key: a second letter does no harm, and a token is good once. The page that a link leads to posts its token
//! here.

use std::sync::Arc;

use auth_contracts::Realm;
use axum::extract::State;
use kernel_base::Secret;
use kernel_http::{Access, CallCtx, Caller, ClientAddress, Json, Op, Problem, RateClass, Reply, Routes};
use schemars::JsonSchema;
use serde::Deserialize;
use shared_contracts::Email;

use crate::app::App;
use crate::error::problem;
use crate::http::owner;

/// The account whose password was forgotten.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Forgotten {
    /// Upper and lower case are the same.
    email: Secret<Email>,
}

/// What the letter held.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Shown {
    token: Secret<String>,
}

/// What the letter held, and the new password.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct NewPassword {
    token: Secret<String>,
    /// 8 to 128 characters.
    password: Secret<String>,
}

/// The address that the caller's account shall have.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct NewEmail {
    /// The caller's, once more.
    password: Secret<String>,
    email: Secret<Email>,
}

const BODY_LIMIT: usize = 16 * 1024;
const LIMITS: &[&str] = &["auth.too_many_attempts", "auth.too_many_letters"];

pub(super) fn routes(routes: Routes<Arc<App>>) -> Routes<Arc<App>> {
    let routes = resets(verifications(routes));
    routes
        .route(
            Op::post("/store/v1/auth/change-email", Access::Customer)
                .summary("Send a letter to the address that the caller's account shall have")
                .rate(RateClass::Login)
                .body_limit(BODY_LIMIT)
                .body::<NewEmail>()
                .answers_nothing(204)
                .problems(LIMITS)
                .problems(&["auth.invalid_credentials", "auth.busy"]),
            request_change,
        )
        .route(
            confirmation("/store/v1/auth/change-email/confirm", "Give the account the address of the letter")
                .body::<Shown>()
                .problems(&["auth.email_taken"]),
            confirm_change,
        )
}

fn verifications(routes: Routes<Arc<App>>) -> Routes<Arc<App>> {
    routes
        .route(
            Op::post("/store/v1/auth/verify-email", Access::Customer)
                .summary("Send a letter to the caller's address, unless it is verified")
                .rate(RateClass::Login)
                .answers_nothing(204)
                .problems(LIMITS)
                .problems(&["auth.invalid_credentials"]),
            request_verification,
        )
        .route(
            confirmation("/store/v1/auth/verify-email/confirm", "Show that the letter arrived")
                .body::<Shown>(),
            confirm_verification,
        )
}

fn resets(routes: Routes<Arc<App>>) -> Routes<Arc<App>> {
    let request = |path| {
        Op::post(path, Access::Public)
            .summary(
                "Send a letter to this address, if somebody signs in with it; the answer is always the same",
            )
            .rate(RateClass::Login)
            .body_limit(BODY_LIMIT)
            .body::<Forgotten>()
            .answers_nothing(204)
            .problems(&["auth.too_many_attempts"])
    };
    let confirm = |path| {
        confirmation(path, "Choose a new password, and end all sessions")
            .body::<NewPassword>()
            .problems(&["auth.password_refused"])
    };
    routes
        .route(request("/store/v1/auth/reset-password"), request_customer_reset)
        .route(confirm("/store/v1/auth/reset-password/confirm"), confirm_customer_reset)
        .route(request("/admin/v1/auth/reset-password"), request_staff_reset)
        .route(confirm("/admin/v1/auth/reset-password/confirm"), confirm_staff_reset)
}

fn confirmation(path: &'static str, summary: &'static str) -> Op {
    let op = Op::post(path, Access::Public).summary(summary).body_limit(BODY_LIMIT);
    op.rate(RateClass::Login).answers_nothing(204).problems(&["auth.invalid_email_token", "auth.busy"])
}

async fn request_verification(
    State(app): State<Arc<App>>,
    caller: Caller,
    ClientAddress(address): ClientAddress,
) -> Result<Reply, Problem> {
    let network = app.network(address);
    app.request_verification(&owner(caller)?, &network).await.map_err(problem)?;
    Ok(Reply::no_content())
}

async fn confirm_verification(
    State(app): State<Arc<App>>,
    CallCtx(call): CallCtx,
    Json(body): Json<Shown>,
) -> Result<Reply, Problem> {
    app.confirm_verification(&call, Realm::Customer, &body.token).await?;
    Ok(Reply::no_content())
}

async fn request_customer_reset(
    State(app): State<Arc<App>>,
    ClientAddress(address): ClientAddress,
    Json(body): Json<Forgotten>,
) -> Result<Reply, Problem> {
    let network = app.network(address);
    app.request_reset(Realm::Customer, &body.email, &network).await.map_err(problem)?;
    Ok(Reply::no_content())
}

async fn request_staff_reset(
    State(app): State<Arc<App>>,
    ClientAddress(address): ClientAddress,
    Json(body): Json<Forgotten>,
) -> Result<Reply, Problem> {
    let network = app.network(address);
    app.request_reset(Realm::Staff, &body.email, &network).await.map_err(problem)?;
    Ok(Reply::no_content())
}

async fn confirm_customer_reset(
    State(app): State<Arc<App>>,
    CallCtx(call): CallCtx,
    Json(body): Json<NewPassword>,
) -> Result<Reply, Problem> {
    app.confirm_reset(&call, Realm::Customer, (&body.token, &body.password)).await?;
    Ok(Reply::no_content())
}

async fn confirm_staff_reset(
    State(app): State<Arc<App>>,
    CallCtx(call): CallCtx,
    Json(body): Json<NewPassword>,
) -> Result<Reply, Problem> {
    app.confirm_reset(&call, Realm::Staff, (&body.token, &body.password)).await?;
    Ok(Reply::no_content())
}

async fn request_change(
    State(app): State<Arc<App>>,
    caller: Caller,
    ClientAddress(address): ClientAddress,
    Json(body): Json<NewEmail>,
) -> Result<Reply, Problem> {
    let (network, wanted) = (app.network(address), (&body.password, &body.email));
    app.request_change(&owner(caller)?, wanted, &network).await.map_err(problem)?;
    Ok(Reply::no_content())
}

async fn confirm_change(
    State(app): State<Arc<App>>,
    CallCtx(call): CallCtx,
    Json(body): Json<Shown>,
) -> Result<Reply, Problem> {
    app.confirm_change(&call, Realm::Customer, &body.token).await?;
    Ok(Reply::no_content())
}
