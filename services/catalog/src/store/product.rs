//! Loads and saves whole products. Saving writes only what differs, one statement per table for any number of products.

use std::collections::{BTreeMap, HashMap};

use catalog_contracts::ProductStatus;
use catalog_db::queries::attribute::{delete_values, find_values_of_products, upsert_values};
use catalog_db::queries::category::{
    delete_product_categories, find_categories_of_products, insert_product_categories,
};
use catalog_db::queries::media::{
    delete_media, delete_variant_media, find_media, find_media_of_products, find_variant_media_of_products,
    insert_variant_media, upsert_media,
};
use catalog_db::queries::product::{
    delete_product, find_external_id_holders, find_product_ids_by_handle, find_products, insert_products,
    list_extra_columns, list_product_ids, list_product_ids_after, list_product_ids_by_status,
    update_products,
};
use catalog_db::queries::publication::{
    delete_publications, find_publications_of_products, list_due_publications, upsert_publications,
};
use catalog_db::queries::translation::delete_translations_of_subject;
use catalog_db::queries::variant::{
    delete_variants, find_sku_holders, find_variant_holders, find_variants_of_products, upsert_variants,
};
use futures::try_join;
use kernel_base::{Id, Timestamp};
use kernel_db::{GenericClient, Write};
use shared_contracts::{MediaId, ProductId, Sku, VariantId};
use uuid::Uuid;

use super::product_row::{self, MediaRecord, ProductRecord, VariantRecord};
use super::{stored, to_json};
use crate::domain::handle::Handle;
use crate::domain::media::Media;
use crate::domain::product::{AttributeValue, Product, Publication};
use crate::error::{CatalogError, VERSION_GUARD};

/// A product as it was read, if it existed, and as it shall be.
pub(crate) struct Change<'a> {
    pub before: Option<&'a Product>,
    pub after: &'a Product,
}

/// The products of these ids, in no particular order; unknown ones are left out. All in one round trip.
pub(crate) async fn load<C: GenericClient>(
    client: &C,
    product_ids: &[ProductId],
) -> Result<Vec<Product>, CatalogError> {
    let ids: Vec<Uuid> = product_ids.iter().map(|id| id.uuid()).collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let (products, variants, publications, values, categories, media, shown) = try_join!(
        async { find_products().bind(client, &ids).all().await },
        async { find_variants_of_products().bind(client, &ids).all().await },
        async { find_publications_of_products().bind(client, &ids).all().await },
        async { find_values_of_products().bind(client, &ids).all().await },
        async { find_categories_of_products().bind(client, &ids).all().await },
        async { find_media_of_products().bind(client, &ids).all().await },
        async { find_variant_media_of_products().bind(client, &ids).all().await },
    )?;
    let mut found = HashMap::with_capacity(products.len());
    for row in products {
        found.insert(row.product_id, product_row::product(row)?);
    }
    let mut shown_by: HashMap<Uuid, Vec<MediaId>> = HashMap::new();
    for row in shown {
        shown_by.entry(row.variant_id).or_default().push(Id::from_uuid(row.media_id));
    }
    // Rows of a product that was made between two of the reads have no parent here and are passed over.
    for row in variants {
        let (owner, shown) = (row.product_id, shown_by.remove(&row.variant_id));
        if let Some(product) = found.get_mut(&owner) {
            let mut variant = product_row::variant(row)?;
            variant.media = shown.unwrap_or_default();
            product.variants.push(variant);
        }
    }
    for row in publications {
        if let Some(product) = found.get_mut(&row.product_id) {
            let publication = Publication { published_at: row.published_at, announced: row.announced };
            product.publications.insert(stored(&row.channel_code, "publication.channel_code")?, publication);
        }
    }
    for row in values {
        if let Some(product) = found.get_mut(&row.product_id) {
            let value = AttributeValue { attribute_id: Id::from_uuid(row.attribute_id), value: row.value };
            product.attributes.insert(stored(&row.code, "attribute.code")?, value);
        }
    }
    for row in categories {
        if let Some(product) = found.get_mut(&row.product_id) {
            product.categories.insert(Id::from_uuid(row.category_id));
        }
    }
    for row in media {
        if let Some(product) = found.get_mut(&row.product_id) {
            product.media.push(product_row::media(row)?);
        }
    }
    Ok(found.into_values().collect())
}

