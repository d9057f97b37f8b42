//! Collections as rows.

use catalog_db::queries::collection::{
    CollectionRow, advance_collection, delete_collection, delete_members, find_collection,
    find_collection_by_handle, insert_collection, insert_members, list_collections, list_members,
    update_collection,
};
use catalog_db::queries::translation::delete_translations_of_subject;
use kernel_base::{Id, Timestamp};
use kernel_db::{GenericClient, Write};
use shared_contracts::{CollectionId, ProductId};
use uuid::Uuid;

use super::stored;
use crate::domain::collection::{Collection, Combination, Content, Rule};
use crate::error::{CatalogError, VERSION_GUARD};

fn collection(row: CollectionRow) -> Result<Collection, CatalogError> {
    let corrupt = CatalogError::Corrupt("collection.content");
    let content = match row.kind.as_str() {
        "manual" => Content::Manual {},
        "rules" => {
            let combination = if row.rule_match == "all" { Combination::All } else { Combination::Any };
            let rules = row.rule_terms.iter().map(|term| Rule::from_term(term)).collect::<Option<_>>();
            Content::Rules { combination, rules: rules.ok_or(corrupt)? }
        }
        _ => return Err(corrupt),
    };
    Ok(Collection {
        collection_id: Id::from_uuid(row.collection_id),
        handle: stored(&row.handle, "collection.handle")?,
        title: row.title,
        description: row.description,
        content,
        version: row.version,
        created_at: row.created_at,
        updated_at: row.updated_at,
    })
}

/// Kind, combination and terms as their columns hold them.
fn content_columns(content: &Content) -> (&'static str, &'static str, Vec<String>) {
    match content {
        Content::Manual {} => ("manual", Combination::All.as_str(), Vec::new()),
        Content::Rules { combination, rules } => {
            ("rules", combination.as_str(), rules.iter().map(ToString::to_string).collect())
        }
    }
}

pub(crate) async fn list<C: GenericClient>(
    client: &C,
    after: Uuid,
    limit: i64,
) -> Result<Vec<Collection>, CatalogError> {
    list_collections().bind(client, &after, &limit).all().await?.into_iter().map(collection).collect()
}

pub(crate) async fn find<C: GenericClient>(
    client: &C,
    id: CollectionId,
) -> Result<Option<Collection>, CatalogError> {
    find_collection().bind(client, &id.uuid()).opt().await?.map(collection).transpose()
}

pub(crate) async fn find_by_handle<C: GenericClient>(
    client: &C,
    handle: &str,
) -> Result<Option<Collection>, CatalogError> {
    find_collection_by_handle().bind(client, &handle).opt().await?.map(collection).transpose()
}

pub(crate) async fn insert(write: &Write, collection: &Collection) -> Result<(), CatalogError> {
    let (kind, combination, terms) = content_columns(&collection.content);
    insert_collection()
        .bind(
            write,
            &collection.collection_id.uuid(),
            &collection.handle.as_str(),
            &collection.title,
            &collection.description,
            &kind,
            &combination,
            &terms,
            &collection.created_at,
        )
        .await?;
    Ok(())
}

/// `collection.version` is the version that was read.
pub(crate) async fn update(write: &Write, collection: &Collection) -> Result<(), CatalogError> {
    let (_, combination, terms) = content_columns(&collection.content);
    update_collection()
        .bind(
            &write.expect(1, VERSION_GUARD),
            &collection.handle.as_str(),
            &collection.title,
            &collection.description,
            &combination,
            &terms,
            &collection.updated_at,
            &collection.collection_id.uuid(),
            &collection.version,
        )
        .await?;
    Ok(())
}

pub(crate) async fn delete(write: &Write, collection: &Collection) -> Result<(), CatalogError> {
    let id = collection.collection_id.uuid();
    delete_translations_of_subject().bind(write, &id).await?;
    delete_collection().bind(&write.expect(1, VERSION_GUARD), &id, &collection.version).await?;
    Ok(())
}

/// The products of a collection listed by hand, in order.
pub(crate) async fn members<C: GenericClient>(
    client: &C,
    id: CollectionId,
) -> Result<Vec<ProductId>, CatalogError> {
    let ids = list_members().bind(client, &id.uuid()).all().await?;
    Ok(ids.into_iter().map(Id::from_uuid).collect())
}

pub(crate) async fn replace_members(
    write: &Write,
    collection: &Collection,
    members: &[ProductId],
    now: Timestamp,
) -> Result<(), CatalogError> {
    let id = collection.collection_id.uuid();
    advance_collection().bind(&write.expect(1, VERSION_GUARD), &now, &id, &collection.version).await?;
    delete_members().bind(write, &id).await?;
    let (ids, positions): (Vec<Uuid>, Vec<i32>) = members.iter().map(|member| member.uuid()).zip(0..).unzip();
    insert_members().bind(write, &id, &ids, &positions).await?;
    Ok(())
}
