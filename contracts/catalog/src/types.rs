//! Products and variants as other services see them.

use kernel_base::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use shared_contracts::{ChannelCode, Code, ProductId, Sku, VariantId};

/// Where a product stands in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ProductStatus {
    /// Being prepared: nobody but staff sees it.
    Draft,
    /// For sale in the channels where it is published.
    Active,
    /// No longer for sale; kept because orders name it.
    Archived,
}

impl ProductStatus {
    /// As stored and sent.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Active => "active",
            Self::Archived => "archived",
        }
    }

    /// From its stored form.
    #[must_use]
    pub fn from_stored(text: &str) -> Option<Self> {
        [Self::Draft, Self::Active, Self::Archived].into_iter().find(|status| status.as_str() == text)
    }
}

/// Whether one variant of an active product is for sale.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum VariantStatus {
    /// For sale when its product is.
    Active,
    /// No longer for sale; kept because orders name it.
    Archived,
}

impl VariantStatus {
    /// As stored and sent.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Archived => "archived",
        }
    }

    /// From its stored form.
    #[must_use]
    pub fn from_stored(text: &str) -> Option<Self> {
        [Self::Active, Self::Archived].into_iter().find(|status| status.as_str() == text)
    }
}

/// The value a variant has on one option axis: `{ "name": "Color", "value": "Green" }`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
pub struct OptionValue {
    /// The axis, 1 to 64 characters.
    pub name: String,
    /// The value, 1 to 255 characters.
    pub value: String,
}

/// A channel in which the product is published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Publication {
    /// The channel.
    pub channel: ChannelCode,
    /// Since when.
    pub published_at: Timestamp,
}

/// A variant inside its product's event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ProductVariant {
    /// The variant, for ever the same.
    pub variant_id: VariantId,
    /// Unique in the shop; may be changed by staff, so never a key of another service's rows.
    pub sku: Sku,
    /// What distinguishes it within its product: the option values joined by ` / `, or the product's title when it
    /// has no options. 1 to 255 characters.
    pub title: String,
    /// One value per option axis of the product, in the order of the axes.
    pub options: Vec<OptionValue>,
    /// Whether it is for sale when its product is.
    pub status: VariantStatus,
    /// How it is taxed; the classes belong to pricing.
    pub tax_class: Code,
    /// False for services and vouchers: always available, never reserved.
    pub requires_stock: bool,
    /// False for services and vouchers: nothing to send.
    pub requires_shipping: bool,
    /// Weight of one piece in grams; 0 when unknown.
    pub weight_g: i32,
    /// GTIN, EAN, UPC or the merchant's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub barcode: Option<String>,
}

impl ProductVariant {
    /// True when the variant may be sold in `channel` at the time of the event that carried it.
    #[must_use]
    pub fn sellable(&self, product: ProductStatus, channels: &[Publication], channel: &ChannelCode) -> bool {
        self.status == VariantStatus::Active
            && product == ProductStatus::Active
            && channels.iter().any(|publication| publication.channel == *channel)
    }
}

/// A variant with what its product adds, as [`CatalogApi::variants`](crate::CatalogApi::variants) answers it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct VariantSnapshot {
    /// The product it belongs to.
    pub product_id: ProductId,
    /// The product's version that was read.
    pub product_version: i64,
    /// The product's name in addresses.
    pub product_handle: String,
    /// The product's title in the shop's default language.
    pub product_title: String,
    /// The product's status.
    pub product_status: ProductStatus,
    /// The channels in which the product is published now.
    pub channels: Vec<Publication>,
    /// The variant itself.
    pub variant: ProductVariant,
}

/// Which variants a caller wants: by id, by SKU or both; at most [`VariantsQuery::MAX`] in all.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct VariantsQuery {
    /// Ids; unknown ones are left out of the answer.
    #[serde(default)]
    pub variant_ids: Vec<VariantId>,
    /// SKUs, case-sensitive; unknown ones are left out of the answer.
    #[serde(default)]
    pub skus: Vec<Sku>,
}

/// The query asks for more than one call may.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("at most 1000 variants per call")]
pub struct InvalidQuery;

impl VariantsQuery {
    /// The most variants of one call.
    pub const MAX: usize = 1000;

    /// Checks the limit.
    pub fn validate(&self) -> Result<(), InvalidQuery> {
        if self.variant_ids.len() + self.skus.len() > Self::MAX { Err(InvalidQuery) } else { Ok(()) }
    }
}
