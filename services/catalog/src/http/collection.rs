//! Collections for staff.

use std::sync::Arc;

use kernel_base::Page;
use kernel_http::{Access, CallCtx, IdempotencyKey, IfMatch, Json, Op, Paging, Path, Reply, Routes, State};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use shared_contracts::{CollectionId, ProductId};

use super::{Answer, READ, WRITE_COLLECTION, cause, keyed, problem};
use crate::app::{App, CollectionFields};
use crate::domain::collection::Collection;

/// The products of a collection listed by hand, in order.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Members {
    /// At most 1,000, each once.
    product_ids: Vec<ProductId>,
}

const PROBLEMS: &[&str] = &[
    "catalog.collection_not_found",
    "catalog.handle_taken",
    "catalog.kind_is_fixed",
    "catalog.version_changed",
];

pub(super) fn add(routes: Routes<Arc<App>>) -> Routes<Arc<App>> {
    let (read, write) = (Access::Staff(READ), Access::Staff(WRITE_COLLECTION));
    routes
        .route(
            Op::get("/admin/v1/collections", read)
                .summary("List collections")
                .every_channel()
                .paged()
                .answers::<Page<Collection>>(200),
            list,
        )
        .route(
            Op::post("/admin/v1/collections", write)
                .summary("Create a collection")
                .idempotent()
                .body::<CollectionFields>()
                .answers::<Collection>(201)
                .problems(PROBLEMS),
            create,
        )
        .route(
            Op::get("/admin/v1/collections/{collection_id}", read)
                .summary("Show a collection")
                .every_channel()
                .answers::<Collection>(200)
                .problems(&["catalog.collection_not_found"]),
            get,
        )
        .route(
            Op::patch("/admin/v1/collections/{collection_id}", write)
                .summary("Change a collection or its rules")
                .if_match()
                .body::<CollectionFields>()
                .answers::<Collection>(200)
                .problems(PROBLEMS),
            update,
        )
        .route(
            Op::delete("/admin/v1/collections/{collection_id}", write)
                .summary("Delete a collection; its products stay")
                .if_match()
                .answers_nothing(204)
                .problems(&["catalog.collection_not_found", "catalog.version_changed"]),
            delete,
        )
        .route(
            Op::get("/admin/v1/collections/{collection_id}/products", read)
                .summary("The products of a collection listed by hand")
                .every_channel()
                .answers::<Members>(200)
                .problems(&["catalog.collection_not_found", "catalog.collection_not_manual"]),
            members,
        )
        .route(
            Op::put("/admin/v1/collections/{collection_id}/products", write)
                .summary("Replace the products of a collection listed by hand")
                .if_match()
                .body::<Members>()
                .answers::<Collection>(200)
                .problems(&["catalog.collection_not_found", "catalog.collection_not_manual"])
                .problems(&["catalog.product_not_found"]),
            replace_members,
        )
}

fn shown(collection: &Collection) -> Reply {
    Reply::json(200, collection).etag(collection.version)
}

async fn list(State(app): State<Arc<App>>, Paging(page): Paging) -> Answer<Reply> {
    Ok(Reply::json(200, &app.list_collections(&page).await.map_err(problem)?))
}

async fn create(
    State(app): State<Arc<App>>,
    call: CallCtx,
    key: IdempotencyKey,
    Json(body): Json<CollectionFields>,
) -> Answer<Reply> {
    let answer = |collection: &Collection| {
        let path = format!("/admin/v1/collections/{}", collection.collection_id);
        Reply::json(201, collection).etag(collection.version).location(path)
    };
    let collection = app.create_collection(&body, &keyed(call, &key), answer).await.map_err(problem)?;
    Ok(answer(&collection))
}

async fn get(State(app): State<Arc<App>>, Path(id): Path<CollectionId>) -> Answer<Reply> {
    Ok(shown(&app.get_collection(id).await.map_err(problem)?))
}

async fn update(
    State(app): State<Arc<App>>,
    Path(id): Path<CollectionId>,
    call: CallCtx,
    if_match: Option<IfMatch>,
    Json(body): Json<CollectionFields>,
) -> Answer<Reply> {
    Ok(shown(&app.update_collection(id, &body, &cause(call, if_match)).await.map_err(problem)?))
}

async fn delete(
    State(app): State<Arc<App>>,
    Path(id): Path<CollectionId>,
    call: CallCtx,
    if_match: Option<IfMatch>,
) -> Answer<Reply> {
    app.delete_collection(id, &cause(call, if_match)).await.map_err(problem)?;
    Ok(Reply::no_content())
}

async fn members(State(app): State<Arc<App>>, Path(id): Path<CollectionId>) -> Answer<Reply> {
    let product_ids = app.list_members(id).await.map_err(problem)?;
    Ok(Reply::json(200, &Members { product_ids }))
}

async fn replace_members(
    State(app): State<Arc<App>>,
    Path(id): Path<CollectionId>,
    call: CallCtx,
    if_match: Option<IfMatch>,
    Json(body): Json<Members>,
) -> Answer<Reply> {
    let cause = cause(call, if_match);
    Ok(shown(&app.replace_members(id, &body.product_ids, &cause).await.map_err(problem)?))
}
