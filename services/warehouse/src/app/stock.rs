//! Reading stock, setting its policy, and proving that the levels are what the ledger says.

use std::collections::{BTreeMap, HashMap};

use kernel_base::{Page, PageRequest};
use serde::Serialize;
use shared_contracts::{Code, Sku, StockLocationId, VariantId};

use crate::app::{App, settle};
use crate::domain::stock::{Level, Oversell, Pieces, StockItem, signals};
use crate::error::{WarehouseError, field};
use crate::publish;
use crate::store::location;
use crate::store::stock::{self, ItemFilter, LevelDifference, StockRows};

/// Largest figure of a policy; also a CHECK.
const MAX_POLICY_PIECES: i64 = 1_000_000_000;
/// The most locations one policy may name.
const MAX_POLICY_LOCATIONS: usize = 100;

/// An item with the codes of the locations that have it.
#[derive(Debug, Clone)]
pub(crate) struct NamedItem {
    pub(crate) item: StockItem,
    pub(crate) locations: HashMap<StockLocationId, String>,
}

/// How a variant is sold.
#[derive(Debug, Clone)]
pub(crate) struct Policy {
    pub(crate) oversell: Oversell,
    pub(crate) low_stock_threshold: i64,
    /// Levels not named keep theirs.
    pub(crate) levels: Vec<LevelPolicy>,
}

/// How a variant is sold from one location.
#[derive(Debug, Clone)]
pub(crate) struct LevelPolicy {
    pub(crate) location: Code,
    pub(crate) safety_stock: i64,
    pub(crate) backorder_limit: i64,
}

/// Whether the levels are what ledger and reservations add up to.
#[derive(Debug, Clone)]
pub(crate) struct Verification {
    pub(crate) level_count: i64,
    pub(crate) sums: Pieces,
    /// At most 1,000, with the code of the location.
    pub(crate) differences: Vec<(LevelDifference, String)>,
}

/// What the audit log shows of a policy.
#[derive(Serialize)]
struct Shown {
    oversell: Oversell,
    low_stock_threshold: i64,
    levels: BTreeMap<StockLocationId, ShownLevel>,
}

#[derive(Serialize)]
struct ShownLevel {
    safety_stock: i64,
    backorder_limit: i64,
}

impl Shown {
    fn of(item: &StockItem) -> Self {
        let level = |level: &Level| {
            let (safety_stock, backorder_limit) = (level.safety_stock, level.backorder_limit);
            (level.location_id, ShownLevel { safety_stock, backorder_limit })
        };
        let (oversell, low_stock_threshold) = (item.oversell, item.low_stock_threshold);
        Self { oversell, low_stock_threshold, levels: item.levels.iter().map(level).collect() }
    }
}

impl App {
    /// Stock items in order of SKU.
    pub(crate) async fn list_stock(
        &self,
        sku: Option<Sku>,
        location: Option<Code>,
        page: &PageRequest,
        after: Option<(String, VariantId)>,
    ) -> Result<Page<NamedItem>, WarehouseError> {
        let reader = self.db.read().await?;
        let location_id = match &location {
            None => None,
            Some(code) => match location::by_code(&reader, &[code.as_str()]).await?.remove(code.as_str()) {
                Some(location) => Some(location.location_id),
                None => return Ok(Page { items: Vec::new(), next_cursor: None }),
            },
        };
        let rows = stock::list(&reader, &ItemFilter { sku, location_id }, after, page.limit).await?;
        let keys = Page::from_rows(rows, page.limit, Clone::clone);
        let variants: Vec<VariantId> = keys.items.iter().map(|key| key.1).collect();
        let mut items: HashMap<VariantId, NamedItem> = self
            .named_items(&variants)
            .await?
            .into_iter()
            .map(|named| (named.item.variant_id, named))
            .collect();
        Ok(Page {
            items: variants.iter().filter_map(|variant| items.remove(variant)).collect(),
            next_cursor: keys.next_cursor,
        })
    }

    pub(crate) async fn get_stock(&self, variant: VariantId) -> Result<NamedItem, WarehouseError> {
        self.named_items(&[variant]).await?.pop().ok_or(WarehouseError::VariantNotFound(variant))
    }

    async fn named_items(&self, variants: &[VariantId]) -> Result<Vec<NamedItem>, WarehouseError> {
        let reader = self.db.read().await?;
        let (routes, rows) = tokio::try_join!(
            location::routes(&reader, &[]),
            StockRows::read(&reader, variants.iter().copied()),
        )?;
        let items = rows.items(routes.active());
        let ids = items.iter().flat_map(|item| &item.levels).map(|level| level.location_id);
        let codes = location::codes(&reader, ids).await?;
        let name = |item: StockItem| {
            let code = |level: &Level| Some((level.location_id, codes.get(&level.location_id)?.clone()));
            NamedItem { locations: item.levels.iter().filter_map(code).collect(), item }
        };
        Ok(items.into_iter().map(name).collect())
    }

