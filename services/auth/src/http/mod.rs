//! Routes: who may ask what, and how answers look. Handlers parse, call the use case and render.

mod api_key;
mod authorize;
mod credential;
mod email;
mod form;
mod oauth;
mod oauth_client;
mod page;
mod password;
mod publishable_key;
mod session;
mod signing_key;

use std::sync::Arc;

use auth_contracts::{
    AuthApi, Close, Jwks, JwksQuery, PublishableKeysQuery, Realm, SetPassword, VerifiedEmailQuery,
};
use axum::response::{IntoResponse, Response};
use http::HeaderValue;
use http::header::CACHE_CONTROL;
use kernel_base::{ApiError, Secret};
use kernel_http::{Access, Caller, Op, Reply, Routes};
use shared_contracts::Email;

use crate::app::App;
use crate::domain::account::Owner;
use crate::error::AuthError;

pub(crate) fn routes(app: &Arc<App>) -> Routes<Arc<App>> {
    let jwks = Op::post("/internal/v1/auth/jwks", Access::EveryService)
        .summary("jwks")
        .body::<JwksQuery>()
        .answers::<Jwks>(200);
    let set_password = Op::post("/internal/v1/auth/set_password", Access::Service(&["operator", "user"]))
        .summary("set_password")
        .body::<SetPassword>()
        .answers::<()>(200)
        .problems(&["auth.email_taken", "auth.password_refused", "auth.subject_malformed", "auth.busy"]);
    let close = Op::post("/internal/v1/auth/close", Access::Service(&["user"]))
        .summary("close")
        .body::<Close>()
        .answers::<()>(200)
        .problems(&["auth.subject_malformed"]);
    let verified_email = Op::post("/internal/v1/auth/verified_email", Access::Service(&["order"]))
        .summary("verified_email")
        .body::<VerifiedEmailQuery>()
        .answers::<Option<Secret<Email>>>(200)
        .problems(&["auth.subject_malformed"]);
    let routes = Routes::new(crate::NAME, Arc::clone(app))
        .rpc_with(jwks, |app: Arc<App>, call, JwksQuery {}| async move { app.jwks(&call).await })
        .rpc("publishable_keys", &["gateway"], |app: Arc<App>, call, PublishableKeysQuery {}| async move {
            app.publishable_keys(&call).await
        })
        .rpc_with(verified_email, |app: Arc<App>, call, VerifiedEmailQuery { subject }| async move {
            app.verified_email(&call, subject).await
        })
        .rpc_with(set_password, |app: Arc<App>, call, account| async move {
            AuthApi::set_password(&*app, &call, account).await
        })
        .rpc_with(close, |app: Arc<App>, call, Close { realm, subject }| async move {
            AuthApi::close(&*app, &call, realm, subject).await
        });
    let routes = email::routes(session::routes(password::routes(credential::routes(routes))));
    let routes = oauth_client::routes(publishable_key::routes(api_key::routes(routes)));
    signing_key::routes(oauth::routes(authorize::routes(routes)))
}

/// Whose account the caller's is.
fn owner(caller: Caller) -> Result<Owner, AuthError> {
    match caller {
        Caller::Customer { subject } => Owner::try_new(Realm::Customer, subject),
        Caller::Staff { subject, .. } => Owner::try_new(Realm::Staff, subject),
        Caller::Anonymous | Caller::Service { .. } => {
            unreachable!("BUG: the route's access lets nobody pass who has no account")
        }
    }
}

/// What staff calls something: 1 to 200 characters.
fn name(text: &str) -> Result<String, AuthError> {
    let name = text.trim();
    if (1..=200).contains(&name.chars().count()) {
        Ok(name.to_owned())
    } else {
        Err(wrong("/name", "name must have 1 to 200 characters"))
    }
}

/// A request with one field that cannot be.
fn wrong(pointer: &str, message: &str) -> AuthError {
    let invalid = ApiError::invalid("request.invalid", "the request is invalid");
    AuthError::Request(invalid.with_field(pointer, "invalid", message))
}

/// An answer with secrets, which nothing on its way may keep.
fn not_stored(reply: Reply) -> Response {
    let mut response = reply.into_response();
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
