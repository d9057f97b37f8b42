//! Shopify's product CSV: the first row of a product carries the product and its first variant, the rows after it
//! further variants and pictures.
//!
//! Prices and inventory belong to other services; their columns, and all others that catalog does not use, are kept
//! as they came ([`Variant::extra`], [`Product::extra`]) and written back.

mod read;
mod write;

use shared_contracts::Sku;

use super::Grammar;
use crate::domain::handle::Handle;

pub(crate) use write::Writer;

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
    convert: read::convert,
};

/// True when the column is one of the 48.
#[must_use]
pub(crate) fn is_standard(column: &str) -> bool {
    COLUMNS.contains(&column)
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
