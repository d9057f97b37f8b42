//! Two carts become one: which may, and what the one that stays takes over.

use kernel_base::Timestamp;

use crate::domain::cart::Cart;
use crate::domain::hold::Hold;
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

/// What becomes of the holds of both. The other's is given back: the goods are to be held for the cart that stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum MergedHold {
    /// Nothing is held.
    None,
    /// The cart goes on holding, with all it has now.
    Kept,
    /// Only the other cart held: this one goes on in its place, no longer than that one could have.
    TakenOver,
}

/// Decides it, and begins the hold that is taken over.
pub(crate) fn take_hold(cart: &mut Cart, other: &Cart, now: Timestamp) -> MergedHold {
    match (&other.hold, other.held_until(now)) {
        _ if cart.held_until(now).is_some() => MergedHold::Kept,
        (Some(hold), Some(_)) => {
            cart.hold = Some(Hold::begun(hold.since));
            MergedHold::TakenOver
        }
        _ => MergedHold::None,
    }
}

/// The other cart's lines as pieces to add.
pub(crate) fn additions(lines: &[Line]) -> Vec<Change> {
    let change = |line: &Line| Change { variant_id: line.variant_id, pieces: line.quantity.into() };
    lines.iter().map(change).collect()
}
