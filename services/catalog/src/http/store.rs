//! The catalog for shoppers. Pages are rendered once and kept until the catalog changes.

use std::sync::Arc;

use axum::http::header::{ETAG, IF_NONE_MATCH};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::{IntoResponse, Response};
use kernel_base::{Limit, PageRequest};
use kernel_http::{Access, Op, Paged, Path, Query, RateClass, Reply, Routes, State, StatusCode};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use shared_contracts::{ChannelCode, Locale};

use super::store_view::{CardPage, CardView, CategoryNode, CollectionPage, DetailView};
use super::{Answer, problem};
use crate::app::{App, Listing};
use crate::page_cache::Page;

/// Which products a shopper's list shows.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ListQuery {
    /// The channel; `web` when not said.
    channel: Option<ChannelCode>,
    /// The language, such as `de-AT`; missing texts fall back to `de` and then to the shop's own.
    locale: Option<Locale>,
    /// Only products of this category or of one below it, by id or handle.
    category: Option<String>,
    /// Only products of this collection, by handle; cannot be combined with a category.
    collection: Option<String>,
}

/// In which channel and language something is shown.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ShowQuery {
    /// The channel; `web` when not said.
    channel: Option<ChannelCode>,
    /// The language, such as `de-AT`.
    locale: Option<Locale>,
}

/// The categories.
#[derive(Serialize, JsonSchema)]
struct Categories {
    /// All of them, siblings in their order.
    items: Vec<CategoryNode>,
}

pub(super) fn add(routes: Routes<Arc<App>>) -> Routes<Arc<App>> {
    routes
        .route(
            Op::get("/store/v1/products", Access::Public)
                .summary("List products on sale, newest first")
                .rate(RateClass::Search)
                .paged()
                .query::<ListQuery>()
                .answers::<CardPage>(200)
                .problems(&[
                    "catalog.channel_not_found",
                    "catalog.category_not_found",
                    "catalog.collection_not_found",
                ]),
            list_products,
        )
        .route(
            Op::get("/store/v1/products/{id_or_handle}", Access::Public)
                .summary("Show a product on sale")
                .query::<ShowQuery>()
                .answers::<DetailView>(200)
                .problems(&["catalog.product_not_found", "catalog.channel_not_found"]),
            get_product,
        )
        .route(
            Op::get("/store/v1/categories", Access::Public)
                .summary("Show the category tree")
                .query::<ShowQuery>()
                .answers::<Categories>(200),
            list_categories,
        )
        .route(
            Op::get("/store/v1/collections/{handle}", Access::Public)
                .summary("Show a collection")
                .query::<ShowQuery>()
                .answers::<CollectionPage>(200)
                .problems(&["catalog.collection_not_found"]),
            get_collection,
        )
        .route(
            Op::get("/store/v1/collections/{handle}/products", Access::Public)
                .summary("List products of a collection, in its order")
                .rate(RateClass::Search)
                .paged()
                .query::<ShowQuery>()
                .answers::<CardPage>(200)
                .problems(&["catalog.collection_not_found", "catalog.channel_not_found"]),
            list_collection_products,
        )
}

fn channel(named: Option<ChannelCode>) -> ChannelCode {
    named.unwrap_or_else(|| "web".parse().expect("BUG: a valid code"))
}

async fn list_products(
    State(app): State<Arc<App>>,
    Paged { page, filter }: Paged<ListQuery>,
) -> Answer<Response> {
    let ListQuery { channel: named, locale, category, collection } = filter;
    let listing = match (category, collection) {
        (None, None) => Listing::All,
        (Some(category), None) => Listing::Category(category),
        (None, Some(collection)) => Listing::Collection(collection),
        (Some(_), Some(_)) => {
            let message = "must not be combined with category";
            return Err(problem(crate::error::CatalogError::field("collection", "not_combinable", message)));
        }
    };
    list(&app, channel(named), listing, locale, page).await
}

async fn list_collection_products(
    State(app): State<Arc<App>>,
    Path(handle): Path<String>,
    Paged { page, filter }: Paged<ShowQuery>,
) -> Answer<Response> {
    list(&app, channel(filter.channel), Listing::Collection(handle), filter.locale, page).await
}

