//! Prices of a list, price files, and a variant's price history.

use std::sync::Arc;
use std::time::Duration;

use kernel_base::{Page, Timestamp, UnitPrice};
use kernel_http::{
    CallCtx, Channels, IdempotencyKey, Json, Op, Paging, Path, Problem, RawBody, Reply, Routes, State, Within,
};
use pricing_contracts::Tier;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use shared_contracts::{Code, PriceListId, Quantity, VariantId};

use crate::app::price::{MAX_ENTRIES, NewPrices, NewTiers, PricesChanged, VariantInList};
use crate::app::price_file::{MAX_FILE_BYTES, PriceImport};
use crate::app::{Answer, App};
use crate::error::PricingError;
use crate::http::{READ, WRITE_PRICES};
use crate::store::price::RecordedPrice;

/// A thousand entries of fifty tiers.
const ENTRIES_BYTES: usize = 8 * 1024 * 1024;
/// Millions of rows take their time.
const IMPORT_TIME: Duration = Duration::from_secs(600);

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct PricesBody {
    /// At most 1,000, each variant once. All are taken, or none.
    entries: Vec<EntryBody>,
}

/// New prices of one variant.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct EntryBody {
    variant_id: VariantId,
    /// All its tiers in this list, at most 50; none takes the variant out of the list.
    tiers: Vec<Tier>,
    /// From when on; now when absent, never in the past.
    #[serde(default)]
    valid_from: Option<Timestamp>,
    /// Until when; then the prices before return. When absent, until the next change already planned.
    #[serde(default)]
    valid_until: Option<Timestamp>,
}

/// What came of it.
#[derive(Debug, Serialize, JsonSchema)]
struct PricesAnswer {
    /// Variants whose prices changed.
    changed: usize,
    /// Variants whose prices already were so.
    unchanged: usize,
}

