//! Shopify's product CSV: the first row of a product carries the product and its first variant, the rows after it
//! further variants and pictures.
//!
//! Prices and inventory belong to other services; their columns, and all others that catalog does not use, are kept
//! as they came ([`Variant::extra`], [`Product::extra`]) and written back.

use std::collections::BTreeMap;

use catalog_contracts::ProductStatus;
use kernel_base::Timestamp;
use shared_contracts::{ChannelCode, Sku};

use super::table::{Cells, Columns, Row, split_tags};
use super::{Converted, Grammar};
use crate::domain::handle::Handle;
use crate::domain::import::{
    EXEMPT_TAX_CLASS, ImportedPicture, ImportedProduct, ImportedPublication, ImportedVariant,
};
use crate::domain::media::Media;
use crate::domain::operation::RowError;
use crate::domain::product::{Kind, Product, ProductFields};
use crate::domain::variant::{Variant, VariantFields};

/// The columns in the order in which Shopify writes them.
pub(crate) const COLUMNS: [&str; 48] = [
    "Handle",
    "Title",
    "Body (HTML)",
    "Vendor",
    "Type",
    "Tags",
    "Published",
    "Option1 Name",
    "Option1 Value",
    "Option2 Name",
    "Option2 Value",
    "Option3 Name",
    "Option3 Value",
    "Variant SKU",
    "Variant Grams",
    "Variant Inventory Tracker",
    "Variant Inventory Qty",
    "Variant Inventory Policy",
    "Variant Fulfillment Service",
    "Variant Price",
    "Variant Compare At Price",
    "Variant Requires Shipping",
    "Variant Taxable",
    "Variant Barcode",
    "Image Src",
    "Image Position",
    "Image Alt Text",
    "Gift Card",
    "SEO Title",
    "SEO Description",
    "Google Shopping / Google Product Category",
    "Google Shopping / Gender",
    "Google Shopping / Age Group",
    "Google Shopping / MPN",
    "Google Shopping / AdWords Grouping",
    "Google Shopping / AdWords Labels",
    "Google Shopping / Condition",
    "Google Shopping / Custom Product",
    "Google Shopping / Custom Label 0",
    "Google Shopping / Custom Label 1",
    "Google Shopping / Custom Label 2",
    "Google Shopping / Custom Label 3",
    "Google Shopping / Custom Label 4",
    "Variant Image",
    "Variant Weight Unit",
    "Variant Tax Code",
    "Cost per item",
    "Status",
];

const OPTION_NAMES: [&str; 3] = ["Option1 Name", "Option2 Name", "Option3 Name"];
const OPTION_VALUES: [&str; 3] = ["Option1 Value", "Option2 Value", "Option3 Value"];

/// Columns that become fields; whatever stands in the others is only kept.
const USED: [&str; 27] = [
    "Handle",
    "Title",
    "Body (HTML)",
    "Vendor",
    "Type",
    "Tags",
    "Published",
    "Option1 Name",
    "Option1 Value",
    "Option2 Name",
    "Option2 Value",
    "Option3 Name",
    "Option3 Value",
    "Variant SKU",
    "Variant Requires Shipping",
    "Variant Taxable",
    "Variant Barcode",
    "Variant Image",
    "Image Src",
    "Image Position",
    "Image Alt Text",
    "Gift Card",
    "SEO Title",
    "SEO Description",
    "Status",
    "Variant Grams",
    "Variant Inventory Tracker",
];

const GRAMS: &str = "Variant Grams";
const TRACKER: &str = "Variant Inventory Tracker";
/// The tracker of a variant whose pieces are counted, unless the file named another.
const OUR_TRACKER: &str = "shopify";

pub(super) const GRAMMAR: Grammar = Grammar {
    required: &["Handle", "Title"],
    // Shops have columns beyond the 48 (markets, metafields): kept and written back behind them.
    knows: |name| !name.is_empty() && name.chars().count() <= 255,
    key: "Handle",
    convert,
};

/// True when the column is one of the 48.
#[must_use]
pub(crate) fn is_standard(column: &str) -> bool {
    COLUMNS.contains(&column)
}

