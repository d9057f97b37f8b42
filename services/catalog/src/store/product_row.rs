//! Products, variants and pictures as rows. Rows are written as JSON records: arrays do not fit into `unnest`.

use std::collections::BTreeMap;

use catalog_contracts::{ProductStatus, VariantStatus};
use catalog_db::queries::media::MediaRow;
use catalog_db::queries::product::ProductRow;
use catalog_db::queries::variant::VariantRow;
use kernel_base::{Id, Timestamp};
use serde::Serialize;
use uuid::Uuid;

use super::{stored, stored_json};
use crate::domain::media::{Media, Place, StoredFile};
use crate::domain::product::{Kind, Product};
use crate::domain::variant::Variant;
use crate::error::CatalogError;

#[derive(Serialize)]
pub(super) struct ProductRecord<'a> {
    product_id: Uuid,
    handle: &'a str,
    title: &'a str,
    description: &'a str,
    kind: &'static str,
    status: &'static str,
    vendor: &'a str,
    product_type: &'a str,
    tags: &'a [String],
    seo_title: &'a str,
    seo_description: &'a str,
    option_names: &'a [String],
    external_id: Option<&'a str>,
    terms: Vec<String>,
    extra: &'a BTreeMap<String, String>,
    version: i64,
    created_at: Timestamp,
    updated_at: Timestamp,
    /// What the row must still have; unused on insert.
    expected_version: i64,
}

impl<'a> ProductRecord<'a> {
    pub(super) fn new(product: &'a Product, expected_version: i64) -> Self {
        Self {
            product_id: product.product_id.uuid(),
            handle: product.handle.as_str(),
            title: &product.title,
            description: &product.description,
            kind: product.kind.as_str(),
            status: product.status.as_str(),
            vendor: &product.vendor,
            product_type: &product.product_type,
            tags: &product.tags,
            seo_title: &product.seo_title,
            seo_description: &product.seo_description,
            option_names: &product.option_names,
            external_id: product.external_id.as_deref(),
            terms: product.terms(),
            extra: &product.extra,
            version: product.version,
            created_at: product.created_at,
            updated_at: product.updated_at,
            expected_version,
        }
    }
}

/// The product without what lies below it.
pub(super) fn product(row: ProductRow) -> Result<Product, CatalogError> {
    let id = Id::from_uuid(row.product_id);
    let mut product = Product::new(id, stored(&row.handle, "product.handle")?, row.created_at);
    product.title = row.title;
    product.description = row.description;
    product.kind = Kind::from_stored(&row.kind).ok_or(CatalogError::Corrupt("product.kind"))?;
    product.status =
        ProductStatus::from_stored(&row.status).ok_or(CatalogError::Corrupt("product.status"))?;
    product.vendor = row.vendor;
    product.product_type = row.product_type;
    product.tags = row.tags;
    product.seo_title = row.seo_title;
    product.seo_description = row.seo_description;
    product.option_names = row.option_names;
    product.external_id = row.external_id;
    product.extra = stored_json(&row.extra, "product.extra")?;
    product.version = row.version;
    product.updated_at = row.updated_at;
    Ok(product)
}

#[derive(Serialize)]
pub(super) struct VariantRecord<'a> {
    variant_id: Uuid,
    product_id: Uuid,
    position: usize,
    sku: &'a str,
    option_values: &'a [String],
    status: &'static str,
    tax_class: &'a str,
    requires_stock: bool,
    requires_shipping: bool,
    weight_g: i32,
    barcode: Option<&'a str>,
    extra: &'a BTreeMap<String, String>,
}

impl<'a> VariantRecord<'a> {
    pub(super) fn new(product: &Product, position: usize, variant: &'a Variant) -> Self {
        Self {
            variant_id: variant.variant_id.uuid(),
            product_id: product.product_id.uuid(),
            position,
            sku: variant.sku.as_str(),
            option_values: &variant.option_values,
            status: variant.status.as_str(),
            tax_class: variant.tax_class.as_str(),
            requires_stock: variant.requires_stock,
            requires_shipping: variant.requires_shipping,
            weight_g: variant.weight_g,
            barcode: variant.barcode.as_deref(),
            extra: &variant.extra,
        }
    }
}

pub(super) fn variant(row: VariantRow) -> Result<Variant, CatalogError> {
    Ok(Variant {
        variant_id: Id::from_uuid(row.variant_id),
        sku: stored(&row.sku, "variant.sku")?,
        option_values: stored_json(&row.option_values, "variant.option_values")?,
        status: VariantStatus::from_stored(&row.status).ok_or(CatalogError::Corrupt("variant.status"))?,
        tax_class: stored(&row.tax_class, "variant.tax_class")?,
        requires_stock: row.requires_stock,
        requires_shipping: row.requires_shipping,
        weight_g: row.weight_g,
        barcode: row.barcode,
        media: Vec::new(),
        extra: stored_json(&row.extra, "variant.extra")?,
    })
}

#[derive(Serialize)]
pub(super) struct MediaRecord<'a> {
    media_id: Uuid,
    product_id: Uuid,
    position: usize,
    alt: &'a str,
    object_key: Option<&'a str>,
    source_url: Option<&'a str>,
    content_type: Option<&'a str>,
    byte_size: Option<i64>,
}

impl<'a> MediaRecord<'a> {
    pub(super) fn new(product: &Product, position: usize, media: &'a Media) -> Self {
        let (file, source_url) = match &media.place {
            Place::Stored(file) => (Some(file), None),
            Place::Remote(url) => (None, Some(url.as_str())),
        };
        Self {
            media_id: media.media_id.uuid(),
            product_id: product.product_id.uuid(),
            position,
            alt: &media.alt,
            object_key: file.map(|file| file.object_key.as_str()),
            source_url,
            content_type: file.map(|file| file.content_type.as_str()),
            byte_size: file.map(|file| file.byte_size),
        }
    }
}

pub(super) fn media(row: MediaRow) -> Result<Media, CatalogError> {
    let place = match (row.object_key, row.content_type, row.byte_size, row.source_url) {
        (Some(object_key), Some(content_type), Some(byte_size), None) => {
            Place::Stored(StoredFile { object_key, content_type, byte_size })
        }
        (None, None, None, Some(url)) => Place::Remote(url),
        _ => return Err(CatalogError::Corrupt("media.place")),
    };
    Ok(Media { media_id: Id::from_uuid(row.media_id), alt: row.alt, place })
}
