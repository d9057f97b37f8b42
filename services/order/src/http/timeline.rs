//! Notes, timelines and negotiated prices.

use std::sync::Arc;

use kernel_base::{Timestamp, UnitPrice};
use kernel_http::{Caller, IdempotencyKey, Json, Paging, Path, Problem, Reply, State, Within};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use shared_contracts::{LineId, NoteId, OrderId, Quantity, Sku, VariantId};

use super::draft::Fields;
use super::token::OrderToken;
use crate::app::{App, actor};
use crate::domain::draft::Negotiation;
use crate::domain::timeline::Entry;
use crate::store::timeline::StoredEntry;

/// A note.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NoteBody {
    /// 1 to 5,000 characters.
    #[schemars(length(min = 1, max = 5000))]
    text: String,
    /// Whether the customer sees it too.
    #[serde(default)]
    public: bool,
}

/// Something that happened to an order, or a note.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct EntryView {
    /// The entry.
    entry_id: NoteId,
    /// `placed`, `confirmed`, `note`; more may come.
    kind: String,
    /// Whether the customer sees it.
    public: bool,
    /// For people.
    text: String,
    /// Who did it: a member of staff, or a service.
    actor: String,
    /// When.
    occurred_at: Timestamp,
}

impl From<&Entry> for EntryView {
    fn from(entry: &Entry) -> Self {
        Self {
            entry_id: entry.entry_id,
            kind: entry.kind.as_str().to_owned(),
            public: entry.public,
            text: entry.body.clone(),
            actor: entry.actor.clone(),
            occurred_at: entry.occurred_at,
        }
    }
}

impl From<StoredEntry> for EntryView {
    fn from(entry: StoredEntry) -> Self {
        let StoredEntry { entry_number: _, entry_id, kind, public, body, actor, occurred_at } = entry;
        Self { entry_id, kind, public, text: body, actor, occurred_at }
    }
}

/// A price that staff agreed to instead of the list's.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct NegotiationView {
    /// The line as it was then; a draft's lines may have been rewritten since.
    line_id: LineId,
    /// What was sold.
    variant_id: VariantId,
    /// What the merchant calls it.
    sku: Sku,
    /// Pieces.
    quantity: Quantity,
    /// What the list said; absent when it had no price.
    #[serde(skip_serializing_if = "Option::is_none")]
    list_price: Option<UnitPrice>,
    /// What was agreed to.
    agreed_price: UnitPrice,
    /// Who agreed.
    actor: String,
    /// When.
    occurred_at: Timestamp,
}

impl From<Negotiation> for NegotiationView {
    fn from(line: Negotiation) -> Self {
        Self {
            line_id: line.line_id,
            variant_id: line.variant_id,
            sku: line.sku,
            quantity: line.quantity,
            list_price: line.list_price,
            agreed_price: line.agreed,
            actor: line.actor,
            occurred_at: line.occurred_at,
        }
    }
}

pub(super) async fn add_note(
    State(app): State<Arc<App>>,
    Within(order_id): Within<OrderId>,
    caller: Caller,
    key: IdempotencyKey,
    Json(body): Json<NoteBody>,
) -> Result<Reply, Problem> {
    Fields::default().text("/text", &body.text, 5000).check()?;
    Ok(app.add_note(&key, actor(&caller), order_id, body.text, body.public).await?)
}

pub(super) async fn list_timeline(
    State(app): State<Arc<App>>,
    Within(order_id): Within<OrderId>,
    Paging(page): Paging,
) -> Result<Reply, Problem> {
    let entries = app.list_timeline(order_id, &page).await?;
    Ok(Reply::json(200, &entries.map(EntryView::from)))
}

/// The same for the customer: who did it is the merchant's business.
pub(super) async fn list_public_timeline(
    State(app): State<Arc<App>>,
    Path(order_id): Path<OrderId>,
    OrderToken(token): OrderToken,
    Paging(page): Paging,
) -> Result<Reply, Problem> {
    let entries = app.list_public_timeline(order_id, &token, &page).await?;
    let hide_actor = |entry| EntryView { actor: "shop".to_owned(), ..EntryView::from(entry) };
    Ok(Reply::json(200, &entries.map(hide_actor)))
}

pub(super) async fn list_negotiations(
    State(app): State<Arc<App>>,
    Within(order_id): Within<OrderId>,
    Paging(page): Paging,
) -> Result<Reply, Problem> {
    let lines = app.list_negotiations(order_id, &page).await?;
    Ok(Reply::json(200, &lines.map(NegotiationView::from)))
}
