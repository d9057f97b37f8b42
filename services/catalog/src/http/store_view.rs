//! What shoppers are told.

use std::collections::BTreeMap;

use kernel_base::{Cursor, Id};
use schemars::JsonSchema;
use serde::Serialize;
use shared_contracts::{CategoryId, Locale, MediaId, ProductId, VariantId};

use super::product_view::{MediaView, OptionView};
use crate::app::{App, Card, Detail};
use crate::domain::category::Category;
use crate::domain::collection::Collection;
use crate::domain::product::Kind;
use crate::domain::translation::{Field, Translations, fallbacks};

/// A page of products.
#[derive(Serialize, JsonSchema)]
pub(super) struct CardPage {
    /// The products.
    pub items: Vec<CardView>,
    /// Send it as `cursor` for the next page; absent on the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_cursor: Option<Cursor>,
}

/// A product in a list.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ProductCard")]
pub(super) struct CardView {
    pub product_id: ProductId,
    pub version: i64,
    pub handle: String,
    pub title: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    #[schemars(default)]
    pub vendor: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    #[schemars(default)]
    pub product_type: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(default)]
    pub tags: Vec<String>,
    /// Variants for sale.
    pub variant_count: i64,
    /// The first variant for sale; what a price in a list is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub default_variant: Option<DefaultVariant>,
    /// The first picture.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub picture: Option<PictureView>,
}

/// The first variant for sale.
#[derive(Serialize, JsonSchema)]
pub(super) struct DefaultVariant {
    pub variant_id: VariantId,
    pub sku: String,
    pub requires_stock: bool,
}

/// A picture in a list.
#[derive(Serialize, JsonSchema)]
pub(super) struct PictureView {
    pub url: String,
    pub alt: String,
}

fn chain(locale: Option<&Locale>) -> Vec<Locale> {
    locale.map(fallbacks).unwrap_or_default()
}

impl CardView {
    pub(super) fn new(app: &App, card: Card, locale: Option<&Locale>) -> Self {
        let Card { row, translations } = card;
        let title = translations.pick(&chain(locale), Field::Title, &row.title).to_owned();
        let picture = row.media_id.map(|id| PictureView {
            url: row.source_url.unwrap_or_else(|| app.stored_media_url(&MediaId::from_uuid(id).to_string())),
            alt: row.alt.unwrap_or_default(),
        });
        let default_variant = match (row.variant_id, row.sku, row.requires_stock) {
            (Some(id), Some(sku), Some(requires_stock)) => {
                Some(DefaultVariant { variant_id: Id::from_uuid(id), sku, requires_stock })
            }
            _ => None,
        };
        Self {
            product_id: Id::from_uuid(row.product_id),
            version: row.version,
            handle: row.handle,
            title,
            vendor: row.vendor,
            product_type: row.product_type,
            tags: row.tags,
            variant_count: row.variant_count,
            default_variant,
            picture,
        }
    }
}

/// A product page.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "StoreProduct")]
pub(super) struct DetailView {
    pub product_id: ProductId,
    pub version: i64,
    pub handle: String,
    pub title: String,
    /// HTML.
    pub description: String,
    pub kind: Kind,
    pub vendor: String,
    pub product_type: String,
    pub tags: Vec<String>,
    /// Title for search engines.
    pub seo_title: String,
    /// Description for search engines.
    pub seo_description: String,
    /// The option axes with the values that variants for sale have.
    pub options: Vec<OptionView>,
    /// The variants for sale.
    pub variants: Vec<StoreVariant>,
    pub media: Vec<MediaView>,
    pub category_ids: Vec<CategoryId>,
    /// What is said beyond the other fields, by the attribute's code.
    pub attributes: BTreeMap<String, NamedValue>,
}

/// A variant for sale.
#[derive(Serialize, JsonSchema)]
pub(super) struct StoreVariant {
    pub variant_id: VariantId,
    pub sku: String,
    pub title: String,
    /// One value per option axis.
    pub options: Vec<String>,
    /// False for services and vouchers: always available.
    pub requires_stock: bool,
    pub requires_shipping: bool,
    pub weight_g: i32,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub barcode: Option<String>,
    /// Its own pictures, by id.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(default)]
    pub media_ids: Vec<MediaId>,
}

/// The value of an attribute.
#[derive(Serialize, JsonSchema)]
pub(super) struct NamedValue {
    pub name: String,
    pub value: serde_json::Value,
}

impl DetailView {
    pub(super) fn new(app: &App, detail: &Detail, locale: Option<&Locale>) -> Self {
        let Detail { product, translations, attributes } = detail;
        let chain = chain(locale);
        let text = |field, default: &str| translations.pick(&chain, field, default).to_owned();
        let title = text(Field::Title, &product.title);
        let named = attributes.iter().filter_map(|definition| {
            let stored = &product.attributes.get(&definition.code)?.value;
            let value = definition.value_type.to_json(stored);
            Some((definition.code.to_string(), NamedValue { name: definition.name.clone(), value }))
        });
        let variants = product.active_variants().map(|variant| StoreVariant {
            variant_id: variant.variant_id,
            sku: variant.sku.to_string(),
            title: variant.title(&title),
            options: variant.option_values.clone(),
            requires_stock: variant.requires_stock,
            requires_shipping: variant.requires_shipping,
            weight_g: variant.weight_g,
            barcode: variant.barcode.clone(),
            media_ids: variant.media.clone(),
        });
        Self {
            product_id: product.product_id,
            version: product.version,
            handle: product.handle.to_string(),
            description: text(Field::Description, &product.description),
            kind: product.kind,
            vendor: product.vendor.clone(),
            product_type: product.product_type.clone(),
            tags: product.tags.clone(),
            seo_title: text(Field::SeoTitle, &product.seo_title),
            seo_description: text(Field::SeoDescription, &product.seo_description),
            options: OptionView::of(product, product.active_variants()),
            variants: variants.collect(),
            media: product.media.iter().map(|media| MediaView::new(app, media)).collect(),
            category_ids: product.categories.iter().copied().collect(),
            attributes: named.collect(),
            title,
        }
    }
}

/// A category for shoppers.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "StoreCategory")]
pub(super) struct CategoryNode {
    pub category_id: CategoryId,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent_id: Option<CategoryId>,
    pub handle: String,
    pub name: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    #[schemars(default)]
    pub description: String,
    pub position: i32,
}

impl CategoryNode {
    pub(super) fn new(category: &Category, texts: &Translations, locale: Option<&Locale>) -> Self {
        let chain = chain(locale);
        Self {
            category_id: category.category_id,
            parent_id: category.parent_id,
            handle: category.handle.to_string(),
            name: texts.pick(&chain, Field::Name, &category.name).to_owned(),
            description: texts.pick(&chain, Field::Description, &category.description).to_owned(),
            position: category.position,
        }
    }
}

/// A collection for shoppers.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "StoreCollection")]
pub(super) struct CollectionPage {
    pub collection_id: shared_contracts::CollectionId,
    pub handle: String,
    pub title: String,
    /// HTML.
    pub description: String,
}

impl CollectionPage {
    pub(super) fn new(collection: &Collection, texts: &Translations, locale: Option<&Locale>) -> Self {
        let chain = chain(locale);
        Self {
            collection_id: collection.collection_id,
            handle: collection.handle.to_string(),
            title: texts.pick(&chain, Field::Title, &collection.title).to_owned(),
            description: texts.pick(&chain, Field::Description, &collection.description).to_owned(),
        }
    }
}
