//! Karum's own CSV: one row per variant; what belongs to the product stands in the first row of its variants.
//!
//! Columns that a file leaves out say nothing: those fields stay as they are.

use std::collections::BTreeMap;

use catalog_contracts::{ProductStatus, VariantStatus};
use kernel_base::Timestamp;
use shared_contracts::ChannelCode;

use super::table::{Cells, Columns, Row, split_tags};
use super::{Converted, Grammar};
use crate::domain::handle::Handle;
use crate::domain::import::{ImportedProduct, ImportedPublication, ImportedVariant};
use crate::domain::product::{Kind, Product, ProductFields};
use crate::domain::variant::{Variant, VariantFields};

/// The columns in the order in which they are written.
pub(crate) const COLUMNS: [&str; 31] = [
    "handle",
    "title",
    "description",
    "kind",
    "status",
    "vendor",
    "product_type",
    "tags",
    "seo_title",
    "seo_description",
    "external_id",
    "channels",
    "option1_name",
    "option1_value",
    "option2_name",
    "option2_value",
    "option3_name",
    "option3_value",
    "option4_name",
    "option4_value",
    "option5_name",
    "option5_value",
    "option6_name",
    "option6_value",
    "sku",
    "barcode",
    "variant_status",
    "tax_class",
    "requires_stock",
    "requires_shipping",
    "weight_g",
];

pub(super) const GRAMMAR: Grammar = Grammar {
    required: &["handle", "title", "sku"],
    // A misspelled column would silently say nothing, so it is refused.
    knows: |name| COLUMNS.contains(&name),
    key: "handle",
    convert,
};

fn option_column(axis: usize, what: &str) -> String {
    format!("option{}_{what}", axis + 1)
}

fn convert(rows: &[Row], columns: &Columns, _: &ChannelCode) -> Converted {
    let mut errors = Vec::new();
    let mut first = Cells::new(&rows[0], columns);
    if first.text("handle").is_empty() {
        first.refuse("handle", "missing", "the handle is missing");
    }
    let handle = first.parse::<Handle>("handle");
    let axes = option_names(&mut first);
    let fields = product_fields(&mut first, columns, &axes);
    let publications = publications(&mut first);
    errors.append(&mut first.into_errors());
    let mut variants = Vec::new();
    for row in rows {
        let mut cells = Cells::new(row, columns);
        variants.extend(variant(&mut cells, axes.len()));
        errors.append(&mut cells.into_errors());
    }
    match handle {
        Some(handle) if errors.is_empty() => Ok(ImportedProduct {
            row: rows[0].number,
            handle,
            new_status: ProductStatus::Draft,
            fields,
            publications,
            variants,
            pictures: Vec::new(),
            extra: None,
        }),
        _ => Err(errors),
    }
}

fn option_names(first: &mut Cells<'_>) -> Vec<String> {
    let names: Vec<&str> =
        (0..Product::MAX_OPTIONS).map(|axis| first.text(&option_column(axis, "name"))).collect();
    let used = names.iter().take_while(|name| !name.is_empty()).count();
    if names[used..].iter().any(|name| !name.is_empty()) {
        first.refuse(&option_column(used, "name"), "missing", "an option axis is left out");
    }
    names[..used].iter().map(|name| (*name).to_owned()).collect()
}

fn product_fields(cells: &mut Cells<'_>, columns: &Columns, axes: &[String]) -> ProductFields {
    let text = |cells: &Cells<'_>, column| cells.find(column).map(str::to_owned);
    ProductFields {
        handle: None,
        title: text(cells, "title"),
        description: text(cells, "description"),
        kind: word(cells, "kind", "goods, service or gift_card", Kind::from_stored),
        status: word(cells, "status", "draft, active or archived", ProductStatus::from_stored),
        vendor: text(cells, "vendor"),
        product_type: text(cells, "product_type"),
        tags: cells.find("tags").map(split_tags),
        seo_title: text(cells, "seo_title"),
        seo_description: text(cells, "seo_description"),
        external_id: text(cells, "external_id"),
        options: columns.has("option1_name").then(|| axes.to_vec()),
        category_ids: None,
        attributes: BTreeMap::new(),
    }
}

/// One of a few words; empty says nothing.
fn word<T>(cells: &mut Cells<'_>, column: &str, words: &str, parse: fn(&str) -> Option<T>) -> Option<T> {
    let text = cells.text(column);
    let value = parse(text);
    if value.is_none() && !text.is_empty() {
        cells.refuse(column, "wrong_value", format!("must be {words}"));
    }
    value
}

