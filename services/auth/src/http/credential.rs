//! `/store/v1/auth` and `/admin/v1/auth`: signing in, going on, signing out. No operation takes an idempotency key: its
//! answer would have to be kept, and it holds tokens. A login whose answer was lost is simply made again; a refresh, too.

use std::sync::Arc;

use auth_contracts::Realm;
use axum::extract::State;
use axum::response::Response;
use http::HeaderMap;
use http::header::USER_AGENT;
use kernel_base::Secret;
use kernel_http::{Access, CallCtx, ClientAddress, Json, Op, Problem, RateClass, Reply, Routes};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use shared_contracts::Email;

use crate::app::App;
use crate::app::login::{Credentials, Device};
use crate::app::session::Hands;
use crate::app::token::Tokens;
use crate::domain::session::user_agent;
use crate::error::{AuthError, problem};
use crate::http::not_stored;

/// E-mail address and password.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct SignIn {
    /// Upper and lower case are the same.
    email: Secret<Email>,
    /// Of a new account: 8 to 128 characters.
    password: Secret<String>,
}

/// E-mail address, password, and a code where the account asks for one.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct StaffSignIn {
    /// Upper and lower case are the same.
    email: Secret<Email>,
    password: Secret<String>,
    /// Six digits of the authenticator app, or a recovery code. Absent where there is no second factor.
    #[serde(default)]
    code: Option<Secret<String>>,
}

/// A refresh token.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Refresh {
    /// The last one that was given out in the session.
    refresh_token: Secret<String>,
}

/// What a client keeps of a login.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct TokensView {
    /// Sent as `Authorization: Bearer …`.
    access_token: Secret<String>,
    /// `Bearer`.
    token_type: &'static str,
    /// Seconds until the access token runs out.
    expires_in: i64,
    /// Good once, for the next two tokens.
    refresh_token: Secret<String>,
    /// `auth.second_factor_required`: a role of the caller asks for an authenticator app, and the account has none. Until it
    /// has, the tokens are good for adding it and nothing else.
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<&'static str>,
}

/// Passwords are short; nothing larger needs to be read.
const BODY_LIMIT: usize = 16 * 1024;
const LOGIN_PROBLEMS: &[&str] = &["auth.invalid_credentials", "auth.too_many_attempts", "auth.busy"];

pub(super) fn routes(routes: Routes<Arc<App>>) -> Routes<Arc<App>> {
    let routes = routes.route(
        open("/store/v1/auth/register", "Make a customer's account and sign in")
            .rate(RateClass::Login)
            .body::<SignIn>()
            .answers::<TokensView>(201)
            .problems(&["auth.email_taken", "auth.password_refused", "auth.too_many_attempts", "auth.busy"]),
        register,
    );
    let routes = routes
        .route(
            open("/store/v1/auth/login", "Sign in as a customer")
                .rate(RateClass::Login)
                .body::<SignIn>()
                .answers::<TokensView>(200)
                .problems(LOGIN_PROBLEMS),
            customer_login,
        )
        .route(
            open("/admin/v1/auth/login", "Sign in as a member of staff")
                .rate(RateClass::Login)
                .body::<StaffSignIn>()
                .answers::<TokensView>(200)
                .problems(LOGIN_PROBLEMS)
                .problems(&["auth.code_required", "auth.invalid_code"]),
            staff_login,
        )
        .route(refresh_op("/store/v1/auth/refresh"), customer_refresh)
        .route(refresh_op("/admin/v1/auth/refresh"), staff_refresh);
    routes
        .route(logout_op("/store/v1/auth/logout"), customer_logout)
        .route(logout_op("/admin/v1/auth/logout"), staff_logout)
}

fn open(path: &'static str, summary: &'static str) -> Op {
    Op::post(path, Access::Public).summary(summary).body_limit(BODY_LIMIT)
}

fn refresh_op(path: &'static str) -> Op {
    open(path, "Exchange a refresh token for new tokens")
        .body::<Refresh>()
        .answers::<TokensView>(200)
        .problems(&["auth.invalid_refresh_token", "auth.busy"])
}

fn logout_op(path: &'static str) -> Op {
    open(path, "End the session of a refresh token").body::<Refresh>().answers_nothing(204)
}

pub(super) fn device(ClientAddress(address): ClientAddress, headers: &HeaderMap) -> Device {
    let agent = headers.get(USER_AGENT).and_then(|value| value.to_str().ok());
    Device { address, user_agent: agent.and_then(user_agent) }
}

fn credentials(body: SignIn, address: ClientAddress, headers: &HeaderMap) -> Credentials {
    let device = device(address, headers);
    Credentials { email: body.email, password: body.password, code: None, device }
}

pub(super) fn signed_in(status: u16, result: Result<Tokens, AuthError>) -> Result<Response, Problem> {
    let tokens = result.map_err(problem)?;
    let view = TokensView {
        access_token: tokens.access.token,
        token_type: "Bearer",
        expires_in: tokens.access.expires_in_s,
        refresh_token: tokens.refresh_token,
        code: tokens.must_enroll.then_some("auth.second_factor_required"),
    };
    Ok(not_stored(Reply::json(status, &view)))
}

async fn register(
    State(app): State<Arc<App>>,
    CallCtx(call): CallCtx,
    address: ClientAddress,
    headers: HeaderMap,
    Json(body): Json<SignIn>,
) -> Result<Response, Problem> {
    signed_in(201, app.register(&call, credentials(body, address, &headers)).await)
}

async fn customer_login(
    State(app): State<Arc<App>>,
    CallCtx(call): CallCtx,
    address: ClientAddress,
    headers: HeaderMap,
    Json(body): Json<SignIn>,
) -> Result<Response, Problem> {
    signed_in(200, app.login(&call, Realm::Customer, credentials(body, address, &headers)).await)
}

async fn staff_login(
    State(app): State<Arc<App>>,
    CallCtx(call): CallCtx,
    address: ClientAddress,
    headers: HeaderMap,
    Json(body): Json<StaffSignIn>,
) -> Result<Response, Problem> {
    let shown = Credentials {
        email: body.email,
        password: body.password,
        code: body.code,
        device: device(address, &headers),
    };
    signed_in(200, app.login(&call, Realm::Staff, shown).await)
}

async fn customer_refresh(
    State(app): State<Arc<App>>,
    CallCtx(call): CallCtx,
    Json(body): Json<Refresh>,
) -> Result<Response, Problem> {
    signed_in(200, app.refresh(&call, Hands::own(Realm::Customer), &body.refresh_token).await)
}

async fn staff_refresh(
    State(app): State<Arc<App>>,
    CallCtx(call): CallCtx,
    Json(body): Json<Refresh>,
) -> Result<Response, Problem> {
    signed_in(200, app.refresh(&call, Hands::own(Realm::Staff), &body.refresh_token).await)
}

async fn customer_logout(
    State(app): State<Arc<App>>,
    CallCtx(call): CallCtx,
    Json(body): Json<Refresh>,
) -> Result<Reply, Problem> {
    app.logout(&call, Hands::own(Realm::Customer), &body.refresh_token).await?;
    Ok(Reply::no_content())
}

async fn staff_logout(
    State(app): State<Arc<App>>,
    CallCtx(call): CallCtx,
    Json(body): Json<Refresh>,
) -> Result<Reply, Problem> {
    app.logout(&call, Hands::own(Realm::Staff), &body.refresh_token).await?;
    Ok(Reply::no_content())
}
