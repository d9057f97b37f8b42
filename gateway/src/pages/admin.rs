//! `/admin/v1/pages`: a customer and an order, with what belongs to them in other services.

use std::collections::BTreeMap;

use axum::response::Response;
use kernel_http::{Access, Op, Reply, Routes};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use super::{Missing, MissingPart, Object, Pages, Visit, with_query};

type Described = BTreeMap<String, Value>;

#[derive(Serialize, JsonSchema)]
struct CustomerPage {
    /// As `/admin/v1/customers/{customer_id}` answers.
    #[schemars(with = "Described")]
    customer: Object,
    /// As `/admin/v1/customers/{customer_id}/addresses` answers.
    #[schemars(with = "Option<Described>")]
    addresses: Option<Object>,
    /// As `/admin/v1/customers/{customer_id}/consents` answers.
    #[schemars(with = "Option<Described>")]
    consents: Option<Object>,
    /// As `/admin/v1/orders` answers: the newest twenty.
    #[schemars(with = "Option<Described>")]
    orders: Option<Object>,
    /// What is null because it could not be had.
    missing: Vec<MissingPart>,
}

#[derive(Serialize, JsonSchema)]
struct OrderPage {
    /// As `/admin/v1/orders/{order_id}` answers.
    #[schemars(with = "Described")]
    order: Object,
    /// As `/admin/v1/orders/{order_id}/timeline` answers.
    #[schemars(with = "Option<Described>")]
    timeline: Option<Object>,
    /// As `/admin/v1/payments` answers for the order.
    #[schemars(with = "Option<Described>")]
    payments: Option<Object>,
    /// As `/admin/v1/shipments` answers for the order.
    #[schemars(with = "Option<Described>")]
    shipments: Option<Object>,
    /// What is null because it could not be had.
    missing: Vec<MissingPart>,
}

pub(super) fn routes(routes: Routes<Pages>) -> Routes<Pages> {
    routes
        .route(
            Op::get("/admin/v1/pages/customer/{customer_id}", Access::Staff("customer.customer.read"))
                .summary("A customer with addresses, consents and orders")
                .answers::<CustomerPage>(200)
                .problems(&["customer.not_found"]),
            customer,
        )
        .route(
            Op::get("/admin/v1/pages/order/{order_id}", Access::Staff("order.order.read"))
                .summary("An order with its timeline, payments and shipments")
                .answers::<OrderPage>(200)
                .problems(&["order.not_found"]),
            order,
        )
}

async fn customer(visit: Visit) -> Result<Reply, Response> {
    let path = format!("/admin/v1/customers/{}", visit.name);
    let orders = with_query("/admin/v1/orders", [("customer_id", Some(visit.name.as_str()))]);
    let (customer, addresses, consents, orders) = futures::try_join!(
        visit.main(path.clone()),
        async { Ok(visit.part("addresses", format!("{path}/addresses")).await) },
        async { Ok(visit.part("consents", format!("{path}/consents")).await) },
        async { Ok(visit.part("orders", orders).await) },
    )?;
    let mut missing = Missing::default();
    let page = CustomerPage {
        customer,
        addresses: missing.note(addresses),
        consents: missing.note(consents),
        orders: missing.note(orders),
        missing: Vec::new(),
    };
    Ok(Reply::json(200, &CustomerPage { missing: missing.0, ..page }))
}

async fn order(visit: Visit) -> Result<Reply, Response> {
    let path = format!("/admin/v1/orders/{}", visit.name);
    let of_order = |list: &str| with_query(list, [("order_id", Some(visit.name.as_str()))]);
    let (payments, shipments) = (of_order("/admin/v1/payments"), of_order("/admin/v1/shipments"));
    let (order, timeline, payments, shipments) = futures::try_join!(
        visit.main(path.clone()),
        async { Ok(visit.part("timeline", format!("{path}/timeline?limit=100")).await) },
        async { Ok(visit.part("payments", payments).await) },
        async { Ok(visit.part("shipments", shipments).await) },
    )?;
    let mut missing = Missing::default();
    let page = OrderPage {
        order,
        timeline: missing.note(timeline),
        payments: missing.note(payments),
        shipments: missing.note(shipments),
        missing: Vec::new(),
    };
    Ok(Reply::json(200, &OrderPage { missing: missing.0, ..page }))
}
