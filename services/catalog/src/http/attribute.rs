//! Attribute definitions for staff.

use std::sync::Arc;

use kernel_http::{Access, CallCtx, IdempotencyKey, IfMatch, Json, Op, Path, Reply, Routes, State};
use schemars::JsonSchema;
use serde::Serialize;
use shared_contracts::AttributeId;

use super::{Answer, READ, WRITE_ATTRIBUTE, cause, keyed, problem};
use crate::app::{App, AttributeFields, NewAttribute};
use crate::domain::attribute::Attribute;

/// All attribute definitions.
#[derive(Serialize, JsonSchema)]
struct Attributes {
    /// By code; there are a few hundred at most.
    items: Vec<Attribute>,
}

pub(super) fn add(routes: Routes<Arc<App>>) -> Routes<Arc<App>> {
    let write = Access::Staff(WRITE_ATTRIBUTE);
    routes
        .route(
            Op::get("/admin/v1/attributes", Access::Staff(READ))
                .summary("List all attributes")
                .every_channel()
                .answers::<Attributes>(200),
            list,
        )
        .route(
            Op::post("/admin/v1/attributes", write)
                .summary("Define an attribute")
                .idempotent()
                .body::<NewAttribute>()
                .answers::<Attribute>(201)
                .problems(&["catalog.code_taken", "catalog.limit_reached"]),
            create,
        )
        .route(
            Op::patch("/admin/v1/attributes/{attribute_id}", write)
                .summary("Change an attribute")
                .if_match()
                .body::<AttributeFields>()
                .answers::<Attribute>(200)
                .problems(&[
                    "catalog.attribute_not_found",
                    "catalog.kind_is_fixed",
                    "catalog.version_changed",
                ]),
            update,
        )
        .route(
            Op::delete("/admin/v1/attributes/{attribute_id}", write)
                .summary("Delete an attribute that no product uses")
                .if_match()
                .answers_nothing(204)
                .problems(&["catalog.attribute_not_found", "catalog.attribute_in_use"]),
            delete,
        )
}

async fn list(State(app): State<Arc<App>>) -> Answer<Reply> {
    let items = app.list_attributes().await.map_err(problem)?;
    Ok(Reply::json(200, &Attributes { items }))
}

async fn create(
    State(app): State<Arc<App>>,
    call: CallCtx,
    key: IdempotencyKey,
    Json(body): Json<NewAttribute>,
) -> Answer<Reply> {
    let answer = |attribute: &Attribute| Reply::json(201, attribute).etag(attribute.version);
    let attribute = app.create_attribute(body, &keyed(call, &key), answer).await.map_err(problem)?;
    Ok(answer(&attribute))
}

async fn update(
    State(app): State<Arc<App>>,
    Path(id): Path<AttributeId>,
    call: CallCtx,
    if_match: Option<IfMatch>,
    Json(body): Json<AttributeFields>,
) -> Answer<Reply> {
    let attribute = app.update_attribute(id, &body, &cause(call, if_match)).await.map_err(problem)?;
    Ok(Reply::json(200, &attribute).etag(attribute.version))
}

async fn delete(
    State(app): State<Arc<App>>,
    Path(id): Path<AttributeId>,
    call: CallCtx,
    if_match: Option<IfMatch>,
) -> Answer<Reply> {
    app.delete_attribute(id, &cause(call, if_match)).await.map_err(problem)?;
    Ok(Reply::no_content())
}
