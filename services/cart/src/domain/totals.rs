//! Sums of net, tax and gross.

use cart_contracts::{Amounts, CartTotals};
use kernel_base::{Currency, Money, MoneyError};

/// Nothing.
pub(crate) fn zero(currency: Currency) -> Amounts {
    let zero = Money::zero(currency);
    Amounts { net: zero, tax: zero, gross: zero }
}

/// Both together.
pub(crate) fn plus(left: Amounts, right: Amounts) -> Result<Amounts, MoneyError> {
    Ok(Amounts {
        net: left.net.checked_add(right.net)?,
        tax: left.tax.checked_add(right.tax)?,
        gross: left.gross.checked_add(right.gross)?,
    })
}

/// The first without the second.
pub(crate) fn minus(left: Amounts, right: Amounts) -> Result<Amounts, MoneyError> {
    Ok(Amounts {
        net: left.net.checked_sub(right.net)?,
        tax: left.tax.checked_sub(right.tax)?,
        gross: left.gross.checked_sub(right.gross)?,
    })
}

/// All together.
pub(crate) fn sum(
    currency: Currency,
    amounts: impl IntoIterator<Item = Amounts>,
) -> Result<Amounts, MoneyError> {
    amounts.into_iter().try_fold(zero(currency), plus)
}

/// What a cart comes to.
pub(crate) fn of_cart(items: Amounts, shipping: Option<Amounts>) -> Result<CartTotals, MoneyError> {
    let shipping = shipping.unwrap_or_else(|| zero(items.net.currency()));
    Ok(CartTotals { items, shipping, total: plus(items, shipping)? })
}
