//! Opening stock: counted in where nothing was ever counted. What a shop has sold since is not undone by importing again.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Instant;

use serde::Deserialize;

use super::{Import, POLL, RowError, StockCounts, WAREHOUSE, fresh_key, still_learning};
use crate::api::{Api, Failure};
use crate::output::Mark;

/// Where stock of a file lies that does not say where.
pub(crate) const LOCATION: &str = "main";

/// Stock of a variant, as the warehouse tells it.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Stock {
    pub(crate) sku: String,
    /// False for services.
    pub(crate) tracked: bool,
    pub(crate) on_hand: i64,
    pub(crate) reserved: i64,
    levels: Vec<serde::de::IgnoredAny>,
}

/// All stock, page by page.
pub(crate) async fn all(api: &Api) -> Result<Vec<Stock>, Failure> {
    let mut stock = Vec::new();
    api.list(WAREHOUSE, "/admin/v1/stock", &[], |page| stock.extend(page)).await?;
    Ok(stock)
}

#[derive(Deserialize)]
struct StockImport {
    import_id: String,
    status: String,
    row_count: u64,
    applied_count: u64,
    failed_count: u64,
}

#[derive(Deserialize)]
struct StockRowError {
    row_no: u64,
    message: String,
}

/// Sets the stock of those variants that never had any.
pub(super) async fn open(import: &mut Import<'_>, figures: &BTreeMap<String, i64>) -> anyhow::Result<()> {
    let (api, progress) = (import.api, import.progress("opening stock"));
    let (fresh, unknown) = never_counted(api, figures).await?;
    let rows: Vec<(&String, &i64)> = figures.iter().filter(|(sku, _)| fresh.contains(*sku)).collect();
    if rows.is_empty() {
        progress.done("opening stock: all was counted before");
        import.refuse(unknown);
        return Ok(());
    }
    let mut file = csv::Writer::from_writer(Vec::new());
    file.write_record(["sku", "location", "on_hand"])?;
    for (sku, on_hand) in &rows {
        file.write_record([sku.as_str(), LOCATION, &on_hand.to_string()])?;
    }
    let file = file.into_inner()?;
    let path = "/admin/v1/stock-imports";
    let mut answer: StockImport = api.post_csv(WAREHOUSE, path, &fresh_key("stock"), file).await?;
    let path = format!("{path}/{}", answer.import_id);
    while answer.status != "done" {
        tokio::time::sleep(POLL).await;
        answer = api.get(WAREHOUSE, &path).await?;
        progress.set(answer.applied_count + answer.failed_count, answer.row_count);
    }
    let units: i64 = rows.iter().map(|(_, on_hand)| **on_hand).sum();
    let text = format!("opening stock: {units} pieces of {} variants", answer.applied_count);
    import.report.stock = StockCounts { variants: answer.applied_count, pieces: units };
    let mut errors = unknown;
    if answer.failed_count == 0 {
        progress.done(text);
    } else {
        progress.end(Mark::Bad, format!("{text}, {} refused", answer.failed_count));
        let keep = |page: Vec<StockRowError>| {
            errors.extend(page.into_iter().map(|error| RowError {
                of: "stock",
                row: Some(error.row_no),
                message: error.message,
            }));
        };
        api.list(WAREHOUSE, &format!("{path}/errors"), &[], keep).await?;
    }
    import.refuse(errors);
    Ok(())
}

/// Waits until the warehouse knows all those SKUs, then answers which of them have no level yet, and what it does not know
/// all the same.
async fn never_counted(
    api: &Api,
    figures: &BTreeMap<String, i64>,
) -> anyhow::Result<(BTreeSet<String>, Vec<RowError>)> {
    let started = Instant::now();
    loop {
        let stock = all(api).await?;
        let known: BTreeSet<&str> = stock.iter().map(|stock| stock.sku.as_str()).collect();
        let unknown: Vec<RowError> = figures
            .keys()
            .filter(|sku| !known.contains(sku.as_str()))
            .map(|sku| RowError {
                of: "stock",
                row: None,
                message: format!("{sku}: the warehouse does not know this SKU"),
            })
            .collect();
        if unknown.is_empty() || !still_learning(api, started).await? {
            let fresh = stock.into_iter().filter(|stock| stock.tracked && stock.levels.is_empty());
            return Ok((fresh.map(|stock| stock.sku).collect(), unknown));
        }
        tokio::time::sleep(POLL).await;
    }
}
