//! Before a replay: every article of the file gets the stock with which the file can just be delivered.

use std::collections::{BTreeMap, HashMap};

use anyhow::bail;
use kernel_base::Env;
use serde::Deserialize;
use serde::de::IgnoredAny;

use super::WAREHOUSE;
use super::plan::StockCourse;
use super::send::{NewMovement, NewMovements};
use crate::api::{Api, Failure};
use crate::import::{LOCATION, Stock, all_stock};
use crate::output::Audience;
use crate::progress::Progress;

/// Articles counted by one request.
const BATCH: usize = 500;

/// How far an earlier replay of the same file has come, if there was one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Opened {
    /// Everything was counted; documents may have been sent.
    Yes,
    /// Nothing was sent yet.
    No,
}

#[derive(Deserialize)]
pub(super) struct Movement {
    pub(super) sku: String,
    pub(super) kind: String,
    pub(super) quantity: i64,
    pub(super) on_hand_after: i64,
    pub(super) reference: Option<String>,
}

/// The reference of counts before the replay of the file with that hash.
pub(super) fn reference(sha256: &str) -> String {
    format!("opening {}", sha256.get(..16).unwrap_or(sha256))
}

/// Looks for the count of the article that is counted last: when it is there, all others are.
pub(super) async fn opened(
    api: &Api,
    courses: &BTreeMap<String, StockCourse>,
    reference: &str,
) -> Result<Opened, Failure> {
    let Some(last) = courses.keys().next_back() else { return Ok(Opened::No) };
    let mut opened = Opened::No;
    let look = |page: Vec<Movement>| {
        if page.iter().any(|movement| movement.reference.as_deref() == Some(reference)) {
            opened = Opened::Yes;
        }
    };
    api.list(WAREHOUSE, "/admin/v1/stock/movements", &[("sku", last)], look).await?;
    Ok(opened)
}

/// Counts in the opening stock. What is reserved for other orders is kept for them.
pub(super) async fn open(
    api: &Api,
    audience: Audience,
    courses: &BTreeMap<String, StockCourse>,
    reference: &str,
) -> anyhow::Result<()> {
    let progress = Progress::start(audience, "opening stock", 0);
    let stock: HashMap<String, Stock> =
        all_stock(api).await?.into_iter().map(|stock| (stock.sku.clone(), stock)).collect();
    let unknown = courses.keys().filter(|sku| !stock.contains_key(*sku)).count();
    if unknown > 0 {
        bail!(
            "the shop does not have {unknown} of the {} articles in the file; karum import loads them",
            courses.len()
        );
    }
    let figures: Vec<(&String, i64)> =
        courses.iter().map(|(sku, course)| (sku, course.opening + stock[sku].reserved)).collect();
    let total = u64::try_from(figures.len())?;
    for batch in figures.chunks(BATCH) {
        let lines = batch.iter().map(|(sku, quantity)| NewMovement {
            sku,
            location: LOCATION,
            kind: "count",
            quantity: *quantity,
            reason: Some("opening stock of a replay".to_owned()),
            reference,
        });
        let body = NewMovements { lines: lines.collect() };
        // Counts are absolute: an interrupted run may count again.
        let key = format!("replay-opening-{}", Env::system().uuid());
        let _counted: IgnoredAny = api.post(WAREHOUSE, "/admin/v1/stock/movements", &key, &body).await?;
        for _ in batch {
            progress.step();
        }
        progress.total(total);
    }
    let units: i64 = courses.values().map(|course| course.opening).sum();
    progress.done(format!("opening stock: {units} pieces of {total} articles"));
    Ok(())
}
