//! How carts look from outside.

use cart_contracts::{Amounts, CartTotals};
use kernel_base::{Currency, Money, Secret, Timestamp, UnitPrice};
use kernel_http::Reply;
use schemars::JsonSchema;
use serde::Serialize;
use shared_contracts::{
    Address, CartId, ChannelCode, Code, CustomerId, Email, LineId, Locale, OrderId, Quantity,
    ShippingMethodId, Sku, VariantId,
};

use crate::app::{ChangedLines, WholeCart};
use crate::domain::cart::{Cart, Status};
use crate::domain::line::Line;
use crate::domain::payment::TenderChoice;
use crate::domain::recalculation::Variants;
use crate::domain::token;
use crate::domain::warning::{CartWarning, LineWarning};
use crate::error::CartError;
use crate::http::payment::{self, PaymentActionView};

/// A cart with all its lines.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct CartView {
    cart_id: CartId,
    status: StatusName,
    channel: ChannelCode,
    currency: Currency,
    #[serde(skip_serializing_if = "Option::is_none")]
    locale: Option<Locale>,
    #[serde(skip_serializing_if = "Option::is_none")]
    customer_id: Option<CustomerId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    email: Option<Secret<Email>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    shipping_address: Option<Address>,
    #[serde(skip_serializing_if = "Option::is_none")]
    billing_address: Option<Address>,
    #[serde(skip_serializing_if = "Option::is_none")]
    shipping: Option<ShippingView>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(default)]
    tenders: Vec<TenderView>,
    lines: Vec<LineView>,
    totals: CartTotals,
    /// What the shopper must be told of the cart as a whole.
    warnings: Vec<CartWarning>,
    /// Until when its goods are held; missing while nothing is.
    #[serde(skip_serializing_if = "Option::is_none")]
    held_until: Option<Timestamp>,
    /// The order it is becoming or became.
    #[serde(skip_serializing_if = "Option::is_none")]
    order: Option<OrderView>,
    /// What the payer has to do before the order can be decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    payment_action: Option<PaymentActionView>,
    version: i64,
    created_at: Timestamp,
    updated_at: Timestamp,
    expires_at: Timestamp,
}

#[derive(Debug, Clone, Copy, Serialize, serde::Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum StatusName {
    Open,
    Completing,
    Completed,
    Expired,
}

#[derive(Debug, Serialize, JsonSchema)]
struct ShippingView {
    method_id: ShippingMethodId,
    name: String,
    /// Missing when the method does not take these goods to this place.
    #[serde(skip_serializing_if = "Option::is_none")]
    amounts: Option<Amounts>,
}

/// A way of paying; what the provider gave the shopper is not told again.
#[derive(Debug, Serialize, JsonSchema)]
struct TenderView {
    provider: Code,
    /// Missing where it takes what the others leave.
    #[serde(skip_serializing_if = "Option::is_none")]
    amount: Option<Money>,
}

#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct LineView {
    line_id: LineId,
    variant_id: VariantId,
    #[serde(skip_serializing_if = "Option::is_none")]
    sku: Option<Sku>,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<String>,
    quantity: Quantity,
    /// Price of one piece; missing where the line cannot be sold now.
    #[serde(skip_serializing_if = "Option::is_none")]
    unit_price: Option<UnitPrice>,
    #[serde(skip_serializing_if = "Option::is_none")]
    amounts: Option<Amounts>,
    warnings: Vec<LineWarning>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct OrderView {
    order_id: OrderId,
    /// Missing while the order is being decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    order_number: Option<String>,
    /// Looks the order up (`x-order-token`).
    #[serde(skip_serializing_if = "Option::is_none")]
    order_token: Option<Secret<String>>,
}

/// A cart in a list.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct CartSummary {
    cart_id: CartId,
    status: StatusName,
    channel: ChannelCode,
    currency: Currency,
    #[serde(skip_serializing_if = "Option::is_none")]
    customer_id: Option<CustomerId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    order_id: Option<OrderId>,
    /// How often it was handed to the order service.
    attempt: i32,
    line_count: usize,
    totals: CartTotals,
    version: i64,
    created_at: Timestamp,
    updated_at: Timestamp,
    expires_at: Timestamp,
}

/// What came of a change of lines.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct ChangedLinesView {
    cart_id: CartId,
    /// The lines that are new or differ.
    lines: Vec<LineView>,
    /// The lines that are gone.
    removed: Vec<LineId>,
    line_count: usize,
    totals: CartTotals,
    /// Until when the cart's goods are held; missing while nothing is.
    #[serde(skip_serializing_if = "Option::is_none")]
    held_until: Option<Timestamp>,
    /// What the shopper must be told of that.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(default)]
    warnings: Vec<CartWarning>,
    version: i64,
}

