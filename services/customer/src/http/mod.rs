//! Routes: who may ask what, and how answers look. Handlers parse, call the use case and render.

mod address;
mod consent;
mod customer;
mod erasure;
mod export;
mod group;
mod me;
mod view;

use std::sync::Arc;

use customer_contracts::{CustomerApi, CustomerProfile, CustomerQuery};
use kernel_http::{Access, Caller, Op, Problem, Routes};
use shared_contracts::CustomerId;

use crate::app::App;
use crate::error::CustomerError;

/// Sees customers.
const READ_CUSTOMERS: &str = "customer.customer.read";
/// Changes what is known of customers.
const WRITE_CUSTOMERS: &str = "customer.customer.write";
/// Has people forgotten. It cannot be taken back.
const ERASE_CUSTOMERS: &str = "customer.customer.erase";
/// Sees groups and their members.
const READ_GROUPS: &str = "customer.group.read";
/// Sets up groups, segments and who belongs to them.
const WRITE_GROUPS: &str = "customer.group.write";

pub(crate) fn routes(app: &Arc<App>) -> Routes<Arc<App>> {
    let profile = Op::post("/internal/v1/customer/profile", Access::Service(&[]))
        .summary("profile")
        .body::<CustomerQuery>()
        .answers::<CustomerProfile>(200)
        .problems(&["customer.not_found"]);
    let routes = Routes::new(crate::NAME, Arc::clone(app))
        .rpc("groups", &[], |app: Arc<App>, call, query: CustomerQuery| async move {
            CustomerApi::groups(&*app, &call, query.customer_id).await
        })
        .rpc_with(profile, |app: Arc<App>, call, query: CustomerQuery| async move {
            app.profile(&call, query.customer_id).await
        });
    let routes =
        group::routes(customer::routes(export::routes(consent::routes(address::routes(me::routes(routes))))));
    erasure::routes(routes)
}

/// The customer who is calling. Whatever they ask for is looked for among what is theirs: the rest is not found.
fn me(caller: &Caller) -> Result<CustomerId, CustomerError> {
    match caller {
        Caller::Customer { subject } => subject.parse().map_err(|_| CustomerError::NoCustomer),
        Caller::Anonymous | Caller::Staff { .. } | Caller::Service { .. } => Err(CustomerError::NoCustomer),
    }
}

/// A version conflict is answered with the present version, so that the caller need not ask for it.
fn conditional(error: CustomerError) -> Problem {
    match error {
        CustomerError::VersionMismatch(current) => Problem::from(error).etag(current),
        error => error.into(),
    }
}
