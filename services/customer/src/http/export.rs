//! `/store/v1/me/export`: everything that this service keeps about a customer.

use std::sync::Arc;

use axum::extract::State;
use kernel_base::{Money, Timestamp};
use kernel_http::{Access, CallCtx, Caller, Op, Problem, Reply, Routes};
use schemars::JsonSchema;
use serde::Serialize;
use shared_contracts::{Code, OrderId};

use crate::app::App;
use crate::app::export::Export;
use crate::http::me;
use crate::http::view::{AddressView, ConsentView, ProfileView};

#[derive(Debug, Serialize, JsonSchema)]
struct ExportView {
    profile: ProfileView,
    addresses: Vec<AddressView>,
    /// Every entry, newest first.
    consents: Vec<ConsentView>,
    groups: Vec<GroupView>,
    /// What is counted of each order; the order itself is with order.
    orders: Vec<OrderView>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct GroupView {
    code: Code,
    since: Timestamp,
}

#[derive(Debug, Serialize, JsonSchema)]
struct OrderView {
    order_id: OrderId,
    total: Money,
    #[serde(skip_serializing_if = "Option::is_none")]
    confirmed_at: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cancelled_at: Option<Timestamp>,
}

impl From<Export> for ExportView {
    fn from(export: Export) -> Self {
        let group = |membership: crate::domain::group::Membership| GroupView {
            code: membership.group,
            since: membership.since,
        };
        let order = |purchase: crate::domain::purchase::Purchase| OrderView {
            order_id: purchase.order_id,
            total: purchase.total,
            confirmed_at: purchase.confirmed_at,
            cancelled_at: purchase.cancelled_at,
        };
        Self {
            profile: ProfileView::from(&export.customer),
            addresses: export.addresses.iter().map(AddressView::from).collect(),
            consents: export.consents.iter().map(ConsentView::from).collect(),
            groups: export.memberships.into_iter().map(group).collect(),
            orders: export.purchases.into_iter().map(order).collect(),
        }
    }
}

pub(super) fn routes(routes: Routes<Arc<App>>) -> Routes<Arc<App>> {
    routes.route(
        Op::get("/store/v1/me/export", Access::Customer)
            .summary("Get everything that is kept here about the customer who asks")
            .answers::<ExportView>(200),
        export,
    )
}

async fn export(
    State(app): State<Arc<App>>,
    caller: Caller,
    CallCtx(call): CallCtx,
) -> Result<Reply, Problem> {
    let export = app.export(me(&caller)?, call.trace.as_ref()).await?;
    Ok(Reply::json(200, &ExportView::from(export)))
}
