//! One trace follows an order from the shopper's click through every service, whoever runs where.

use e2e::{Form, eventually};
use kernel_service::telemetry::{Export, LogFormat, Telemetry};

use crate::checkout::{fill_cart, shop};

const TRACE: &str = "4bf92f3577b34da6a3ce929d0e0e4736";

/// What the services tell each other to confirm an order and to get it packed.
const TOLD: [&str; 8] = [
    "cart.completed.v1",
    "order.confirmed.v1",
    "order.placed.v1",
    "payment.authorize.v1",
    "payment.authorize_replied.v1",
    "shipping.request_shipment.v1",
    "warehouse.reserve_stock.v1",
    "warehouse.reserve_stock_replied.v1",
];

async fn buy_in_one_trace(form: Form) {
    let shop = shop(form).await;
    let mug = shop.sell("MUG-1", "7.50", 10).await;
    let checkout = fill_cart(&shop, &[(&mug, 2)], "tok_success").await;
    let done = checkout.traced(&format!("00-{TRACE}-00f067aa0ba902b7-01")).complete().await.ok();
    assert_eq!(done["status"], "confirmed", "{done:#}");
    eventually("everything that the order led to is of its trace", async || {
        let told = shop.events_of_trace(TRACE).await;
        TOLD.iter().all(|kind| told.iter().any(|event| event == kind))
    })
    .await;
    shop.stop().await;
}

#[tokio::test]
async fn an_order_is_one_trace_over_two_processes() {
    buy_in_one_trace(Form::Apart).await;
}

#[tokio::test]
async fn an_order_is_one_trace_when_traces_are_exported() {
    // Nobody takes them; what is stored with events must be the same trace.
    let export = Export::to(Some("http://127.0.0.1:9"), 1.0);
    let telemetry = Telemetry { filter: "error".to_owned(), format: LogFormat::Json, export };
    let (dispatch, exporter) = telemetry.build(std::io::sink, false).unwrap();
    // The runtime of a test has one thread, so this holds for all its tasks.
    let guard = tracing::dispatcher::set_default(&dispatch);
    buy_in_one_trace(Form::Apart).await;
    exporter.expect("traces are exported").stop().await;
    drop(guard);
}
