//! The demo shop: the catalog of a real British gift wholesaler, its prices, breaks and opening stock.

use std::collections::BTreeMap;
use std::io::Read;

use anyhow::Context;
use flate2::read::GzDecoder;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    CATALOG, Import, PRICING, SHIPPING, channel, everybody_knows, fresh_key, prices, products, stock,
};
use crate::api::{Api, Failure};
use crate::output::count;

/// One row per stock code. Source and licence: `server/data/online-retail/README.md`.
pub(crate) const PRODUCTS: &[u8] = include_bytes!("../../data/online-retail/products.csv.gz");

/// Where the demo shop sells to everybody.
pub(crate) const WEB: &str = "web";
/// Where it sells to the trade.
pub(crate) const TRADE: &str = "trade";

const TAX_FILES: [&str; 2] = ["eu-vat", "world-sales-tax"];
const RATE_CARDS: [(&str, &str); 3] = [
    ("dhl-private", "DHL"),
    ("dhl-premium-business", "DHL Premium Business"),
    ("dhl-express", "DHL Express"),
];

/// A product of the demo shop.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct DemoProduct {
    #[serde(rename = "StockCode")]
    pub(crate) sku: String,
    /// Two spellings of a code are one article in the retailer's own reports.
    #[serde(rename = "CanonicalCode")]
    #[cfg_attr(not(test), expect(dead_code, reason = "a report makes it of the code; a test compares"))]
    pub(crate) canonical: String,
    #[serde(rename = "Kind")]
    kind: String,
    #[serde(rename = "Title")]
    pub(crate) title: String,
    #[serde(rename = "OpeningStock")]
    pub(crate) opening_stock: Option<i64>,
    /// For the sample of 2,000 invoices alone.
    #[serde(rename = "OpeningStockSample")]
    #[cfg_attr(not(test), expect(dead_code, reason = "the replay computes it; a test compares"))]
    pub(crate) opening_stock_sample: Option<i64>,
}

impl DemoProduct {
    /// False for services and vouchers.
    pub(crate) fn goods(&self) -> bool {
        self.kind == "product"
    }
}

/// The products file, unpacked.
pub(crate) fn products_csv() -> Vec<u8> {
    let mut csv = Vec::new();
    GzDecoder::new(PRODUCTS).read_to_end(&mut csv).expect("BUG: the file was packed when this was built");
    csv
}

/// All products of the demo shop.
pub(crate) fn demo_products() -> Vec<DemoProduct> {
    let csv = products_csv();
    let rows = csv::Reader::from_reader(csv.as_slice()).into_deserialize();
    rows.collect::<Result<_, _>>().expect("BUG: the file was read when this was tested")
}

#[derive(Deserialize)]
struct Items {
    items: Vec<Value>,
}

/// True for a platform that holds nothing yet, and so is nobody's shop.
pub(super) async fn wanted(api: &Api) -> Result<bool, Failure> {
    let channels: Items = api.get(CATALOG, "/admin/v1/channels").await?;
    let products: Items = api.get(CATALOG, "/admin/v1/products?limit=1").await?;
    Ok(channels.items.is_empty() && products.items.is_empty())
}

/// Loads everything; what is there already stays as it is.
pub(super) async fn load(mut import: Import<'_>) -> anyhow::Result<()> {
    let (api, audience) = (import.api, import.audience);
    audience.tell("Loading the demo catalog: UCI \"Online Retail\", Chen, D. (2015), CC BY 4.0");
    let mut made = 0;
    for (code, name) in [(TRADE, "Trade"), (WEB, "Web shop")] {
        made += usize::from(channel(api, code, name, "GBP").await?);
    }
    if made > 0 {
        audience.tell(format!("  {} made: {TRADE} and {WEB}", count(made, "channel")));
    }
    products(&mut import, "online-retail", WEB, PRODUCTS.to_vec()).await?;
    let price_file = pricing::retailer_price_file(&products_csv(), "base-gbp");
    prices(&mut import, &price_file.context("the prices of the demo catalog")?).await?;
    stock::open(&mut import, &opening_stock()).await?;
    tax_rates(&mut import).await?;
    rate_cards(&mut import).await?;
    everybody_knows(&import).await?;
    import.end("The demo catalog is not complete.")
}

fn opening_stock() -> BTreeMap<String, i64> {
    let goods = demo_products().into_iter().filter(DemoProduct::goods);
    goods.map(|product| (product.sku, product.opening_stock.unwrap_or(0))).collect()
}

#[derive(Deserialize)]
struct TaxImport {
    rates: usize,
}

async fn tax_rates(import: &mut Import<'_>) -> anyhow::Result<()> {
    let (api, step) = (import.api, import.step("tax rates"));
    let mut rates = 0;
    for source in TAX_FILES {
        let key = fresh_key("tax");
        let answer: TaxImport =
            api.post(PRICING, "/admin/v1/tax/import", &key, &json!({ "source": source })).await?;
        rates += answer.rates;
    }
    step.done(format!("tax: {rates} rates"));
    import.report.tax_rates = rates;
    Ok(())
}

#[derive(Deserialize)]
struct CardImport {
    zone_count: usize,
    methods: Vec<Value>,
}

async fn rate_cards(import: &mut Import<'_>) -> anyhow::Result<()> {
    let (api, step) = (import.api, import.step("shipping rates"));
    let (mut zones, mut methods) = (0, 0);
    for (card, name) in RATE_CARDS {
        let body = json!({ "code": card, "name": name, "carrier": "DHL" });
        let path = "/admin/v1/shipping-rate-cards";
        let answer: CardImport = api.post(SHIPPING, path, &fresh_key("rates"), &body).await?;
        zones += answer.zone_count;
        methods += answer.methods.len();
    }
    import.report.shipping_methods = methods;
    step.done(format!("shipping: {methods} methods to {zones} zones"));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_demo_has_every_exact_code_and_its_opening_stock() {
        let products = demo_products();
        assert_eq!(products.len(), 4_070);
        let canonical: std::collections::HashSet<&str> =
            products.iter().map(|product| product.canonical.as_str()).collect();
        assert_eq!(canonical.len(), 3_958);
        assert_eq!(opening_stock().values().sum::<i64>(), 5_648_655);
        let sample: i64 = products.iter().filter_map(|product| product.opening_stock_sample).sum();
        assert_eq!(sample, 390_037);
    }
}
