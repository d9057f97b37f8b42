//! A variant: what has a SKU, a price and stock.

use std::collections::BTreeMap;

use catalog_contracts::VariantStatus;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use shared_contracts::{Code, MediaId, Sku, VariantId};

use super::Violations;
use super::product::Kind;

/// A variant of a product.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Variant {
    /// Its id, for ever the same.
    pub(crate) variant_id: VariantId,
    /// Unique in the shop, case-sensitive.
    pub(crate) sku: Sku,
    /// One value per option axis of the product.
    pub(crate) option_values: Vec<String>,
    /// Whether it is for sale when its product is.
    pub(crate) status: VariantStatus,
    /// How it is taxed; the classes belong to pricing.
    pub(crate) tax_class: Code,
    /// Whether pieces are counted.
    pub(crate) requires_stock: bool,
    /// Whether there is something to send.
    pub(crate) requires_shipping: bool,
    /// Weight of one piece in grams; 0 when unknown.
    pub(crate) weight_g: i32,
    /// GTIN, EAN, UPC or the merchant's own.
    pub(crate) barcode: Option<String>,
    /// Its own pictures, in order; each belongs to the product.
    pub(crate) media: Vec<MediaId>,
    /// Imported columns that catalog only keeps, by their names in the file.
    #[serde(skip)]
    pub(crate) extra: BTreeMap<String, String>,
}

/// What to set on a variant; what is absent stays as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct VariantFields {
    /// The SKU; needed on a new variant.
    pub(crate) sku: Option<Sku>,
    /// One value per option axis of the product; needed on a new variant when the product has axes.
    pub(crate) options: Option<Vec<String>>,
    /// Whether it is for sale when its product is.
    pub(crate) status: Option<VariantStatus>,
    /// How it is taxed.
    pub(crate) tax_class: Option<Code>,
    /// Whether pieces are counted. At first as the product's kind says: true for goods.
    pub(crate) requires_stock: Option<bool>,
    /// Whether there is something to send. At first as the product's kind says: true for goods.
    pub(crate) requires_shipping: Option<bool>,
    /// Weight of one piece in grams.
    pub(crate) weight_g: Option<i32>,
    /// The barcode; an empty text takes it away.
    pub(crate) barcode: Option<String>,
    /// The pictures, in order; each must be one of the product's.
    pub(crate) media_ids: Option<Vec<MediaId>>,
}

impl Variant {
    /// Variants of one product, as many as Shopify allows.
    pub(crate) const MAX_COUNT: usize = 2048;
    /// The heaviest piece: ten tonnes.
    pub(crate) const MAX_WEIGHT_G: i32 = 10_000_000;
    /// The longest option value, in characters.
    pub(crate) const MAX_OPTION_VALUE: usize = 255;
    /// The tax class of a variant that names none.
    pub(crate) const STANDARD_TAX_CLASS: &str = "standard";

    /// A variant with the defaults of its product's kind.
    pub(crate) fn new(variant_id: VariantId, sku: Sku, kind: Kind) -> Self {
        Self {
            variant_id,
            sku,
            option_values: Vec::new(),
            status: VariantStatus::Active,
            tax_class: Self::STANDARD_TAX_CLASS.parse().expect("BUG: a valid code"),
            requires_stock: kind == Kind::Goods,
            requires_shipping: kind == Kind::Goods,
            weight_g: 0,
            barcode: None,
            media: Vec::new(),
            extra: BTreeMap::new(),
        }
    }

    /// Sets what is said and leaves the rest.
    pub(crate) fn set(&mut self, fields: VariantFields) {
        let VariantFields {
            sku,
            options,
            status,
            tax_class,
            requires_stock,
            requires_shipping,
            weight_g,
            barcode,
            media_ids,
        } = fields;
        set(&mut self.sku, sku);
        set(&mut self.option_values, options);
        set(&mut self.status, status);
        set(&mut self.tax_class, tax_class);
        set(&mut self.requires_stock, requires_stock);
        set(&mut self.requires_shipping, requires_shipping);
        set(&mut self.weight_g, weight_g);
        set(&mut self.media, media_ids);
        set(&mut self.barcode, barcode.map(|text| Some(text).filter(|text| !text.is_empty())));
    }

    /// What distinguishes it within its product: the option values, or the product's title when there are none.
    pub(crate) fn title(&self, product_title: &str) -> String {
        if self.option_values.is_empty() {
            return product_title.to_owned();
        }
        // Six long values may exceed what a title may have.
        self.option_values.join(" / ").chars().take(255).collect()
    }

    pub(super) fn check(&self, pointer: &str, axis_count: usize, violations: &mut Violations) {
        if self.option_values.len() != axis_count {
            violations.push(
                format!("{pointer}/options"),
                "options_mismatch",
                format!("must hold one value per option axis of the product, {axis_count} in all"),
            );
        }
        for (index, value) in self.option_values.iter().enumerate() {
            violations.check_length(&format!("{pointer}/options/{index}"), value, 1, Self::MAX_OPTION_VALUE);
        }
        if !(0..=Self::MAX_WEIGHT_G).contains(&self.weight_g) {
            violations.push(format!("{pointer}/weight_g"), "out_of_range", "must be 0 to 10000000 grams");
        }
        if let Some(barcode) = &self.barcode {
            violations.check_length(&format!("{pointer}/barcode"), barcode, 1, 64);
        }
    }
}

/// Sets a field when a value is given.
pub(super) fn set<T>(field: &mut T, value: Option<T>) {
    if let Some(value) = value {
        *field = value;
    }
}
