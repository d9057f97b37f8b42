//! `karum import`: fills the shop through its public API, with the demo catalog or with a merchant's own file.

mod demo;
mod shopify;
mod stock;

use std::fs;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use anyhow::{Context, bail};
use kernel_base::Env;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::api::{Api, Failure};
use crate::cli::ImportFormat;
use crate::config::Config;
use crate::exit::Reported;
use crate::output::{self, Audience, Mark, Step, count};
use crate::progress::Progress;

pub(crate) use demo::{DemoProduct, TRADE, demo_products};
pub(crate) use stock::{LOCATION, Stock, all as all_stock};

/// The names of the services that are filled; they may run in other processes.
pub(crate) const CATALOG: &str = "catalog";
const PRICING: &str = pricing::NAME;
const SHIPPING: &str = shipping::NAME;
const WAREHOUSE: &str = warehouse::NAME;
/// Who follows the catalog.
const FOLLOWERS: [&str; 4] = [PRICING, WAREHOUSE, order::NAME, "cart"];

/// How often a running operation is asked after.
const POLL: Duration = Duration::from_millis(150);
/// How long the other services may take to learn of new products; they follow catalog's events.
const LEARNING_TIME: Duration = Duration::from_secs(60);
/// Only after this time a lag of zero means that nothing is under way: before, a consumer may not have looked.
const LOOKING_TIME: Duration = Duration::from_secs(3);
/// Errors that are shown in full; the rest is counted.
const SHOWN_ERRORS: usize = 10;

/// What a person wants to be imported.
pub(crate) struct Wanted {
    pub(crate) format: Option<ImportFormat>,
    pub(crate) file: Option<PathBuf>,
    pub(crate) channel: String,
}

/// One import: where it goes, who watches, and what has come of it.
struct Import<'a> {
    api: &'a Api,
    audience: Audience,
    report: Report,
}

/// What an import has done, for programs.
#[derive(Debug, Default, Serialize)]
struct Report {
    products: ProductCounts,
    prices: PriceCounts,
    stock: StockCounts,
    tax_rates: usize,
    shipping_methods: usize,
    /// What was not imported.
    errors: Vec<RowError>,
}

#[derive(Debug, Default, Serialize)]
struct ProductCounts {
    created: u64,
    updated: u64,
    unchanged: u64,
}

#[derive(Debug, Default, Serialize)]
struct PriceCounts {
    changed: usize,
    unchanged: usize,
}

#[derive(Debug, Default, Serialize)]
struct StockCounts {
    variants: u64,
    pieces: i64,
}

#[derive(Debug, Serialize)]
struct RowError {
    /// `products`, `prices` or `stock`.
    of: &'static str,
    /// The row of the file, where it has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    row: Option<u64>,
    message: String,
}

impl<'a> Import<'a> {
    fn new(api: &'a Api, audience: Audience) -> Self {
        Self { api, audience, report: Report::default() }
    }

    fn step(&self, text: &str) -> Step {
        Step::start_for(self.audience, text)
    }

    fn progress(&self, text: &str) -> Progress {
        Progress::start(self.audience, text, 0)
    }

    /// Tells people the first of these errors, and keeps all of them for programs.
    fn refuse(&mut self, errors: Vec<RowError>) {
        if self.audience == Audience::People {
            for RowError { row, message, .. } in errors.iter().take(SHOWN_ERRORS) {
                let place = row.map(|row| format!("row {row}: ")).unwrap_or_default();
                output::note(format!("  {place}{message}"));
            }
            if errors.len() > SHOWN_ERRORS {
                output::note(format!("  … and {}", count(errors.len() - SHOWN_ERRORS, "more error")));
            }
        }
        self.report.errors.extend(errors);
    }

    /// Fails with this sentence when anything was refused.
    fn end(self, incomplete: &str) -> anyhow::Result<()> {
        if self.audience == Audience::Programs {
            output::json(&self.report)?;
        }
        if self.report.errors.is_empty() { Ok(()) } else { Err(Reported::after(incomplete)) }
    }
}

