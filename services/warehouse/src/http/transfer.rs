//! Transfers between locations.

use std::sync::Arc;

use kernel_base::{Page, Timestamp};
use kernel_http::{
    Access, CallCtx, Caller, IdempotencyKey, Json, Op, Paged, Path, Problem, Reply, Routes, State,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use shared_contracts::{Code, Quantity, Sku, TransferId, VariantId};

use crate::app::transfer::{NamedTransfer, NewTransfer, TransferStep};
use crate::app::{App, VariantRef};
use crate::domain::transfer::TransferStatus;
use crate::error::WarehouseError;
use crate::http::{READ, WRITE, actor, note};

const PROBLEMS: &[&str] = &[
    "warehouse.transfer_not_found",
    "warehouse.transfer_status",
    "warehouse.transfer_line_unknown",
    "warehouse.transfer_quantity_exceeded",
    "warehouse.movements_refused",
];

pub(super) fn routes(routes: Routes<Arc<App>>) -> Routes<Arc<App>> {
    routes
        .route(
            Op::post("/admin/v1/transfers", Access::Staff(WRITE))
                .summary("Prepare a transfer between two locations")
                .idempotent()
                .body::<NewTransferBody>()
                .answers::<TransferView>(201)
                .problems(&["warehouse.variant_not_found"]),
            create,
        )
        .route(
            Op::get("/admin/v1/transfers", Access::Staff(READ))
                .summary("List transfers, latest first")
                .paged()
                .query::<TransferFilter>()
                .answers::<Page<TransferView>>(200),
            list,
        )
        .route(
            Op::get("/admin/v1/transfers/{transfer_id}", Access::Staff(READ))
                .summary("Get a transfer")
                .answers::<TransferView>(200)
                .problems(&["warehouse.transfer_not_found"]),
            get,
        )
        .route(
            step("/admin/v1/transfers/{transfer_id}/ship").summary("Book the pieces out of their location"),
            ship,
        )
        .route(
            step("/admin/v1/transfers/{transfer_id}/receive")
                .summary("Book pieces that arrived in, all or some")
                .body::<ReceiveBody>(),
            receive,
        )
        .route(
            step("/admin/v1/transfers/{transfer_id}/close")
                .summary("Cancel a draft, or end a transfer whose missing pieces never arrived"),
            close,
        )
}

fn step(path: &'static str) -> Op {
    Op::post(path, Access::Staff(WRITE)).idempotent().answers::<TransferView>(200).problems(PROBLEMS)
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct NewTransferBody {
    /// Code of the location the pieces leave.
    from: Code,
    /// Code of the location they go to.
    to: Code,
    /// 1 to 200 characters.
    #[serde(default)]
    note: Option<String>,
    /// 1 to 1,000, each variant once.
    lines: Vec<TransferLineBody>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct ReceiveBody {
    /// What arrived, each variant once.
    lines: Vec<TransferLineBody>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct TransferLineBody {
    /// Either this or `sku`.
    #[serde(default)]
    variant_id: Option<VariantId>,
    #[serde(default)]
    sku: Option<Sku>,
    quantity: Quantity,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct TransferFilter {
    status: Option<TransferStatus>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct TransferView {
    transfer_id: TransferId,
    from: String,
    to: String,
    status: TransferStatus,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
    created_at: Timestamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    shipped_at: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ended_at: Option<Timestamp>,
    lines: Vec<TransferLineView>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct TransferLineView {
    variant_id: VariantId,
    quantity: i64,
    received: i64,
}

impl From<&NamedTransfer> for TransferView {
    fn from(named: &NamedTransfer) -> Self {
        let transfer = &named.transfer;
        let lines = transfer.lines.iter().map(|line| TransferLineView {
            variant_id: line.variant_id,
            quantity: line.quantity,
            received: line.received,
        });
        Self {
            transfer_id: transfer.transfer_id,
            from: named.from.clone(),
            to: named.to.clone(),
            status: transfer.status,
            note: transfer.note.clone(),
            created_at: transfer.created_at,
            shipped_at: transfer.shipped_at,
            ended_at: transfer.ended_at,
            lines: lines.collect(),
        }
    }
}

fn lines(bodies: Vec<TransferLineBody>) -> Result<Vec<(VariantRef, i64)>, WarehouseError> {
    let line = |(index, body): (usize, TransferLineBody)| {
        let variant = VariantRef::new(body.variant_id, body.sku, &format!("/lines/{index}"))?;
        Ok((variant, i64::from(body.quantity)))
    };
    bodies.into_iter().enumerate().map(line).collect()
}

fn view(status: u16) -> impl Fn(&NamedTransfer) -> Reply {
    move |named| {
        let path = format!("/admin/v1/transfers/{}", named.transfer.transfer_id);
        let reply = Reply::json(status, &TransferView::from(named));
        if status == 201 { reply.location(path) } else { reply }
    }
}

async fn create(
    State(app): State<Arc<App>>,
    key: IdempotencyKey,
    Json(body): Json<NewTransferBody>,
) -> Result<Reply, Problem> {
    let new = NewTransfer {
        from: body.from,
        to: body.to,
        note: note(body.note, 200, "/note")?,
        lines: lines(body.lines)?,
    };
    Ok(app.create_transfer(&new, &key, view(201)).await?)
}

async fn list(
    State(app): State<Arc<App>>,
    Paged { page, filter }: Paged<TransferFilter>,
) -> Result<Reply, Problem> {
    let transfers = app.list_transfers(filter.status, &page, page.after_key()?).await?;
    Ok(Reply::json(200, &transfers.map(|named| TransferView::from(&named))))
}

async fn get(State(app): State<Arc<App>>, Path(id): Path<TransferId>) -> Result<Reply, Problem> {
    Ok(Reply::json(200, &TransferView::from(&app.get_transfer(id).await?)))
}

async fn ship(
    State(app): State<Arc<App>>,
    caller: Caller,
    call: CallCtx,
    Path(id): Path<TransferId>,
    key: IdempotencyKey,
) -> Result<Reply, Problem> {
    Ok(app.step_transfer(id, &TransferStep::Ship, &actor(&caller, call), &key, view(200)).await?)
}

async fn receive(
    State(app): State<Arc<App>>,
    caller: Caller,
    call: CallCtx,
    Path(id): Path<TransferId>,
    key: IdempotencyKey,
    Json(body): Json<ReceiveBody>,
) -> Result<Reply, Problem> {
    let step = TransferStep::Receive(lines(body.lines)?);
    Ok(app.step_transfer(id, &step, &actor(&caller, call), &key, view(200)).await?)
}

async fn close(
    State(app): State<Arc<App>>,
    caller: Caller,
    call: CallCtx,
    Path(id): Path<TransferId>,
    key: IdempotencyKey,
) -> Result<Reply, Problem> {
    Ok(app.step_transfer(id, &TransferStep::Close, &actor(&caller, call), &key, view(200)).await?)
}