/// Records the difference. A product that was changed since it was read stops the whole write.
pub(crate) async fn save(write: &Write, changes: &[Change<'_>]) -> Result<(), CatalogError> {
    save_products(write, changes).await?;
    save_media(write, changes).await?;
    save_variants(write, changes).await?;
    save_publications(write, changes).await?;
    save_values(write, changes).await?;
    save_categories(write, changes).await
}

async fn save_products(write: &Write, changes: &[Change<'_>]) -> Result<(), CatalogError> {
    let (new, known): (Vec<_>, Vec<_>) = changes.iter().partition(|change| change.before.is_none());
    let new: Vec<_> = new.iter().map(|change| ProductRecord::new(change.after, 0)).collect();
    let known: Vec<_> = known
        .iter()
        .filter_map(|change| Some(ProductRecord::new(change.after, change.before?.version)))
        .collect();
    if !known.is_empty() {
        update_products().bind(&write.expect(known.len(), VERSION_GUARD), &to_json(&known)).await?;
    }
    if !new.is_empty() {
        insert_products().bind(write, &to_json(&new)).await?;
    }
    Ok(())
}

async fn save_variants(write: &Write, changes: &[Change<'_>]) -> Result<(), CatalogError> {
    let (mut gone, mut kept) = (Vec::new(), Vec::new());
    let (mut reshown, mut shown) = (Vec::new(), (Vec::new(), Vec::new(), Vec::new()));
    for change in changes {
        let before: HashMap<VariantId, _> = change
            .before
            .iter()
            .flat_map(|product| product.variants.iter().enumerate())
            .map(|(position, variant)| (variant.variant_id, (position, variant)))
            .collect();
        let mut rest = before.clone();
        for (position, variant) in change.after.variants.iter().enumerate() {
            rest.remove(&variant.variant_id);
            let known = before.get(&variant.variant_id);
            if known.is_none_or(|(known_position, known)| (*known_position, *known) != (position, variant)) {
                kept.push(VariantRecord::new(change.after, position, variant));
            }
            if known.map_or(&[][..], |(_, known)| &known.media) != variant.media {
                reshown.push(variant.variant_id.uuid());
                for (place, media_id) in (0_i32..).zip(&variant.media) {
                    shown.0.push(variant.variant_id.uuid());
                    shown.1.push(media_id.uuid());
                    shown.2.push(place);
                }
            }
        }
        gone.extend(rest.into_keys().map(Id::uuid));
    }
    if !gone.is_empty() {
        delete_variants().bind(write, &gone).await?;
    }
    if !kept.is_empty() {
        upsert_variants().bind(write, &to_json(&kept)).await?;
    }
    if !reshown.is_empty() {
        delete_variant_media().bind(write, &reshown).await?;
    }
    if !shown.0.is_empty() {
        insert_variant_media().bind(write, &shown.0, &shown.1, &shown.2).await?;
    }
    Ok(())
}

async fn save_media(write: &Write, changes: &[Change<'_>]) -> Result<(), CatalogError> {
    let (mut gone, mut kept) = (Vec::new(), Vec::new());
    for change in changes {
        let before: HashMap<MediaId, _> = change
            .before
            .iter()
            .flat_map(|product| product.media.iter().enumerate())
            .map(|(position, media)| (media.media_id, (position, media)))
            .collect();
        let mut rest = before.clone();
        for (position, media) in change.after.media.iter().enumerate() {
            rest.remove(&media.media_id);
            if before.get(&media.media_id).is_none_or(|known| *known != (position, media)) {
                kept.push(MediaRecord::new(change.after, position, media));
            }
        }
        gone.extend(rest.into_keys().map(Id::uuid));
    }
    if !gone.is_empty() {
        delete_media().bind(write, &gone).await?;
    }
    if !kept.is_empty() {
        upsert_media().bind(write, &to_json(&kept)).await?;
    }
    Ok(())
}

async fn save_publications(write: &Write, changes: &[Change<'_>]) -> Result<(), CatalogError> {
    let (gone, kept) = difference(changes, |product| &product.publications);
    if !gone.is_empty() {
        let channels: Vec<&str> = gone.iter().map(|(_, channel)| channel.as_str()).collect();
        let ids: Vec<Uuid> = gone.iter().map(|(id, _)| *id).collect();
        delete_publications().bind(write, &channels, &ids).await?;
    }
    if !kept.is_empty() {
        let channels: Vec<&str> = kept.iter().map(|(_, channel, _)| channel.as_str()).collect();
        let ids: Vec<Uuid> = kept.iter().map(|(id, ..)| *id).collect();
        let times: Vec<Timestamp> = kept.iter().map(|(.., publication)| publication.published_at).collect();
        let announced: Vec<bool> = kept.iter().map(|(.., publication)| publication.announced).collect();
        upsert_publications().bind(write, &channels, &ids, &times, &announced).await?;
    }
    Ok(())
}

async fn save_values(write: &Write, changes: &[Change<'_>]) -> Result<(), CatalogError> {
    let of =
        |product: Option<&Product>, code| product.and_then(|product| product.attributes.get(code).cloned());
    let (gone, kept) = difference(changes, |product| &product.attributes);
    if !gone.is_empty() {
        let values = gone.iter().filter_map(|(id, code)| {
            let change = changes.iter().find(|change| change.after.product_id.uuid() == *id)?;
            Some((*id, of(change.before, code)?.attribute_id.uuid()))
        });
        let (ids, attribute_ids): (Vec<Uuid>, Vec<Uuid>) = values.unzip();
        delete_values().bind(write, &ids, &attribute_ids).await?;
    }
    if !kept.is_empty() {
        let ids: Vec<Uuid> = kept.iter().map(|(id, ..)| *id).collect();
        let attribute_ids: Vec<Uuid> = kept.iter().map(|(.., value)| value.attribute_id.uuid()).collect();
        let values: Vec<&str> = kept.iter().map(|(.., value)| value.value.as_str()).collect();
        upsert_values().bind(write, &ids, &attribute_ids, &values).await?;
    }
    Ok(())
}

async fn save_categories(write: &Write, changes: &[Change<'_>]) -> Result<(), CatalogError> {
    let (mut gone, mut kept) = ((Vec::new(), Vec::new()), (Vec::new(), Vec::new()));
    for change in changes {
        let before = change.before.map(|product| product.categories.clone()).unwrap_or_default();
        let id = change.after.product_id.uuid();
        for category in before.difference(&change.after.categories) {
            gone.0.push(category.uuid());
            gone.1.push(id);
        }
        for category in change.after.categories.difference(&before) {
            kept.0.push(category.uuid());
            kept.1.push(id);
        }
    }
    if !gone.0.is_empty() {
        delete_product_categories().bind(write, &gone.0, &gone.1).await?;
    }
    if !kept.0.is_empty() {
        insert_product_categories().bind(write, &kept.0, &kept.1).await?;
    }
    Ok(())
}

type Gone<'a, K> = Vec<(Uuid, &'a K)>;
type Kept<'a, K, V> = Vec<(Uuid, &'a K, &'a V)>;

/// The entries of a map in each product that are no longer there, and those that are new or changed.
fn difference<'a, K: Ord, V: PartialEq>(
    changes: &'a [Change<'_>],
    map: impl Fn(&'a Product) -> &'a BTreeMap<K, V>,
) -> (Gone<'a, K>, Kept<'a, K, V>) {
    let (mut gone, mut kept) = (Vec::new(), Vec::new());
    for change in changes {
        let (before, after) = (change.before.map(&map), map(change.after));
        let id = change.after.product_id.uuid();
        let missing = before.into_iter().flatten().filter(|(key, _)| !after.contains_key(key));
        gone.extend(missing.map(|(key, _)| (id, key)));
        let differs = |key: &K, value: &V| before.and_then(|before| before.get(key)) != Some(value);
        kept.extend(
            after.iter().filter(|(key, value)| differs(key, value)).map(|(key, value)| (id, key, value)),
        );
    }
    (gone, kept)
}

/// Removes a product and everything below it.
pub(crate) async fn delete(write: &Write, product: &Product) -> Result<(), CatalogError> {
    let id = product.product_id.uuid();
    delete_translations_of_subject().bind(write, &id).await?;
    delete_product().bind(&write.expect(1, VERSION_GUARD), &id, &product.version).await?;
    Ok(())
}

/// The products of these handles.
pub(crate) async fn find_ids_by_handle<C: GenericClient>(
    client: &C,
    handles: &[&Handle],
) -> Result<HashMap<String, ProductId>, CatalogError> {
    let handles: Vec<&str> = handles.iter().map(|handle| handle.as_str()).collect();
    let rows = find_product_ids_by_handle().bind(client, &handles).all().await?;
    Ok(rows.into_iter().map(|row| (row.handle, Id::from_uuid(row.product_id))).collect())
}

/// Which products hold these SKUs.
pub(crate) async fn find_holders_of_skus<C: GenericClient>(
    client: &C,
    skus: &[&Sku],
) -> Result<HashMap<String, ProductId>, CatalogError> {
    let skus: Vec<&str> = skus.iter().map(|sku| sku.as_str()).collect();
    let rows = find_sku_holders().bind(client, &skus).all().await?;
    Ok(rows.into_iter().map(|row| (row.sku, Id::from_uuid(row.product_id))).collect())
}

/// Which products hold these external ids.
pub(crate) async fn find_holders_of_external_ids<C: GenericClient>(
    client: &C,
    external_ids: &[&str],
) -> Result<HashMap<String, ProductId>, CatalogError> {
    let rows = find_external_id_holders().bind(client, &external_ids).all().await?;
    Ok(rows.into_iter().map(|row| (row.external_id, Id::from_uuid(row.product_id))).collect())
}

/// Which products hold these variants.
pub(crate) async fn find_holders_of_variants<C: GenericClient>(
    client: &C,
    variant_ids: &[VariantId],
) -> Result<HashMap<VariantId, ProductId>, CatalogError> {
    let ids: Vec<Uuid> = variant_ids.iter().map(|id| id.uuid()).collect();
    let rows = find_variant_holders().bind(client, &ids).all().await?;
    Ok(rows.into_iter().map(|row| (Id::from_uuid(row.variant_id), Id::from_uuid(row.product_id))).collect())
}

/// Newest first, behind `before`.
pub(crate) async fn list_ids<C: GenericClient>(
    client: &C,
    status: Option<ProductStatus>,
    before: Uuid,
    limit: i64,
) -> Result<Vec<ProductId>, CatalogError> {
    let ids = match status {
        Some(status) => {
            list_product_ids_by_status().bind(client, &status.as_str(), &before, &limit).all().await?
        }
        None => list_product_ids().bind(client, &before, &limit).all().await?,
    };
    Ok(ids.into_iter().map(Id::from_uuid).collect())
}

/// Oldest first, behind `after`.
pub(crate) async fn list_ids_after<C: GenericClient>(
    client: &C,
    after: Uuid,
    limit: i64,
) -> Result<Vec<ProductId>, CatalogError> {
    let ids = list_product_ids_after().bind(client, &after, &limit).all().await?;
    Ok(ids.into_iter().map(Id::from_uuid).collect())
}

/// Products whose publication time has passed without an event.
pub(crate) async fn list_due<C: GenericClient>(
    client: &C,
    now: Timestamp,
    limit: i64,
) -> Result<Vec<ProductId>, CatalogError> {
    let ids = list_due_publications().bind(client, &now, &limit).all().await?;
    Ok(ids.into_iter().map(Id::from_uuid).collect())
}

/// A picture by itself.
pub(crate) async fn find_picture<C: GenericClient>(
    client: &C,
    media_id: MediaId,
) -> Result<Option<Media>, CatalogError> {
    let row = find_media().bind(client, &media_id.uuid()).opt().await?;
    row.map(product_row::media).transpose()
}

/// Columns that imports have brought and nobody uses.
pub(crate) async fn list_columns_kept<C: GenericClient>(client: &C) -> Result<Vec<String>, CatalogError> {
    Ok(list_extra_columns().bind(client).all().await?)
}
