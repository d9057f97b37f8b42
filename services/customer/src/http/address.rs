//! `/store/v1/me/addresses`: a customer's address book.

use std::sync::Arc;

use axum::extract::State;
use kernel_http::{Access, CallCtx, Caller, IdempotencyKey, IfMatch, Json, Op, Path, Problem, Reply, Routes};
use schemars::JsonSchema;
use serde::Deserialize;
use shared_contracts::{Address, AddressId};

use crate::app::App;
use crate::domain::address::{BookAddress, Wanted};
use crate::domain::address_format;
use crate::error::CustomerError;
use crate::http::view::{AddressView, AddressesView};
use crate::http::{conditional, me};

/// An address as it shall be. It is checked by the rules of its country.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct AddressInput {
    address: Address,
    /// Makes it the default to ship to. The default is given up only to another address.
    #[serde(default)]
    default_shipping: bool,
    /// Makes it the default to bill to. The default is given up only to another address.
    #[serde(default)]
    default_billing: bool,
}

impl AddressInput {
    fn wanted(self) -> Result<Wanted, CustomerError> {
        let Self { address, default_shipping, default_billing } = self;
        let address = address_format::check(address, "/address").map_err(CustomerError::Invalid)?;
        Ok(Wanted { address, default_shipping, default_billing })
    }
}

pub(super) fn routes(routes: Routes<Arc<App>>) -> Routes<Arc<App>> {
    routes
        .route(
            Op::get("/store/v1/me/addresses", Access::Customer)
                .summary("List one's addresses")
                .answers::<AddressesView>(200),
            list,
        )
        .route(
            Op::post("/store/v1/me/addresses", Access::Customer)
                .summary("Add an address")
                .idempotent()
                .body::<AddressInput>()
                .answers::<AddressView>(201)
                .problems(&["customer.too_many_addresses"]),
            add,
        )
        .route(
            Op::get("/store/v1/me/addresses/{address_id}", Access::Customer)
                .summary("Get one of one's addresses")
                .answers::<AddressView>(200)
                .problems(&["customer.address_not_found"]),
            get,
        )
        .route(
            Op::put("/store/v1/me/addresses/{address_id}", Access::Customer)
                .summary("Replace an address")
                .if_match()
                .body::<AddressInput>()
                .answers::<AddressView>(200)
                .problems(&["customer.address_not_found", "customer.version_mismatch"]),
            replace,
        )
        .route(
            Op::delete("/store/v1/me/addresses/{address_id}", Access::Customer)
                .summary("Remove an address; a default goes over to the newest that is left")
                .if_match()
                .answers_nothing(204)
                .problems(&["customer.address_not_found", "customer.version_mismatch"]),
            remove,
        )
}

fn found(address: &BookAddress) -> Reply {
    Reply::json(200, &AddressView::from(address)).etag(address.version)
}

fn added(address: &BookAddress) -> Reply {
    let path = format!("/store/v1/me/addresses/{}", address.address_id);
    Reply::json(201, &AddressView::from(address)).etag(address.version).location(path)
}

async fn list(State(app): State<Arc<App>>, caller: Caller) -> Result<Reply, Problem> {
    let addresses = app.addresses(me(&caller)?).await?;
    Ok(Reply::json(200, &AddressesView::from(addresses.as_slice())))
}

async fn add(
    State(app): State<Arc<App>>,
    caller: Caller,
    CallCtx(call): CallCtx,
    key: IdempotencyKey,
    Json(body): Json<AddressInput>,
) -> Result<Reply, Problem> {
    Ok(app.add_address(me(&caller)?, body.wanted()?, call.trace.as_ref(), &key, added).await?)
}

async fn get(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path(address_id): Path<AddressId>,
) -> Result<Reply, Problem> {
    Ok(found(&app.address(me(&caller)?, address_id).await?))
}

async fn replace(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path(address_id): Path<AddressId>,
    IfMatch(version): IfMatch,
    Json(body): Json<AddressInput>,
) -> Result<Reply, Problem> {
    let replaced = app.replace_address(me(&caller)?, address_id, version, body.wanted()?).await;
    Ok(found(&replaced.map_err(conditional)?))
}

async fn remove(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path(address_id): Path<AddressId>,
    IfMatch(version): IfMatch,
) -> Result<Reply, Problem> {
    app.remove_address(me(&caller)?, address_id, version).await.map_err(conditional)?;
    Ok(Reply::no_content())
}
