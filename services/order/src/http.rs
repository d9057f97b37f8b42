//! The HTTP edge: parse, call the use case, render.

pub(crate) mod cancel;
pub(crate) mod draft;
pub(crate) mod order;
pub(crate) mod saga;
pub(crate) mod timeline;
mod token;

use std::sync::Arc;

use kernel_base::Page;
use kernel_http::{Access, Op, Routes};
use order_contracts::{Order, OrderApi};
use shared_contracts::OrderId;

use crate::app::App;

const READ: Access = Access::Staff("order.order.read");
const WRITE: Access = Access::Staff("order.order.write");
const CANCEL: Access = Access::Staff("order.order.cancel");
const OPERATE: Access = Access::Staff("order.saga.operate");

/// 10,000 lines with titles fit.
const ORDER_BODY_BYTES: usize = 8 * 1024 * 1024;

/// Why a draft's lines are refused, by order or by pricing.
const LINE_PROBLEMS: [&str; 9] = [
    "order.line_count",
    "order.unknown_variant",
    "order.no_price",
    "order.amount_too_large",
    "pricing.no_market",
    "pricing.amount_too_large",
    "pricing.negative_price",
    "pricing.unknown_tax_class",
    "pricing.tax_unavailable",
];

/// Everything order answers to.
pub(crate) fn routes(app: Arc<App>) -> Routes<Arc<App>> {
    let routes = Routes::new("order", app);
    let routes = store_routes(routes);
    let routes = admin_routes(routes);
    let order = Op::post("/internal/v1/order/order", Access::Service(&[]))
        .summary("order")
        .body::<OrderId>()
        .answers::<Order>(200)
        .problems(&["order.not_found"]);
    saga_routes(routes).rpc_with(order, |app: Arc<App>, call, order_id: OrderId| async move {
        OrderApi::order(&*app, &call, order_id).await
    })
}

fn store_routes(routes: Routes<Arc<App>>) -> Routes<Arc<App>> {
    const PROBLEMS: [&str; 3] = ["order.not_found", "order.token_missing", "order.token_expired"];
    routes
        .route(
            Op::get("/store/v1/me/orders", Access::Customer)
                .summary(
                    "List what the customer who asks ordered, newest first; include=lines adds the lines",
                )
                .paged()
                .query::<order::MyListFilter>()
                .answers::<Page<Order>>(200),
            order::list_my_orders,
        )
        .route(
            Op::get("/store/v1/me/orders/{order_id}", Access::Customer)
                .summary("Get an order of the customer who asks")
                .answers::<Order>(200)
                .problems(&["order.not_found"]),
            order::get_my_order,
        )
        .route(
            Op::get("/store/v1/orders/lookup", Access::Public)
                .summary("Find an order by its number, with its token in x-order-token")
                .query::<order::Lookup>()
                .answers::<Order>(200)
                .problems(&PROBLEMS)
                .problems(&["order.number_mistyped"]),
            order::look_up_order,
        )
        .route(
            Op::get("/store/v1/orders/{order_id}", Access::Public)
                .summary("Get an order, with its token in x-order-token")
                .answers::<Order>(200)
                .problems(&PROBLEMS),
            order::get_order_by_token,
        )
        .route(
            Op::get("/store/v1/orders/{order_id}/timeline", Access::Public)
                .summary("What happened to an order, as far as the customer sees it")
                .paged()
                .answers::<Page<timeline::EntryView>>(200)
                .problems(&PROBLEMS),
            timeline::list_public_timeline,
        )
}

