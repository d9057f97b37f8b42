//! The category tree for staff.

use std::sync::Arc;

use kernel_http::{Access, CallCtx, IdempotencyKey, IfMatch, Json, Op, Path, Reply, Routes, State};
use schemars::JsonSchema;
use serde::Serialize;
use shared_contracts::CategoryId;

use super::{Answer, READ, WRITE_CATEGORY, cause, keyed, problem};
use crate::app::{App, CategoryFields};
use crate::domain::category::Category;

/// The whole tree.
#[derive(Serialize, JsonSchema)]
struct Categories {
    /// All categories, siblings in their order.
    items: Vec<Category>,
}

const PROBLEMS: &[&str] = &[
    "catalog.category_not_found",
    "catalog.handle_taken",
    "catalog.category_cycle",
    "catalog.category_too_deep",
    "catalog.limit_reached",
    "catalog.version_changed",
];

pub(super) fn add(routes: Routes<Arc<App>>) -> Routes<Arc<App>> {
    let write = Access::Staff(WRITE_CATEGORY);
    routes
        .route(
            Op::get("/admin/v1/categories", Access::Staff(READ))
                .summary("Show the category tree")
                .every_channel()
                .answers::<Categories>(200),
            list,
        )
        .route(
            Op::post("/admin/v1/categories", write)
                .summary("Create a category")
                .idempotent()
                .body::<CategoryFields>()
                .answers::<Category>(201)
                .problems(PROBLEMS),
            create,
        )
        .route(
            Op::get("/admin/v1/categories/{category_id}", Access::Staff(READ))
                .summary("Show a category")
                .every_channel()
                .answers::<Category>(200)
                .problems(&["catalog.category_not_found"]),
            get,
        )
        .route(
            Op::patch("/admin/v1/categories/{category_id}", write)
                .summary("Change or move a category")
                .if_match()
                .body::<CategoryFields>()
                .answers::<Category>(200)
                .problems(PROBLEMS),
            update,
        )
        .route(
            Op::delete("/admin/v1/categories/{category_id}", write)
                .summary("Delete a category that nothing hangs on")
                .if_match()
                .answers_nothing(204)
                .problems(&["catalog.category_not_found", "catalog.category_in_use"]),
            delete,
        )
}

fn shown(category: &Category) -> Reply {
    Reply::json(200, category).etag(category.version)
}

async fn list(State(app): State<Arc<App>>) -> Answer<Reply> {
    let items = app.list_categories().await.map_err(problem)?;
    Ok(Reply::json(200, &Categories { items }))
}

async fn create(
    State(app): State<Arc<App>>,
    call: CallCtx,
    key: IdempotencyKey,
    Json(body): Json<CategoryFields>,
) -> Answer<Reply> {
    let answer = |category: &Category| {
        let path = format!("/admin/v1/categories/{}", category.category_id);
        Reply::json(201, category).etag(category.version).location(path)
    };
    let category = app.create_category(&body, &keyed(call, &key), answer).await.map_err(problem)?;
    Ok(answer(&category))
}

async fn get(State(app): State<Arc<App>>, Path(id): Path<CategoryId>) -> Answer<Reply> {
    Ok(shown(&app.get_category(id).await.map_err(problem)?))
}

async fn update(
    State(app): State<Arc<App>>,
    Path(id): Path<CategoryId>,
    call: CallCtx,
    if_match: Option<IfMatch>,
    Json(body): Json<CategoryFields>,
) -> Answer<Reply> {
    Ok(shown(&app.update_category(id, &body, &cause(call, if_match)).await.map_err(problem)?))
}

async fn delete(
    State(app): State<Arc<App>>,
    Path(id): Path<CategoryId>,
    call: CallCtx,
    if_match: Option<IfMatch>,
) -> Answer<Reply> {
    app.delete_category(id, &cause(call, if_match)).await.map_err(problem)?;
    Ok(Reply::no_content())
}