    /// Replaces a variant's policy, and that of the levels it names; over the policy's `expected` version, where one is.
    pub(crate) async fn save_policy(
        &self,
        variant: VariantId,
        policy: &Policy,
        expected: Option<i64>,
    ) -> Result<NamedItem, WarehouseError> {
        check(policy)?;
        settle(|| self.try_save_policy(variant, policy, expected)).await?;
        self.get_stock(variant).await
    }

    async fn try_save_policy(
        &self,
        variant: VariantId,
        policy: &Policy,
        expected: Option<i64>,
    ) -> Result<(), WarehouseError> {
        let write = self.db.write().await?;
        let codes: Vec<&str> = policy.levels.iter().map(|level| level.location.as_str()).collect();
        let (routes, rows, locations) = tokio::try_join!(
            location::routes(&write, &[]),
            StockRows::read(&write, [variant]),
            location::by_code(&write, &codes),
        )?;
        let mut item = rows.items(routes.active()).pop().ok_or(WarehouseError::VariantNotFound(variant))?;
        let current = item.policy_version;
        if expected.is_some_and(|expected| expected != current) {
            return Err(WarehouseError::VersionMismatch { current });
        }
        let (before, policy_before) = (item.figures(), Shown::of(&item));
        item.oversell = policy.oversell;
        item.low_stock_threshold = policy.low_stock_threshold;
        let (mut named, mut unknown) = (Vec::new(), Vec::new());
        for (index, wanted) in policy.levels.iter().enumerate() {
            let Some(location) = locations.get(wanted.location.as_str()) else {
                let message = format!("stock location {} does not exist", wanted.location);
                unknown.push(field(
                    format!("/levels/{index}/location"),
                    "warehouse.unknown_location",
                    message,
                ));
                continue;
            };
            let id = location.location_id;
            if item.level(id).is_none() {
                item.levels.push(Level::fresh(id, location.active));
            }
            let level = item.level_mut(id).expect("BUG: pushed above");
            level.safety_stock = wanted.safety_stock;
            level.backorder_limit = wanted.backorder_limit;
            named.push(level.clone());
        }
        if !unknown.is_empty() {
            return Err(WarehouseError::Invalid(unknown));
        }
        stock::save_policy(&write, &item, &named).await?;
        write.changed(variant, Some(&policy_before), Some(&Shown::of(&item)));
        let told = signals(before, item.figures(), item.low_stock_threshold);
        publish::stock(&write, &self.env, &item, told, self.env.now(), None)?;
        write.commit().await?;
        Ok(())
    }

    /// Recomputes every level from the ledger and the open reservations.
    pub(crate) async fn verify_stock(&self) -> Result<Verification, WarehouseError> {
        let reader = self.db.read().await?;
        let found = stock::differences(&reader).await?;
        let (level_count, sums) = stock::sums(&reader).await?;
        let codes = location::codes(&reader, found.iter().map(|found| found.location_id)).await?;
        let name = |found: LevelDifference| {
            let code = codes.get(&found.location_id).cloned().unwrap_or_default();
            (found, code)
        };
        Ok(Verification { level_count, sums, differences: found.into_iter().map(name).collect() })
    }
}

fn check(policy: &Policy) -> Result<(), WarehouseError> {
    if policy.levels.len() > MAX_POLICY_LOCATIONS {
        let message = format!("a policy names at most {MAX_POLICY_LOCATIONS} locations");
        return Err(WarehouseError::field("/levels", "too_many", message));
    }
    let mut figures = vec![("/low_stock_threshold".to_owned(), policy.low_stock_threshold)];
    let mut errors = Vec::new();
    for (index, level) in policy.levels.iter().enumerate() {
        figures.push((format!("/levels/{index}/safety_stock"), level.safety_stock));
        figures.push((format!("/levels/{index}/backorder_limit"), level.backorder_limit));
        if policy.levels[..index].iter().any(|earlier| earlier.location == level.location) {
            let message = "the location stands there twice";
            errors.push(field(format!("/levels/{index}/location"), "duplicate", message));
        }
    }
    for (pointer, pieces) in figures {
        if !(0..=MAX_POLICY_PIECES).contains(&pieces) {
            errors.push(field(pointer, "out_of_range", "must lie between 0 and 1000000000"));
        }
    }
    if errors.is_empty() { Ok(()) } else { Err(WarehouseError::Invalid(errors)) }
}
