//! The catalog of the "Online Retail" data set: one row per exact stock code, one product each.

use std::collections::BTreeMap;

use catalog_contracts::ProductStatus;
use shared_contracts::{ChannelCode, Sku};

use super::table::{Cells, Columns, Row};
use super::{Converted, Grammar};
use crate::domain::handle::Handle;
use crate::domain::import::{ImportedProduct, ImportedPublication, ImportedVariant};
use crate::domain::product::{Kind, ProductFields};
use crate::domain::variant::VariantFields;

const CODE: &str = "StockCode";
const CANONICAL: &str = "CanonicalCode";
const KIND: &str = "Kind";
const TITLE: &str = "Title";

pub(super) const GRAMMAR: Grammar =
    Grammar { required: &[CODE, CANONICAL, KIND, TITLE], knows: |_| true, key: CODE, convert };

fn convert(rows: &[Row], columns: &Columns, channel: &ChannelCode) -> Converted {
    let [row] = rows else {
        let mut cells = Cells::new(&rows[1], columns);
        cells.refuse(CODE, "duplicate", "the stock code stands twice");
        return Err(cells.into_errors());
    };
    let mut cells = Cells::new(row, columns);
    let sku = cells.parse::<Sku>(CODE);
    let kind = match cells.text(KIND) {
        "product" => Some(Kind::Goods),
        "service" => Some(Kind::Service),
        "gift_voucher" => Some(Kind::GiftCard),
        _ => {
            cells.refuse(KIND, "wrong_value", "must be product, service or gift_voucher");
            None
        }
    };
    let title = Some(cells.text(TITLE).trim()).filter(|title| !title.is_empty()).unwrap_or(cells.text(CODE));
    // A code in its second spelling is a product of its own; handles know no upper case, so it gets a suffix.
    let twin = if cells.text(CODE) == cells.text(CANONICAL) { "" } else { "-2" };
    let handle = Handle::from_title(&format!("{title}-{}{twin}", cells.text(CODE)));
    let (Some(sku), Some(kind), Ok(handle)) = (sku, kind, handle) else {
        if cells.text(CODE).is_empty() {
            cells.refuse(CODE, "missing", "the stock code is missing");
        }
        return Err(cells.into_errors());
    };
    let variant = ImportedVariant {
        row: row.number,
        sku,
        option_values: Vec::new(),
        fields: VariantFields::default(),
        taxable: None,
        picture: None,
        extra: None,
    };
    Ok(ImportedProduct {
        row: row.number,
        handle,
        new_status: ProductStatus::Draft,
        fields: ProductFields {
            title: Some(title.to_owned()),
            kind: Some(kind),
            status: Some(ProductStatus::Active),
            ..ProductFields::default()
        },
        publications: BTreeMap::from([(channel.clone(), ImportedPublication::OnSale)]),
        variants: vec![variant],
        pictures: Vec::new(),
        extra: None,
    })
}
