//! `/store/v1/carts/{cart_id}/…`: address, delivery, payment.

use std::sync::Arc;

use axum::extract::State;
use kernel_base::{Money, Secret};
use kernel_http::{Access, CallCtx, Caller, CartToken, Json, Op, Path, Problem, Reply, Routes};
use payment_contracts::TenderRequest;
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize};
use shared_contracts::{Address, CartId, Code, Email, Locale, ShippingMethodId};
use shipping_contracts::ShippingOption;

use crate::app::{App, Contact, NewPayment};
use crate::domain::payment::{Payer, TenderChoice};
use crate::error::CartError;
use crate::http::view::{self, CartView};
use crate::http::{CHANGE_PROBLEMS, payer, rule};

/// Whom to write to and where to send. What is left out stays as it is, and `null` takes away.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
struct ContactInput {
    #[serde(deserialize_with = "present")]
    #[schemars(with = "Option<Secret<Email>>")]
    email: Option<Option<Secret<Email>>>,
    #[serde(deserialize_with = "present")]
    #[schemars(with = "Option<Locale>")]
    locale: Option<Option<Locale>>,
    #[serde(deserialize_with = "present")]
    #[schemars(with = "Option<Address>")]
    shipping_address: Option<Option<Address>>,
    #[serde(deserialize_with = "present")]
    #[schemars(with = "Option<Address>")]
    billing_address: Option<Option<Address>>,
}

/// Tells a field that is `null` from one that is absent.
fn present<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    deserializer: D,
) -> Result<Option<Option<T>>, D::Error> {
    Option::deserialize(deserializer).map(Some)
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct ShippingInput {
    method_id: ShippingMethodId,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct PaymentInput {
    /// 1 to 10.
    tenders: Vec<TenderInput>,
}

/// One way of paying a part of the total.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct TenderInput {
    /// One of the providers that shoppers may choose: `test`.
    provider: Code,
    /// How much; one tender may leave it open and takes what the others leave.
    amount: Option<Money>,
    /// What the provider gave the shopper to pay with, at most 255 characters.
    token: Option<Secret<String>>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct OptionsView {
    /// In the merchant's order; empty when nothing is to be shipped.
    options: Vec<ShippingOption>,
}

/// What was chosen, once what the types cannot tell is checked.
pub(super) fn choices(tenders: Vec<TenderInput>) -> Result<Vec<TenderChoice>, CartError> {
    rule(tenders.iter().all(TenderInput::short), "/tenders", "a token may have 255 characters")?;
    Ok(tenders.into_iter().map(TenderInput::choice).collect())
}

impl TenderInput {
    fn choice(self) -> TenderChoice {
        TenderChoice { provider: self.provider, amount: self.amount, token: self.token }
    }

    /// Whether payment would take the token.
    fn short(&self) -> bool {
        let length = self.token.as_ref().map_or(0, |token| token.expose().chars().count());
        length <= TenderRequest::LONGEST_TOKEN
    }
}

pub(super) fn routes(routes: Routes<Arc<App>>) -> Routes<Arc<App>> {
    routes
        .route(
            Op::put("/store/v1/carts/{cart_id}/address", Access::Cart)
                .summary("Say whom to write to and where to send")
                .body::<ContactInput>()
                .answers::<CartView>(200)
                .problems(CHANGE_PROBLEMS),
            set_contact,
        )
        .route(
            Op::get("/store/v1/carts/{cart_id}/shipping-options", Access::Cart)
                .summary("List the ways to ship the cart to its address")
                .answers::<OptionsView>(200)
                .problems(&["cart.not_found"]),
            shipping_options,
        )
        .route(
            Op::put("/store/v1/carts/{cart_id}/shipping", Access::Cart)
                .summary("Choose how to ship")
                .body::<ShippingInput>()
                .answers::<CartView>(200)
                .problems(CHANGE_PROBLEMS)
                .problems(&["cart.shipping_unavailable"]),
            choose_shipping,
        )
        .route(
            Op::delete("/store/v1/carts/{cart_id}/shipping", Access::Cart)
                .summary("Take the choice of delivery back")
                .answers::<CartView>(200)
                .problems(CHANGE_PROBLEMS),
            forget_shipping,
        )
        .route(
            Op::put("/store/v1/carts/{cart_id}/payment", Access::Cart)
                .summary("Choose how to pay")
                .body::<PaymentInput>()
                .answers::<CartView>(200)
                .problems(CHANGE_PROBLEMS)
                .problems(&["cart.provider_not_offered"]),
            choose_payment,
        )
        .route(
            Op::delete("/store/v1/carts/{cart_id}/payment", Access::Cart)
                .summary("Take the choice of payment back")
                .answers::<CartView>(200)
                .problems(CHANGE_PROBLEMS),
            forget_payment,
        )
}

async fn set_contact(
    State(app): State<Arc<App>>,
    Path(cart_id): Path<CartId>,
    CartToken(token): CartToken,
    CallCtx(call): CallCtx,
    Json(body): Json<ContactInput>,
) -> Result<Reply, Problem> {
    let contact = Contact {
        email: body.email,
        locale: body.locale,
        shipping_address: body.shipping_address,
        billing_address: body.billing_address,
    };
    let whole = app.set_contact(&call, cart_id, &token, &contact).await?;
    Ok(view::reply(&whole, &token, app.env.now())?)
}

async fn shipping_options(
    State(app): State<Arc<App>>,
    Path(cart_id): Path<CartId>,
    CartToken(token): CartToken,
    CallCtx(call): CallCtx,
) -> Result<Reply, Problem> {
    let options = app.shipping_options(&call, cart_id, &token).await?;
    Ok(Reply::json(200, &OptionsView { options }))
}

async fn choose_shipping(
    State(app): State<Arc<App>>,
    Path(cart_id): Path<CartId>,
    CartToken(token): CartToken,
    CallCtx(call): CallCtx,
    Json(body): Json<ShippingInput>,
) -> Result<Reply, Problem> {
    let whole = app.choose_shipping(&call, cart_id, &token, body.method_id).await?;
    Ok(view::reply(&whole, &token, app.env.now())?)
}

async fn forget_shipping(
    State(app): State<Arc<App>>,
    Path(cart_id): Path<CartId>,
    CartToken(token): CartToken,
    CallCtx(call): CallCtx,
) -> Result<Reply, Problem> {
    let whole = app.forget_shipping(&call, cart_id, &token).await?;
    Ok(view::reply(&whole, &token, app.env.now())?)
}

async fn choose_payment(
    State(app): State<Arc<App>>,
    Path(cart_id): Path<CartId>,
    CartToken(token): CartToken,
    CallCtx(call): CallCtx,
    caller: Caller,
    Json(body): Json<PaymentInput>,
) -> Result<Reply, Problem> {
    rule(!body.tenders.is_empty(), "/tenders", "tenders must hold 1 to 10 ways of paying")?;
    let chosen = NewPayment { choices: choices(body.tenders)?, payer: payer(&caller) };
    let whole = app.choose_payment(&call, cart_id, &token, &chosen).await?;
    Ok(view::reply(&whole, &token, app.env.now())?)
}

async fn forget_payment(
    State(app): State<Arc<App>>,
    Path(cart_id): Path<CartId>,
    CartToken(token): CartToken,
    CallCtx(call): CallCtx,
) -> Result<Reply, Problem> {
    let nothing = NewPayment { choices: Vec::new(), payer: Payer::Somebody };
    let whole = app.choose_payment(&call, cart_id, &token, &nothing).await?;
    Ok(view::reply(&whole, &token, app.env.now())?)
}
