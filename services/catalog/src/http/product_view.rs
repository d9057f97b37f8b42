//! What staff are told of a product.

use std::collections::{BTreeMap, BTreeSet};

use catalog_contracts::{ProductStatus, VariantStatus};
use kernel_base::Timestamp;
use schemars::JsonSchema;
use serde::Serialize;
use shared_contracts::{CategoryId, MediaId, ProductId, Sku, VariantId};

use crate::app::App;
use crate::domain::media::{Media, Place};
use crate::domain::product::{Kind, Product};
use crate::domain::variant::Variant;

/// A product with everything below it.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Product")]
pub(super) struct ProductView {
    pub product_id: ProductId,
    /// Grows by one with every change of the product or of anything below it.
    pub version: i64,
    pub handle: String,
    pub title: String,
    /// HTML.
    pub description: String,
    pub kind: Kind,
    pub status: ProductStatus,
    pub vendor: String,
    pub product_type: String,
    pub tags: Vec<String>,
    pub seo_title: String,
    pub seo_description: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub external_id: Option<String>,
    pub options: Vec<OptionView>,
    pub variants: Vec<VariantView>,
    pub media: Vec<MediaView>,
    /// Since when or from when on it is on sale, by channel.
    pub publications: BTreeMap<String, Timestamp>,
    pub category_ids: BTreeSet<CategoryId>,
    /// Attribute values in their text form, by code.
    pub attributes: BTreeMap<String, String>,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
}

/// An option axis and the values in use, in the order of the variants.
#[derive(Serialize, JsonSchema)]
pub(super) struct OptionView {
    pub name: String,
    pub values: Vec<String>,
}

/// A variant.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Variant")]
pub(super) struct VariantView {
    pub variant_id: VariantId,
    pub sku: Sku,
    pub title: String,
    /// One value per option axis.
    pub options: Vec<String>,
    pub status: VariantStatus,
    pub tax_class: String,
    pub requires_stock: bool,
    pub requires_shipping: bool,
    pub weight_g: i32,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub barcode: Option<String>,
    /// Its own pictures, by id.
    pub media_ids: Vec<MediaId>,
}

/// A picture.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Media")]
pub(super) struct MediaView {
    pub media_id: MediaId,
    pub url: String,
    pub alt: String,
    /// Of pictures that we store.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub content_type: Option<String>,
}

impl ProductView {
    pub(super) fn new(app: &App, product: &Product) -> Self {
        let publications = product.publications.iter();
        let attributes = product.attributes.iter();
        Self {
            product_id: product.product_id,
            version: product.version,
            handle: product.handle.to_string(),
            title: product.title.clone(),
            description: product.description.clone(),
            kind: product.kind,
            status: product.status,
            vendor: product.vendor.clone(),
            product_type: product.product_type.clone(),
            tags: product.tags.clone(),
            seo_title: product.seo_title.clone(),
            seo_description: product.seo_description.clone(),
            external_id: product.external_id.clone(),
            options: OptionView::of(product, product.variants.iter()),
            variants: product.variants.iter().map(|variant| VariantView::new(product, variant)).collect(),
            media: product.media.iter().map(|media| MediaView::new(app, media)).collect(),
            publications: publications.map(|(code, known)| (code.to_string(), known.published_at)).collect(),
            category_ids: product.categories.clone(),
            attributes: attributes.map(|(code, known)| (code.to_string(), known.value.clone())).collect(),
            created_at: product.created_at,
            updated_at: product.updated_at,
        }
    }
}

impl OptionView {
    pub(super) fn of<'a>(
        product: &Product,
        variants: impl Iterator<Item = &'a Variant> + Clone,
    ) -> Vec<Self> {
        let axes = product.option_names.iter().enumerate();
        axes.map(|(axis, name)| {
            let mut seen = BTreeSet::new();
            let used = variants.clone().filter_map(|variant| variant.option_values.get(axis));
            let values = used.filter(|value| seen.insert(*value)).cloned().collect();
            Self { name: name.clone(), values }
        })
        .collect()
    }
}

impl VariantView {
    fn new(product: &Product, variant: &Variant) -> Self {
        Self {
            variant_id: variant.variant_id,
            sku: variant.sku.clone(),
            title: variant.title(&product.title),
            options: variant.option_values.clone(),
            status: variant.status,
            tax_class: variant.tax_class.to_string(),
            requires_stock: variant.requires_stock,
            requires_shipping: variant.requires_shipping,
            weight_g: variant.weight_g,
            barcode: variant.barcode.clone(),
            media_ids: variant.media.clone(),
        }
    }
}

impl MediaView {
    pub(super) fn new(app: &App, media: &Media) -> Self {
        let content_type = match &media.place {
            Place::Stored(file) => Some(file.content_type.clone()),
            Place::Remote(_) => None,
        };
        Self { media_id: media.media_id, url: app.media_url(media), alt: media.alt.clone(), content_type }
    }
}
