//! Use cases: read, decide, write all of it in one transaction.

mod attribute;
mod category;
mod channel;
mod collection;
mod export;
mod import;
mod media;
mod operation;
mod product;
mod storefront;
mod translation;

pub(crate) use attribute::{AttributeFields, NewAttribute};
pub(crate) use category::CategoryFields;
pub(crate) use channel::ChannelFields;
pub(crate) use collection::CollectionFields;
pub(crate) use media::NewPicture;
pub(crate) use product::{NewProduct, NewVariant};
pub(crate) use storefront::{Card, Detail, Listing};
pub(crate) use translation::Translated;

use std::sync::Arc;

use kernel_base::{Env, Timestamp, TraceParent};
use kernel_db::{Database, Write};
use kernel_http::{IdempotencyKey, Reply, store_response};

use crate::config::Config;
use crate::domain::media::{Media, Place};
use crate::error::CatalogError;
use crate::files::Files;
use crate::page_cache::PageCache;
use crate::store;

/// Everything the use cases stand on.
pub(crate) struct App {
    db: Database,
    env: Env,
    files: Files,
    public_url: String,
    pub(crate) pages: Arc<PageCache>,
}

/// What comes with a request that changes something.
#[derive(Default)]
pub(crate) struct Cause<'a> {
    /// The version the caller read; any when absent.
    pub expected: Option<i64>,
    /// The trace, handed on into events.
    pub trace: Option<TraceParent>,
    /// Under which key the answer is stored in the same transaction.
    pub key: Option<&'a IdempotencyKey>,
}

impl Cause<'_> {
    fn check(&self, version: i64) -> Result<(), CatalogError> {
        match self.expected {
            Some(expected) if expected != version => Err(CatalogError::Changed(version)),
            _ => Ok(()),
        }
    }

    /// Stores the answer, so that a repeated request gets it instead of a second effect.
    async fn store(&self, write: &Write, answer: impl FnOnce() -> Reply) -> Result<(), CatalogError> {
        if let Some(key) = self.key {
            store_response(write, key, &answer()).await?;
        }
        Ok(())
    }
}

impl App {
    pub(crate) fn new(db: Database, env: Env, files: Files, config: &Config) -> Self {
        let pages = Arc::new(PageCache::new(config.page_cache_mib * 1024 * 1024));
        Self { db, env, files, public_url: config.public_url.clone(), pages }
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.env.now()
    }

    /// What tells pages rendered before from pages rendered after a change without an event.
    pub(crate) async fn revision(&self) -> Result<i64, CatalogError> {
        store::revision::find(&self.db.read().await?).await
    }

    /// Where a picture can be fetched.
    pub(crate) fn media_url(&self, media: &Media) -> String {
        match &media.place {
            Place::Remote(url) => url.clone(),
            Place::Stored(_) => self.stored_media_url(&media.media_id.to_string()),
        }
    }

    pub(crate) fn stored_media_url(&self, media_id: &str) -> String {
        format!("{}/store/v1/media/{media_id}", self.public_url)
    }

    /// Commits a change that has no event.
    async fn commit_unannounced(&self, write: Write) -> Result<(), CatalogError> {
        store::revision::advance(&write).await?;
        self.commit(write).await
    }

    /// Commits a change, and makes rendered pages void: in this process at once, in others when they see its event.
    async fn commit(&self, write: Write) -> Result<(), CatalogError> {
        let pages = Arc::clone(&self.pages);
        write.after_commit(move || pages.clear());
        Ok(write.commit().await?)
    }
}

/// Runs a use case again from its read while it loses races.
async fn retry<T, R>(attempt: impl FnMut() -> R) -> Result<T, CatalogError>
where
    R: Future<Output = Result<T, CatalogError>>,
{
    kernel_db::retry_conflicts(attempt, CatalogError::lost_race).await
}
