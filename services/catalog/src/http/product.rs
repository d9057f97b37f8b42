//! Products for staff.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use catalog_contracts::ProductStatus;
use kernel_base::{Page, Timestamp};
use kernel_http::{
    Access, CallCtx, IdempotencyKey, IfMatch, Json, Op, Paged, Path, Reply, Routes, State, Within,
};
use schemars::JsonSchema;
use serde::Deserialize;
use shared_contracts::{CategoryId, ChannelCode, Code, ProductId, Sku};

use super::product_view::ProductView;
use super::{Answer, READ, WRITE_PRODUCT, cause, keyed, problem};
use crate::app::{App, NewProduct};
use crate::domain::handle::Handle;
use crate::domain::product::{Kind, Product, ProductFields};
use crate::domain::variant::VariantFields;

/// Which products the list shows.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ListQuery {
    /// Only those of this status.
    status: Option<ProductStatus>,
    /// Only the one that has this SKU.
    sku: Option<Sku>,
}

/// A product to be made: the fields of a change, and what only a new product brings along.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(super) struct NewProductBody {
    /// Its name in addresses; made of the title when absent.
    handle: Option<Handle>,
    /// Its title in the default language; needed.
    title: Option<String>,
    /// Its description in the default language, HTML.
    description: Option<String>,
    /// What it is by nature; goods when absent.
    kind: Option<Kind>,
    /// Where it stands in its life; draft when absent.
    status: Option<ProductStatus>,
    /// Who makes it.
    vendor: Option<String>,
    /// The merchant's word for what it is.
    product_type: Option<String>,
    /// Free words; a comma cannot be part of one.
    tags: Option<Vec<String>>,
    /// Title for search engines.
    seo_title: Option<String>,
    /// Description for search engines.
    seo_description: Option<String>,
    /// Its key in the merchant's other systems.
    external_id: Option<String>,
    /// The names of the option axes.
    options: Option<Vec<String>>,
    /// The categories it is directly in.
    category_ids: Option<BTreeSet<CategoryId>>,
    /// Attribute values by code.
    attributes: BTreeMap<Code, serde_json::Value>,
    /// Its variants in display order; each needs a SKU.
    variants: Vec<VariantFields>,
    /// From when on it is on sale, by channel.
    publications: BTreeMap<ChannelCode, Timestamp>,
}

impl From<NewProductBody> for NewProduct {
    fn from(body: NewProductBody) -> Self {
        let fields = ProductFields {
            handle: body.handle,
            title: body.title,
            description: body.description,
            kind: body.kind,
            status: body.status,
            vendor: body.vendor,
            product_type: body.product_type,
            tags: body.tags,
            seo_title: body.seo_title,
            seo_description: body.seo_description,
            external_id: body.external_id,
            options: body.options,
            category_ids: body.category_ids,
            attributes: body.attributes,
        };
        Self { fields, variants: body.variants, publications: body.publications }
    }
}

/// When a product goes on sale.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(super) struct PublicationBody {
    /// The time; now when absent.
    published_at: Option<Timestamp>,
}

const PROBLEMS: &[&str] = &[
    "catalog.product_not_found",
    "catalog.handle_taken",
    "catalog.sku_taken",
    "catalog.external_id_taken",
    "catalog.category_not_found",
    "catalog.channel_not_found",
    "catalog.version_changed",
];

