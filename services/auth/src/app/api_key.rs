//! Staff makes keys for programs, and programs exchange them for access tokens.

use std::collections::BTreeSet;

use kernel_base::{Call, Page, PageRequest, Secret, Timestamp};
use kernel_db::retry_conflicts;
use serde::Serialize;
use shared_contracts::{ApiKeyId, ChannelCode};

use crate::app::App;
use crate::app::token::{Bearer, Rights};
use crate::domain::api_key::{ApiKey, Holder};
use crate::domain::session::TokenDigest;
use crate::error::AuthError;
use crate::store;

/// A key as it shall be.
pub(crate) struct NewApiKey {
    pub(crate) name: String,
    pub(crate) scopes: BTreeSet<String>,
    pub(crate) channels: Option<BTreeSet<ChannelCode>>,
    pub(crate) expires_at: Option<Timestamp>,
}

/// What the audit log shows of a key: nothing that opens anything.
#[derive(Serialize)]
struct Shown<'a> {
    name: &'a str,
    scopes: &'a BTreeSet<String>,
    channels: Option<&'a BTreeSet<ChannelCode>>,
    expires_at: Option<Timestamp>,
    /// Until when the secret before the present one is good.
    previous_secret_until: Option<Timestamp>,
    revoked_at: Option<Timestamp>,
}

impl<'a> Shown<'a> {
    fn of(key: &'a ApiKey) -> Self {
        Self {
            name: &key.name,
            scopes: &key.scopes,
            channels: key.channels.as_ref(),
            expires_at: key.expires_at,
            previous_secret_until: key.previous.as_ref().map(|(_, until)| *until),
            revoked_at: key.revoked_at,
        }
    }
}

impl App {
    /// The key, and its secret, which is shown this once.
    pub(crate) async fn create_api_key(
        &self,
        holder: &Holder,
        new: NewApiKey,
    ) -> Result<(ApiKey, Secret<String>), AuthError> {
        let created_by = holder.user_id.ok_or(AuthError::NoUser)?;
        if !holder.covers(&new.scopes, new.channels.as_ref()) {
            return Err(AuthError::ScopeNotHeld);
        }
        let secret = self.client_secret();
        let key = ApiKey {
            api_key_id: self.env.id(),
            name: new.name,
            created_by,
            scopes: new.scopes,
            channels: new.channels,
            secret: TokenDigest::of(&secret),
            previous: None,
            created_at: self.env.now(),
            expires_at: new.expires_at,
            last_used_at: None,
            revoked_at: None,
            version: 1,
        };
        let write = self.db.write().await?;
        store::api_key::insert(&write, &key).await?;
        write.changed(key.api_key_id, None, Some(&Shown::of(&key)));
        write.commit().await?;
        Ok((key, secret))
    }

    pub(crate) async fn api_keys(&self, page: &PageRequest) -> Result<Page<ApiKey>, AuthError> {
        let after: Option<ApiKeyId> = page.after_key()?;
        let reader = self.db.read().await?;
        let keys = store::api_key::list(&reader, after, page.limit.plus_one()).await?;
        Ok(Page::from_rows(keys, page.limit, |key| key.api_key_id))
    }

    pub(crate) async fn api_key(&self, id: ApiKeyId) -> Result<ApiKey, AuthError> {
        let reader = self.db.read().await?;
        store::api_key::find(&reader, id).await?.ok_or(AuthError::ApiKeyNotFound(id))
    }

    /// A new secret. Who is given it may all that the key may: only who holds that anyway.
    pub(crate) async fn renew_api_key(
        &self,
        holder: &Holder,
        id: ApiKeyId,
    ) -> Result<(ApiKey, Secret<String>), AuthError> {
        let attempt = || async {
            let before = self.api_key(id).await?;
            let mut key = before.clone();
            if key.revoked_at.is_some() {
                return Err(AuthError::ApiKeyNotFound(id));
            }
            if !holder.covers(&key.scopes, key.channels.as_ref()) {
                return Err(AuthError::ScopeNotHeld);
            }
            let secret = self.client_secret();
            key.renew(TokenDigest::of(&secret), self.env.now());
            self.write_api_key(&before, &key).await?;
            Ok((key, secret))
        };
        retry_conflicts(attempt, AuthError::lost_race).await
    }

    /// Access tokens already given out stay valid until they run out.
    pub(crate) async fn revoke_api_key(&self, id: ApiKeyId) -> Result<(), AuthError> {
        let attempt = || async {
            let before = self.api_key(id).await?;
            let mut key = before.clone();
            if key.revoked_at.is_some() {
                return Ok(());
            }
            key.revoked_at = Some(self.env.now());
            self.write_api_key(&before, &key).await
        };
        retry_conflicts(attempt, AuthError::lost_race).await
    }

    async fn write_api_key(&self, before: &ApiKey, key: &ApiKey) -> Result<(), AuthError> {
        let write = self.db.write().await?;
        store::api_key::update(&write, key).await?;
        write.changed(key.api_key_id, Some(&Shown::of(before)), Some(&Shown::of(key)));
        Ok(write.commit().await?)
    }

    /// An access token for a key's secret, with these of its scopes or all; and the scopes it has. Nothing when the
    /// secret opens nothing, or the key's maker may not sign in any more.
    pub(crate) async fn client_token(
        &self,
        call: &Call,
        (id, secret): (ApiKeyId, &Secret<String>),
        wanted: Option<&BTreeSet<String>>,
    ) -> Result<Option<(Bearer, BTreeSet<String>)>, AuthError> {
        let (now, secret) = (self.env.now(), TokenDigest::of(secret));
        let found = {
            let reader = self.db.read().await?;
            store::api_key::find(&reader, id).await?
        };
        let Some(key) = found.filter(|key| key.opens(secret, now)) else { return Ok(None) };
        let grants = self.users.grants(call, key.created_by).await?;
        if !grants.active {
            return Ok(None);
        }
        let (mut permissions, channels) = key.rights(&grants);
        if let Some(wanted) = wanted {
            permissions.retain(|permission| wanted.contains(permission));
        }
        let rights = Rights::new(permissions.clone(), channels);
        let bearer = self.client_bearer(&id.to_string(), rights).await?;
        let reader = self.db.read().await?;
        store::api_key::used(&reader, id, now).await?;
        Ok(Some((bearer, permissions)))
    }

    /// 256 random bits.
    fn client_secret(&self) -> Secret<String> {
        Secret::new(format!("ksk_{}", self.env.token()))
    }
}