fn status(cart: &Cart) -> StatusName {
    match cart.status {
        Status::Open => StatusName::Open,
        Status::Completing { .. } => StatusName::Completing,
        Status::Completed { .. } => StatusName::Completed,
        Status::Expired => StatusName::Expired,
    }
}

fn line(line: &Line, variants: &Variants) -> LineView {
    let variant = variants.get(&line.variant_id);
    LineView {
        line_id: line.line_id,
        variant_id: line.variant_id,
        sku: variant.map(|variant| variant.sku.clone()),
        title: variant.map(|variant| variant.title.clone()),
        quantity: line.quantity,
        unit_price: line.price.map(|price| price.unit_price),
        amounts: line.price.map(|price| price.amounts),
        warnings: line.warnings.clone(),
    }
}

fn tender(choice: &TenderChoice) -> TenderView {
    TenderView { provider: choice.provider.clone(), amount: choice.amount }
}

/// The cart; with its token also that of its order.
pub(super) fn cart(
    whole: &WholeCart,
    cart_token: Option<&Secret<String>>,
    now: Timestamp,
) -> Result<CartView, CartError> {
    let WholeCart { cart, lines, variants, action } = whole;
    let order = cart.status.order_id().map(|order_id| OrderView {
        order_id,
        order_number: match &cart.status {
            Status::Completed { order_number, .. } => Some(order_number.clone()),
            Status::Open | Status::Completing { .. } | Status::Expired => None,
        },
        order_token: cart_token.map(|cart_token| token::order_token(cart_token, order_id)),
    });
    Ok(CartView {
        cart_id: cart.cart_id,
        status: status(cart),
        channel: cart.channel.clone(),
        currency: cart.currency,
        locale: cart.locale.clone(),
        customer_id: cart.customer_id,
        email: cart.email.clone(),
        shipping_address: cart.shipping_address.clone(),
        billing_address: cart.billing_address.clone(),
        shipping: cart.shipping.as_ref().map(|shipping| ShippingView {
            method_id: shipping.method_id,
            name: shipping.name.clone(),
            amounts: shipping.amounts,
        }),
        tenders: cart.payment.iter().map(tender).collect(),
        lines: lines.iter().map(|one| line(one, variants)).collect(),
        totals: cart.totals()?,
        warnings: cart.warnings.iter().cloned().chain(cart.hold_warning(now)).collect(),
        held_until: cart.held_until(now),
        order,
        payment_action: action.as_ref().map(|action| payment::action(cart.cart_id, action)),
        version: cart.version,
        created_at: cart.created_at,
        updated_at: cart.updated_at,
        expires_at: cart.expires_at,
    })
}

/// The cart as the answer to who holds its token.
pub(super) fn reply(
    whole: &WholeCart,
    cart_token: &Secret<String>,
    now: Timestamp,
) -> Result<Reply, CartError> {
    Ok(Reply::json(200, &cart(whole, Some(cart_token), now)?).etag(whole.cart.version))
}

pub(super) fn summary(cart: &Cart) -> Result<CartSummary, CartError> {
    Ok(CartSummary {
        cart_id: cart.cart_id,
        status: status(cart),
        channel: cart.channel.clone(),
        currency: cart.currency,
        customer_id: cart.customer_id,
        order_id: cart.status.order_id(),
        attempt: cart.attempt,
        line_count: cart.line_count,
        totals: cart.totals()?,
        version: cart.version,
        created_at: cart.created_at,
        updated_at: cart.updated_at,
        expires_at: cart.expires_at,
    })
}

pub(super) fn changed_lines(changed: &ChangedLines, now: Timestamp) -> Result<Reply, CartError> {
    let view = ChangedLinesView {
        cart_id: changed.cart.cart_id,
        lines: changed.lines.iter().map(|one| line(one, &changed.variants)).collect(),
        removed: changed.removed.clone(),
        line_count: changed.cart.line_count,
        totals: changed.cart.totals()?,
        held_until: changed.cart.held_until(now),
        warnings: changed.cart.hold_warning(now).into_iter().collect(),
        version: changed.cart.version,
    };
    Ok(Reply::json(200, &view).etag(changed.cart.version))
}

impl StatusName {
    /// As it is stored.
    pub(super) fn stored(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Completing => "completing",
            Self::Completed => "completed",
            Self::Expired => "expired",
        }
    }
}
