//! Buying a cart: what must be there, what must not have changed, and the event that carries it all to the order.

use std::sync::Arc;

use cart_contracts::{CartCompleted, CartTotals, ChosenPayment, ChosenShipping, CompletedLine};
use kernel_base::{FieldError, Money, Personal, Secret, Timestamp};
use serde_json::value::to_raw_value;
use shared_contracts::OrderId;

use crate::domain::cart::Cart;
use crate::domain::line::Line;
use crate::domain::recalculation::{PricedLines, Variants, parcel};
use crate::domain::variant::Variant;
use crate::domain::warning::LineWarning;
use crate::domain::{payment, token};
use crate::error::CartError;

/// What is still missing before the cart can be bought, all of it at once.
pub(crate) fn missing(
    cart: &Cart,
    totals: &CartTotals,
    lines: &[Line],
    variants: &Variants,
) -> Vec<FieldError> {
    let ships = parcel(lines, variants).is_some();
    let costs = totals.total.gross.minor() != 0;
    let wanted = [
        (lines.is_empty(), "/lines", "the cart is empty"),
        (cart.email.is_none(), "/email", "an e-mail address is needed"),
        (ships && cart.shipping_address.is_none(), "/shipping_address", "an address is needed to ship to"),
        (ships && cart.shipping.is_none(), "/shipping", "a shipping method must be chosen"),
        (costs && cart.payment.is_empty(), "/payment", "a way of paying must be chosen"),
    ];
    let missing = wanted.into_iter().filter(|(missing, ..)| *missing);
    missing
        .map(|(_, pointer, message)| FieldError {
            pointer: pointer.to_owned(),
            code: "missing".into(),
            message: message.to_owned(),
        })
        .collect()
}

/// Refuses what cannot be sold, and a total other than the one the shopper agreed to.
pub(crate) fn agree(cart: &Cart, lines: &[Line], expected: Money) -> Result<(), CartError> {
    let told = told(cart, lines);
    let unsold = lines.iter().flat_map(|line| &line.warnings).any(LineWarning::blocking);
    if unsold || cart.shipping.as_ref().is_some_and(|shipping| shipping.amounts.is_none()) {
        return Err(CartError::NotSellable(told));
    }
    let total = cart.totals()?.total.gross;
    if total == expected { Ok(()) } else { Err(CartError::TotalChanged { total, told }) }
}

/// Every warning of the cart, in the form of a refusal's wrong fields.
fn told(cart: &Cart, lines: &[Line]) -> Vec<FieldError> {
    let field = |pointer: String, code: &'static str, message: &str| FieldError {
        pointer,
        code: code.into(),
        message: message.to_owned(),
    };
    let of_lines = lines.iter().flat_map(|line| {
        let pointer = format!("/lines/{}", line.line_id);
        line.warnings.iter().map(move |warning| field(pointer.clone(), warning.code(), warning.message()))
    });
    let shipping = cart.shipping.as_ref().filter(|shipping| shipping.amounts.is_none());
    let message = "the chosen method does not take these goods to this place";
    of_lines.chain(shipping.map(|_| field("/shipping".to_owned(), "shipping_unavailable", message))).collect()
}

/// The event that hands the cart to the order service as `order_id`. The cart was just recalculated and nothing is
/// [`missing`], and the shopper [`agree`]d.
pub(crate) fn completed(
    cart: &Cart,
    cart_token: &Secret<String>,
    lines: &[Line],
    variants: &Variants,
    priced: &PricedLines,
    order_id: OrderId,
    now: Timestamp,
) -> Result<CartCompleted, CartError> {
    let totals = cart.totals()?;
    let order_token = token::order_token(cart_token, order_id);
    let shipping = cart.shipping.as_ref().and_then(|shipping| {
        let amounts = shipping.amounts?;
        let (method_id, name, tax_rate_ppm) =
            (shipping.method_id, shipping.name.clone(), shipping.tax_rate_ppm);
        Some(ChosenShipping { method_id, name, amounts, tax_rate_ppm })
    });
    Ok(CartCompleted {
        cart_id: cart.cart_id,
        attempt: cart.attempt + 1,
        order_id,
        order_token_hash: token::hex(&token::hash(&order_token)),
        channel: cart.channel.clone(),
        currency: cart.currency,
        locale: cart.locale.clone(),
        customer_id: cart.customer_id,
        email: cart.email.clone().ok_or(CartError::Incomplete(Vec::new()))?.into_inner().into(),
        shipping_address: cart.shipping_address.clone().map(Personal::from),
        billing_address: cart.billing_address.clone().map(Personal::from),
        lines: lines.iter().map(|line| completed_line(line, variants, priced)).collect::<Result<_, _>>()?,
        shipping,
        totals,
        payment: ChosenPayment { tenders: payment::resolve(&cart.payment, totals.total.gross)? },
        // Whether it still lasts the warehouse knows better.
        holds_stock: cart.hold.is_some(),
        occurred_at: now,
    })
}

fn completed_line(
    line: &Line,
    variants: &Variants,
    priced: &PricedLines,
) -> Result<CompletedLine, CartError> {
    let unsold = || CartError::NotSellable(Vec::new());
    let variant: &Arc<Variant> = variants.get(&line.variant_id).ok_or_else(unsold)?;
    let price = line.price.ok_or_else(unsold)?;
    let priced = priced.get(&line.line_id).ok_or_else(unsold)?;
    Ok(CompletedLine {
        line_id: line.line_id,
        variant_id: line.variant_id,
        sku: variant.sku.clone(),
        title: variant.title.clone(),
        quantity: line.quantity,
        requires_stock: variant.requires_stock,
        requires_shipping: variant.requires_shipping,
        weight_g: variant.weight_g,
        unit_price: price.unit_price,
        amounts: price.amounts,
        tax_rate_ppm: Some(priced.taxes.iter().map(|tax| tax.rate_ppm).sum()),
        trace: to_raw_value(&priced.trace).expect("BUG: a trace is plain data"),
    })
}
