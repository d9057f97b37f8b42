//! The stock ledger: receiving, returns, adjustments, counts, scrap.

use std::sync::Arc;

use kernel_base::{Page, Timestamp};
use kernel_http::{Access, CallCtx, Caller, IdempotencyKey, Json, Op, Paged, Problem, Reply, Routes, State};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use shared_contracts::{Code, Sku, StockLocationId, StockMovementId, VariantId};

use crate::app::movement::MovementLine;
use crate::app::{App, VariantRef};
use crate::domain::movement::{MovementKind, Note, Posting};
use crate::domain::stock::MAX_ON_HAND;
use crate::error::WarehouseError;
use crate::http::{READ, WRITE, actor, note};
use crate::store::movement::NamedEntry;

pub(super) fn routes(routes: Routes<Arc<App>>) -> Routes<Arc<App>> {
    routes
        .route(
            Op::post("/admin/v1/stock/movements", Access::Staff(WRITE))
                .summary("Enter up to 1,000 movements, all or none")
                .idempotent()
                .body::<MovementsBody>()
                .answers::<MovementsView>(201)
                .problems(&["warehouse.movements_refused"]),
            post,
        )
        .route(
            Op::get("/admin/v1/stock/movements", Access::Staff(READ))
                .summary("List the ledger, latest entry first")
                .paged()
                .query::<MovementFilterQuery>()
                .answers::<Page<MovementView>>(200),
            list,
        )
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct MovementsBody {
    /// 1 to 1,000.
    lines: Vec<MovementLineBody>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct MovementLineBody {
    /// Either this or `sku`.
    #[serde(default)]
    variant_id: Option<VariantId>,
    #[serde(default)]
    sku: Option<Sku>,
    /// Code of the location.
    location: Code,
    kind: PostedKind,
    /// Pieces that came (`receive`, `return`) or left (`scrap`), 1 or more; the difference of an `adjust`; the figure that
    /// a `count` found.
    quantity: i64,
    /// Refuse the line when another figure is on hand.
    #[serde(default)]
    expected_on_hand: Option<i64>,
    /// 1 to 200 characters.
    #[serde(default)]
    reason: Option<String>,
    /// A document, 1 to 64 characters.
    #[serde(default)]
    reference: Option<String>,
}

/// The kinds of movement that people enter; the others come of shipments, transfers and imports.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum PostedKind {
    Receive,
    Return,
    Adjust,
    Count,
    Scrap,
}

impl PostedKind {
    fn posting(self, quantity: i64) -> Option<Posting> {
        let pieces = (1..=MAX_ON_HAND).contains(&quantity);
        match self {
            Self::Receive => pieces.then_some(Posting::In(MovementKind::Receive, quantity)),
            Self::Return => pieces.then_some(Posting::In(MovementKind::Return, quantity)),
            Self::Scrap => pieces.then_some(Posting::Out(MovementKind::Scrap, quantity)),
            Self::Adjust => {
                (pieces || (-MAX_ON_HAND..=-1).contains(&quantity)).then_some(Posting::Adjust(quantity))
            }
            Self::Count => (pieces || quantity == 0).then_some(Posting::Set(quantity)),
        }
    }
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct MovementFilterQuery {
    sku: Option<Sku>,
    variant_id: Option<VariantId>,
    /// Code of a location.
    location: Option<Code>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct MovementsView {
    /// In the order of the lines.
    movements: Vec<MovementView>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct MovementView {
    movement_id: StockMovementId,
    variant_id: VariantId,
    sku: String,
    location_id: StockLocationId,
    location: String,
    kind: MovementKind,
    /// Positive when pieces came, negative when they left.
    quantity: i64,
    on_hand_after: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reference: Option<String>,
    actor: String,
    created_at: Timestamp,
}

impl From<NamedEntry> for MovementView {
    fn from(named: NamedEntry) -> Self {
        let (entry, movement) = (named.entry.clone(), named.entry.movement);
        Self {
            movement_id: entry.movement_id,
            variant_id: movement.variant_id,
            sku: named.sku,
            location_id: movement.location_id,
            location: named.location,
            kind: movement.kind,
            quantity: movement.quantity,
            on_hand_after: movement.on_hand_after,
            reason: movement.note.reason,
            reference: movement.note.reference,
            actor: entry.actor,
            created_at: entry.created_at,
        }
    }
}

async fn post(
    State(app): State<Arc<App>>,
    caller: Caller,
    call: CallCtx,
    key: IdempotencyKey,
    Json(body): Json<MovementsBody>,
) -> Result<Reply, Problem> {
    let lines: Vec<MovementLine> = body
        .lines
        .into_iter()
        .enumerate()
        .map(|(index, body)| line(index, body))
        .collect::<Result<_, _>>()?;
    let answer = |entries: &[NamedEntry]| {
        let movements = entries.iter().cloned().map(MovementView::from).collect();
        Reply::json(201, &MovementsView { movements })
    };
    Ok(app.post_movements(&actor(&caller, call), &lines, &key, answer).await?)
}

fn line(index: usize, body: MovementLineBody) -> Result<MovementLine, WarehouseError> {
    let pointer = format!("/lines/{index}");
    let quantity =
        || WarehouseError::field(format!("{pointer}/quantity"), "out_of_range", "no such number of pieces");
    Ok(MovementLine {
        variant: VariantRef::new(body.variant_id, body.sku, &pointer)?,
        location: body.location,
        posting: body.kind.posting(body.quantity).ok_or_else(quantity)?,
        expected_on_hand: body.expected_on_hand,
        note: Note {
            reason: note(body.reason, 200, &format!("{pointer}/reason"))?,
            reference: note(body.reference, 64, &format!("{pointer}/reference"))?,
        },
    })
}

async fn list(
    State(app): State<Arc<App>>,
    Paged { page, filter }: Paged<MovementFilterQuery>,
) -> Result<Reply, Problem> {
    let variant = match (filter.variant_id, filter.sku) {
        (None, None) => None,
        (id, sku) => Some(VariantRef::new(id, sku, "sku")?),
    };
    let movements = app.list_movements(variant, filter.location, &page, page.after_key()?).await?;
    Ok(Reply::json(200, &movements.map(MovementView::from)))
}
