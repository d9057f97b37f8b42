//! Two carts become one: which may, and what the one that stays takes over.

use crate::domain::cart::Cart;
use crate::domain::line::{Change, Line};
use crate::error::CartError;

/// Refuses carts that cannot be one. Nobody's cart joins a customer's; a customer's cart joins none but their own, for the
/// one that stays would forget whose it was.
pub(crate) fn require_mergeable(cart: &Cart, other: &Cart) -> Result<(), CartError> {
    let foreign = other.customer_id.is_some() && other.customer_id != cart.customer_id;
    let reason = if cart.channel != other.channel {
        "the carts are of different channels"
    } else if cart.currency != other.currency {
        "the carts are of different currencies"
    } else if foreign {
        "the other cart is a customer's: merge this one into that one"
    } else {
        return Ok(());
    };
    Err(CartError::CannotMerge(reason))
}

/// What the shopper said stays; what they said in the other cart only is taken from there.
pub(crate) fn take_missing(cart: &mut Cart, other: &Cart) {
    fn fill<T: Clone>(mine: &mut Option<T>, theirs: &Option<T>) {
        if mine.is_none() {
            mine.clone_from(theirs);
        }
    }
    fill(&mut cart.locale, &other.locale);
    fill(&mut cart.email, &other.email);
    fill(&mut cart.shipping_address, &other.shipping_address);
    fill(&mut cart.billing_address, &other.billing_address);
    fill(&mut cart.shipping, &other.shipping);
    if cart.payment.is_empty() {
        cart.payment.clone_from(&other.payment);
    }
}

/// The other cart's lines as pieces to add.
pub(crate) fn additions(lines: &[Line]) -> Vec<Change> {
    let change = |line: &Line| Change { variant_id: line.variant_id, pieces: line.quantity.into() };
    lines.iter().map(change).collect()
}
