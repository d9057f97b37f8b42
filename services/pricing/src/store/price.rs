//! Prices, their periods and their history.

use std::collections::HashMap;

use kernel_base::{Env, Timestamp, UnitPrice};
use kernel_db::{DbError, GenericClient, Write};
use pricing_db::client::Params;
use pricing_db::queries::price::{
    HistoryRow, InsertPriceHistoryParams, InsertPricesParams, NextHistoryPageParams, PriceRow, delete_prices,
    end_prices, first_history_page, insert_price_history, insert_prices, list_priced_variants, list_prices,
    next_history_page, price_set_versions, prices_at, prices_from, prices_to_change, raise_price_sets,
    recent_history,
};
use serde::{Deserialize, Serialize};
use shared_contracts::{PriceId, PriceListId, Quantity, VariantId};
use uuid::Uuid;

use crate::domain::history::HistoryEntry;
use crate::domain::price::{Price, PricePlan};

/// The prices of one variant in one list.
pub(crate) type PriceSetKey = (PriceListId, VariantId);

/// Guard of [`save`]: another change of the same prices came first.
pub(crate) const PRICE_SET_GUARD: &str = "price_set_version";

/// Changes of one variant that are looked back over.
const RECENT_CHANGES: i64 = 1_000;

/// One entry of the history as staff see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RecordedPrice {
    pub(crate) entry: HistoryEntry,
    pub(crate) min_quantity: Quantity,
    pub(crate) recorded_at: Timestamp,
}

/// Where a page of the history ends: when it was recorded, list, version, tier.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(crate) struct HistoryPlace(Timestamp, PriceListId, i64, Quantity);

impl RecordedPrice {
    pub(crate) fn place(&self) -> HistoryPlace {
        HistoryPlace(self.recorded_at, self.entry.price_list_id, self.entry.version, self.min_quantity)
    }
}

/// What holds at `at` or later.
pub(crate) async fn from(
    client: &impl GenericClient,
    variants: &[VariantId],
    at: Timestamp,
) -> Result<Vec<(VariantId, Price)>, DbError> {
    Ok(prices_from().bind(client, &uuids(variants), &at).all().await?.into_iter().map(from_row).collect())
}

/// What holds at `at`.
pub(crate) async fn at(
    client: &impl GenericClient,
    variants: &[VariantId],
    at: Timestamp,
) -> Result<Vec<(VariantId, Price)>, DbError> {
    Ok(prices_at().bind(client, &uuids(variants), &at).all().await?.into_iter().map(from_row).collect())
}

/// What holds at `at` or later in one list.
pub(crate) async fn in_list(
    client: &impl GenericClient,
    list: PriceListId,
    variants: &[VariantId],
    at: Timestamp,
) -> Result<Vec<(VariantId, Price)>, DbError> {
    let rows = list_prices().bind(client, &list.uuid(), &uuids(variants), &at).all().await?;
    Ok(rows.into_iter().map(from_row).collect())
}

/// Variants that have or had a price in the list, behind `after`.
pub(crate) async fn variants_in_list(
    client: &impl GenericClient,
    list: PriceListId,
    after: Option<VariantId>,
    limit: i64,
) -> Result<Vec<VariantId>, DbError> {
    let after = after.map(VariantId::uuid);
    let rows = list_priced_variants().bind(client, &list.uuid(), &after, &limit).all().await?;
    Ok(rows.into_iter().map(VariantId::from_uuid).collect())
}

/// What holds at `at` or later of these sets.
pub(crate) async fn of_sets(
    client: &impl GenericClient,
    sets: &[PriceSetKey],
    at: Timestamp,
) -> Result<HashMap<PriceSetKey, Vec<Price>>, DbError> {
    let (lists, variants) = columns(sets);
    let mut prices: HashMap<PriceSetKey, Vec<Price>> = HashMap::new();
    for row in prices_to_change().bind(client, &lists, &variants, &at).all().await? {
        let (variant, price) = from_row(row);
        prices.entry((price.price_list_id, variant)).or_default().push(price);
    }
    Ok(prices)
}

/// How often these sets were changed; none of a set that never had a price.
pub(crate) async fn versions(
    client: &impl GenericClient,
    sets: &[PriceSetKey],
) -> Result<HashMap<PriceSetKey, i64>, DbError> {
    let (lists, variants) = columns(sets);
    let rows = price_set_versions().bind(client, &lists, &variants).all().await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let key = (PriceListId::from_uuid(row.price_list_id), VariantId::from_uuid(row.variant_id));
            (key, row.version)
        })
        .collect())
}

/// The latest changes of the price of one piece.
pub(crate) async fn recent(
    client: &impl GenericClient,
    variants: &[VariantId],
) -> Result<Vec<(VariantId, HistoryEntry)>, DbError> {
    let rows = recent_history().bind(client, &uuids(variants), &RECENT_CHANGES).all().await?;
    Ok(rows.iter().map(|row| (VariantId::from_uuid(row.variant_id), recorded(row).entry)).collect())
}

/// The history of one variant, newest first, behind `after`.
pub(crate) async fn history(
    client: &impl GenericClient,
    variant: VariantId,
    after: Option<HistoryPlace>,
    limit: i64,
) -> Result<Vec<RecordedPrice>, DbError> {
    let rows = match after {
        None => first_history_page().bind(client, &variant.uuid(), &limit).all().await?,
        Some(HistoryPlace(recorded_at, list, version, min_quantity)) => {
            let params = NextHistoryPageParams {
                variant_id: variant.uuid(),
                recorded_at,
                price_list_id: list.uuid(),
                version,
                min_quantity: min_quantity.get(),
                row_limit: limit,
            };
            next_history_page().params(client, &params).all().await?
        }
    };
    Ok(rows.iter().map(recorded).collect())
}

