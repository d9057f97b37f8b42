//! A product becomes rows.

use std::collections::BTreeMap;

use kernel_base::Timestamp;
use shared_contracts::ChannelCode;

use super::{COLUMNS, GRAMS, OPTION_NAMES, OPTION_VALUES, OUR_TRACKER, TRACKER, derived_sku, parse_grams};
use crate::domain::import::EXEMPT_TAX_CLASS;
use crate::domain::media::Media;
use crate::domain::operation::RowError;
use crate::domain::product::{Kind, Product};
use crate::domain::variant::Variant;

/// Writes products as rows under [`COLUMNS`] and the further columns that imports have brought.
pub(crate) struct Writer<'a> {
    /// The channel that `Published` is about.
    pub(crate) channel: &'a ChannelCode,
    /// Now.
    pub(crate) now: Timestamp,
    /// Columns beyond the 48.
    pub(crate) further_columns: &'a [String],
    /// The public address of a picture.
    pub(crate) media_url: &'a (dyn Fn(&Media) -> String + Sync),
}

/// The cells of a row by column; what is absent is empty.
type Filled = BTreeMap<String, String>;

impl Writer<'_> {
    /// The header.
    pub(crate) fn header(&self) -> Vec<String> {
        let further = self.further_columns.iter().cloned();
        COLUMNS.iter().map(|column| (*column).to_owned()).chain(further).collect()
    }

    /// The rows of a product: as many as it has variants or pictures, whichever is more.
    ///
    /// # Errors
    /// A product with more than three option axes does not fit into the format.
    pub(crate) fn rows(&self, product: &Product) -> Result<Vec<Vec<String>>, RowError> {
        if product.option_names.len() > OPTION_NAMES.len() {
            return Err(RowError {
                row: 1,
                column: "Option3 Name".to_owned(),
                code: "too_many_options".to_owned(),
                message: format!("product {} has more than three option axes", product.handle),
            });
        }
        let count = product.variants.len().max(product.media.len()).max(1);
        let rows = (0..count).map(|index| self.row(product, index));
        Ok(rows.collect())
    }

    fn row(&self, product: &Product, index: usize) -> Vec<String> {
        let mut cells = Filled::new();
        if index == 0 {
            self.fill_product(&mut cells, product);
        }
        if let Some(variant) = product.variants.get(index) {
            self.fill_variant(&mut cells, product, variant);
        }
        if let Some(media) = product.media.get(index) {
            put(&mut cells, "Image Src", (self.media_url)(media));
            put(&mut cells, "Image Position", (index + 1).to_string());
            put(&mut cells, "Image Alt Text", media.alt.clone());
        }
        put(&mut cells, "Handle", product.handle.to_string());
        self.header().into_iter().map(|column| cells.remove(&column).unwrap_or_default()).collect()
    }

    fn fill_product(&self, cells: &mut Filled, product: &Product) {
        cells.extend(product.extra.clone());
        put(cells, "Title", product.title.clone());
        put(cells, "Body (HTML)", product.description.clone());
        put(cells, "Vendor", product.vendor.clone());
        put(cells, "Type", product.product_type.clone());
        put(cells, "Tags", product.tags.join(", "));
        put(cells, "Published", product.is_published(self.channel, self.now).to_string());
        put(cells, "Gift Card", (product.kind == Kind::GiftCard).to_string());
        put(cells, "SEO Title", product.seo_title.clone());
        put(cells, "SEO Description", product.seo_description.clone());
        put(cells, "Status", product.status.as_str().to_owned());
        if product.option_names.is_empty() {
            put(cells, OPTION_NAMES[0], "Title".to_owned());
        }
        for (column, name) in OPTION_NAMES.iter().zip(&product.option_names) {
            put(cells, column, name.clone());
        }
    }

    fn fill_variant(&self, cells: &mut Filled, product: &Product, variant: &Variant) {
        let kept = |column: &str| variant.extra.get(column).cloned();
        cells.extend(variant.extra.clone());
        if product.option_names.is_empty() {
            put(cells, OPTION_VALUES[0], "Default Title".to_owned());
        }
        for (column, value) in OPTION_VALUES.iter().zip(&variant.option_values) {
            put(cells, column, value.clone());
        }
        let derived = derived_sku(&product.handle, &variant.option_values) == variant.sku;
        put(cells, "Variant SKU", if derived { String::new() } else { variant.sku.to_string() });
        let grams = kept(GRAMS).filter(|text| parse_grams(text) == Some(variant.weight_g));
        put(cells, GRAMS, grams.unwrap_or_else(|| variant.weight_g.to_string()));
        let tracker = kept(TRACKER).unwrap_or_else(|| OUR_TRACKER.to_owned());
        put(cells, TRACKER, if variant.requires_stock { tracker } else { String::new() });
        put(cells, "Variant Requires Shipping", variant.requires_shipping.to_string());
        put(cells, "Variant Taxable", (variant.tax_class.as_str() != EXEMPT_TAX_CLASS).to_string());
        put(cells, "Variant Barcode", variant.barcode.clone().unwrap_or_default());
        let picture =
            variant.media.first().and_then(|id| product.media.iter().find(|media| media.media_id == *id));
        put(cells, "Variant Image", picture.map(|media| (self.media_url)(media)).unwrap_or_default());
    }
}

fn put(cells: &mut Filled, column: &str, text: String) {
    cells.insert(column.to_owned(), text);
}
