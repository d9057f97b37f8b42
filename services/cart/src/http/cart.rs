//! `/store/v1/carts`: carts are made and read.

use std::sync::Arc;

use axum::extract::State;
use kernel_base::{Currency, Secret};
use kernel_http::{Access, CallCtx, Caller, CartToken, Json, KeyChannel, Op, Path, Problem, Reply, Routes};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use shared_contracts::{Address, CartId, ChannelCode, Code, CustomerId, Email, Locale, ShippingMethodId};

use crate::app::{App, Contact, NewCart};
use crate::domain::cart::ShippingChoice;
use crate::error::CartError;
use crate::http::checkout::{TenderInput, choices};
use crate::http::line::{LineChange, changes};
use crate::http::rule;
use crate::http::view::{self, CartView};

/// As many as a merchant may have.
const MAX_CUSTOMER_GROUPS: usize = 200;

/// A new cart, empty or with anything that is already known.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct CartInput {
    /// The publishable key's channel when not said; without a key it must be said.
    channel: Option<ChannelCode>,
    currency: Currency,
    locale: Option<Locale>,
    /// Only staff and services say who the customer is; a customer's own cart is theirs anyway.
    customer_id: Option<CustomerId>,
    /// The customer's price group; the same as one in `customer_groups`.
    customer_group: Option<Code>,
    /// The groups whose prices the customer gets, only with `customer_id`, at most 200; without any, those that the customer is
    /// in.
    #[serde(default)]
    #[schemars(length(max = 200))]
    customer_groups: Vec<Code>,
    email: Option<Secret<Email>>,
    shipping_address: Option<Address>,
    billing_address: Option<Address>,
    /// At most 500.
    #[serde(default)]
    lines: Vec<LineChange>,
    shipping_method_id: Option<ShippingMethodId>,
    /// At most 10.
    #[serde(default)]
    tenders: Vec<TenderInput>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct CreatedCart {
    /// Send it as `x-cart-token`. It is told only here.
    token: Secret<String>,
    cart: CartView,
}

pub(super) fn routes(routes: Routes<Arc<App>>) -> Routes<Arc<App>> {
    routes
        .route(
            // Not idempotent on purpose: the answer holds a secret, which must neither be stored nor be told to whoever
            // repeats the request. A cart made twice is an empty cart that expires.
            Op::post("/store/v1/carts", Access::Public)
                .summary("Make a cart")
                .body::<CartInput>()
                .answers::<CreatedCart>(201)
                .problems(&[
                    "cart.customer_not_allowed",
                    "cart.variant_not_found",
                    "cart.not_published",
                    "cart.no_price",
                    "cart.shipping_unavailable",
                    "cart.provider_not_offered",
                    "pricing.no_market",
                    "gateway.other_channel",
                ]),
            create,
        )
        .route(
            Op::get("/store/v1/carts/{cart_id}", Access::Cart)
                .summary("Get a cart with prices and stock of this minute")
                .answers::<CartView>(200)
                .problems(&["cart.not_found"]),
            get,
        )
}

async fn create(
    State(app): State<Arc<App>>,
    caller: Caller,
    key: KeyChannel,
    CallCtx(call): CallCtx,
    Json(body): Json<CartInput>,
) -> Result<Reply, Problem> {
    let groups: Vec<Code> = body.customer_group.into_iter().chain(body.customer_groups).collect();
    let customer = customer(&caller, body.customer_id, groups)?;
    let message = "must be said without a publishable key";
    let channel =
        key.select(body.channel)?.ok_or(CartError::Invalid { pointer: "/channel".to_owned(), message })?;
    let new = NewCart {
        channel,
        currency: body.currency,
        customer,
        contact: Contact {
            email: body.email.map(Some),
            locale: body.locale.map(Some),
            shipping_address: body.shipping_address.map(Some),
            billing_address: body.billing_address.map(Some),
        },
        changes: changes(body.lines, 0)?,
        shipping: body.shipping_method_id.map(ShippingChoice::unpriced),
        payment: choices(body.tenders)?,
    };
    let (token, whole) = app.create(&call, new).await?;
    let cart = view::cart(&whole, Some(&token), app.env.now())?;
    let path = format!("/store/v1/carts/{}", whole.cart.cart_id);
    Ok(Reply::json(201, &CreatedCart { token, cart }).etag(whole.cart.version).location(path))
}

/// Whose cart it is: a customer's own, or that of whom staff and services say.
fn customer(
    caller: &Caller,
    said: Option<CustomerId>,
    groups: Vec<Code>,
) -> Result<Option<(CustomerId, Vec<Code>)>, CartError> {
    match caller {
        Caller::Staff { .. } | Caller::Service { .. } => {
            let message = "there may be 200 groups at most";
            rule(groups.len() <= MAX_CUSTOMER_GROUPS, "/customer_groups", message)?;
            Ok(said.map(|customer_id| (customer_id, groups)))
        }
        Caller::Customer { .. } | Caller::Anonymous if said.is_some() || !groups.is_empty() => {
            Err(CartError::CustomerNotAllowed)
        }
        Caller::Customer { subject } => Ok(subject.parse().ok().map(|customer_id| (customer_id, Vec::new()))),
        Caller::Anonymous => Ok(None),
    }
}

async fn get(
    State(app): State<Arc<App>>,
    Path(cart_id): Path<CartId>,
    CartToken(token): CartToken,
    CallCtx(call): CallCtx,
) -> Result<Reply, Problem> {
    let whole = app.get(&call, cart_id, &token).await?;
    Ok(view::reply(&whole, &token, app.env.now())?)
}
