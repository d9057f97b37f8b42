//! Cancelling orders.

use std::sync::Arc;

use kernel_http::{CallCtx, Caller, IdempotencyKey, Json, Problem, Reply, State, Within};
use order_contracts::{OrderNumber, OrderStatus};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use shared_contracts::{LineId, OrderId, Quantity};

use super::draft::Fields;
use crate::app::cancel::CancelRequest;
use crate::app::cancel_lines::CancelLinesRequest;
use crate::app::{App, actor};
use crate::domain::line::MAX_LINES;
use crate::domain::order::{Cancellation, OrderState};

/// Why an order is cancelled.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CancelBody {
    /// For the timeline, the payment provider and the customer; 1 to 500 characters.
    #[schemars(length(min = 1, max = 500))]
    reason: String,
}

/// Which pieces are cancelled, and why.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CancelLinesBody {
    /// Pieces that are neither shipped nor cancelled; a line named twice is meant twice.
    #[schemars(length(min = 1, max = 10_000))]
    lines: Vec<CancelLineBody>,
    /// For the timeline and the customer; 1 to 500 characters.
    #[schemars(length(min = 1, max = 500))]
    reason: String,
}

/// Pieces of one line.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct CancelLineBody {
    /// The order's line.
    line_id: LineId,
    /// Pieces.
    quantity: Quantity,
}

/// How far a cancellation is.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct CancellationView {
    /// The order.
    order_id: OrderId,
    /// Its number.
    order_number: OrderNumber,
    /// `cancelled` for a discarded draft; an order is still `confirmed` while shipping is asked.
    status: OrderStatus,
    /// True while shipping, payment and warehouse are asked; read the order to learn the outcome.
    cancelling: bool,
}

impl CancellationView {
    pub(crate) fn of(order: &OrderState, cancellation: Cancellation) -> Self {
        Self {
            order_id: order.order_id,
            order_number: order.order_number.clone(),
            status: order.status,
            cancelling: cancellation == Cancellation::Begun,
        }
    }
}

pub(super) async fn cancel_order(
    State(app): State<Arc<App>>,
    Within(order_id): Within<OrderId>,
    caller: Caller,
    CallCtx(call): CallCtx,
    key: IdempotencyKey,
    Json(body): Json<CancelBody>,
) -> Result<Reply, Problem> {
    Fields::default().text("/reason", &body.reason, 500).check()?;
    let request = CancelRequest { order_id, reason: &body.reason, actor: actor(&caller) };
    Ok(app.cancel_order(&key, &call, &request).await?)
}

pub(super) async fn cancel_lines(
    State(app): State<Arc<App>>,
    Within(order_id): Within<OrderId>,
    caller: Caller,
    CallCtx(call): CallCtx,
    key: IdempotencyKey,
    Json(body): Json<CancelLinesBody>,
) -> Result<Reply, Problem> {
    let count = 1..=MAX_LINES;
    Fields::default()
        .text("/reason", &body.reason, 500)
        .require(count.contains(&body.lines.len()), "/lines", "must have 1 to 10000 lines")
        .check()?;
    let lines: Vec<(LineId, Quantity)> =
        body.lines.into_iter().map(|line| (line.line_id, line.quantity)).collect();
    let request = CancelLinesRequest { order_id, lines: &lines, reason: &body.reason, actor: actor(&caller) };
    Ok(app.cancel_lines(&key, &call, &request).await?)
}
