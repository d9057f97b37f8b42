//! `/store/v1/carts/{cart_id}/hold`: the goods are held while the shopper checks out.

use std::sync::Arc;

use axum::extract::State;
use kernel_base::Timestamp;
use kernel_http::{Access, CallCtx, CartToken, IdempotencyKey, Op, Path, Problem, Reply, Routes};
use schemars::JsonSchema;
use serde::Serialize;
use shared_contracts::CartId;
use warehouse_contracts::refusal;

use crate::app::App;
use crate::domain::cart::Cart;
use crate::http::CHANGE_PROBLEMS;

/// What is held; read the cart for everything else.
#[derive(Debug, Serialize, JsonSchema)]
struct HoldView {
    cart_id: CartId,
    /// Until when all of the cart's goods are held; missing where it has none that are kept in stock.
    #[serde(skip_serializing_if = "Option::is_none")]
    held_until: Option<Timestamp>,
    version: i64,
}

pub(super) fn routes(routes: Routes<Arc<App>>) -> Routes<Arc<App>> {
    routes
        .route(
            Op::post("/store/v1/carts/{cart_id}/hold", Access::Cart)
                .summary("Hold the goods of a cart while its shopper checks out")
                .idempotent()
                .answers::<HoldView>(200)
                .problems(CHANGE_PROBLEMS)
                .problems(&[
                    "cart.hold_not_offered",
                    "cart.customer_blocked",
                    refusal::INSUFFICIENT_STOCK,
                    refusal::UNKNOWN_VARIANT,
                ]),
            hold,
        )
        .route(
            Op::delete("/store/v1/carts/{cart_id}/hold", Access::Cart)
                .summary("Give back what is held for a cart")
                .answers::<HoldView>(200)
                .problems(CHANGE_PROBLEMS),
            give_back,
        )
}

async fn hold(
    State(app): State<Arc<App>>,
    Path(cart_id): Path<CartId>,
    CartToken(token): CartToken,
    CallCtx(call): CallCtx,
    key: IdempotencyKey,
) -> Result<Reply, Problem> {
    let answer = |cart: &Cart| view(cart, app.env.now());
    Ok(app.hold(&call, (cart_id, &token), &key, answer).await?)
}

async fn give_back(
    State(app): State<Arc<App>>,
    Path(cart_id): Path<CartId>,
    CartToken(token): CartToken,
    CallCtx(call): CallCtx,
) -> Result<Reply, Problem> {
    let cart = app.give_back(&call, cart_id, &token).await?;
    Ok(view(&cart, app.env.now()))
}

fn view(cart: &Cart, now: Timestamp) -> Reply {
    let view = HoldView { cart_id: cart.cart_id, held_until: cart.held_until(now), version: cart.version };
    Reply::json(200, &view).etag(cart.version)
}
