//! Categories as rows.

use catalog_db::queries::category::{
    CategoryRow, advance_tree_version, delete_category, find_tree_version, insert_category, list_categories,
    update_category,
};
use catalog_db::queries::translation::delete_translations_of_subject;
use futures::try_join;
use kernel_base::Id;
use kernel_db::{GenericClient, Write};

use super::stored;
use crate::domain::category::Category;
use crate::error::{CatalogError, VERSION_GUARD};

/// The whole tree and the version of its shape.
pub(crate) struct StoredTree {
    pub categories: Vec<Category>,
    pub version: i64,
}

fn category(row: CategoryRow) -> Result<Category, CatalogError> {
    Ok(Category {
        category_id: Id::from_uuid(row.category_id),
        parent_id: row.parent_id.map(Id::from_uuid),
        handle: stored(&row.handle, "category.handle")?,
        name: row.name,
        description: row.description,
        position: row.position,
        version: row.version,
        created_at: row.created_at,
        updated_at: row.updated_at,
    })
}

pub(crate) async fn load_tree<C: GenericClient>(client: &C) -> Result<StoredTree, CatalogError> {
    // The version first: a change between the two reads then fails the guard instead of slipping through.
    let (version, rows) = try_join!(async { find_tree_version().bind(client).one().await }, async {
        list_categories().bind(client).all().await
    },)?;
    let categories = rows.into_iter().map(category).collect::<Result<_, _>>()?;
    Ok(StoredTree { categories, version })
}

/// Tells everyone who decided on this shape of the tree to decide again.
pub(crate) async fn advance_tree(write: &Write, version: i64) -> Result<(), CatalogError> {
    advance_tree_version().bind(&write.expect(1, VERSION_GUARD), &version).await?;
    Ok(())
}

pub(crate) async fn insert(write: &Write, category: &Category) -> Result<(), CatalogError> {
    insert_category()
        .bind(
            write,
            &category.category_id.uuid(),
            &category.parent_id.map(Id::uuid),
            &category.handle.as_str(),
            &category.name,
            &category.description,
            &category.position,
            &category.created_at,
        )
        .await?;
    Ok(())
}

/// `category.version` is the version that was read.
pub(crate) async fn update(write: &Write, category: &Category) -> Result<(), CatalogError> {
    update_category()
        .bind(
            &write.expect(1, VERSION_GUARD),
            &category.parent_id.map(Id::uuid),
            &category.handle.as_str(),
            &category.name,
            &category.description,
            &category.position,
            &category.updated_at,
            &category.category_id.uuid(),
            &category.version,
        )
        .await?;
    Ok(())
}

pub(crate) async fn delete(write: &Write, category: &Category) -> Result<(), CatalogError> {
    let id = category.category_id.uuid();
    delete_translations_of_subject().bind(write, &id).await?;
    delete_category().bind(&write.expect(1, VERSION_GUARD), &id, &category.version).await?;
    Ok(())
}
