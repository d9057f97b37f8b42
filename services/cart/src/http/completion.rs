//! `POST /store/v1/carts/{cart_id}/complete`: the cart is bought.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::State;
use cart_contracts::CartTotals;
use kernel_base::{Money, Secret};
use kernel_http::{
    Access, CallCtx, Caller, CartToken, IdempotencyKey, Json, Op, Path, PreferWait, Problem, RateClass,
    Reply, Routes,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use shared_contracts::{CartId, OrderId};

use crate::app::{App, CompleteCart};
use crate::domain::cart::AttemptKey;
use crate::error::CartError;
use crate::http::payment::{self, PaymentActionView};
use crate::http::{CHANGE_PROBLEMS, payer};

/// What the shopper agrees to.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct CompleteInput {
    /// The total the shopper saw, with tax and delivery.
    expected_total: Money,
}

#[derive(Debug, Serialize, JsonSchema)]
struct CompletionView {
    cart_id: CartId,
    order_id: OrderId,
    /// Looks the order up (`x-order-token`).
    order_token: Secret<String>,
    /// Missing while the order is being decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    order_number: Option<String>,
    status: CompletionStatus,
    /// What the payer has to do before the order can be decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    payment_action: Option<PaymentActionView>,
    totals: CartTotals,
}

#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum CompletionStatus {
    /// The order stands.
    Confirmed,
    /// The order is being decided; ask the cart at `Location`.
    Completing,
}

pub(super) fn routes(routes: Routes<Arc<App>>) -> Routes<Arc<App>> {
    routes.route(
        Op::post("/store/v1/carts/{cart_id}/complete", Access::Cart)
            .summary("Buy the cart; `Prefer: wait=5` waits for the order or the payer's turn")
            .rate(RateClass::Checkout)
            .idempotent_in_one_write()
            .body::<CompleteInput>()
            .answers::<CompletionView>(201)
            .answers::<CompletionView>(202)
            .problems(CHANGE_PROBLEMS)
            .problems(&[
                "cart.customer_blocked",
                "cart.incomplete",
                "cart.not_sellable",
                "cart.total_changed",
                "cart.tenders_mismatch",
                "cart.provider_not_offered",
                "order.rejected",
            ]),
        complete,
    )
}

async fn complete(
    State(app): State<Arc<App>>,
    Path(cart_id): Path<CartId>,
    (CartToken(token), caller): (CartToken, Caller),
    CallCtx(call): CallCtx,
    PreferWait(wait): PreferWait,
    key: IdempotencyKey,
    Json(body): Json<CompleteInput>,
) -> Result<Reply, Problem> {
    let order = CompleteCart {
        expected_total: body.expected_total,
        key: AttemptKey { key: key.key_hash.to_vec(), request: key.request_hash.to_vec() },
        wait: wait.unwrap_or(Duration::ZERO),
        payer: payer(&caller),
    };
    let completion = app.complete(&call, (cart_id, &token), &order).await.map_err(problem)?;
    let confirmed = completion.order_number.is_some();
    let view = CompletionView {
        cart_id,
        order_id: completion.order_id,
        order_token: completion.order_token,
        order_number: completion.order_number,
        status: if confirmed { CompletionStatus::Confirmed } else { CompletionStatus::Completing },
        payment_action: completion.action.map(|action| payment::action(cart_id, &action)),
        totals: completion.totals,
    };
    let path = format!("/store/v1/carts/{cart_id}");
    Ok(Reply::json(if confirmed { 201 } else { 202 }, &view).location(path))
}

/// A shop shows the new total without another read.
fn problem(error: CartError) -> Problem {
    match &error {
        CartError::TotalChanged { total, .. } => {
            let total = *total;
            Problem::from(error).member("total", &total)
        }
        _ => error.into(),
    }
}
