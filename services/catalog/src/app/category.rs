//! The category tree.

use kernel_http::Reply;
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer};
use shared_contracts::CategoryId;

use super::{App, Cause, retry};
use crate::domain::category::{Category, Tree};
use crate::domain::handle::Handle;
use crate::error::CatalogError;
use crate::store;
use crate::store::category::StoredTree;

/// What a category is made of or changed to; what is absent stays as it is.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct CategoryFields {
    /// Where it hangs; `null` makes it a root.
    #[serde(deserialize_with = "present")]
    #[schemars(with = "Option<CategoryId>")]
    pub parent_id: Option<Option<CategoryId>>,
    /// Its name in addresses; made of the name when a new category has none.
    pub handle: Option<Handle>,
    /// Its name in the default language; needed on a new category.
    pub name: Option<String>,
    /// Its description in the default language.
    pub description: Option<String>,
    /// Order among its siblings, 0 at first.
    pub position: Option<i32>,
}

/// Tells a field that is `null` from one that is absent.
fn present<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Option<CategoryId>>, D::Error> {
    Option::deserialize(deserializer).map(Some)
}

impl App {
    pub(crate) async fn list_categories(&self) -> Result<Vec<Category>, CatalogError> {
        Ok(store::category::load_tree(&self.db.read().await?).await?.categories)
    }

    pub(crate) async fn get_category(&self, id: CategoryId) -> Result<Category, CatalogError> {
        find(&store::category::load_tree(&self.db.read().await?).await?, id)
    }

    pub(crate) async fn create_category(
        &self,
        fields: &CategoryFields,
        cause: &Cause<'_>,
        answer: impl Fn(&Category) -> Reply,
    ) -> Result<Category, CatalogError> {
        let name = fields.name.clone().unwrap_or_default();
        let made = || {
            Handle::from_title(&name).map_err(|_| {
                CatalogError::field("/handle", "missing", "no handle can be made of the name: name one")
            })
        };
        let handle = fields.handle.clone().map_or_else(made, Ok)?;
        let now = self.now();
        let category = Category {
            category_id: self.env.id(),
            parent_id: fields.parent_id.flatten(),
            handle,
            name,
            description: fields.description.clone().unwrap_or_default(),
            position: fields.position.unwrap_or(0),
            version: 1,
            created_at: now,
            updated_at: now,
        };
        category.validate()?;
        retry(|| async {
            let write = self.db.write().await?;
            let stored = store::category::load_tree(&write).await?;
            shape(&stored).place(category.category_id, category.parent_id)?;
            store::category::advance_tree(&write, stored.version).await?;
            store::category::insert(&write, &category).await?;
            write.changed(category.category_id, None, Some(&category));
            cause.store(&write, || answer(&category)).await?;
            self.commit_unannounced(write).await?;
            Ok(category.clone())
        })
        .await
    }

    pub(crate) async fn update_category(
        &self,
        id: CategoryId,
        fields: &CategoryFields,
        cause: &Cause<'_>,
    ) -> Result<Category, CatalogError> {
        retry(|| async {
            let write = self.db.write().await?;
            let stored = store::category::load_tree(&write).await?;
            let before = find(&stored, id)?;
            cause.check(before.version)?;
            let mut category = Category {
                parent_id: fields.parent_id.unwrap_or(before.parent_id),
                handle: fields.handle.clone().unwrap_or_else(|| before.handle.clone()),
                name: fields.name.clone().unwrap_or_else(|| before.name.clone()),
                description: fields.description.clone().unwrap_or_else(|| before.description.clone()),
                position: fields.position.unwrap_or(before.position),
                ..before.clone()
            };
            category.validate()?;
            if category == before {
                return Ok(category);
            }
            if category.parent_id != before.parent_id {
                shape(&stored).place(id, category.parent_id)?;
                store::category::advance_tree(&write, stored.version).await?;
            }
            category.updated_at = self.now();
            store::category::update(&write, &category).await?;
            category.version += 1;
            write.changed(id, Some(&before), Some(&category));
            self.commit_unannounced(write).await?;
            Ok(category)
        })
        .await
    }

    /// Removes a category that nothing hangs on.
    pub(crate) async fn delete_category(
        &self,
        id: CategoryId,
        cause: &Cause<'_>,
    ) -> Result<(), CatalogError> {
        retry(|| async {
            let write = self.db.write().await?;
            let stored = store::category::load_tree(&write).await?;
            let category = find(&stored, id)?;
            cause.check(category.version)?;
            if shape(&stored).subtree(id).len() > 1 {
                return Err(CatalogError::CategoryInUse);
            }
            store::category::advance_tree(&write, stored.version).await?;
            store::category::delete(&write, &category).await?;
            write.changed(id, Some(&category), None);
            self.commit_unannounced(write).await.map_err(|error| match error {
                // The foreign key of the products in it.
                CatalogError::CategoryNotFound => CatalogError::CategoryInUse,
                other => other,
            })
        })
        .await
    }
}

fn find(stored: &StoredTree, id: CategoryId) -> Result<Category, CatalogError> {
    let found = stored.categories.iter().find(|category| category.category_id == id);
    found.cloned().ok_or(CatalogError::CategoryNotFound)
}

fn shape(stored: &StoredTree) -> Tree {
    Tree::new(stored.categories.iter().map(|category| (category.category_id, category.parent_id)))
}
