//! The HTTP API: parse, call a use case, render.

mod location;
mod movement;
mod reservation;
mod stock;
mod stock_import;
mod store;
mod transfer;

use std::sync::Arc;

use kernel_base::TraceParent;
use kernel_http::{Access, CallCtx, Caller, Op, Problem, Routes};
use warehouse_contracts::{HeldForCart, HoldForCart, WarehouseApi, refusal};

use crate::app::App;
use crate::app::movement::Actor;
use crate::error::WarehouseError;

/// Sees stock, reservations, transfers, imports.
const READ: &str = "warehouse.stock.read";
/// Moves stock, reserves it.
const WRITE: &str = "warehouse.stock.write";
/// Sets up locations, routes and policies.
const SETUP: &str = "warehouse.setup.write";

/// All operations of the warehouse.
pub(crate) fn routes(app: Arc<App>) -> Routes<Arc<App>> {
    let hold = Op::post("/internal/v1/warehouse/hold_for_cart", Access::Service(&["cart"]))
        .summary("hold_for_cart")
        .body::<HoldForCart>()
        .answers::<HeldForCart>(200)
        .problems(&[
            refusal::INSUFFICIENT_STOCK,
            refusal::UNKNOWN_VARIANT,
            refusal::INVALID_RESERVATION,
            "warehouse.deadline_passed",
        ])
        .body_limit(4 * 1024 * 1024);
    let routes = Routes::new(crate::NAME, app)
        .rpc("availability", &["cart"], |app: Arc<App>, call, query| async move {
            app.availability(&call, query).await
        })
        .rpc_with(hold, |app: Arc<App>, call, hold| async move { app.hold_for_cart(&call, hold).await })
        .rpc("release_for_cart", &["cart"], |app: Arc<App>, call, release| async move {
            app.release_for_cart(&call, release).await
        });
    let routes = location::routes(routes);
    let routes = stock::routes(routes);
    let routes = movement::routes(routes);
    let routes = reservation::routes(routes);
    let routes = transfer::routes(routes);
    store::routes(stock_import::routes(routes))
}

/// Who is entered into the ledger.
fn actor(caller: &Caller, call: CallCtx) -> Actor {
    let name = match caller {
        Caller::Customer { subject } | Caller::Staff { subject, .. } => subject.chars().take(100).collect(),
        Caller::Service { name } => name.clone(),
        Caller::Anonymous => "anonymous".to_owned(),
    };
    let trace: Option<TraceParent> = call.0.trace;
    Actor { name, trace }
}

/// A version conflict is answered with the present version, so that the caller need not ask for it.
fn conditional(error: WarehouseError) -> Problem {
    match error {
        WarehouseError::VersionMismatch { current } => Problem::from(error).etag(current),
        _ => error.into(),
    }
}

/// A note on a movement or end: cut of blanks, 1 to `max` characters, or absent.
fn note(text: Option<String>, max: usize, pointer: &str) -> Result<Option<String>, WarehouseError> {
    let Some(text) = text else { return Ok(None) };
    let text = text.trim();
    if text.is_empty() || text.chars().count() > max {
        let message = format!("must have 1 to {max} characters");
        return Err(WarehouseError::field(pointer, "length", message));
    }
    Ok(Some(text.to_owned()))
}
