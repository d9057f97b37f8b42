//! Rows become a product.

use std::collections::BTreeMap;

use catalog_contracts::ProductStatus;
use shared_contracts::ChannelCode;

use super::super::Converted;
use super::super::table::{Cells, Columns, Row, split_tags};
use super::{GRAMS, OPTION_NAMES, OPTION_VALUES, OUR_TRACKER, TRACKER, USED, derived_sku, parse_grams};
use crate::domain::handle::Handle;
use crate::domain::import::{ImportedPicture, ImportedProduct, ImportedPublication, ImportedVariant};
use crate::domain::product::{Kind, ProductFields};
use crate::domain::variant::VariantFields;

pub(super) fn convert(rows: &[Row], columns: &Columns, channel: &ChannelCode) -> Converted {
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
        if (index == 0 && !without_variants(&cells)) || is_variant(&cells) {
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
        new_status: ProductStatus::Active,
        fields,
        publications,
        variants,
        pictures: pictures.into_iter().map(|(_, picture)| picture).collect(),
        extra: Some(extra),
    })
}

/// The axes of the product. `Title` with the value `Default Title` is how Shopify writes "none".
fn option_names(first: &mut Cells<'_>) -> Vec<String> {
    if without_variants(first)
        || first.text(OPTION_NAMES[0]) == "Title" && first.text(OPTION_VALUES[0]) == "Default Title"
    {
        return Vec::new();
    }
    let names: Vec<&str> = OPTION_NAMES.iter().map(|column| first.text(column)).collect();
    let used = names.iter().take_while(|name| !name.is_empty()).count();
    if names[used..].iter().any(|name| !name.is_empty()) {
        first.refuse(OPTION_NAMES[used], "missing", "an option axis is left out");
    }
    names[..used].iter().map(|name| (*name).to_owned()).collect()
}

/// `Title` without a value is how exports of ours write a product that has no variants yet; in Shopify every one has some.
fn without_variants(first: &Cells<'_>) -> bool {
    first.text(OPTION_NAMES[0]) == "Title" && first.text(OPTION_VALUES[0]).is_empty()
}

fn product_fields(cells: &mut Cells<'_>, axes: &[String]) -> ProductFields {
    let text = |cells: &Cells<'_>, column| cells.find(column).map(str::to_owned);
    let status = match cells.text("Status").to_ascii_lowercase().as_str() {
        "" => None,
        text => ProductStatus::from_stored(text),
    };
    if status.is_none() && !cells.text("Status").is_empty() {
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
