//! Routes: who may ask what, and how answers look. Handlers parse, call the use case and render.

mod method;
mod rate_card;
mod shipment;
mod zone;

use std::sync::Arc;

use kernel_http::{Access, Op, Routes};
use shipping_contracts::{RateQuery, ShippingApi, ShippingOption};

use crate::app::App;
use crate::error::ShippingError;

const READ_METHODS: &str = "shipping.method.read";
const WRITE_METHODS: &str = "shipping.method.write";
const READ_SHIPMENTS: &str = "shipping.shipment.read";
const WRITE_SHIPMENTS: &str = "shipping.shipment.write";

pub(crate) fn routes(app: &Arc<App>) -> Routes<Arc<App>> {
    let rate = Op::post("/internal/v1/shipping/rate", Access::Service(&["cart"]))
        .summary("rate")
        .body::<RateQuery>()
        .answers::<ShippingOption>(200)
        .problems(&["shipping.method_not_found", "shipping.method_unavailable"]);
    let routes = Routes::new(crate::NAME, Arc::clone(app))
        .rpc(
            "options",
            &["cart"],
            |app: Arc<App>, call, query| async move { app.options(&call, query).await },
        )
        .rpc_with(rate, |app: Arc<App>, call, query| async move { app.rate(&call, query).await });
    shipment::routes(rate_card::routes(method::routes(zone::routes(routes))))
}

/// A text of 1 to `max` characters that is more than blanks.
fn text(value: String, pointer: &str, max: usize, message: &'static str) -> Result<String, ShippingError> {
    if value.trim().is_empty() || value.chars().count() > max {
        return Err(ShippingError::Invalid { pointer: pointer.to_owned(), message });
    }
    Ok(value)
}

/// Fails with a message about one field unless the condition holds.
fn rule(holds: bool, pointer: impl Into<String>, message: &'static str) -> Result<(), ShippingError> {
    if holds { Ok(()) } else { Err(ShippingError::Invalid { pointer: pointer.into(), message }) }
}
