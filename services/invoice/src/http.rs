//! Routes: who may ask what, and how answers look. Handlers parse, call the use case and render.

mod document;
mod entity;
mod link;

use std::sync::Arc;

use kernel_http::{Caller, Routes};
use shared_contracts::CustomerId;

use crate::app::App;
use crate::error::InvoiceError;

const READ_INVOICES: &str = "invoice.invoice.read";
const READ_ENTITIES: &str = "invoice.entity.read";
const WRITE_ENTITIES: &str = "invoice.entity.write";

pub(crate) fn routes(app: &Arc<App>) -> Routes<Arc<App>> {
    let routes = Routes::new(crate::NAME, Arc::clone(app));
    link::routes(document::routes(entity::routes(routes)))
}

/// The customer who is calling.
fn me(caller: &Caller) -> Result<CustomerId, InvoiceError> {
    match caller {
        Caller::Customer { subject } => subject.parse().map_err(|_| InvoiceError::NoCustomer),
        Caller::Anonymous | Caller::Staff { .. } | Caller::Service { .. } => Err(InvoiceError::NoCustomer),
    }
}
