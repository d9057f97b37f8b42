//! Collections, and the products of those listed by hand.

use std::collections::HashSet;

use kernel_base::{Page, PageRequest};
use kernel_http::Reply;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use shared_contracts::{CollectionId, ProductId};
use uuid::Uuid;

use super::{App, Cause, retry};
use crate::domain::collection::{Collection, Content};
use crate::domain::handle::Handle;
use crate::error::CatalogError;
use crate::store;

/// What a collection is made of or changed to; what is absent stays as it is.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct CollectionFields {
    /// Its name in addresses; made of the title when a new collection has none.
    pub handle: Option<Handle>,
    /// Its title in the default language; needed on a new collection.
    pub title: Option<String>,
    /// Its description in the default language.
    pub description: Option<String>,
    /// What is in it; listed by hand at first. Its kind stays, its rules may change.
    pub content: Option<Content>,
}

impl App {
    pub(crate) async fn list_collections(
        &self,
        page: &PageRequest,
    ) -> Result<Page<Collection>, CatalogError> {
        let after: Option<CollectionId> = page.after_key().map_err(CatalogError::Request)?;
        let after = after.map_or(Uuid::nil(), |id| id.uuid());
        let reader = self.db.read().await?;
        let rows = store::collection::list(&reader, after, page.limit.plus_one()).await?;
        Ok(Page::from_rows(rows, page.limit, |collection| collection.collection_id))
    }

    pub(crate) async fn get_collection(&self, id: CollectionId) -> Result<Collection, CatalogError> {
        store::collection::find(&self.db.read().await?, id).await?.ok_or(CatalogError::CollectionNotFound)
    }

    pub(crate) async fn create_collection(
        &self,
        fields: &CollectionFields,
        cause: &Cause<'_>,
        answer: impl Fn(&Collection) -> Reply,
    ) -> Result<Collection, CatalogError> {
        let title = fields.title.clone().unwrap_or_default();
        let made = || {
            Handle::from_title(&title).map_err(|_| {
                CatalogError::field("/handle", "missing", "no handle can be made of the title: name one")
            })
        };
        let handle = fields.handle.clone().map_or_else(made, Ok)?;
        let now = self.now();
        let collection = Collection {
            collection_id: self.env.id(),
            handle,
            title,
            description: fields.description.clone().unwrap_or_default(),
            content: fields.content.clone().unwrap_or(Content::Manual {}),
            version: 1,
            created_at: now,
            updated_at: now,
        };
        collection.validate()?;
        let write = self.db.write().await?;
        store::collection::insert(&write, &collection).await?;
        write.changed(collection.collection_id, None, Some(&collection));
        cause.store(&write, || answer(&collection)).await?;
        self.commit_unannounced(write).await?;
        Ok(collection)
    }

    pub(crate) async fn update_collection(
        &self,
        id: CollectionId,
        fields: &CollectionFields,
        cause: &Cause<'_>,
    ) -> Result<Collection, CatalogError> {
        retry(|| async {
            let write = self.db.write().await?;
            let found = store::collection::find(&write, id).await?;
            let before = found.ok_or(CatalogError::CollectionNotFound)?;
            cause.check(before.version)?;
            let mut collection = Collection {
                handle: fields.handle.clone().unwrap_or_else(|| before.handle.clone()),
                title: fields.title.clone().unwrap_or_else(|| before.title.clone()),
                description: fields.description.clone().unwrap_or_else(|| before.description.clone()),
                content: fields.content.clone().unwrap_or_else(|| before.content.clone()),
                ..before.clone()
            };
            if is_manual(&collection) != is_manual(&before) {
                return Err(CatalogError::KindIsFixed);
            }
            collection.validate()?;
            if collection == before {
                return Ok(collection);
            }
            collection.updated_at = self.now();
            store::collection::update(&write, &collection).await?;
            collection.version += 1;
            write.changed(id, Some(&before), Some(&collection));
            self.commit_unannounced(write).await?;
            Ok(collection)
        })
        .await
    }

    pub(crate) async fn delete_collection(
        &self,
        id: CollectionId,
        cause: &Cause<'_>,
    ) -> Result<(), CatalogError> {
        retry(|| async {
            let write = self.db.write().await?;
            let found = store::collection::find(&write, id).await?;
            let collection = found.ok_or(CatalogError::CollectionNotFound)?;
            cause.check(collection.version)?;
            store::collection::delete(&write, &collection).await?;
            write.changed(id, Some(&collection), None);
            self.commit_unannounced(write).await
        })
        .await
    }

    /// The products of a collection listed by hand, in order.
    pub(crate) async fn list_members(&self, id: CollectionId) -> Result<Vec<ProductId>, CatalogError> {
        let reader = self.db.read().await?;
        let found = store::collection::find(&reader, id).await?;
        let collection = found.ok_or(CatalogError::CollectionNotFound)?;
        if !is_manual(&collection) {
            return Err(CatalogError::NotManual);
        }
        store::collection::members(&reader, id).await
    }

    /// Makes these the products of a collection listed by hand, in this order.
    pub(crate) async fn replace_members(
        &self,
        id: CollectionId,
        members: &[ProductId],
        cause: &Cause<'_>,
    ) -> Result<Collection, CatalogError> {
        let distinct: HashSet<_> = members.iter().collect();
        if members.len() > Content::MAX_MEMBERS || distinct.len() < members.len() {
            let message = "must name at most 1000 products, each once";
            return Err(CatalogError::field("/product_ids", "out_of_range", message));
        }
        retry(|| async {
            let write = self.db.write().await?;
            let found = store::collection::find(&write, id).await?;
            let mut collection = found.ok_or(CatalogError::CollectionNotFound)?;
            cause.check(collection.version)?;
            if !is_manual(&collection) {
                return Err(CatalogError::NotManual);
            }
            collection.updated_at = self.now();
            let before = store::collection::members(&write, id).await?;
            let (before, after) = (Members { product_ids: &before }, Members { product_ids: members });
            write.changed(id, Some(&before), Some(&after));
            store::collection::replace_members(&write, &collection, members, self.now()).await?;
            collection.version += 1;
            self.commit_unannounced(write).await?;
            Ok(collection)
        })
        .await
    }
}

/// What the audit log shows of the products of a collection.
#[derive(Serialize)]
struct Members<'a> {
    product_ids: &'a [ProductId],
}

const fn is_manual(collection: &Collection) -> bool {
    matches!(collection.content, Content::Manual {})
}
