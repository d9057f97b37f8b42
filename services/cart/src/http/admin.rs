//! `/admin/v1/carts`: staff looks at carts.

use std::sync::Arc;

use axum::extract::State;
use kernel_base::Page;
use kernel_http::{Access, Channels, Op, Paged, Path, Problem, Reply, Routes};
use schemars::JsonSchema;
use serde::Deserialize;
use shared_contracts::{CartId, CustomerId};

use crate::app::App;
use crate::error::CartError;
use crate::http::READ_CARTS;
use crate::http::view::{self, CartSummary, CartView, StatusName};
use crate::store::cart::Filter;

/// Which carts to list.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct CartFilter {
    status: Option<StatusName>,
    customer_id: Option<CustomerId>,
}

pub(super) fn routes(routes: Routes<Arc<App>>) -> Routes<Arc<App>> {
    routes
        .route(
            Op::get("/admin/v1/carts", Access::Staff(READ_CARTS))
                .summary("List carts, the newest first")
                .per_channel()
                .paged()
                .query::<CartFilter>()
                .answers::<Page<CartSummary>>(200),
            list,
        )
        .route(
            Op::get("/admin/v1/carts/{cart_id}", Access::Staff(READ_CARTS))
                .summary("Get a cart as it is stored")
                .per_channel()
                .answers::<CartView>(200)
                .problems(&["cart.not_found"]),
            get,
        )
}

async fn list(
    State(app): State<Arc<App>>,
    channels: Channels,
    paged: Paged<CartFilter>,
) -> Result<Reply, Problem> {
    let status = paged.filter.status.map(StatusName::stored);
    let filter = Filter { channels, status, customer_id: paged.filter.customer_id };
    let page = app.list(&filter, &paged.page).await?;
    let items = page.items.iter().map(view::summary).collect::<Result<_, _>>()?;
    Ok(Reply::json(200, &Page { items, next_cursor: page.next_cursor }))
}

async fn get(
    State(app): State<Arc<App>>,
    Path(cart_id): Path<CartId>,
    channels: Channels,
) -> Result<Reply, Problem> {
    let whole = app.inspect(cart_id).await?;
    if !channels.contain(whole.cart.channel.as_str()) {
        return Err(CartError::CartNotFound(cart_id).into());
    }
    Ok(Reply::json(200, &view::cart(&whole, None, app.env.now())?).etag(whole.cart.version))
}
