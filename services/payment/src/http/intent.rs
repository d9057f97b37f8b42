//! Payments as staff sees them.

use std::sync::Arc;

use kernel_base::{ApiError, Page};
use kernel_http::{Access, Op, Paged, Path, Problem, Reply, Routes, State};
use payment_contracts::{IntentStatus, PaymentIntent};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use shared_contracts::{OrderId, PaymentIntentId};

use super::settlement::{CaptureView, RefundView, captures, refunds};
use crate::app::App;
use crate::publish;
use crate::store::intent::Filter;

pub(super) const READ: Access = Access::Staff("payment.read");

/// Which payments to list.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct ListQuery {
    order_id: Option<OrderId>,
    status: Option<IntentStatus>,
}

/// A payment with its captures and refunds.
#[derive(Serialize, JsonSchema)]
struct PaymentView {
    #[serde(flatten)]
    intent: PaymentIntent,
    captures: Vec<CaptureView>,
    refunds: Vec<RefundView>,
}

pub(super) fn add(routes: Routes<Arc<App>>) -> Routes<Arc<App>> {
    routes
        .route(
            Op::get("/admin/v1/payments", READ)
                .summary("List payments, newest first")
                .query::<ListQuery>()
                .paged()
                .answers::<Page<PaymentIntent>>(200),
            list_payments,
        )
        .route(
            Op::get("/admin/v1/payments/{intent_id}", READ)
                .summary("Get a payment with its captures and refunds")
                .answers::<PaymentView>(200)
                .problems(&["payment.intent_not_found"]),
            get_payment,
        )
}

async fn list_payments(
    State(app): State<Arc<App>>,
    Paged { page, filter }: Paged<ListQuery>,
) -> Result<Reply, Problem> {
    let filter = Filter { order_id: filter.order_id, status: filter.status };
    let page = app.list_intents(&filter, &page).await.map_err(ApiError::from)?;
    Ok(Reply::json(200, &page))
}

async fn get_payment(
    State(app): State<Arc<App>>,
    Path(intent_id): Path<PaymentIntentId>,
) -> Result<Reply, Problem> {
    let (intent, steps) = app.get_intent_with_operations(intent_id).await.map_err(ApiError::from)?;
    let steps: Vec<_> = steps.iter().collect();
    let view = PaymentView {
        intent: publish::view(&intent),
        captures: captures(&intent, &steps),
        refunds: refunds(&intent, &steps),
    };
    Ok(Reply::json(200, &view).etag(intent.version))
}
