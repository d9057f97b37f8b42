//! Lines of an order and the sums they make.

use kernel_base::{Currency, Money, MoneyError, UnitPrice};
use shared_contracts::{LineId, Quantity, Sku, VariantId};

/// Most lines of one order.
pub(crate) const MAX_LINES: usize = 10_000;

/// A line as it is written when the order is made. Amounts are those of the whole line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NewLine {
    pub(crate) line_id: LineId,
    pub(crate) variant_id: VariantId,
    pub(crate) sku: Sku,
    pub(crate) title: String,
    pub(crate) quantity: Quantity,
    pub(crate) unit_price: UnitPrice,
    /// What the price list said, when another price was negotiated.
    pub(crate) list_price: Option<UnitPrice>,
    pub(crate) net: Money,
    pub(crate) tax: Money,
    pub(crate) requires_stock: bool,
    pub(crate) requires_shipping: bool,
    pub(crate) weight_g: i64,
    /// How pricing came to the amounts, as JSON.
    pub(crate) trace: Option<String>,
}

/// What lines come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct LineSums {
    pub(crate) net: Money,
    pub(crate) tax: Money,
    pub(crate) line_count: i32,
    pub(crate) unit_count: i64,
}

impl LineSums {
    /// Adds up the lines; fails when a sum does not fit or a line has another currency.
    pub(crate) fn of(currency: Currency, lines: &[NewLine]) -> Result<Self, MoneyError> {
        Ok(Self {
            net: Money::sum(currency, lines.iter().map(|line| line.net))?,
            tax: Money::sum(currency, lines.iter().map(|line| line.tax))?,
            line_count: i32::try_from(lines.len()).map_err(|_| MoneyError::Overflow)?,
            unit_count: lines.iter().map(|line| i64::from(line.quantity)).sum(),
        })
    }

    /// Net and tax.
    pub(crate) fn gross(&self) -> Result<Money, MoneyError> {
        self.net.checked_add(self.tax)
    }
}