/// Imports a file, or without one the demo catalog.
pub(crate) async fn run(config: &Config, wanted: Wanted, json: bool) -> anyhow::Result<()> {
    let api = Api::of_running(config)?;
    let import = Import::new(&api, if json { Audience::Programs } else { Audience::People });
    match (wanted.format, wanted.file) {
        (Some(ImportFormat::Shopify), Some(file)) => {
            let bytes = fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?;
            shopify::load(import, bytes, &wanted.channel).await
        }
        _ => load_demo(config, import).await,
    }
}

/// Loads the demo catalog into a platform that has none yet, and goes on with an import that was interrupted.
pub(crate) async fn first_start(config: &Config) -> anyhow::Result<()> {
    if !config.demo.catalog {
        return Ok(());
    }
    let api = Api::open(config)?;
    if unfinished(config).exists() || demo::wanted(&api).await? {
        load_demo(config, Import::new(&api, Audience::People)).await
    } else {
        Ok(())
    }
}

/// What is there of the demo does not tell whether it is all: every service has some of its own from the start.
async fn load_demo(config: &Config, import: Import<'_>) -> anyhow::Result<()> {
    let mark = unfinished(config);
    let failed = || format!("cannot write {}", mark.display());
    fs::write(&mark, "The import of the demo catalog has begun and not ended.\n").with_context(failed)?;
    demo::load(import).await?;
    fs::remove_file(&mark).with_context(failed)
}

fn unfinished(config: &Config) -> PathBuf {
    config.data_dir.join("demo-import-unfinished")
}

/// A key for one call of this run; the same file may well be imported again later.
fn fresh_key(what: &str) -> String {
    format!("import-{what}-{}", Env::system().uuid())
}

#[derive(Deserialize)]
struct Operation {
    operation_id: String,
    status: String,
    rows_done: u64,
    rows_total: Option<u64>,
    counts: Counts,
    error_code: Option<String>,
}

#[derive(Deserialize)]
struct Counts {
    created: u64,
    updated: u64,
    unchanged: u64,
    failed: u64,
}

#[derive(Deserialize)]
struct ProductRowError {
    row: u64,
    column: String,
    message: String,
}

/// Has catalog import a file, and waits until it has. Rows it refuses are told.
async fn products(import: &mut Import<'_>, format: &str, channel: &str, file: Vec<u8>) -> anyhow::Result<()> {
    let (api, progress) = (import.api, import.progress("products"));
    let path = format!("/admin/v1/imports?format={format}&channel={channel}");
    let mut operation: Operation = api.post_csv(CATALOG, &path, &fresh_key("products"), file).await?;
    while !matches!(operation.status.as_str(), "succeeded" | "failed") {
        tokio::time::sleep(POLL).await;
        let path = format!("/admin/v1/operations/{}", operation.operation_id);
        operation = api.get(CATALOG, &path).await?;
        progress.set(operation.rows_done, operation.rows_total.unwrap_or(0));
    }
    if operation.status == "failed" {
        bail!("the products could not be imported: {}", operation.error_code.unwrap_or_default());
    }
    let Counts { created, updated, unchanged, failed } = operation.counts;
    import.report.products = ProductCounts { created, updated, unchanged };
    let text = format!("products: {created} new, {updated} changed, {unchanged} as they were");
    if failed == 0 {
        progress.done(text);
        return Ok(());
    }
    progress.end(Mark::Bad, format!("{text}, {failed} refused"));
    let mut errors = Vec::new();
    let path = format!("/admin/v1/operations/{}/errors", operation.operation_id);
    let keep = |page: Vec<ProductRowError>| {
        errors.extend(page.into_iter().map(|error| RowError {
            of: "products",
            row: Some(error.row),
            message: format!("{}: {}", error.column, error.message),
        }));
    };
    api.list(CATALOG, &path, &[], keep).await?;
    import.refuse(errors);
    Ok(())
}

#[derive(Deserialize)]
struct PriceImport {
    changed: usize,
    unchanged: usize,
    errors: Vec<PriceRowError>,
}

