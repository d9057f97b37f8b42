//! Stock items and their levels.

use std::collections::HashMap;

use kernel_base::{Id, Limit};
use kernel_db::{DbError, GenericClient, Write};
use shared_contracts::{ProductId, Sku, StockLocationId, VariantId};
use uuid::Uuid;
use warehouse_db::client::Params;
use warehouse_db::queries::stock::{
    InsertLevelsParams, StockRow, UpdateLevelsParams, find_stock, insert_levels, level_differences,
    list_items, remove_items, totals, touch_items, update_levels, update_policy, upsert_items,
    upsert_level_policies, variants_by_sku,
};

use crate::domain::stock::{Level, LevelDelta, Oversell, Pieces, StockItem};
use crate::store::uuids;

/// Items and levels as read, before anybody said which locations are active.
pub(crate) struct StockRows(Vec<StockRow>);

impl StockRows {
    pub(crate) async fn read(
        client: &impl GenericClient,
        variants: impl IntoIterator<Item = VariantId>,
    ) -> Result<Self, DbError> {
        let mut ids = uuids(variants);
        ids.sort_unstable();
        ids.dedup();
        if ids.is_empty() {
            return Ok(Self(Vec::new()));
        }
        Ok(Self(find_stock().bind(client, &ids).all().await?))
    }

    /// The items, in order of ids.
    pub(crate) fn items(self, active: &[StockLocationId]) -> Vec<StockItem> {
        let mut items: Vec<StockItem> = Vec::new();
        for row in self.0 {
            let variant_id = Id::from_uuid(row.variant_id);
            if items.last().is_none_or(|item| item.variant_id != variant_id) {
                items.push(StockItem {
                    variant_id,
                    sku: sku(&row.sku),
                    tracked: row.tracked,
                    oversell: Oversell::parse(&row.oversell, row.expected_at)
                        .expect("BUG: stock_item_oversell_check"),
                    low_stock_threshold: row.low_stock_threshold,
                    policy_version: row.policy_version,
                    version: row.version,
                    levels: Vec::new(),
                });
            }
            // A left join: all of a level is there, or nothing.
            if let (
                Some(location),
                Some(on_hand),
                Some(reserved),
                Some(safety_stock),
                Some(backorder_limit),
            ) = (row.location_id, row.on_hand, row.reserved, row.safety_stock, row.backorder_limit)
            {
                let location = Id::from_uuid(location);
                let pieces = Pieces { on_hand, reserved };
                let active = active.contains(&location);
                let level = Level::stored(location, active, pieces, safety_stock, backorder_limit);
                items.last_mut().expect("BUG: pushed above").levels.push(level);
            }
        }
        items
    }
}

/// The variants that have these SKUs now.
pub(crate) async fn variants_of(
    client: &impl GenericClient,
    skus: &[&str],
) -> Result<HashMap<String, VariantId>, DbError> {
    if skus.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = variants_by_sku().bind(client, &skus).all().await?;
    Ok(rows.into_iter().map(|row| (row.sku, Id::from_uuid(row.variant_id))).collect())
}

/// Which items a list holds.
#[derive(Debug, Clone, Default)]
pub(crate) struct ItemFilter {
    pub(crate) sku: Option<Sku>,
    pub(crate) location_id: Option<StockLocationId>,
}

/// Items in order of SKU, as `(sku, variant)`.
pub(crate) async fn list(
    client: &impl GenericClient,
    filter: &ItemFilter,
    after: Option<(String, VariantId)>,
    limit: Limit,
) -> Result<Vec<(String, VariantId)>, DbError> {
    let (after_sku, after_variant) = after.map_or((String::new(), Uuid::nil()), |(sku, id)| (sku, id.uuid()));
    let sku = filter.sku.as_ref().map(Sku::as_str);
    let location = filter.location_id.map(Id::uuid);
    let rows = list_items()
        .bind(client, &after_sku, &after_variant, &sku, &location, &limit.plus_one())
        .all()
        .await?;
    Ok(rows.into_iter().map(|row| (row.sku, Id::from_uuid(row.variant_id))).collect())
}

/// Writes every level that changed. Their items move on first, in order of ids, and only from the version that was read:
/// whoever decided on older figures fails here, whole.
pub(crate) async fn save<'i>(
    write: &Write,
    items: impl IntoIterator<Item = &'i StockItem>,
) -> Result<(), DbError> {
    let (mut variants, mut versions) = (Vec::new(), Vec::new());
    let (mut added, mut fresh) = (Levels::default(), Levels::default());
    for item in items {
        variants.push(item.variant_id.uuid());
        versions.push(item.version);
        for level in &item.levels {
            match level.delta() {
                Some(LevelDelta::Add(pieces)) => added.push(item, level, pieces),
                Some(LevelDelta::Insert(pieces)) => fresh.push(item, level, pieces),
                None => {}
            }
        }
    }
    if variants.is_empty() {
        return Ok(());
    }
    touch_items().bind(&write.expect(variants.len(), "stock_item_version"), &variants, &versions).await?;
    if !added.variant_ids.is_empty() {
        let Levels { variant_ids, location_ids, on_hand, reserved } = added;
        let guard = write.expect(variant_ids.len(), "stock_item_version");
        update_levels()
            .params(&guard, &UpdateLevelsParams { variant_ids, location_ids, on_hand, reserved })
            .await?;
    }
    if !fresh.variant_ids.is_empty() {
        let Levels { variant_ids, location_ids, on_hand, reserved } = fresh;
        insert_levels()
            .params(write, &InsertLevelsParams { variant_ids, location_ids, on_hand, reserved })
            .await?;
    }
    Ok(())
}