/// A variant's prices in a list, present and planned.
#[derive(Debug, Serialize, JsonSchema)]
struct VariantPricesDocument {
    variant_id: VariantId,
    prices: Vec<PriceDocument>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct PriceDocument {
    min_quantity: Quantity,
    unit_price: UnitPrice,
    valid_from: Timestamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    valid_until: Option<Timestamp>,
}

/// What was decided about a variant's prices, newest first.
#[derive(Debug, Serialize, JsonSchema)]
struct HistoryDocument {
    /// The lowest price of one piece in the last 30 days, for each list that had one.
    lowest_30d: Vec<LowestPrice>,
    #[serde(flatten)]
    page: Page<HistoryItem>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct LowestPrice {
    price_list_id: PriceListId,
    price_list: Code,
    unit_price: UnitPrice,
}

#[derive(Debug, Serialize, JsonSchema)]
struct HistoryItem {
    price_list_id: PriceListId,
    min_quantity: Quantity,
    /// Absent when the tier was ended.
    #[serde(skip_serializing_if = "Option::is_none")]
    unit_price: Option<UnitPrice>,
    valid_from: Timestamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    valid_until: Option<Timestamp>,
    recorded_at: Timestamp,
    /// Where periods overlap, the later change of the list counts.
    version: i64,
}

impl From<VariantInList> for VariantPricesDocument {
    fn from(variant: VariantInList) -> Self {
        let prices = variant.prices.into_iter().map(|price| PriceDocument {
            min_quantity: price.min_quantity,
            unit_price: price.unit_price,
            valid_from: price.valid_from,
            valid_until: price.valid_until,
        });
        Self { variant_id: variant.variant_id, prices: prices.collect() }
    }
}

impl From<RecordedPrice> for HistoryItem {
    fn from(recorded: RecordedPrice) -> Self {
        Self {
            price_list_id: recorded.entry.price_list_id,
            min_quantity: recorded.min_quantity,
            unit_price: recorded.entry.unit_price,
            valid_from: recorded.entry.valid_from,
            valid_until: recorded.entry.valid_until,
            recorded_at: recorded.recorded_at,
            version: recorded.entry.version,
        }
    }
}

pub(super) fn routes(routes: Routes<Arc<App>>) -> Routes<Arc<App>> {
    routes
        .route(
            Op::get("/admin/v1/price-lists/{price_list_id}/prices", READ)
                .summary("List present and planned prices by variant")
                .per_channel()
                .paged()
                .answers::<Page<VariantPricesDocument>>(200)
                .problems(&["pricing.price_list_not_found"]),
            list,
        )
        .route(
            Op::post("/admin/v1/price-lists/{price_list_id}/prices", WRITE_PRICES)
                .summary("Set prices of many variants")
                .per_channel()
                .idempotent()
                .body::<PricesBody>()
                .body_limit(ENTRIES_BYTES)
                .answers::<PricesAnswer>(200)
                .problems(&[
                    "pricing.price_list_not_found",
                    "pricing.too_many_variants",
                    "pricing.repeated_entry",
                    "pricing.repeated_tier",
                    "pricing.too_many_tiers",
                    "pricing.negative_price",
                    "pricing.price_too_high",
                    "pricing.in_past",
                    "pricing.empty_period",
                    "pricing.price_period_overlap",
                ]),
            change,
        )
        .route(
            Op::post("/admin/v1/price-imports", WRITE_PRICES)
                .summary("Load a price file: sku,currency,min_quantity,unit_price,list")
                .idempotent()
                .raw_body("text/csv")
                .body_limit(MAX_FILE_BYTES)
                .time_limit(IMPORT_TIME)
                .answers::<PriceImport>(200)
                .problems(&["pricing.wrong_columns"]),
            import,
        )
        .route(
            Op::get("/admin/v1/variants/{variant_id}/price-history", READ)
                .summary("What was decided about a variant's prices, and its lowest of the last 30 days")
                .paged()
                .answers::<HistoryDocument>(200)
                .problems(&["pricing.variant_not_found"]),
            history,
        )
}

async fn list(
    State(app): State<Arc<App>>,
    Within(id): Within<PriceListId>,
    Paging(page): Paging,
) -> Result<Reply, Problem> {
    let page = app.list_prices(id, &page).await?;
    Ok(Reply::json(200, &page.map(VariantPricesDocument::from)))
}

async fn change(
    State(app): State<Arc<App>>,
    CallCtx(call): CallCtx,
    Within(id): Within<PriceListId>,
    channels: Channels,
    key: IdempotencyKey,
    Json(body): Json<PricesBody>,
) -> Result<Reply, Problem> {
    app.may_change(id, &channels).await?;
    if body.entries.len() > MAX_ENTRIES {
        return Err(PricingError::TooManyVariants(MAX_ENTRIES).into());
    }
    let entries: Vec<NewPrices> = body
        .entries
        .into_iter()
        .map(|entry| NewPrices {
            key: (id, entry.variant_id),
            tiers: NewTiers::Exactly(entry.tiers),
            valid_from: entry.valid_from,
            valid_until: entry.valid_until,
        })
        .collect();
    let render = |result: &PricesChanged| {
        Reply::json(200, &PricesAnswer { changed: result.changed, unchanged: result.unchanged })
    };
    let answer = Answer { key: &key, render: &render };
    Ok(render(&app.change_list(&call, id, &entries, Some(answer)).await?))
}

async fn import(
    State(app): State<Arc<App>>,
    CallCtx(call): CallCtx,
    key: IdempotencyKey,
    RawBody(file): RawBody,
) -> Result<Reply, Problem> {
    let render = |import: &PriceImport| Reply::json(200, import);
    let answer = Answer { key: &key, render: &render };
    Ok(render(&app.import_prices(&call, &file, Some(answer)).await?))
}

async fn history(
    State(app): State<Arc<App>>,
    Path(variant): Path<VariantId>,
    Paging(page): Paging,
) -> Result<Reply, Problem> {
    let items = app.price_history(variant, &page).await?;
    let lowest = app.lowest_prices(variant).await?;
    let lowest_30d = lowest
        .into_iter()
        .map(|(list, unit_price)| LowestPrice {
            price_list_id: list.id,
            price_list: list.terms.code.clone(),
            unit_price,
        })
        .collect();
    Ok(Reply::json(200, &HistoryDocument { lowest_30d, page: items.map(HistoryItem::from) }))
}