/// A planned change of one set.
pub(crate) struct PlannedSet {
    pub(crate) key: PriceSetKey,
    /// After the change.
    pub(crate) version: i64,
    pub(crate) valid_from: Timestamp,
    pub(crate) plan: PricePlan,
}

/// Records planned changes, each set at most once; the guard [`PRICE_SET_GUARD`] fails when one has moved on.
pub(crate) async fn save(write: &Write, env: &Env, sets: &[&PlannedSet]) -> Result<(), DbError> {
    let keys: Vec<PriceSetKey> = sets.iter().map(|set| set.key).collect();
    let (lists, variants) = columns(&keys);
    let versions: Vec<i64> = sets.iter().map(|set| set.version).collect();
    let guarded = write.expect(sets.len(), PRICE_SET_GUARD);
    raise_price_sets().bind(&guarded, &env.now(), &lists, &variants, &versions).await?;
    let deleted: Vec<Uuid> = sets.iter().flat_map(|set| &set.plan.delete).map(|id| id.uuid()).collect();
    if !deleted.is_empty() {
        delete_prices().bind(write, &deleted).await?;
    }
    let (ended, ends): (Vec<Uuid>, Vec<Timestamp>) =
        sets.iter().flat_map(|set| set.plan.end.iter().map(move |id| (id.uuid(), set.valid_from))).unzip();
    if !ended.is_empty() {
        end_prices().bind(write, &ended, &ends).await?;
    }
    insert_new(write, env, sets).await?;
    insert_history(write, env, sets).await
}

async fn insert_new(write: &Write, env: &Env, sets: &[&PlannedSet]) -> Result<(), DbError> {
    let new: Vec<_> =
        sets.iter().flat_map(|set| set.plan.insert.iter().map(move |new| (set.key, new))).collect();
    if new.is_empty() {
        return Ok(());
    }
    let params = InsertPricesParams {
        price_ids: new
            .iter()
            .map(|_| env.id::<shared_contracts::kind::Price>().uuid())
            .collect::<Vec<Uuid>>(),
        price_list_ids: new.iter().map(|((list, _), _)| list.uuid()).collect::<Vec<Uuid>>(),
        variant_ids: new.iter().map(|((_, variant), _)| variant.uuid()).collect::<Vec<Uuid>>(),
        min_quantities: new.iter().map(|(_, new)| new.min_quantity.get()).collect::<Vec<i32>>(),
        unit_prices_micros: new.iter().map(|(_, new)| new.unit_price.micros()).collect::<Vec<i64>>(),
        valid_froms: new.iter().map(|(_, new)| new.valid_from).collect::<Vec<Timestamp>>(),
        valid_untils: new.iter().map(|(_, new)| new.valid_until).collect::<Vec<Option<Timestamp>>>(),
    };
    insert_prices().params(write, &params).await?;
    Ok(())
}

async fn insert_history(write: &Write, env: &Env, sets: &[&PlannedSet]) -> Result<(), DbError> {
    let said: Vec<_> =
        sets.iter().flat_map(|set| set.plan.entries.iter().map(move |entry| (set, entry))).collect();
    let params = InsertPriceHistoryParams {
        at: env.now(),
        variant_ids: said.iter().map(|(set, _)| set.key.1.uuid()).collect::<Vec<Uuid>>(),
        price_list_ids: said.iter().map(|(set, _)| set.key.0.uuid()).collect::<Vec<Uuid>>(),
        versions: said.iter().map(|(set, _)| set.version).collect::<Vec<i64>>(),
        min_quantities: said.iter().map(|(_, entry)| entry.min_quantity.get()).collect::<Vec<i32>>(),
        unit_prices_micros: said
            .iter()
            .map(|(_, entry)| entry.unit_price.map(UnitPrice::micros))
            .collect::<Vec<Option<i64>>>(),
        valid_froms: said.iter().map(|(set, _)| set.valid_from).collect::<Vec<Timestamp>>(),
        valid_untils: said.iter().map(|(set, _)| set.plan.valid_until).collect::<Vec<Option<Timestamp>>>(),
    };
    insert_price_history().params(write, &params).await?;
    Ok(())
}

fn uuids(variants: &[VariantId]) -> Vec<Uuid> {
    variants.iter().map(|id| id.uuid()).collect()
}

fn columns(sets: &[PriceSetKey]) -> (Vec<Uuid>, Vec<Uuid>) {
    sets.iter().map(|(list, variant)| (list.uuid(), variant.uuid())).unzip()
}

fn quantity(pieces: i32) -> Quantity {
    Quantity::try_new(pieces.into()).expect("BUG: price_min_quantity_check")
}

fn from_row(row: PriceRow) -> (VariantId, Price) {
    let price = Price {
        id: PriceId::from_uuid(row.price_id),
        price_list_id: PriceListId::from_uuid(row.price_list_id),
        min_quantity: quantity(row.min_quantity),
        unit_price: UnitPrice::from_micros(row.unit_price_micros),
        valid_from: row.valid_from,
        valid_until: row.valid_until,
    };
    (VariantId::from_uuid(row.variant_id), price)
}

fn recorded(row: &HistoryRow) -> RecordedPrice {
    RecordedPrice {
        entry: HistoryEntry {
            price_list_id: PriceListId::from_uuid(row.price_list_id),
            unit_price: row.unit_price_micros.map(UnitPrice::from_micros),
            valid_from: row.valid_from,
            valid_until: row.valid_until,
            version: row.version,
        },
        min_quantity: quantity(row.min_quantity),
        recorded_at: row.recorded_at,
    }
}