#[derive(Default)]
struct Levels {
    variant_ids: Vec<Uuid>,
    location_ids: Vec<Uuid>,
    on_hand: Vec<i64>,
    reserved: Vec<i64>,
}

impl Levels {
    fn push(&mut self, item: &StockItem, level: &Level, pieces: Pieces) {
        self.variant_ids.push(item.variant_id.uuid());
        self.location_ids.push(level.location_id.uuid());
        self.on_hand.push(pieces.on_hand);
        self.reserved.push(pieces.reserved);
    }
}

/// Writes the policy of an item and of these of its levels.
pub(crate) async fn save_policy(write: &Write, item: &StockItem, levels: &[Level]) -> Result<(), DbError> {
    let oversell = item.oversell;
    update_policy()
        .bind(
            &write.expect(1, "stock_item_version"),
            &oversell.as_str(),
            &oversell.expected_at(),
            &item.low_stock_threshold,
            &item.variant_id.uuid(),
            &item.version,
        )
        .await?;
    let locations = uuids(levels.iter().map(|level| level.location_id));
    let safety_stock: Vec<i64> = levels.iter().map(|level| level.safety_stock).collect();
    let limits: Vec<i64> = levels.iter().map(|level| level.backorder_limit).collect();
    upsert_level_policies().bind(write, &item.variant_id.uuid(), &locations, &safety_stock, &limits).await?;
    Ok(())
}

/// A variant as the catalog tells of it.
#[derive(Debug, Clone)]
pub(crate) struct CatalogVariant {
    pub(crate) variant_id: VariantId,
    pub(crate) product_id: ProductId,
    pub(crate) product_version: i64,
    pub(crate) sku: Sku,
    pub(crate) tracked: bool,
}

/// Copies the variants of these products (with their versions); what a product no longer lists is marked as removed.
pub(crate) async fn save_catalog(
    write: &Write,
    products: &[(ProductId, i64)],
    variants: &[CatalogVariant],
) -> Result<(), DbError> {
    let kept = uuids(variants.iter().map(|variant| variant.variant_id));
    let product_ids = uuids(products.iter().map(|product| product.0));
    let versions: Vec<i64> = products.iter().map(|product| product.1).collect();
    remove_items().bind(write, &product_ids, &versions, &kept).await?;
    if !variants.is_empty() {
        let product_ids = uuids(variants.iter().map(|variant| variant.product_id));
        let versions: Vec<i64> = variants.iter().map(|variant| variant.product_version).collect();
        let skus: Vec<&str> = variants.iter().map(|variant| variant.sku.as_str()).collect();
        let tracked: Vec<bool> = variants.iter().map(|variant| variant.tracked).collect();
        upsert_items().bind(write, &kept, &product_ids, &versions, &skus, &tracked).await?;
    }
    Ok(())
}

/// A level that is not what its ledger and the open reservations add up to.
#[derive(Debug, Clone)]
pub(crate) struct LevelDifference {
    pub(crate) sku: String,
    pub(crate) variant_id: VariantId,
    pub(crate) location_id: StockLocationId,
    pub(crate) level: Pieces,
    pub(crate) computed: Pieces,
}

pub(crate) async fn differences(client: &impl GenericClient) -> Result<Vec<LevelDifference>, DbError> {
    let rows = level_differences().bind(client).all().await?;
    Ok(rows
        .into_iter()
        .map(|row| LevelDifference {
            sku: row.sku,
            variant_id: Id::from_uuid(row.variant_id),
            location_id: Id::from_uuid(row.location_id),
            level: Pieces { on_hand: row.on_hand, reserved: row.reserved },
            computed: Pieces { on_hand: row.ledger_on_hand, reserved: row.held_reserved },
        })
        .collect())
}

/// How many levels there are, and their pieces summed up.
pub(crate) async fn sums(client: &impl GenericClient) -> Result<(i64, Pieces), DbError> {
    let row = totals().bind(client).one().await?;
    Ok((row.level_count, Pieces { on_hand: row.on_hand, reserved: row.reserved }))
}

pub(crate) fn sku(text: &str) -> Sku {
    text.parse().expect("BUG: only SKUs of the catalog are stored")
}
