//! Staff gives storefronts the keys that name their sales channel.

use kernel_base::{Page, PageRequest, Timestamp};
use kernel_http::{IdempotencyKey, Reply, store_response};
use serde::Serialize;
use shared_contracts::{ChannelCode, PublishableKeyId};

use crate::app::App;
use crate::domain::api_key::Holder;
use crate::domain::publishable_key::{MAX_VALID, PublishableKey};
use crate::error::AuthError;
use crate::store;

/// What the audit log shows of a publishable key.
#[derive(Serialize)]
struct Shown<'a> {
    name: &'a str,
    channel: &'a ChannelCode,
    revoked_at: Option<Timestamp>,
}

impl<'a> Shown<'a> {
    fn of(key: &'a PublishableKey) -> Self {
        Self { name: &key.name, channel: &key.channel, revoked_at: key.revoked_at }
    }
}

impl App {
    pub(crate) async fn create_publishable_key(
        &self,
        holder: &Holder,
        (name, channel): (String, ChannelCode),
        key: &IdempotencyKey,
        answer: fn(&PublishableKey) -> Reply,
    ) -> Result<Reply, AuthError> {
        if !holder.sells_in(&channel) {
            return Err(AuthError::ChannelNotHeld);
        }
        let created = PublishableKey {
            publishable_key_id: self.env.id(),
            key: format!("pk_{}", self.env.token()),
            name,
            channel,
            created_at: self.env.now(),
            revoked_at: None,
        };
        let write = self.db.write().await?;
        // Of two at the same time both may pass. The list that others read has its own limit.
        if store::publishable_key::count_valid(&write).await? >= MAX_VALID {
            return Err(AuthError::TooManyPublishableKeys);
        }
        let reply = answer(&created);
        store::publishable_key::insert(&write, &created).await?;
        write.changed(created.publishable_key_id, None, Some(&Shown::of(&created)));
        store_response(&write, key, &reply).await?;
        write.commit().await?;
        Ok(reply)
    }

    pub(crate) async fn list_publishable_keys(
        &self,
        page: &PageRequest,
    ) -> Result<Page<PublishableKey>, AuthError> {
        let after: Option<PublishableKeyId> = page.after_key()?;
        let reader = self.db.read().await?;
        let keys = store::publishable_key::list(&reader, after, page.limit.plus_one()).await?;
        Ok(Page::from_rows(keys, page.limit, |key| key.publishable_key_id))
    }

    pub(crate) async fn publishable_key(&self, id: PublishableKeyId) -> Result<PublishableKey, AuthError> {
        let reader = self.db.read().await?;
        store::publishable_key::find(&reader, id).await?.ok_or(AuthError::PublishableKeyNotFound(id))
    }

    /// Storefronts that show it are refused as soon as everybody has read the list again.
    pub(crate) async fn revoke_publishable_key(
        &self,
        holder: &Holder,
        id: PublishableKeyId,
    ) -> Result<(), AuthError> {
        let before = self.publishable_key(id).await?;
        if !holder.sells_in(&before.channel) {
            return Err(AuthError::ChannelNotHeld);
        }
        if before.revoked_at.is_some() {
            return Ok(());
        }
        let revoked = PublishableKey { revoked_at: Some(self.env.now()), ..before.clone() };
        let write = self.db.write().await?;
        store::publishable_key::revoke(&write, id, self.env.now()).await?;
        write.changed(id, Some(&Shown::of(&before)), Some(&Shown::of(&revoked)));
        Ok(write.commit().await?)
    }
}
