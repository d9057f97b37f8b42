//! A merchant's own file: Shopify's product CSV, which has prices and stock in the same rows.

use std::collections::BTreeMap;
use std::io::Read;

use anyhow::{Context, bail};
use flate2::read::GzDecoder;
use serde::Deserialize;

use super::{CATALOG, Import, channel, everybody_knows, prices, products, stock};

/// What a new channel sells in, when the file is the first thing a shop imports.
const NEW_CHANNEL_CURRENCY: &str = "GBP";

#[derive(Deserialize)]
struct ChannelView {
    currency: String,
}

#[derive(Debug, Deserialize)]
struct VariantRow {
    #[serde(rename = "Variant SKU", default)]
    sku: String,
    #[serde(rename = "Variant Price", default)]
    price: String,
    #[serde(rename = "Variant Inventory Tracker", default)]
    tracker: String,
    #[serde(rename = "Variant Inventory Qty", default)]
    on_hand: String,
}

/// Imports products, then prices in the channel's currency, then stock where none was ever counted.
pub(super) async fn load(mut import: Import<'_>, file: Vec<u8>, into: &str) -> anyhow::Result<()> {
    let (rows, api) = (read(&file)?, import.api);
    channel(api, into, into, NEW_CHANNEL_CURRENCY).await?;
    let view: ChannelView = api.get(CATALOG, &format!("/admin/v1/channels/{into}")).await?;
    products(&mut import, "shopify", into, file).await?;
    prices(&mut import, &price_file(&rows, &view.currency)?).await?;
    stock::open(&mut import, &counted(&rows)?).await?;
    everybody_knows(&import).await?;
    import.end("Some rows were not imported.")
}

/// The rows that name a variant; others only add a picture.
fn read(file: &[u8]) -> anyhow::Result<Vec<VariantRow>> {
    let mut unpacked = Vec::new();
    let csv = if file.starts_with(&[0x1f, 0x8b]) {
        GzDecoder::new(file).read_to_end(&mut unpacked).context("the file is packed, but damaged")?;
        unpacked.as_slice()
    } else {
        file
    };
    let mut reader = csv::Reader::from_reader(csv);
    for column in ["Handle", "Variant SKU", "Variant Price"] {
        if !reader.headers()?.iter().any(|name| name == column) {
            bail!("not a product file of Shopify: it has no column {column:?}");
        }
    }
    let rows = reader.into_deserialize().collect::<Result<Vec<VariantRow>, _>>();
    Ok(rows.context("not a product file of Shopify")?.into_iter().filter(|row| !row.sku.is_empty()).collect())
}

fn price_file(rows: &[VariantRow], currency: &str) -> anyhow::Result<String> {
    let list = format!("base-{}", currency.to_ascii_lowercase());
    let mut file = csv::Writer::from_writer(Vec::new());
    file.write_record(["sku", "currency", "min_quantity", "unit_price", "list"])?;
    for row in rows.iter().filter(|row| !row.price.is_empty()) {
        file.write_record([row.sku.as_str(), currency, "1", &row.price, &list])?;
    }
    Ok(String::from_utf8(file.into_inner()?)?)
}

/// Stock of the variants whose stock the merchant follows. Shopify allows figures below zero for what was oversold.
fn counted(rows: &[VariantRow]) -> anyhow::Result<BTreeMap<String, i64>> {
    let mut figures = BTreeMap::new();
    for row in rows.iter().filter(|row| !row.tracker.is_empty() && !row.on_hand.is_empty()) {
        let on_hand: i64 =
            row.on_hand.parse().with_context(|| format!("{}: {:?} is no number", row.sku, row.on_hand))?;
        figures.insert(row.sku.clone(), on_hand.max(0));
    }
    Ok(figures)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "Handle,Variant SKU,Variant Price,Variant Inventory Tracker,Variant Inventory Qty\n\
        lamp,LAMP-1,69.99,shopify,5\nlamp,,,,\nlamp,LAMP-2,,shopify,-3\ncard,CARD,20.00,,\n";

    #[test]
    fn prices_and_stock_are_taken_from_the_rows_that_name_a_variant() {
        let rows = read(FILE.as_bytes()).unwrap();
        assert_eq!(
            price_file(&rows, "EUR").unwrap(),
            "sku,currency,min_quantity,unit_price,list\nLAMP-1,EUR,1,69.99,base-eur\nCARD,EUR,1,20.00,base-eur\n"
        );
        assert_eq!(
            counted(&rows).unwrap(),
            BTreeMap::from([("LAMP-1".to_owned(), 5), ("LAMP-2".to_owned(), 0)])
        );
    }

    #[test]
    fn another_file_is_refused_with_the_column_it_lacks() {
        let error = read(b"sku,price\nA,1\n").unwrap_err().to_string();
        assert!(error.contains("Handle"), "{error}");
    }
}