fn convert(rows: &[Row], columns: &Columns, channel: &ChannelCode) -> Converted {
    let mut errors = Vec::new();
    let mut first = Cells::new(&rows[0], columns);
    let handle = first.parse::<Handle>("Handle");
    if first.text("Handle").is_empty() {
        first.refuse("Handle", "missing", "the handle is missing");
    }
    if first.text("Title").trim().is_empty() {
        first.refuse("Title", "missing", "the first row of a product needs a title");
    }
    let axes = option_names(&mut first);
    let fields = product_fields(&mut first, &axes);
    let publications = match first.flag("Published") {
        Some(true) => BTreeMap::from([(channel.clone(), ImportedPublication::OnSale)]),
        Some(false) => BTreeMap::from([(channel.clone(), ImportedPublication::NotOnSale)]),
        None => BTreeMap::new(),
    };
    let extra = extras(&first, |column| !column.starts_with("Variant ") && column != "Cost per item");
    errors.append(&mut first.into_errors());
    let Some(handle) = handle else { return Err(errors) };

    let mut variants = Vec::new();
    let mut pictures = Vec::new();
    for (index, row) in rows.iter().enumerate() {
        let mut cells = Cells::new(row, columns);
        pictures.extend(picture(&mut cells));
        if index == 0 || is_variant(&cells) {
            variants.extend(variant(&mut cells, &handle, &axes, index == 0));
        }
        errors.append(&mut cells.into_errors());
    }
    if !errors.is_empty() {
        return Err(errors);
    }
    pictures.sort_by_key(|(position, picture): &(i64, ImportedPicture)| (*position, picture.row));
    Ok(ImportedProduct {
        row: rows[0].number,
        handle,
        fields,
        publications,
        variants,
        pictures: pictures.into_iter().map(|(_, picture)| picture).collect(),
        extra: Some(extra),
    })
}

/// The axes of the product. `Title` with the value `Default Title` is how Shopify writes "none".
fn option_names(first: &mut Cells<'_>) -> Vec<String> {
    if first.text(OPTION_NAMES[0]) == "Title" && first.text(OPTION_VALUES[0]) == "Default Title" {
        return Vec::new();
    }
    let names: Vec<&str> = OPTION_NAMES.iter().map(|column| first.text(column)).collect();
    let used = names.iter().take_while(|name| !name.is_empty()).count();
    if names[used..].iter().any(|name| !name.is_empty()) {
        first.refuse(OPTION_NAMES[used], "missing", "an option axis is left out");
    }
    names[..used].iter().map(|name| (*name).to_owned()).collect()
}

fn product_fields(cells: &mut Cells<'_>, axes: &[String]) -> ProductFields {
    let text = |cells: &Cells<'_>, column| cells.find(column).map(str::to_owned);
    let status = match cells.text("Status").to_ascii_lowercase().as_str() {
        "" => Some(ProductStatus::Active),
        text => ProductStatus::from_stored(text),
    };
    if status.is_none() {
        cells.refuse("Status", "wrong_value", "must be active, draft or archived");
    }
    ProductFields {
        handle: None,
        title: text(cells, "Title"),
        description: text(cells, "Body (HTML)"),
        kind: cells.flag("Gift Card").and_then(|gift_card| gift_card.then_some(Kind::GiftCard)),
        status,
        vendor: text(cells, "Vendor"),
        product_type: text(cells, "Type"),
        tags: cells.find("Tags").map(split_tags),
        seo_title: text(cells, "SEO Title"),
        seo_description: text(cells, "SEO Description"),
        external_id: None,
        options: Some(axes.to_vec()),
        category_ids: None,
        attributes: BTreeMap::new(),
    }
}

/// A row after the first describes a variant unless it only adds a picture.
fn is_variant(cells: &Cells<'_>) -> bool {
    cells.filled().any(|(column, _)| {
        column != "Variant Weight Unit"
            && (column.starts_with("Variant ")
                || OPTION_VALUES.contains(&column)
                || column == "Cost per item")
    })
}

