//! Translations for staff: of products, categories and collections alike.

use std::collections::BTreeMap;
use std::sync::Arc;

use kernel_http::{Access, CallCtx, IfMatch, Json, Op, Path, Reply, Routes, State};
use shared_contracts::{CategoryId, CollectionId, Locale, ProductId};

use super::{Answer, READ, WRITE_CATEGORY, WRITE_COLLECTION, WRITE_PRODUCT, cause, problem};
use schemars::JsonSchema;

use crate::app::{App, Translated};
use crate::domain::translation::Texts;

type Listed = BTreeMap<String, Texts>;

pub(super) fn add(routes: Routes<Arc<App>>) -> Routes<Arc<App>> {
    let routes =
        routes.route(list_op("/admin/v1/products/{product_id}/translations"), list_of_product).route(
            put_op("/admin/v1/products/{product_id}/translations/{locale}", WRITE_PRODUCT),
            put_of_product,
        );
    let routes =
        routes.route(list_op("/admin/v1/categories/{category_id}/translations"), list_of_category).route(
            put_op("/admin/v1/categories/{category_id}/translations/{locale}", WRITE_CATEGORY),
            put_of_category,
        );
    routes.route(list_op("/admin/v1/collections/{collection_id}/translations"), list_of_collection).route(
        put_op("/admin/v1/collections/{collection_id}/translations/{locale}", WRITE_COLLECTION),
        put_of_collection,
    )
}

/// The texts in one language. A schema of a map cannot say which names it takes.
#[derive(Default, JsonSchema)]
#[schemars(default, deny_unknown_fields)]
struct TextsBody {
    /// Title of a product or a collection.
    title: String,
    /// Name of a category.
    name: String,
    description: String,
    /// Title for search engines.
    seo_title: String,
    /// Description for search engines.
    seo_description: String,
}

/// What is translated is one of these.
const NOT_FOUND: &[&str] =
    &["catalog.product_not_found", "catalog.category_not_found", "catalog.collection_not_found"];

fn list_op(path: &'static str) -> Op {
    Op::get(path, Access::Staff(READ))
        .summary("List the translations")
        .every_channel()
        .answers::<Listed>(200)
        .problems(NOT_FOUND)
}

fn put_op(path: &'static str, permission: &'static str) -> Op {
    Op::put(path, Access::Staff(permission))
        .summary("Replace the texts in one language; none removes it")
        .if_match()
        .body::<TextsBody>()
        .answers_nothing(204)
        .problems(NOT_FOUND)
        .problems(&["catalog.version_changed"])
}

async fn list(app: &App, subject: Translated) -> Answer<Reply> {
    let translations = app.list_translations(subject).await.map_err(problem)?;
    let listed: Listed =
        translations.into_iter().map(|(locale, texts)| (locale.to_string(), texts)).collect();
    Ok(Reply::json(200, &listed))
}

async fn put(
    app: &App,
    (subject, locale): (Translated, Locale),
    (call, if_match): (CallCtx, Option<IfMatch>),
    texts: &Texts,
) -> Answer<Reply> {
    app.replace_translation(subject, &locale, texts, &cause(call, if_match)).await.map_err(problem)?;
    Ok(Reply::no_content())
}

async fn list_of_product(State(app): State<Arc<App>>, Path(id): Path<ProductId>) -> Answer<Reply> {
    list(&app, Translated::Product(id)).await
}

async fn list_of_category(State(app): State<Arc<App>>, Path(id): Path<CategoryId>) -> Answer<Reply> {
    list(&app, Translated::Category(id)).await
}

async fn list_of_collection(State(app): State<Arc<App>>, Path(id): Path<CollectionId>) -> Answer<Reply> {
    list(&app, Translated::Collection(id)).await
}

async fn put_of_product(
    State(app): State<Arc<App>>,
    Path((id, locale)): Path<(ProductId, Locale)>,
    call: CallCtx,
    if_match: Option<IfMatch>,
    Json(texts): Json<Texts>,
) -> Answer<Reply> {
    put(&app, (Translated::Product(id), locale), (call, if_match), &texts).await
}

async fn put_of_category(
    State(app): State<Arc<App>>,
    Path((id, locale)): Path<(CategoryId, Locale)>,
    call: CallCtx,
    if_match: Option<IfMatch>,
    Json(texts): Json<Texts>,
) -> Answer<Reply> {
    put(&app, (Translated::Category(id), locale), (call, if_match), &texts).await
}

async fn put_of_collection(
    State(app): State<Arc<App>>,
    Path((id, locale)): Path<(CollectionId, Locale)>,
    call: CallCtx,
    if_match: Option<IfMatch>,
    Json(texts): Json<Texts>,
) -> Answer<Reply> {
    put(&app, (Translated::Collection(id), locale), (call, if_match), &texts).await
}
