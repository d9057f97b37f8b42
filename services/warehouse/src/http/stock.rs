//! Stock per variant, its policy, and the proof that the levels are what the ledger says.

use std::sync::Arc;

use kernel_base::Page;
use kernel_http::{Access, IfMatch, Json, Op, Paged, Path, Problem, Reply, Routes, State};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use shared_contracts::{Code, Sku, StockLocationId, VariantId};

use crate::app::App;
use crate::app::stock::{LevelPolicy, NamedItem, Policy, Verification};
use crate::domain::stock::{Level, Oversell};
use crate::http::{READ, SETUP, conditional};
use crate::store::stock::LevelDifference;

pub(super) fn routes(routes: Routes<Arc<App>>) -> Routes<Arc<App>> {
    routes
        .route(
            Op::get("/admin/v1/stock", Access::Staff(READ))
                .summary("List stock in order of SKU")
                .every_channel()
                .paged()
                .query::<StockFilter>()
                .answers::<Page<StockView>>(200),
            list,
        )
        .route(
            Op::get("/admin/v1/stock/items/{variant_id}", Access::Staff(READ))
                .summary("Get the stock of a variant")
                .every_channel()
                .answers::<StockView>(200)
                .problems(&["warehouse.variant_not_found"]),
            get,
        )
        .route(
            Op::put("/admin/v1/stock/policies/{variant_id}", Access::Staff(SETUP))
                .summary("Set safety stock, backorders, pre-order and the low-stock threshold of a variant")
                .if_match()
                .body::<PolicyBody>()
                .answers::<StockView>(200)
                .problems(&[
                    "warehouse.variant_not_found",
                    "warehouse.backorder_limit_too_low",
                    "warehouse.version_mismatch",
                ]),
            save_policy,
        )
        .route(
            Op::get("/admin/v1/stock/verification", Access::Staff(READ))
                .summary("Compare every level with its ledger and the open reservations")
                .answers::<VerificationView>(200),
            verify,
        )
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct StockFilter {
    sku: Option<Sku>,
    /// Code of a location: only variants that have a level there.
    location: Option<Code>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct StockView {
    variant_id: VariantId,
    sku: Sku,
    /// False for services: they have no levels and can always be sold.
    tracked: bool,
    on_hand: i64,
    reserved: i64,
    /// What can be sold from stock.
    available: i64,
    oversell: Oversell,
    low_stock_threshold: i64,
    /// Grows with every change of the policy: the figures come and go without it. Also the ETag.
    policy_version: i64,
    levels: Vec<LevelView>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct LevelView {
    location_id: StockLocationId,
    location: String,
    on_hand: i64,
    reserved: i64,
    available: i64,
    safety_stock: i64,
    backorder_limit: i64,
}

impl From<NamedItem> for StockView {
    fn from(named: NamedItem) -> Self {
        let NamedItem { item, mut locations } = named;
        let figures = item.figures();
        let level = |level: &Level| LevelView {
            location_id: level.location_id,
            location: locations.remove(&level.location_id).unwrap_or_default(),
            on_hand: level.pieces.on_hand,
            reserved: level.pieces.reserved,
            available: level.free(),
            safety_stock: level.safety_stock,
            backorder_limit: level.backorder_limit,
        };
        Self {
            variant_id: item.variant_id,
            tracked: item.tracked,
            on_hand: figures.on_hand,
            reserved: figures.reserved,
            available: figures.available,
            oversell: item.oversell,
            low_stock_threshold: item.low_stock_threshold,
            policy_version: item.policy_version,
            levels: item.levels.iter().map(level).collect(),
            sku: item.sku,
        }
    }
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct PolicyBody {
    #[serde(default)]
    oversell: Oversell,
    /// From here on downwards `warehouse.low_stock.v1` is sent; 0: never.
    #[serde(default)]
    low_stock_threshold: i64,
    /// Levels not named keep theirs.
    #[serde(default)]
    levels: Vec<LevelPolicyBody>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct LevelPolicyBody {
    /// Code of the location.
    location: Code,
    /// Pieces that are not for sale.
    #[serde(default)]
    safety_stock: i64,
    /// Pieces that may be promised beyond what is on hand.
    #[serde(default)]
    backorder_limit: i64,
}

#[derive(Debug, Serialize, JsonSchema)]
struct VerificationView {
    /// True when every level is what ledger and reservations add up to.
    consistent: bool,
    level_count: i64,
    on_hand: i64,
    reserved: i64,
    /// At most 1,000.
    differences: Vec<DifferenceView>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct DifferenceView {
    variant_id: VariantId,
    sku: String,
    location: String,
    on_hand: i64,
    /// Sum of the movements.
    ledger_on_hand: i64,
    reserved: i64,
    /// Sum of the open lines of held reservations.
    held_reserved: i64,
}

impl From<(LevelDifference, String)> for DifferenceView {
    fn from((found, location): (LevelDifference, String)) -> Self {
        Self {
            variant_id: found.variant_id,
            sku: found.sku,
            location,
            on_hand: found.level.on_hand,
            ledger_on_hand: found.computed.on_hand,
            reserved: found.level.reserved,
            held_reserved: found.computed.reserved,
        }
    }
}

impl From<Verification> for VerificationView {
    fn from(verification: Verification) -> Self {
        Self {
            consistent: verification.differences.is_empty(),
            level_count: verification.level_count,
            on_hand: verification.sums.on_hand,
            reserved: verification.sums.reserved,
            differences: verification.differences.into_iter().map(DifferenceView::from).collect(),
        }
    }
}

async fn list(
    State(app): State<Arc<App>>,
    Paged { page, filter }: Paged<StockFilter>,
) -> Result<Reply, Problem> {
    let items = app.list_stock(filter.sku, filter.location, &page, page.after_key()?).await?;
    Ok(Reply::json(200, &items.map(StockView::from)))
}

async fn get(State(app): State<Arc<App>>, Path(variant): Path<VariantId>) -> Result<Reply, Problem> {
    Ok(render(app.get_stock(variant).await?))
}

async fn save_policy(
    State(app): State<Arc<App>>,
    Path(variant): Path<VariantId>,
    expected: Option<IfMatch>,
    Json(body): Json<PolicyBody>,
) -> Result<Reply, Problem> {
    let level = |level: LevelPolicyBody| LevelPolicy {
        location: level.location,
        safety_stock: level.safety_stock,
        backorder_limit: level.backorder_limit,
    };
    let policy = Policy {
        oversell: body.oversell,
        low_stock_threshold: body.low_stock_threshold,
        levels: body.levels.into_iter().map(level).collect(),
    };
    let expected = expected.map(|version| version.0);
    Ok(render(app.save_policy(variant, &policy, expected).await.map_err(conditional)?))
}

fn render(named: NamedItem) -> Reply {
    let version = named.item.policy_version;
    Reply::json(200, &StockView::from(named)).etag(version)
}

async fn verify(State(app): State<Arc<App>>) -> Result<Reply, Problem> {
    Ok(Reply::json(200, &VerificationView::from(app.verify_stock().await?)))
}
