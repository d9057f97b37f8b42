//! `/store/v1/carts/{cart_id}/lines`: pieces are added, taken away, or counted anew.

use std::sync::Arc;

use axum::extract::State;
use kernel_http::{
    Access, CallCtx, CartToken, IdempotencyKey, IfMatch, Json, Op, Path, Problem, Reply, Routes,
};
use schemars::JsonSchema;
use serde::Deserialize;
use shared_contracts::{CartId, LineId, Quantity, VariantId};

use crate::app::{App, SetQuantity};
use crate::domain::line::{Change, MAX_CHANGES};
use crate::error::CartError;
use crate::http::view::{self, CartView, ChangedLinesView};
use crate::http::{CHANGE_PROBLEMS, rule};

/// Pieces of a variant to add, or to take away.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct LineChange {
    variant_id: VariantId,
    /// Not 0; negative takes away. From -1,000,000 to 1,000,000.
    quantity: i64,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct LineChanges {
    /// 1 to 500, done together or not at all.
    lines: Vec<LineChange>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct QuantityInput {
    quantity: Quantity,
}

/// Checks what the type of a change cannot tell.
pub(super) fn changes(lines: Vec<LineChange>, at_least: usize) -> Result<Vec<Change>, CartError> {
    let count = (at_least..=MAX_CHANGES).contains(&lines.len());
    rule(count, "/lines", "lines must hold 1 to 500 lines")?;
    let limit = i64::from(Quantity::MAX);
    let change = |(index, line): (usize, LineChange)| {
        let valid = line.quantity != 0 && (-limit..=limit).contains(&line.quantity);
        let message = "quantity must be from -1000000 to 1000000 and not 0";
        rule(valid, format!("/lines/{index}/quantity"), message)?;
        Ok(Change { variant_id: line.variant_id, pieces: line.quantity })
    };
    lines.into_iter().enumerate().map(change).collect()
}

pub(super) fn routes(routes: Routes<Arc<App>>) -> Routes<Arc<App>> {
    routes
        .route(
            Op::post("/store/v1/carts/{cart_id}/lines", Access::Cart)
                .summary("Add pieces to a cart, or take them away")
                .idempotent_in_one_write()
                .body::<LineChanges>()
                .answers::<ChangedLinesView>(200)
                .problems(CHANGE_PROBLEMS)
                .problems(&[
                    "cart.variant_not_found",
                    "cart.not_published",
                    "cart.no_price",
                    "cart.quantity_too_large",
                    "cart.quantity_below_zero",
                    "cart.too_many_lines",
                ]),
            change,
        )
        .route(
            Op::patch("/store/v1/carts/{cart_id}/lines/{line_id}", Access::Cart)
                .summary("Set the quantity of a line")
                .if_match()
                .body::<QuantityInput>()
                .answers::<CartView>(200)
                .problems(CHANGE_PROBLEMS)
                .problems(&["cart.line_not_found", "cart.version_mismatch"]),
            set,
        )
        .route(
            Op::delete("/store/v1/carts/{cart_id}/lines/{line_id}", Access::Cart)
                .summary("Take a line away")
                .answers::<CartView>(200)
                .problems(CHANGE_PROBLEMS)
                .problems(&["cart.line_not_found"]),
            remove,
        )
}

async fn change(
    State(app): State<Arc<App>>,
    Path(cart_id): Path<CartId>,
    CartToken(token): CartToken,
    CallCtx(call): CallCtx,
    key: IdempotencyKey,
    Json(body): Json<LineChanges>,
) -> Result<Reply, Problem> {
    let changes = changes(body.lines, 1)?;
    Ok(app.change_lines(&call, (cart_id, &token), &changes, &key, view::changed_lines).await?)
}

async fn set(
    State(app): State<Arc<App>>,
    Path((cart_id, line_id)): Path<(CartId, LineId)>,
    CartToken(token): CartToken,
    CallCtx(call): CallCtx,
    IfMatch(version): IfMatch,
    Json(body): Json<QuantityInput>,
) -> Result<Reply, Problem> {
    let set = SetQuantity { line_id, quantity: Some(body.quantity), version: Some(version) };
    let result = app.set_quantity(&call, cart_id, &token, set).await;
    let whole = result.map_err(|error| match error {
        CartError::VersionMismatch(now) => Problem::from(error).etag(now),
        _ => error.into(),
    })?;
    Ok(view::reply(&whole, &token, app.env.now())?)
}

async fn remove(
    State(app): State<Arc<App>>,
    Path((cart_id, line_id)): Path<(CartId, LineId)>,
    CartToken(token): CartToken,
    CallCtx(call): CallCtx,
) -> Result<Reply, Problem> {
    let set = SetQuantity { line_id, quantity: None, version: None };
    let whole = app.set_quantity(&call, cart_id, &token, set).await?;
    Ok(view::reply(&whole, &token, app.env.now())?)
}