fn admin_routes(routes: Routes<Arc<App>>) -> Routes<Arc<App>> {
    const DRAFT: [&str; 3] = ["order.not_found", "order.not_draft", "order.changed"];
    draft_routes(routes, &DRAFT)
        .route(
            Op::get("/admin/v1/orders", READ)
                .summary("List orders, newest first; include=lines adds their lines")
                .per_channel()
                .paged()
                .query::<order::ListFilter>()
                .answers::<Page<Order>>(200),
            order::list_orders,
        )
        .route(
            Op::get("/admin/v1/orders/{order_id}", READ)
                .summary("Get an order with its lines")
                .per_channel()
                .answers::<Order>(200)
                .problems(&["order.not_found"]),
            order::get_order,
        )
        .route(
            Op::get("/admin/v1/orders/{order_id}/lines/{line_id}/trace", READ)
                .summary("How pricing came to the amounts of a line")
                .per_channel()
                .answers::<serde_json::Map<String, serde_json::Value>>(200)
                .problems(&["order.not_found"]),
            order::get_line_trace,
        )
        .route(
            Op::post("/admin/v1/orders/{order_id}/cancel", CANCEL)
                .summary("Discard a draft, or begin to cancel a confirmed order")
                .per_channel()
                .idempotent()
                .body::<cancel::CancelBody>()
                .answers::<cancel::CancellationView>(200)
                .answers::<cancel::CancellationView>(202)
                .problems(&[
                    "order.not_found",
                    "order.still_placing",
                    "order.cancellation_under_way",
                    "order.already_shipped",
                    "order.already_cancelled",
                    "order.not_cancellable",
                ]),
            cancel::cancel_order,
        )
        .route(
            Op::post("/admin/v1/orders/{order_id}/lines/cancel", CANCEL)
                .summary("Begin to cancel pieces of a confirmed order; the rest of it is delivered")
                .per_channel()
                .idempotent()
                .body::<cancel::CancelLinesBody>()
                .answers::<cancel::CancellationView>(202)
                .problems(&[
                    "order.not_found",
                    "order.unknown_line",
                    "order.pieces_not_open",
                    "order.nothing_left",
                    "order.still_placing",
                    "order.cancellation_under_way",
                    "order.already_cancelled",
                    "order.not_cancellable",
                ]),
            cancel::cancel_lines,
        )
        .route(
            Op::post("/admin/v1/orders/{order_id}/notes", WRITE)
                .summary("Write a note on an order, for staff or for the customer too")
                .per_channel()
                .idempotent()
                .body::<timeline::NoteBody>()
                .answers::<timeline::EntryView>(201)
                .problems(&["order.not_found"]),
            timeline::add_note,
        )
        .route(
            Op::get("/admin/v1/orders/{order_id}/timeline", READ)
                .summary("What happened to an order, oldest first")
                .per_channel()
                .paged()
                .answers::<Page<timeline::EntryView>>(200)
                .problems(&["order.not_found"]),
            timeline::list_timeline,
        )
        .route(
            Op::get("/admin/v1/orders/{order_id}/negotiated-prices", READ)
                .summary("Who agreed to which price instead of the list's")
                .per_channel()
                .paged()
                .answers::<Page<timeline::NegotiationView>>(200)
                .problems(&["order.not_found"]),
            timeline::list_negotiations,
        )
}

fn draft_routes(routes: Routes<Arc<App>>, problems: &[&'static str]) -> Routes<Arc<App>> {
    routes
        .route(
            Op::post("/admin/v1/orders", WRITE)
                .summary("Write an order with negotiated prices; place it at once when `place` is true")
                .per_channel()
                .idempotent_in_one_write()
                .body_limit(ORDER_BODY_BYTES)
                .body::<draft::NewOrderBody>()
                .answers::<draft::CreatedOrder>(201)
                .problems(&["order.external_id_taken", "order.customer_blocked"])
                .problems(&LINE_PROBLEMS),
            draft::create_order,
        )
        .route(
            Op::put("/admin/v1/orders/{order_id}/lines", WRITE)
                .summary("Replace the lines of a draft; all are priced anew")
                .per_channel()
                .if_match()
                .body_limit(ORDER_BODY_BYTES)
                .body::<draft::LinesBody>()
                .answers::<Order>(200)
                .problems(problems)
                .problems(&LINE_PROBLEMS),
            draft::rewrite_lines,
        )
        .route(
            Op::patch("/admin/v1/orders/{order_id}", WRITE)
                .summary("Change who buys a draft, where it goes, how it is taxed and paid")
                .per_channel()
                .if_match()
                .body::<draft::DraftBody>()
                .answers::<Order>(200)
                .problems(problems)
                .problems(&LINE_PROBLEMS),
            draft::amend_draft,
        )
        .route(
            Op::post("/admin/v1/orders/{order_id}/place", WRITE)
                .summary("Place a draft")
                .per_channel()
                .idempotent()
                .if_match()
                .answers::<Order>(202)
                .problems(problems)
                .problems(&["order.customer_blocked"]),
            draft::place_order,
        )
}

fn saga_routes(routes: Routes<Arc<App>>) -> Routes<Arc<App>> {
    routes
        .route(
            Op::get("/admin/v1/orders/{order_id}/sagas", READ)
                .summary("Why is this order stuck? Its sagas with every step so far")
                .per_channel()
                .answers::<saga::SagaList>(200)
                .problems(&["order.not_found"]),
            saga::list_sagas_of_order,
        )
        .route(
            Op::get("/admin/v1/order-sagas", READ)
                .summary("Sagas that have not ended, oldest first")
                .query::<saga::OpenFilter>()
                .answers::<saga::OpenSagas>(200),
            saga::list_open_sagas,
        )
        .route(
            Op::get("/admin/v1/order-sagas/{saga_id}", READ)
                .summary("A saga with every step so far")
                .per_channel()
                .answers::<saga::SagaView>(200)
                .problems(&["order.saga_not_found"]),
            saga::get_saga,
        )
        .route(
            Op::post("/admin/v1/order-sagas/{saga_id}/verbs", OPERATE)
                .summary("Retry, skip, compensate or resolve a saga by hand")
                .per_channel()
                .idempotent()
                .body::<saga::VerbBody>()
                .answers::<saga::SagaView>(200)
                .problems(&["order.saga_not_found", "order.saga_not_now"]),
            saga::operate,
        )
}
