//! Routes: parse, call app, render.

mod attribute;
mod category;
mod channel;
mod collection;
mod media;
mod operation;
mod product;
mod product_view;
mod store;
mod store_view;
mod translation;
mod variant;

use std::sync::Arc;

use catalog_contracts::{CatalogApi, VariantsQuery};
use kernel_base::Call;
use kernel_http::{CallCtx, IdempotencyKey, IfMatch, Problem, Routes};

use crate::NAME;
use crate::app::{App, Cause};
use crate::error::CatalogError;

type Answer<T> = Result<T, Problem>;

/// Permission to read everything of the catalog, drafts included.
const READ: &str = "catalog.read";
/// Permission to change products, variants, pictures, publications and their translations.
const WRITE_PRODUCT: &str = "catalog.product.write";
/// Permission to change attribute definitions.
const WRITE_ATTRIBUTE: &str = "catalog.attribute.write";
/// Permission to change the category tree.
const WRITE_CATEGORY: &str = "catalog.category.write";
/// Permission to change collections.
const WRITE_COLLECTION: &str = "catalog.collection.write";
/// Permission to change channels.
const WRITE_CHANNEL: &str = "catalog.channel.write";

/// Everything catalog answers to.
pub(crate) fn routes(app: &Arc<App>) -> Routes<Arc<App>> {
    let routes = Routes::new(NAME, Arc::clone(app));
    let routes = store::add(routes);
    let routes = product::add(routes);
    let routes = variant::add(routes);
    let routes = media::add(routes);
    let routes = translation::add(routes);
    let routes = attribute::add(routes);
    let routes = category::add(routes);
    let routes = collection::add(routes);
    let routes = channel::add(routes);
    let routes = operation::add(routes);
    routes.rpc("variants", &[], |app: Arc<App>, call: Call, query: VariantsQuery| async move {
        CatalogApi::variants(app.as_ref(), &call, query).await
    })
}

/// An error on its way out; tells the present version when the caller's is outdated.
fn problem(error: CatalogError) -> Problem {
    match error {
        CatalogError::Changed(version) => Problem::from(error).etag(version),
        other => other.into(),
    }
}

fn cause(CallCtx(call): CallCtx, if_match: Option<IfMatch>) -> Cause<'static> {
    Cause { expected: if_match.map(|IfMatch(version)| version), trace: call.trace, key: None }
}

fn keyed(CallCtx(call): CallCtx, key: &IdempotencyKey) -> Cause<'_> {
    Cause { expected: None, trace: call.trace, key: Some(key) }
}
