//! Routes: who may ask what, and how answers look. Handlers parse, call the use case and render.

mod admin;
mod cart;
mod checkout;
mod completion;
mod hold;
mod line;
mod merge;
mod payment;
mod view;

use std::sync::Arc;

use kernel_http::{Caller, Routes};

use crate::app::App;
use crate::domain::payment::Payer;
use crate::error::CartError;

const READ_CARTS: &str = "cart.cart.read";
/// What every change of a cart may answer.
const CHANGE_PROBLEMS: &[&str] =
    &["cart.not_found", "cart.completing", "cart.completed", "cart.expired", "cart.busy"];

pub(crate) fn routes(app: &Arc<App>) -> Routes<Arc<App>> {
    let routes = Routes::new(crate::NAME, Arc::clone(app));
    let routes = hold::routes(merge::routes(line::routes(cart::routes(routes))));
    admin::routes(payment::routes(completion::routes(checkout::routes(routes))))
}

/// Who is about to pay, by the credentials beside the cart's token.
fn payer(caller: &Caller) -> Payer {
    match caller {
        Caller::Anonymous => Payer::Somebody,
        Caller::Customer { subject } => subject.parse().map_or(Payer::Somebody, Payer::Customer),
        Caller::Staff { .. } | Caller::Service { .. } => Payer::Agent,
    }
}

/// Fails with a message about one field unless the condition holds.
fn rule(holds: bool, pointer: impl Into<String>, message: &'static str) -> Result<(), CartError> {
    if holds { Ok(()) } else { Err(CartError::Invalid { pointer: pointer.into(), message }) }
}
