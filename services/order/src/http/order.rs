//! Reading orders.

use std::sync::Arc;

use kernel_base::Timestamp;
use kernel_http::{Caller, Channels, Paged, Path, Problem, Query, Reply, State, Within};
use order_contracts::{OrderNumber, OrderStatus};
use schemars::JsonSchema;
use serde::Deserialize;
use shared_contracts::{ChannelCode, CustomerId, LineId, OrderId};

use super::token::OrderToken;
use crate::app::App;
use crate::app::order::Wanted;
use crate::error::OrderError;
use crate::store::order::OrderFilter;

/// Which order a guest looks for.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Lookup {
    /// As it stands on the confirmation.
    number: OrderNumber,
}

/// Which orders a list shows.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ListFilter {
    /// In this status.
    status: Option<OrderStatus>,
    /// Sold in this channel.
    channel: Option<ChannelCode>,
    /// With this number elsewhere; one order at most, and the other filters do not count.
    external_id: Option<String>,
    /// Going there, in the trade's words.
    country_text: Option<String>,
    /// Bought by this customer.
    customer_id: Option<CustomerId>,
    /// Placed then or later.
    placed_after: Option<Timestamp>,
    /// Placed before.
    placed_before: Option<Timestamp>,
    /// What else to show.
    include: Option<Include>,
}

/// What a customer's list shows.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct MyListFilter {
    /// What else to show.
    include: Option<Include>,
}

/// What a list shows besides the orders themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Include {
    /// All lines of each order.
    Lines,
}

pub(super) async fn look_up_order(
    State(app): State<Arc<App>>,
    Query(lookup): Query<Lookup>,
    OrderToken(token): OrderToken,
) -> Result<Reply, Problem> {
    let order = app.look_up_order(&lookup.number, &token).await?;
    Ok(Reply::json(200, &order))
}

pub(super) async fn get_order_by_token(
    State(app): State<Arc<App>>,
    Path(order_id): Path<OrderId>,
    OrderToken(token): OrderToken,
) -> Result<Reply, Problem> {
    let order = app.get_order_by_token(order_id, &token).await?;
    Ok(Reply::json(200, &order))
}

pub(super) async fn list_my_orders(
    State(app): State<Arc<App>>,
    caller: Caller,
    paged: Paged<MyListFilter>,
) -> Result<Reply, Problem> {
    let with_lines = paged.filter.include == Some(Include::Lines);
    Ok(Reply::json(200, &app.list_orders_of(me(&caller)?, with_lines, &paged.page).await?))
}

pub(super) async fn get_my_order(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path(order_id): Path<OrderId>,
) -> Result<Reply, Problem> {
    Ok(Reply::json(200, &app.get_order_of(me(&caller)?, order_id).await?))
}

/// The customer who is calling.
fn me(caller: &Caller) -> Result<CustomerId, OrderError> {
    match caller {
        Caller::Customer { subject } => subject.parse().map_err(|_| OrderError::NoCustomer),
        Caller::Anonymous | Caller::Staff { .. } | Caller::Service { .. } => Err(OrderError::NoCustomer),
    }
}

pub(super) async fn get_order(
    State(app): State<Arc<App>>,
    Path(order_id): Path<OrderId>,
    channels: Channels,
) -> Result<Reply, Problem> {
    let order = app.get_order(order_id).await?;
    if !channels.contain(order.channel.as_str()) {
        return Err(OrderError::NotFound.into());
    }
    Ok(Reply::json(200, &order).etag(order.version))
}

/// The trace goes out as pricing told it.
pub(super) async fn get_line_trace(
    State(app): State<Arc<App>>,
    Within((order_id, line_id)): Within<(OrderId, LineId)>,
) -> Result<Reply, Problem> {
    Ok(Reply::raw_json(200, app.get_line_trace(order_id, line_id).await?))
}

pub(super) async fn list_orders(
    State(app): State<Arc<App>>,
    channels: Channels,
    paged: Paged<ListFilter>,
) -> Result<Reply, Problem> {
    let filter = paged.filter;
    let wanted = Wanted {
        filter: OrderFilter {
            channels,
            status: filter.status,
            channel: filter.channel,
            country_text: filter.country_text,
            customer_id: filter.customer_id,
            placed_after: filter.placed_after,
            placed_before: filter.placed_before,
        },
        external_id: filter.external_id,
        with_lines: filter.include == Some(Include::Lines),
    };
    Ok(Reply::json(200, &app.list_orders(&wanted, &paged.page).await?))
}
