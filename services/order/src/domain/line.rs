//! Lines of an order and the sums they make.

use kernel_base::{Currency, Money, MoneyError, Rounding, UnitPrice, mul_div};
use shared_contracts::{LineId, Quantity, Sku, VariantId};

use super::bill::Rate;

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
    /// Parts per million, all taxes together; unknown to carts of earlier releases.
    pub(crate) tax_rate: Option<Rate>,
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

/// What became of the pieces of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct LineProgress {
    pub(crate) position: i32,
    pub(crate) line_id: LineId,
    pub(crate) variant_id: VariantId,
    pub(crate) quantity: i32,
    pub(crate) shipped: i32,
    pub(crate) cancelled_quantity: i32,
    /// To be sent; other lines are services.
    pub(crate) ships: bool,
    /// Held in stock.
    pub(crate) stock: bool,
    /// The whole line with tax.
    pub(crate) gross: Money,
    /// Part of `gross` that was cancelled.
    pub(crate) cancelled: Money,
}

impl LineProgress {
    /// Pieces of which nothing is known yet.
    pub(crate) fn open(&self) -> i32 {
        self.quantity - self.shipped - self.cancelled_quantity
    }

    /// Pieces left; more than are open cannot leave.
    pub(crate) fn ship(&mut self, pieces: i32) {
        self.shipped += pieces.clamp(0, self.open());
    }

    /// Pieces will not be sent. Answers how many, and what the customer owes less for them. The amount is the difference
    /// between two parts of the whole line, so that cancelling piece by piece adds up to the line's price.
    pub(crate) fn cancel(&mut self, pieces: i32) -> Result<(i32, Money), MoneyError> {
        let pieces = pieces.clamp(0, self.open());
        let in_all = self.cancelled_quantity + pieces;
        let part = mul_div(self.gross.minor(), in_all.into(), self.quantity.into(), Rounding::HalfUp)?;
        let amount = Money::new(part, self.gross.currency()).checked_sub(self.cancelled)?;
        self.cancelled_quantity = in_all;
        self.cancelled = self.cancelled.checked_add(amount)?;
        Ok((pieces, amount))
    }
}

#[cfg(test)]
mod tests {
    use kernel_base::Env;
    use proptest::prelude::*;

    use super::*;

    fn progress(quantity: i32, gross: i64) -> LineProgress {
        let env = Env::system();
        LineProgress {
            position: 1,
            line_id: env.id(),
            variant_id: env.id(),
            quantity,
            shipped: 0,
            cancelled_quantity: 0,
            ships: true,
            stock: true,
            gross: Money::new(gross, Currency::GBP),
            cancelled: Money::zero(Currency::GBP),
        }
    }

    proptest! {
        #[test]
        fn cancelling_piece_by_piece_adds_up_to_the_line(
            quantity in 1_i32..500, gross in 0_i64..10_000_000, steps in prop::collection::vec(0_i32..50, 0..40),
        ) {
            let mut line = progress(quantity, gross);
            let mut sum = 0;
            for pieces in steps {
                let (_, amount) = line.cancel(pieces).unwrap();
                prop_assert!(amount.minor() >= 0);
                sum += amount.minor();
                prop_assert_eq!(line.cancelled.minor(), sum);
            }
            let (rest, amount) = line.cancel(i32::MAX).unwrap();
            prop_assert_eq!(sum + amount.minor(), gross);
            prop_assert!(rest >= 0 && line.open() == 0);
        }

        #[test]
        fn pieces_are_shipped_or_cancelled_once(
            quantity in 1_i32..100, steps in prop::collection::vec((any::<bool>(), -5_i32..60), 0..20),
        ) {
            let mut line = progress(quantity, 999);
            for (ship, pieces) in steps {
                if ship { line.ship(pieces) } else { line.cancel(pieces).unwrap(); }
                prop_assert!(line.shipped >= 0 && line.cancelled_quantity >= 0 && line.open() >= 0);
            }
        }

        #[test]
        fn sums_are_those_of_the_lines(prices in prop::collection::vec((0_i64..1_000_000, 0_i64..100_000, 1_i64..1000), 0..50)) {
            let env = Env::system();
            let lines: Vec<NewLine> = prices
                .iter()
                .map(|(net, tax, quantity)| NewLine {
                    line_id: env.id(),
                    variant_id: env.id(),
                    sku: "S".parse().unwrap(),
                    title: "S".to_owned(),
                    quantity: Quantity::try_new(*quantity).unwrap(),
                    unit_price: UnitPrice::default(),
                    list_price: None,
                    net: Money::new(*net, Currency::GBP),
                    tax: Money::new(*tax, Currency::GBP),
                    tax_rate: None,
                    requires_stock: true,
                    requires_shipping: true,
                    weight_g: 0,
                    trace: None,
                })
                .collect();
            let sums = LineSums::of(Currency::GBP, &lines).unwrap();
            prop_assert_eq!(sums.gross().unwrap().minor(), prices.iter().map(|(net, tax, _)| net + tax).sum::<i64>());
            prop_assert_eq!(sums.unit_count, prices.iter().map(|(_, _, quantity)| quantity).sum::<i64>());
        }
    }
}
