//! Auth: who somebody is, shown by a password once and by tokens afterwards.
//!
//! It owns accounts (e-mail address and password), sessions with their refresh tokens, and the keys that sign access
//! tokens. It knows no profile: a person is a realm and a subject here.

mod app;
mod config;
mod domain;
mod error;
mod http;
mod jobs;
mod mailer;
mod publish;
mod store;
mod vault;

use std::sync::Arc;

use auth_contracts::{AuthApi, EraseAccount};
use kernel_db::Migrations;
use kernel_messaging::answering;
use kernel_service::{Context, Service};
use kernel_token::Verifier;
use user_contracts::UserApi;

use crate::app::App;
use crate::app::signing_key::SigningKeys;

pub use config::{Config, ConfigError, Letters};
pub use error::AuthError;
pub use vault::Keys;

/// The service's name, and that of its database.
pub const NAME: &str = "auth";

/// Whose events it takes: it may read no other service's log.
pub const FOLLOWS: &[&str] = &["customer"];

mod embedded {
    refinery::embed_migrations!("migrations");
}

/// The schema.
#[must_use]
pub fn migrations() -> Migrations {
    Migrations { service: NAME, files: embedded::migrations::runner().get_migrations().clone() }
}

/// The service, and its API for others in the same process. It issues tokens in the name of the verifier's issuer, and
/// gives the verifier its keys: soon after the start, and after every change.
#[must_use]
pub fn service(
    context: Context,
    config: &Config,
    keys: &Keys,
    verifier: Arc<Verifier>,
    users: Arc<dyn UserApi>,
) -> (Service, Arc<dyn AuthApi>) {
    let app = Arc::new(App::new(&context, config, keys, verifier, users));
    let erasure = answering::<EraseAccount, _>("customer", &app.env, &app);
    let mut service =
        Service::new(context, http::routes(&app)).worker(jobs::keep_signing_keys(&app)).subscription(erasure);
    for job in jobs::jobs(&app) {
        service = service.job(job);
    }
    (service, app)
}

/// The published keys as a [`Verifier`] wants them, for a process that runs without auth.
#[must_use]
pub fn published(keys: auth_contracts::Jwks) -> kernel_token::Jwks {
    let key = |key: auth_contracts::Jwk| kernel_token::Jwk {
        kty: key.kty,
        crv: key.crv,
        alg: key.alg,
        r#use: key.r#use,
        kid: key.kid,
        x: key.x,
    };
    kernel_token::Jwks { keys: keys.keys.into_iter().map(key).collect() }
}

/// Replaces the key that signs, before its time: a new one is published at once and signs as soon as everybody knows it.
/// Running processes notice by themselves.
///
/// # Errors
/// When the database fails, or the stored keys cannot be opened with these.
pub async fn rotate_signing_keys(context: &Context, config: &Config, keys: &Keys) -> Result<(), AuthError> {
    // Nobody asks this verifier anything: what is running has its own.
    let verifier = Arc::new(Verifier::new(NAME));
    SigningKeys::new(context, config, keys, verifier).rotate().await
}