fn variant(cells: &mut Cells<'_>, handle: &Handle, axes: &[String], first: bool) -> Option<ImportedVariant> {
    let values: Vec<String> =
        OPTION_VALUES.iter().take(axes.len()).map(|column| cells.text(column).to_owned()).collect();
    let sku = match cells.text("Variant SKU") {
        "" => Some(derived_sku(handle, &values)),
        _ => cells.parse("Variant SKU"),
    };
    let tracker = cells.find(TRACKER);
    let weight_g = grams(cells);
    // In the first row the product's own columns are not the variant's.
    let mut extra =
        extras(cells, |column| !first || column.starts_with("Variant ") || column == "Cost per item");
    keep_unless(&mut extra, GRAMS, cells.text(GRAMS), &weight_g.unwrap_or(0).to_string());
    if tracker.is_some_and(|tracker| !tracker.is_empty()) {
        keep_unless(&mut extra, TRACKER, cells.text(TRACKER), OUR_TRACKER);
    }
    let fields = VariantFields {
        requires_stock: tracker.map(|tracker| !tracker.is_empty()),
        requires_shipping: cells.flag("Variant Requires Shipping"),
        weight_g,
        barcode: cells.find("Variant Barcode").map(str::to_owned),
        ..VariantFields::default()
    };
    Some(ImportedVariant {
        row: cells.number(),
        sku: sku?,
        option_values: values,
        fields,
        taxable: cells.flag("Variant Taxable"),
        picture: Some(cells.text("Variant Image")).filter(|url| !url.is_empty()).map(str::to_owned),
        extra: Some(extra),
    })
}

/// Grams may carry decimals (`0.0`); catalog counts whole grams.
fn grams(cells: &mut Cells<'_>) -> Option<i32> {
    let text = cells.find(GRAMS)?;
    let parsed = parse_grams(text);
    if parsed.is_none() {
        cells.refuse(GRAMS, "wrong_value", "must be a weight in grams such as 120 or 120.5");
    }
    parsed
}

fn parse_grams(text: &str) -> Option<i32> {
    if text.is_empty() {
        return Some(0);
    }
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || fraction.is_empty() || !digits(whole) || !digits(fraction) {
        return None;
    }
    whole.parse().ok()
}

/// The SKU of a variant whose file has none: a variant without SKU cannot be sold. The same every time, so that a
/// repeated import changes nothing and an export can leave it out again.
fn derived_sku(handle: &Handle, option_values: &[String]) -> Sku {
    let text = std::iter::once(handle.as_str()).chain(option_values.iter().map(String::as_str));
    let mut slug = String::new();
    for character in text.collect::<Vec<_>>().join("-").to_lowercase().chars() {
        slug.push(if character.is_ascii_alphanumeric() || character == '_' { character } else { '-' });
    }
    if slug.len() > 64 || !handle.as_str().is_ascii() || !option_values.iter().all(|value| value.is_ascii()) {
        // Cut or replaced characters could make two of them equal; the digest tells them apart.
        let digest = fnv1a(
            handle
                .as_str()
                .bytes()
                .chain(option_values.iter().flat_map(|value| std::iter::once(0x1f).chain(value.bytes()))),
        );
        slug.truncate(47);
        slug = format!("{slug}-{digest:016x}");
    }
    slug.parse().expect("BUG: letters, digits and hyphens make a SKU")
}

fn fnv1a(bytes: impl Iterator<Item = u8>) -> u64 {
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

fn picture(cells: &mut Cells<'_>) -> Option<(i64, ImportedPicture)> {
    let url = cells.text("Image Src");
    let position = cells.parse::<i64>("Image Position").unwrap_or(i64::MAX);
    let alt = cells.text("Image Alt Text").to_owned();
    (!url.is_empty()).then(|| (position, ImportedPicture { row: cells.number(), url: url.to_owned(), alt }))
}

fn extras(cells: &Cells<'_>, wanted: impl Fn(&str) -> bool) -> BTreeMap<String, String> {
    let kept = cells.filled().filter(|(column, _)| !USED.contains(column) && wanted(column));
    kept.map(|(column, text)| (column.to_owned(), text.to_owned())).collect()
}

/// Keeps the file's own way of writing a value that we would write differently.
fn keep_unless(extra: &mut BTreeMap<String, String>, column: &str, text: &str, ours: &str) {
    if text != ours {
        extra.insert(column.to_owned(), text.to_owned());
    }
}

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
