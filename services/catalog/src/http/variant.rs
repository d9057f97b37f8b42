//! Variants of a product for staff. Every answer is the whole product: its version covers them.

use std::sync::Arc;

use kernel_http::{Access, CallCtx, IdempotencyKey, IfMatch, Json, Op, Path, Reply, Routes, State};
use shared_contracts::{ProductId, VariantId};

use super::product::{created, shown};
use super::product_view::ProductView;
use super::{Answer, WRITE_PRODUCT, cause, keyed, problem};
use crate::app::{App, NewVariant};
use crate::domain::product::Product;
use crate::domain::variant::VariantFields;

const PROBLEMS: &[&str] = &[
    "catalog.product_not_found",
    "catalog.variant_not_found",
    "catalog.sku_taken",
    "catalog.version_changed",
];

pub(super) fn add(routes: Routes<Arc<App>>) -> Routes<Arc<App>> {
    let write = Access::Staff(WRITE_PRODUCT);
    routes
        .route(
            Op::post("/admin/v1/products/{product_id}/variants", write)
                .summary("Add a variant")
                .idempotent()
                .body::<NewVariant>()
                .answers::<ProductView>(201)
                .problems(PROBLEMS),
            add_variant,
        )
        .route(
            Op::patch("/admin/v1/products/{product_id}/variants/{variant_id}", write)
                .summary("Change a variant")
                .if_match()
                .body::<VariantFields>()
                .answers::<ProductView>(200)
                .problems(PROBLEMS),
            update_variant,
        )
        .route(
            Op::delete("/admin/v1/products/{product_id}/variants/{variant_id}", write)
                .summary("Delete a variant for good; archive it instead when orders name it")
                .if_match()
                .answers::<ProductView>(200)
                .problems(PROBLEMS),
            remove_variant,
        )
}

async fn add_variant(
    State(app): State<Arc<App>>,
    Path(id): Path<ProductId>,
    call: CallCtx,
    key: IdempotencyKey,
    Json(body): Json<NewVariant>,
) -> Answer<Reply> {
    let answer = |product: &Product| created(&app, product);
    let product = app.add_variant(id, &body, &keyed(call, &key), &answer).await.map_err(problem)?;
    Ok(answer(&product))
}

async fn update_variant(
    State(app): State<Arc<App>>,
    Path(path): Path<(ProductId, VariantId)>,
    call: CallCtx,
    if_match: Option<IfMatch>,
    Json(body): Json<VariantFields>,
) -> Answer<Reply> {
    let product = app.update_variant(path, &body, &cause(call, if_match)).await.map_err(problem)?;
    Ok(shown(&app, &product))
}

async fn remove_variant(
    State(app): State<Arc<App>>,
    Path(path): Path<(ProductId, VariantId)>,
    call: CallCtx,
    if_match: Option<IfMatch>,
) -> Answer<Reply> {
    let product = app.remove_variant(path, &cause(call, if_match)).await.map_err(problem)?;
    Ok(shown(&app, &product))
}