#[derive(Deserialize)]
struct PriceRowError {
    /// The header is line 1.
    line: usize,
    code: String,
    message: String,
}

/// Loads a price file. Rows with SKUs that pricing does not know yet are sent again: its news from catalog come a
/// moment later.
async fn prices(import: &mut Import<'_>, file: &str) -> anyhow::Result<()> {
    let (api, step) = (import.api, import.step("prices"));
    let (header, rows) = file.split_once('\n').context("BUG: a price file has a header")?;
    let mut rows: Vec<&str> = rows.lines().collect();
    let (mut changed, mut unchanged) = (0, 0);
    let started = Instant::now();
    let errors = loop {
        let body = format!("{header}\n{}\n", rows.join("\n")).into_bytes();
        let path = "/admin/v1/price-imports";
        let answer: PriceImport = api.post_csv(PRICING, path, &fresh_key("prices"), body).await?;
        changed += answer.changed;
        unchanged += answer.unchanged;
        let unknown = answer.errors.iter().filter(|error| error.code == "unknown_sku");
        let again: Vec<&str> = unknown.filter_map(|error| rows.get(error.line - 2).copied()).collect();
        if again.is_empty() || !still_learning(api, started).await? {
            break answer.errors;
        }
        rows = again;
        tokio::time::sleep(POLL).await;
    };
    step.done(format!("prices: {changed} new or changed, {unchanged} as they were"));
    import.report.prices = PriceCounts { changed, unchanged };
    let error = |error: PriceRowError| RowError { of: "prices", row: None, message: error.message };
    import.refuse(errors.into_iter().map(error).collect());
    Ok(())
}

/// Waits until every service has seen what catalog said: then orders for the new products can come.
async fn everybody_knows(import: &Import<'_>) -> anyhow::Result<()> {
    let (api, step) = (import.api, import.step("waiting until every service knows the products"));
    let started = Instant::now();
    while behind(api).await? {
        if started.elapsed() > LEARNING_TIME {
            bail!("some service does not follow the catalog; karum doctor says more");
        }
        tokio::time::sleep(POLL).await;
    }
    step.done("every service knows the products");
    Ok(())
}

/// Whether a SKU that a service does not know may still become known to it.
async fn still_learning(api: &Api, started: Instant) -> Result<bool, Failure> {
    let waited = started.elapsed();
    Ok(waited < LOOKING_TIME || (waited < LEARNING_TIME && behind(api).await?))
}

async fn behind(api: &Api) -> Result<bool, Failure> {
    for service in FOLLOWERS {
        if lags(&api.metrics(service).await?) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether a consumer of that process is behind: `karum_consumer_lag_events{service="order",producer="catalog"} 12`.
fn lags(metrics: &str) -> bool {
    let lags = metrics.lines().filter(|line| line.starts_with("karum_consumer_lag_events{"));
    lags.filter_map(|line| line.rsplit_once(' ')).any(|(_, lag)| lag != "0")
}

/// Makes what may be there already.
async fn ensure(
    api: &Api,
    service: &'static str,
    path: &str,
    body: &Value,
    taken: &str,
) -> Result<bool, Failure> {
    match api.post::<Value>(service, path, &fresh_key("ensure"), body).await {
        Ok(_) => Ok(true),
        Err(failure) if failure.code() == Some(taken) => Ok(false),
        Err(failure) => Err(failure),
    }
}

async fn channel(api: &Api, code: &str, name: &str, currency: &str) -> Result<bool, Failure> {
    let body = json!({ "code": code, "name": name, "currency": currency });
    ensure(api, CATALOG, "/admin/v1/channels", &body, "catalog.code_taken").await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lag_is_any_consumer_that_is_behind() {
        let metric = |lag| {
            format!(
                "# TYPE karum_consumer_lag_events gauge\n\
                 karum_consumer_lag_events{{service=\"order\",producer=\"catalog\"}} 0\n\
                 karum_consumer_lag_events{{service=\"cart\",producer=\"catalog\"}} {lag}\n# EOF\n"
            )
        };
        assert!(lags(&metric("7")));
        assert!(!lags(&metric("0")));
    }
}
