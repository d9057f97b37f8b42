//! The HTTP API: parse, call the use case, render.

mod action;
mod credit;
mod intent;
mod ledger;
mod settlement;
mod webhook;

use std::sync::Arc;

use kernel_http::Routes;
use payment_contracts::{FindIntent, PaymentApi};

use crate::app::App;

/// All operations of the service.
pub(crate) fn routes(app: Arc<App>) -> Routes<Arc<App>> {
    let routes =
        Routes::new(crate::NAME, app).rpc("intent", |app: Arc<App>, call, request: FindIntent| async move {
            app.intent(&call, request).await
        });
    let routes = intent::add(routes);
    let routes = settlement::add(routes);
    let routes = credit::add(routes);
    let routes = ledger::add(routes);
    let routes = action::add(routes);
    webhook::add(routes)
}
