//! `…/auth/password` for everybody, `/admin/v1/auth/second-factor` for staff: what somebody signs in with. None takes an
//! idempotency key: answers hold tokens or codes, and what is done twice is refused the second time.

use std::sync::Arc;

use auth_contracts::OWN_ACCOUNT;
use axum::extract::State;
use axum::response::Response;
use http::HeaderMap;
use kernel_base::Secret;
use kernel_http::{Access, CallCtx, Caller, ClientAddress, Json, Op, Problem, RateClass, Reply, Routes};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::app::App;
use crate::error::problem;
use crate::http::credential::{TokensView, device, signed_in};
use crate::http::{not_stored, owner};

/// The caller's password, old and new.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct PasswordChange {
    current_password: Secret<String>,
    /// 8 to 128 characters.
    password: Secret<String>,
}

/// The caller's password, once more.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Shown {
    password: Secret<String>,
}

/// A code of the app that was told the secret.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Confirmation {
    /// Six digits.
    code: Secret<String>,
}

/// Everything the caller signs in with.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct ShownBoth {
    password: Secret<String>,
    /// Six digits, or a recovery code. Absent where there is no second factor.
    #[serde(default)]
    code: Option<Secret<String>>,
}

/// What an authenticator app is told.
#[derive(Debug, Serialize, JsonSchema)]
struct EnrollmentView {
    /// Base 32, for typing.
    secret: Secret<String>,
    /// `otpauth://…`, for a QR code.
    uri: Secret<String>,
}

/// For the day the app is lost. Shown this once.
#[derive(Debug, Serialize, JsonSchema)]
struct RecoveryCodes {
    /// Each is good once, in the place of a code of the app.
    recovery_codes: Vec<Secret<String>>,
}

const PROBLEMS: &[&str] = &["auth.invalid_credentials", "auth.too_many_attempts", "auth.busy"];
const STAFF: Access = Access::Staff(OWN_ACCOUNT);

pub(super) fn routes(routes: Routes<Arc<App>>) -> Routes<Arc<App>> {
    let change = |path, access| {
        Op::post(path, access)
            .summary("Change the caller's password, and end all other sessions")
            .every_channel()
            .rate(RateClass::Login)
            .body::<PasswordChange>()
            .answers::<TokensView>(200)
            .problems(PROBLEMS)
            .problems(&["auth.password_refused"])
    };
    routes
        .route(change("/store/v1/auth/password", Access::Customer), change_password)
        .route(change("/admin/v1/auth/password", STAFF), change_password)
        .route(
            Op::post("/admin/v1/auth/second-factor", STAFF)
                .summary("Begin to add an authenticator app")
                .rate(RateClass::Login)
                .every_channel()
                .body::<Shown>()
                .answers::<EnrollmentView>(200)
                .problems(PROBLEMS)
                .problems(&["auth.second_factor_exists"]),
            enroll,
        )
        .route(
            Op::post("/admin/v1/auth/second-factor/confirm", STAFF)
                .summary("Add the authenticator app that shows this code")
                .rate(RateClass::Login)
                .every_channel()
                .body::<Confirmation>()
                .answers::<RecoveryCodes>(200)
                .problems(PROBLEMS)
                .problems(&["auth.invalid_code", "auth.no_second_factor", "auth.second_factor_exists"]),
            confirm,
        )
        .route(
            Op::post("/admin/v1/auth/second-factor/remove", STAFF)
                .summary("Remove the authenticator app")
                .rate(RateClass::Login)
                .every_channel()
                .body::<ShownBoth>()
                .answers_nothing(204)
                .problems(PROBLEMS)
                .problems(&["auth.code_required", "auth.invalid_code"]),
            remove,
        )
}

async fn change_password(
    State(app): State<Arc<App>>,
    caller: Caller,
    CallCtx(call): CallCtx,
    address: ClientAddress,
    headers: HeaderMap,
    Json(body): Json<PasswordChange>,
) -> Result<Response, Problem> {
    let passwords = (&body.current_password, &body.password);
    signed_in(200, app.change_password(&call, &owner(caller)?, passwords, device(address, &headers)).await)
}

async fn enroll(
    State(app): State<Arc<App>>,
    caller: Caller,
    ClientAddress(address): ClientAddress,
    Json(body): Json<Shown>,
) -> Result<Response, Problem> {
    let network = app.network(address);
    let enrollment = app.enroll(&owner(caller)?, &body.password, &network).await.map_err(problem)?;
    Ok(not_stored(Reply::json(200, &EnrollmentView { secret: enrollment.secret, uri: enrollment.uri })))
}

async fn confirm(
    State(app): State<Arc<App>>,
    caller: Caller,
    CallCtx(call): CallCtx,
    Json(body): Json<Confirmation>,
) -> Result<Response, Problem> {
    let recovery_codes = app.confirm_enrollment(&call, &owner(caller)?, &body.code).await?;
    Ok(not_stored(Reply::json(200, &RecoveryCodes { recovery_codes })))
}

async fn remove(
    State(app): State<Arc<App>>,
    caller: Caller,
    CallCtx(call): CallCtx,
    ClientAddress(address): ClientAddress,
    Json(body): Json<ShownBoth>,
) -> Result<Reply, Problem> {
    let shown = (&body.password, body.code.as_ref());
    let network = app.network(address);
    app.remove_second_factor(&call, &owner(caller)?, shown, &network).await.map_err(problem)?;
    Ok(Reply::no_content())
}
