//! Use cases of auth: they read, decide in the domain, and write in one transaction.

pub(crate) mod account;
pub(crate) mod api_key;
pub(crate) mod attempt;
pub(crate) mod authorization;
pub(crate) mod email;
mod erasure;
pub(crate) mod hasher;
pub(crate) mod letter;
pub(crate) mod login;
pub(crate) mod oauth_client;
pub(crate) mod password;
pub(crate) mod publishable_key;
pub(crate) mod second_factor;
pub(crate) mod session;
pub(crate) mod signing_key;
pub(crate) mod token;

use std::sync::Arc;

use auth_contracts::{AuthApi, Jwk, Jwks, PublishableKey, Realm, SetPassword};
use kernel_base::{ApiError, Call, Env, Secret};
use kernel_db::Database;
use kernel_service::Context;
use kernel_token::Verifier;
use shared_contracts::Email;
use user_contracts::UserApi;

use crate::app::hasher::Hasher;
use crate::app::signing_key::SigningKeys;
use crate::config::Config;
use crate::domain::account::Owner;
use crate::domain::oauth::CODE_REMEMBERED;
use crate::error::AuthError;
use crate::mailer::Mailer;
use crate::store;
use crate::vault::{Keys, Vault};

/// Where somebody has not signed in for so long, they are a stranger again.
const ADDRESS_KNOWN_FOR: std::time::Duration = std::time::Duration::from_secs(180 * 24 * 3600);

/// Longer than any letter is worth sending.
const LETTERS_WAIT: std::time::Duration = std::time::Duration::from_secs(2 * 24 * 3600);

/// The service's state.
pub(crate) struct App {
    pub(crate) db: Database,
    pub(crate) env: Env,
    pub(crate) config: Config,
    pub(crate) keys: SigningKeys,
    hasher: Hasher,
    mailer: Mailer,
    vault: Arc<Vault>,
    /// The public origin of the platform, which every token names.
    pub(crate) issuer: String,
    users: Arc<dyn UserApi>,
}

impl App {
    pub(crate) fn new(
        context: &Context,
        config: &Config,
        keys: &Keys,
        verifier: Arc<Verifier>,
        users: Arc<dyn UserApi>,
    ) -> Self {
        Self {
            issuer: verifier.issuer().to_owned(),
            keys: SigningKeys::new(context, config, keys, verifier),
            vault: Arc::new(Vault::new(keys)),
            hasher: Hasher::new(config),
            mailer: Mailer::new(&config.letters).unwrap_or_else(|error| {
                tracing::error!(%error, "letters wait until this is mended");
                Mailer::idle()
            }),
            config: config.clone(),
            db: context.db.clone(),
            env: context.env.clone(),
            users,
        }
    }

    /// Removes what nobody asks for any more.
    pub(crate) async fn forget(&self) -> Result<(), AuthError> {
        let now = self.env.now();
        let write = self.db.write().await?;
        let window = self.config.limits().window;
        store::attempt::forget(&write, now.minus(window * 2), now.minus(ADDRESS_KNOWN_FOR)).await?;
        store::session::delete_ended(&write, now).await?;
        store::authorization_code::delete_expired(&write, now.minus(CODE_REMEMBERED)).await?;
        store::letter::delete_expired_tokens(&write, now).await?;
        store::letter::delete_stale(&write, now.minus(LETTERS_WAIT)).await?;
        Ok(write.commit().await?)
    }
}

#[async_trait::async_trait]
impl AuthApi for App {
    async fn jwks(&self, _: &Call) -> Result<Jwks, ApiError> {
        let key = |key: &kernel_token::Jwk| Jwk {
            kty: key.kty.clone(),
            crv: key.crv.clone(),
            alg: key.alg.clone(),
            r#use: key.r#use.clone(),
            kid: key.kid.clone(),
            x: key.x.clone(),
        };
        Ok(Jwks { keys: self.keys.ring().await?.published.keys.iter().map(key).collect() })
    }

    async fn publishable_keys(&self, _: &Call) -> Result<Vec<PublishableKey>, ApiError> {
        let reader = self.db.read().await?;
        Ok(store::publishable_key::valid(&reader).await?)
    }

    async fn verified_email(&self, _: &Call, subject: String) -> Result<Option<Secret<Email>>, ApiError> {
        let owner = Owner::try_new(Realm::Customer, subject)?;
        let reader = self.db.read().await?;
        let account = store::account::find(&reader, &owner).await?;
        let verified = account.filter(|account| account.email_verified_at.is_some());
        Ok(verified.and_then(|account| account.address.expose().parse().ok()).map(Secret::new))
    }

    async fn set_password(&self, call: &Call, account: SetPassword) -> Result<(), ApiError> {
        Ok(self.set_password(call, account).await?)
    }

    async fn close(&self, call: &Call, realm: Realm, subject: String) -> Result<(), ApiError> {
        let owner = Owner::try_new(realm, subject)?;
        Ok(self.close(call, &owner).await?)
    }
}
