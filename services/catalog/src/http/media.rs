//! Pictures: uploaded by staff, shown to everybody.

use std::sync::Arc;

use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, X_CONTENT_TYPE_OPTIONS};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::{IntoResponse, Response};
use kernel_http::{
    Access, CallCtx, IdempotencyKey, IfMatch, Json, Op, Path, Query, RawBody, Reply, Routes, State,
};
use schemars::JsonSchema;
use serde::Deserialize;
use shared_contracts::{MediaId, ProductId};

use super::product::{created, shown};
use super::product_view::ProductView;
use super::{Answer, WRITE_PRODUCT, cause, keyed, problem};
use crate::app::{App, NewPicture};
use crate::domain::media::PictureFormat;
use crate::domain::product::Product;

/// What is said of an uploaded picture.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(super) struct UploadQuery {
    /// Text for people who do not see it.
    alt: String,
}

/// A picture that lies elsewhere.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RemoteBody {
    /// Its address; it is not fetched.
    url: String,
    /// Text for people who do not see it.
    #[serde(default)]
    alt: String,
}

/// What to change on a picture.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct AltBody {
    /// Text for people who do not see it.
    alt: String,
}

/// The order of a product's pictures.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct OrderBody {
    /// Every picture of the product exactly once.
    media_ids: Vec<MediaId>,
}

const PROBLEMS: &[&str] =
    &["catalog.product_not_found", "catalog.media_not_found", "catalog.version_changed"];

pub(super) fn add(routes: Routes<Arc<App>>) -> Routes<Arc<App>> {
    let write = Access::Staff(WRITE_PRODUCT);
    routes
        .route(
            Op::post("/admin/v1/products/{product_id}/media", write)
                .summary("Upload a picture")
                .idempotent()
                .raw_body("image/*")
                .body_limit(PictureFormat::MAX_BYTES)
                .query::<UploadQuery>()
                .answers::<ProductView>(201)
                .problems(&["catalog.product_not_found", "catalog.unsupported_media"]),
            upload,
        )
        .route(
            Op::post("/admin/v1/products/{product_id}/remote-media", write)
                .summary("Add a picture that lies elsewhere")
                .idempotent()
                .body::<RemoteBody>()
                .answers::<ProductView>(201)
                .problems(&["catalog.product_not_found"]),
            add_remote,
        )
        .route(
            Op::put("/admin/v1/products/{product_id}/media", write)
                .summary("Bring the pictures into an order")
                .if_match()
                .body::<OrderBody>()
                .answers::<ProductView>(200)
                .problems(PROBLEMS),
            order,
        )
        .route(
            Op::patch("/admin/v1/products/{product_id}/media/{media_id}", write)
                .summary("Change the text of a picture")
                .if_match()
                .body::<AltBody>()
                .answers::<ProductView>(200)
                .problems(PROBLEMS),
            update,
        )
        .route(
            Op::delete("/admin/v1/products/{product_id}/media/{media_id}", write)
                .summary("Remove a picture")
                .if_match()
                .answers::<ProductView>(200)
                .problems(PROBLEMS),
            remove,
        )
        .route(
            Op::get("/store/v1/media/{media_id}", Access::Public)
                .summary("A picture's bytes")
                .answers_nothing(200)
                .problems(&["catalog.media_not_found"]),
            show,
        )
}

async fn upload(
    State(app): State<Arc<App>>,
    Path(id): Path<ProductId>,
    Query(query): Query<UploadQuery>,
    call: CallCtx,
    key: IdempotencyKey,
    headers: HeaderMap,
    RawBody(bytes): RawBody,
) -> Answer<Reply> {
    let content_type = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let picture = NewPicture::Upload { content_type: content_type.to_owned(), bytes };
    let answer = |product: &Product| created(&app, product);
    let cause = keyed(call, &key);
    let product = app.add_media(id, picture, &query.alt, &cause, &answer).await.map_err(problem)?;
    Ok(answer(&product))
}

async fn add_remote(
    State(app): State<Arc<App>>,
    Path(id): Path<ProductId>,
    call: CallCtx,
    key: IdempotencyKey,
    Json(body): Json<RemoteBody>,
) -> Answer<Reply> {
    let answer = |product: &Product| created(&app, product);
    let (picture, cause) = (NewPicture::Remote(body.url), keyed(call, &key));
    let product = app.add_media(id, picture, &body.alt, &cause, &answer).await.map_err(problem)?;
    Ok(answer(&product))
}

async fn order(
    State(app): State<Arc<App>>,
    Path(id): Path<ProductId>,
    call: CallCtx,
    if_match: Option<IfMatch>,
    Json(body): Json<OrderBody>,
) -> Answer<Reply> {
    let product = app.order_media(id, &body.media_ids, &cause(call, if_match)).await.map_err(problem)?;
    Ok(shown(&app, &product))
}

async fn update(
    State(app): State<Arc<App>>,
    Path(path): Path<(ProductId, MediaId)>,
    call: CallCtx,
    if_match: Option<IfMatch>,
    Json(body): Json<AltBody>,
) -> Answer<Reply> {
    let product = app.update_media_alt(path, &body.alt, &cause(call, if_match)).await.map_err(problem)?;
    Ok(shown(&app, &product))
}

async fn remove(
    State(app): State<Arc<App>>,
    Path(path): Path<(ProductId, MediaId)>,
    call: CallCtx,
    if_match: Option<IfMatch>,
) -> Answer<Reply> {
    let product = app.remove_media(path, &cause(call, if_match)).await.map_err(problem)?;
    Ok(shown(&app, &product))
}

async fn show(State(app): State<Arc<App>>, Path(id): Path<MediaId>) -> Answer<Response> {
    let (bytes, content_type) = app.read_media(id).await.map_err(problem)?;
    let content_type = HeaderValue::try_from(content_type).map_err(|_| kernel_base::ApiError::internal())?;
    // A picture never changes under its id.
    let headers = [
        (CONTENT_TYPE, content_type),
        (CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable")),
        (X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    ];
    Ok((headers, bytes).into_response())
}
