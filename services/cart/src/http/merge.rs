//! `POST /store/v1/carts/{cart_id}/merge`: two carts become one.

use std::sync::Arc;

use axum::extract::State;
use cart_contracts::CartTotals;
use kernel_base::Secret;
use kernel_http::{Access, CallCtx, CartToken, IdempotencyKey, Json, Op, Path, Problem, Reply, Routes};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use shared_contracts::CartId;

use crate::app::App;
use crate::domain::cart::Cart;
use crate::error::CartError;
use crate::http::{CHANGE_PROBLEMS, rule};

/// The cart whose lines are to be added. It ends.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct MergeInput {
    cart_id: CartId,
    /// The token of that cart; the token of the one that stays is `x-cart-token`.
    token: Secret<String>,
}

/// What came of it; read the cart for its lines and what the shopper must be told.
#[derive(Debug, Serialize, JsonSchema)]
struct MergedView {
    cart_id: CartId,
    /// The cart that ended.
    merged_cart_id: CartId,
    line_count: usize,
    totals: CartTotals,
    version: i64,
}

const LONGEST_TOKEN: usize = 255;

pub(super) fn routes(routes: Routes<Arc<App>>) -> Routes<Arc<App>> {
    routes.route(
        Op::post("/store/v1/carts/{cart_id}/merge", Access::Cart)
            .summary("Add all of another cart, which ends")
            .idempotent()
            .body::<MergeInput>()
            .answers::<MergedView>(200)
            .problems(CHANGE_PROBLEMS)
            .problems(&["cart.cannot_merge", "cart.quantity_too_large", "cart.too_many_lines"]),
        merge,
    )
}

async fn merge(
    State(app): State<Arc<App>>,
    Path(cart_id): Path<CartId>,
    CartToken(token): CartToken,
    CallCtx(call): CallCtx,
    key: IdempotencyKey,
    Json(body): Json<MergeInput>,
) -> Result<Reply, Problem> {
    let short = body.token.expose().chars().count() <= LONGEST_TOKEN;
    rule(short, "/token", "a token has at most 255 characters")?;
    Ok(app.merge(&call, (cart_id, &token), (body.cart_id, &body.token), &key, answer).await?)
}

fn answer(cart: &Cart, merged_cart_id: CartId) -> Result<Reply, CartError> {
    let view = MergedView {
        cart_id: cart.cart_id,
        merged_cart_id,
        line_count: cart.line_count,
        totals: cart.totals()?,
        version: cart.version,
    };
    Ok(Reply::json(200, &view).etag(cart.version))
}