async fn list(
    app: &App,
    channel: ChannelCode,
    listing: Listing,
    locale: Option<Locale>,
    page: PageRequest,
) -> Answer<Response> {
    let key = list_key(&channel, &listing, locale.as_ref(), &page);
    if let Some(page) = app.pages.find(&key) {
        return Ok(show(page, None));
    }
    let generation = app.pages.begin();
    let found = app.list_for_sale(&channel, &listing, locale.as_ref(), &page).await;
    let (cards, next_cursor) = found.map_err(problem)?;
    let items = cards.into_iter().map(|card| CardView::new(app, card, locale.as_ref())).collect();
    let page = Page { body: render(&CardPage { items, next_cursor }), version: None };
    app.pages.put(generation, key, page.clone());
    Ok(show(page, None))
}

fn list_key(channel: &ChannelCode, listing: &Listing, locale: Option<&Locale>, page: &PageRequest) -> String {
    let (kind, name) = match listing {
        Listing::All => ("all", ""),
        Listing::Category(name) => ("category", name.as_str()),
        Listing::Collection(name) => ("collection", name.as_str()),
    };
    let locale = locale.map_or("", Locale::as_str);
    let limit = if page.limit == Limit::default() { 0 } else { page.limit.get() };
    let after = page.after.as_ref().map(ToString::to_string).unwrap_or_default();
    // The name comes last: it is the only part that may hold anything.
    format!("{kind} {channel} {locale} {limit} {after} {name}")
}

async fn get_product(
    State(app): State<Arc<App>>,
    Path(id_or_handle): Path<String>,
    Query(ShowQuery { channel: named, locale }): Query<ShowQuery>,
    headers: HeaderMap,
) -> Answer<Response> {
    let channel = channel(named);
    let language = locale.as_ref().map_or("", Locale::as_str);
    let key = format!("product {channel} {language} {id_or_handle}");
    if let Some(page) = app.pages.find(&key) {
        return Ok(show(page, Some(&headers)));
    }
    let generation = app.pages.begin();
    let detail = app.get_for_sale(&channel, &id_or_handle, locale.as_ref()).await.map_err(problem)?;
    let body = render(&DetailView::new(&app, &detail, locale.as_ref()));
    let page = Page { body, version: Some(detail.product.version) };
    app.pages.put(generation, key, page.clone());
    Ok(show(page, Some(&headers)))
}

async fn list_categories(
    State(app): State<Arc<App>>,
    Query(ShowQuery { locale, .. }): Query<ShowQuery>,
) -> Answer<Response> {
    let key = format!("categories {}", locale.as_ref().map_or("", Locale::as_str));
    if let Some(page) = app.pages.find(&key) {
        return Ok(show(page, None));
    }
    let generation = app.pages.begin();
    let categories = app.list_categories_translated(locale.as_ref()).await.map_err(problem)?;
    let nodes = categories.iter().map(|(node, texts)| CategoryNode::new(node, texts, locale.as_ref()));
    let page = Page { body: render(&Categories { items: nodes.collect() }), version: None };
    app.pages.put(generation, key, page.clone());
    Ok(show(page, None))
}

async fn get_collection(
    State(app): State<Arc<App>>,
    Path(handle): Path<String>,
    Query(ShowQuery { locale, .. }): Query<ShowQuery>,
) -> Answer<Reply> {
    let (collection, texts) =
        app.get_collection_translated(&handle, locale.as_ref()).await.map_err(problem)?;
    let view = CollectionPage::new(&collection, &texts, locale.as_ref());
    Ok(Reply::json(200, &view).etag(collection.version))
}

fn render(view: &impl Serialize) -> bytes::Bytes {
    serde_json::to_vec(view).expect("BUG: views are plain data").into()
}

/// The page, or 304 when the reader already has this version of it.
fn show(page: Page, headers: Option<&HeaderMap>) -> Response {
    let Some(version) = page.version else { return Reply::raw_json(200, page.body).into_response() };
    let known = headers.and_then(|headers| headers.get(IF_NONE_MATCH));
    let etag = format!("\"v{version}\"");
    if known.is_some_and(|known| known.as_bytes() == etag.as_bytes()) {
        let etag = HeaderValue::try_from(etag).expect("BUG: digits are a header value");
        return (StatusCode::NOT_MODIFIED, [(ETAG, etag)]).into_response();
    }
    Reply::raw_json(200, page.body).etag(version).into_response()
}
