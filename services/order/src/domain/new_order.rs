//! An order as it is first written, from a cart or by staff.

use cart_contracts::CartCompleted;
use kernel_base::{Currency, Money, MoneyError, Personal, Secret, Timestamp};
use order_contracts::{OrderCustomer, OrderNumber, OrderStatus, TaxTreatment};
use shared_contracts::{Address, CartId, ChannelCode, Code, CountryCode, OrderId, ShippingMethodId};

use super::bill::{Rate, rate};
use super::line::{LineSums, NewLine};
use super::timeline::SYSTEM;

/// A new order with its lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NewOrder {
    pub(crate) order_id: OrderId,
    pub(crate) order_number: OrderNumber,
    pub(crate) external_id: Option<String>,
    pub(crate) cart_id: Option<CartId>,
    pub(crate) attempt: i32,
    pub(crate) channel: ChannelCode,
    pub(crate) currency: Currency,
    /// Draft or pending.
    pub(crate) status: OrderStatus,
    pub(crate) customer: OrderCustomer,
    /// Whose prices staff gave; a cart does not tell.
    pub(crate) customer_group: Option<Code>,
    pub(crate) country: Option<CountryCode>,
    pub(crate) country_text: Option<String>,
    pub(crate) shipping_address: Option<Address>,
    pub(crate) billing_address: Option<Address>,
    pub(crate) shipping_method: Option<(ShippingMethodId, String)>,
    pub(crate) tax_treatment: TaxTreatment,
    pub(crate) payment_provider: Option<Code>,
    pub(crate) payment_reference: Option<String>,
    pub(crate) shipping_gross: Money,
    pub(crate) shipping_tax: Money,
    /// As of a line.
    pub(crate) shipping_tax_rate: Option<Rate>,
    pub(crate) token_hash: [u8; 32],
    pub(crate) created_by: String,
    pub(crate) created_at: Timestamp,
    pub(crate) placed_at: Option<Timestamp>,
    pub(crate) sums: LineSums,
    pub(crate) lines: Vec<NewLine>,
}

/// Why a completed cart makes no order: it contradicts itself, which only a bug of cart can do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum CartMistake {
    #[error("the token's hash is not 64 hexadecimal digits")]
    TokenHash,
    #[error("the lines add up to {lines}, the cart says {total}")]
    Total { lines: Money, total: Money },
    #[error("amounts do not add up: {0}")]
    Amount(#[from] MoneyError),
}

impl NewOrder {
    /// What is to be paid.
    pub(crate) fn total(&self) -> Result<Money, MoneyError> {
        self.sums.gross()?.checked_add(self.shipping_gross)
    }

    /// The order of a completed cart. Prices, taxes and texts are those the shopper agreed to.
    pub(crate) fn from_cart(cart: CartCompleted, order_number: OrderNumber) -> Result<Self, CartMistake> {
        let lines: Vec<NewLine> = cart
            .lines
            .into_iter()
            .map(|line| NewLine {
                line_id: line.line_id,
                variant_id: line.variant_id,
                sku: line.sku,
                title: line.title,
                quantity: line.quantity,
                unit_price: line.unit_price,
                list_price: None,
                net: line.amounts.net,
                tax: line.amounts.tax,
                tax_rate: line.tax_rate_ppm.and_then(rate),
                requires_stock: line.requires_stock,
                requires_shipping: line.requires_shipping,
                weight_g: line.weight_g,
                trace: Some(line.trace.get().to_owned()),
            })
            .collect();
        let sums = LineSums::of(cart.currency, &lines)?;
        let shipping_address = cart.shipping_address.and_then(Personal::known);
        let billing_address = cart.billing_address.and_then(Personal::known);
        let country = shipping_address.as_ref().or(billing_address.as_ref());
        let largest_tender = cart.payment.tenders.iter().max_by_key(|tender| tender.amount.minor());
        let order = Self {
            order_id: cart.order_id,
            order_number,
            external_id: None,
            cart_id: Some(cart.cart_id),
            attempt: cart.attempt,
            channel: cart.channel,
            currency: cart.currency,
            status: OrderStatus::Pending,
            customer: OrderCustomer {
                customer_id: cart.customer_id,
                reference: None,
                email: cart.email.known().map(Secret::new),
            },
            customer_group: None,
            country: country.map(|address| address.country.clone()),
            country_text: None,
            payment_provider: largest_tender.map(|tender| tender.provider.clone()),
            payment_reference: None,
            shipping_address,
            billing_address,
            shipping_tax_rate: cart.shipping.as_ref().and_then(|chosen| chosen.tax_rate_ppm.and_then(rate)),
            shipping_method: cart.shipping.map(|chosen| (chosen.method_id, chosen.name)),
            tax_treatment: TaxTreatment::Market,
            shipping_gross: cart.totals.shipping.gross,
            shipping_tax: cart.totals.shipping.tax,
            token_hash: parse_hash(&cart.order_token_hash).ok_or(CartMistake::TokenHash)?,
            created_by: SYSTEM.to_owned(),
            created_at: cart.occurred_at,
            placed_at: Some(cart.occurred_at),
            sums,
            lines,
        };
        let (lines, total) = (order.total()?, cart.totals.total.gross);
        if lines == total { Ok(order) } else { Err(CartMistake::Total { lines, total }) }
    }
}

fn parse_hash(hex: &str) -> Option<[u8; 32]> {
    if hex.len() != 64 || !hex.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    let mut hash = [0; 32];
    for (byte, place) in hash.iter_mut().zip((0..64).step_by(2)) {
        *byte = u8::from_str_radix(hex.get(place..place + 2)?, 16).ok()?;
    }
    Some(hash)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_is_sixty_four_hexadecimal_digits() {
        assert_eq!(parse_hash(&"0f".repeat(32)), Some([15; 32]));
        for wrong in ["", "0f", &"0g".repeat(32), &"+f".repeat(32), &"é".repeat(32)] {
            assert_eq!(parse_hash(wrong), None, "{wrong}");
        }
    }
}