/// `web; outlet@2026-01-31T12:00:00Z`: on sale in the first, in the second from that time on.
fn publications(cells: &mut Cells<'_>) -> BTreeMap<ChannelCode, ImportedPublication> {
    let mut found = BTreeMap::new();
    for entry in cells.text("channels").split(';').map(str::trim).filter(|entry| !entry.is_empty()) {
        let (code, time) = entry.split_once('@').map_or((entry, None), |(code, time)| (code, Some(time)));
        let publication = match time.map(str::parse::<Timestamp>) {
            None => Some(ImportedPublication::OnSale),
            Some(Ok(time)) => Some(ImportedPublication::From(time)),
            Some(Err(_)) => None,
        };
        match (code.parse::<ChannelCode>(), publication) {
            (Ok(code), Some(publication)) => {
                found.insert(code, publication);
            }
            _ => cells.refuse(
                "channels",
                "wrong_value",
                "must be channel codes, each with @ and a time or without",
            ),
        }
    }
    found
}

fn variant(cells: &mut Cells<'_>, axis_count: usize) -> Option<ImportedVariant> {
    if cells.text("sku").is_empty() {
        cells.refuse("sku", "missing", "the SKU is missing");
    }
    let sku = cells.parse("sku");
    let values = (0..axis_count).map(|axis| cells.text(&option_column(axis, "value")).to_owned()).collect();
    let fields = VariantFields {
        status: word(cells, "variant_status", "active or archived", VariantStatus::from_stored),
        tax_class: cells.parse("tax_class"),
        requires_stock: cells.flag("requires_stock"),
        requires_shipping: cells.flag("requires_shipping"),
        weight_g: cells.parse("weight_g"),
        barcode: cells.find("barcode").map(str::to_owned),
        ..VariantFields::default()
    };
    Some(ImportedVariant {
        row: cells.number(),
        sku: sku?,
        option_values: values,
        fields,
        taxable: None,
        picture: None,
        extra: None,
    })
}

/// The rows of a product under [`COLUMNS`]; none for a product without variants, which the format cannot express.
#[must_use]
pub(crate) fn rows(product: &Product, now: Timestamp) -> Vec<Vec<String>> {
    let variants = product.variants.iter().enumerate();
    variants.map(|(index, variant)| row(product, variant, index == 0, now)).collect()
}

fn row(product: &Product, variant: &Variant, first: bool, now: Timestamp) -> Vec<String> {
    let mut cells: BTreeMap<String, String> = BTreeMap::new();
    let mut put = |column: &str, text: String| {
        cells.insert(column.to_owned(), text);
    };
    put("handle", product.handle.to_string());
    if first {
        put("title", product.title.clone());
        put("description", product.description.clone());
        put("kind", product.kind.as_str().to_owned());
        put("status", product.status.as_str().to_owned());
        put("vendor", product.vendor.clone());
        put("product_type", product.product_type.clone());
        put("tags", product.tags.join(", "));
        put("seo_title", product.seo_title.clone());
        put("seo_description", product.seo_description.clone());
        put("external_id", product.external_id.clone().unwrap_or_default());
        put("channels", channels(product, now));
        for (axis, name) in product.option_names.iter().enumerate() {
            put(&option_column(axis, "name"), name.clone());
        }
    }
    for (axis, value) in variant.option_values.iter().enumerate() {
        put(&option_column(axis, "value"), value.clone());
    }
    put("sku", variant.sku.to_string());
    put("barcode", variant.barcode.clone().unwrap_or_default());
    put("variant_status", variant.status.as_str().to_owned());
    put("tax_class", variant.tax_class.to_string());
    put("requires_stock", variant.requires_stock.to_string());
    put("requires_shipping", variant.requires_shipping.to_string());
    put("weight_g", variant.weight_g.to_string());
    COLUMNS.iter().map(|column| cells.remove(*column).unwrap_or_default()).collect()
}

fn channels(product: &Product, now: Timestamp) -> String {
    let entries = product.publications.iter().map(|(channel, publication)| {
        if publication.published_at <= now {
            channel.to_string()
        } else {
            format!("{channel}@{}", publication.published_at)
        }
    });
    entries.collect::<Vec<_>>().join("; ")
}