pub(super) fn add(routes: Routes<Arc<App>>) -> Routes<Arc<App>> {
    let write = Access::Staff(WRITE_PRODUCT);
    routes
        .route(
            Op::post("/admin/v1/products", write)
                .summary("Create a product")
                .idempotent()
                .body::<NewProductBody>()
                .answers::<ProductView>(201)
                .problems(PROBLEMS),
            create_product,
        )
        .route(
            Op::get("/admin/v1/products", Access::Staff(READ))
                .summary("List products, newest first")
                .every_channel()
                .paged()
                .query::<ListQuery>()
                .answers::<Page<ProductView>>(200),
            list_products,
        )
        .route(
            Op::get("/admin/v1/products/{product_id}", Access::Staff(READ))
                .summary("Show a product")
                .every_channel()
                .answers::<ProductView>(200)
                .problems(&["catalog.product_not_found"]),
            get_product,
        )
        .route(
            Op::patch("/admin/v1/products/{product_id}", write)
                .summary("Change a product")
                .if_match()
                .body::<ProductFields>()
                .answers::<ProductView>(200)
                .problems(PROBLEMS),
            update_product,
        )
        .route(
            Op::delete("/admin/v1/products/{product_id}", write)
                .summary("Delete a product for good; archive it instead when orders name it")
                .if_match()
                .answers_nothing(204)
                .problems(&["catalog.product_not_found", "catalog.version_changed"]),
            delete_product,
        )
        .route(
            Op::put("/admin/v1/products/{product_id}/publications/{channel}", write)
                .summary("Put a product on sale in a channel, now or from a time on")
                .per_channel()
                .if_match()
                .body::<PublicationBody>()
                .answers::<ProductView>(200)
                .problems(PROBLEMS),
            publish_product,
        )
        .route(
            Op::delete("/admin/v1/products/{product_id}/publications/{channel}", write)
                .summary("Take a product off sale in a channel")
                .per_channel()
                .if_match()
                .answers::<ProductView>(200)
                .problems(PROBLEMS),
            withdraw_product,
        )
}

pub(super) fn shown(app: &App, product: &Product) -> Reply {
    Reply::json(200, &ProductView::new(app, product)).etag(product.version)
}

pub(super) fn created(app: &App, product: &Product) -> Reply {
    let view = ProductView::new(app, product);
    let path = format!("/admin/v1/products/{}", product.product_id);
    Reply::json(201, &view).etag(product.version).location(path)
}

async fn create_product(
    State(app): State<Arc<App>>,
    call: CallCtx,
    key: IdempotencyKey,
    Json(body): Json<NewProductBody>,
) -> Answer<Reply> {
    let new = body.into();
    let answer = |product: &Product| created(&app, product);
    let product = app.create_product(&new, &keyed(call, &key), &answer).await.map_err(problem)?;
    Ok(answer(&product))
}

async fn list_products(
    State(app): State<Arc<App>>,
    Paged { page, filter }: Paged<ListQuery>,
) -> Answer<Reply> {
    let products = app.list_products(filter.status, filter.sku.as_ref(), &page).await.map_err(problem)?;
    Ok(Reply::json(200, &products.map(|product| ProductView::new(&app, &product))))
}

async fn get_product(State(app): State<Arc<App>>, Path(id): Path<ProductId>) -> Answer<Reply> {
    Ok(shown(&app, &app.get_product(id).await.map_err(problem)?))
}

async fn update_product(
    State(app): State<Arc<App>>,
    Path(id): Path<ProductId>,
    call: CallCtx,
    if_match: Option<IfMatch>,
    Json(fields): Json<ProductFields>,
) -> Answer<Reply> {
    let product = app.update_product(id, &fields, &cause(call, if_match)).await.map_err(problem)?;
    Ok(shown(&app, &product))
}

async fn delete_product(
    State(app): State<Arc<App>>,
    Path(id): Path<ProductId>,
    call: CallCtx,
    if_match: Option<IfMatch>,
) -> Answer<Reply> {
    app.delete_product(id, &cause(call, if_match)).await.map_err(problem)?;
    Ok(Reply::no_content())
}

async fn publish_product(
    State(app): State<Arc<App>>,
    Within((id, channel)): Within<(ProductId, ChannelCode)>,
    call: CallCtx,
    if_match: Option<IfMatch>,
    Json(body): Json<PublicationBody>,
) -> Answer<Reply> {
    let cause = cause(call, if_match);
    let product = app.publish_product(id, &channel, body.published_at, &cause).await.map_err(problem)?;
    Ok(shown(&app, &product))
}

async fn withdraw_product(
    State(app): State<Arc<App>>,
    Within((id, channel)): Within<(ProductId, ChannelCode)>,
    call: CallCtx,
    if_match: Option<IfMatch>,
) -> Answer<Reply> {
    let product = app.withdraw_product(id, &channel, &cause(call, if_match)).await.map_err(problem)?;
    Ok(shown(&app, &product))
}
