//! Prices every line anew and tells what changed, without ever throwing a line away.

use std::collections::HashMap;
use std::sync::Arc;

use cart_contracts::Amounts;
use kernel_base::{Currency, MoneyError};
use pricing_contracts::PricedLine;
use shared_contracts::{ChannelCode, LineId, Quantity, VariantId};
use warehouse_contracts::Availability;

use crate::domain::line::{Line, LinePrice};
use crate::domain::totals;
use crate::domain::variant::Variant;
use crate::domain::warning::LineWarning;

/// Variants by id.
pub(crate) type Variants = HashMap<VariantId, Arc<Variant>>;
/// Priced lines by id.
pub(crate) type PricedLines = HashMap<LineId, PricedLine>;

/// What is known of stock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Stock {
    /// Nobody asked: what the lines say of it stays.
    NotAsked,
    /// The warehouse did not answer: all is assumed to be there.
    Unknown,
    /// By variant; what is missing the warehouse does not know.
    Known(HashMap<VariantId, Availability>),
}

/// Whether pricing is to be asked about the line at all.
pub(crate) fn sold(line: &Line, channel: &ChannelCode, variants: &Variants) -> bool {
    variants.get(&line.variant_id).is_some_and(|variant| variant.sold_in(channel))
}

/// Gives every line its present price and warnings.
pub(crate) fn reprice(
    lines: &mut [Line],
    channel: &ChannelCode,
    variants: &Variants,
    priced: &PricedLines,
    stock: &Stock,
) {
    for line in lines {
        let mut warnings = if sold(line, channel, variants) {
            price_line(line, priced)
        } else {
            line.price = None;
            vec![LineWarning::NotPublished]
        };
        warnings.extend(stock_warnings(line, stock));
        line.warnings = warnings;
    }
}

/// Sets the price and tells when it is not the one the shopper saw.
fn price_line(line: &mut Line, priced: &PricedLines) -> Vec<LineWarning> {
    let Some(priced) = priced.get(&line.line_id) else {
        line.price = None;
        return vec![LineWarning::NoPrice];
    };
    // What the shopper saw first: several changes in a row are one change to them.
    let told = line.warnings.iter().find_map(|warning| match warning {
        LineWarning::PriceChanged { before, .. } => Some(*before),
        LineWarning::StockGone
        | LineWarning::StockShort { .. }
        | LineWarning::NotPublished
        | LineWarning::NoPrice => None,
    });
    let seen = told.or(line.price.map(|price| price.unit_price));
    line.price = Some(price_of(priced));
    match seen {
        Some(before) if before != priced.unit_price => {
            vec![LineWarning::PriceChanged { before, now: priced.unit_price }]
        }
        _ => Vec::new(),
    }
}

/// Pricing's answer in cart's words.
pub(crate) fn price_of(priced: &PricedLine) -> LinePrice {
    let amounts = Amounts { net: priced.net, tax: priced.tax, gross: priced.gross };
    LinePrice { unit_price: priced.unit_price, amounts }
}

fn stock_warnings(line: &Line, stock: &Stock) -> Vec<LineWarning> {
    match stock {
        Stock::NotAsked => {
            let of_stock = |warning: &&LineWarning| {
                matches!(warning, LineWarning::StockGone | LineWarning::StockShort { .. })
            };
            line.warnings.iter().filter(of_stock).cloned().collect()
        }
        Stock::Unknown => Vec::new(),
        Stock::Known(known) => {
            known.get(&line.variant_id).and_then(|stock| shortage(stock, line.quantity)).into_iter().collect()
        }
    }
}

fn shortage(stock: &Availability, quantity: Quantity) -> Option<LineWarning> {
    if stock.allows(i64::from(quantity)) {
        None
    } else if stock.orderable <= 0 {
        Some(LineWarning::StockGone)
    } else {
        Some(LineWarning::StockShort { available: stock.orderable })
    }
}

/// The sum of the lines that have a price.
pub(crate) fn items(currency: Currency, lines: &[Line]) -> Result<Amounts, MoneyError> {
    totals::sum(currency, lines.iter().filter_map(|line| line.price).map(|price| price.amounts))
}

/// What must be shipped: pieces' weight, and how many lines. Nothing when no line needs shipping.
pub(crate) fn parcel(lines: &[Line], variants: &Variants) -> Option<(i64, i32)> {
    let shipped: Vec<i64> = lines
        .iter()
        .filter_map(|line| {
            let variant = variants.get(&line.variant_id).filter(|variant| variant.requires_shipping)?;
            Some(variant.weight_g.saturating_mul(i64::from(line.quantity)))
        })
        .collect();
    let weight_g = shipped.iter().fold(0_i64, |sum, weight| sum.saturating_add(*weight));
    (!shipped.is_empty()).then(|| (weight_g, i32::try_from(shipped.len()).unwrap_or(i32::MAX)))
}

#[cfg(test)]
mod tests {
    use kernel_base::{Env, Money, UnitPrice};
    use pricing_contracts::{LineTrace, PriceSource, TaxSource, TaxTrace};

    use super::*;

    fn line(price_micros: Option<i64>) -> Line {
        let env = Env::system();
        let price = price_micros.map(|micros| LinePrice {
            unit_price: UnitPrice::from_micros(micros),
            amounts: totals::zero(Currency::EUR),
        });
        Line {
            line_id: env.id(),
            variant_id: env.id(),
            quantity: Quantity::try_new(3).unwrap(),
            price,
            warnings: vec![],
        }
    }

    fn priced(line: &Line, micros: i64) -> PricedLine {
        let unit_price = UnitPrice::from_micros(micros);
        let gross = Money::new(micros * 3 / 10_000, Currency::EUR);
        PricedLine {
            line_id: line.line_id,
            variant_id: line.variant_id,
            quantity: line.quantity,
            unit_price,
            net: gross,
            tax: Money::zero(Currency::EUR),
            gross,
            taxes: vec![],
            trace: LineTrace {
                price: PriceSource::Negotiated { list_unit_price: None },
                tax: TaxTrace {
                    tax_class: "standard".parse().unwrap(),
                    country: None,
                    source: TaxSource::None,
                },
                exact: unit_price,
                rounded_by: UnitPrice::from_micros(0),
            },
        }
    }

    /// Recalculates one line at this price (none: no price), published or not, with this stock.
    fn recalculated(line: &mut Line, price_micros: Option<i64>, published: bool, stock: &Stock) {
        let channel: ChannelCode = "web".parse().unwrap();
        let variant = Variant {
            variant_id: line.variant_id,
            sku: "S".parse().unwrap(),
            title: "T".into(),
            channels: if published { vec![channel.clone()] } else { vec![] },
            requires_stock: true,
            requires_shipping: true,
            weight_g: 7,
        };
        let variants = HashMap::from([(line.variant_id, Arc::new(variant))]);
        let prices = price_micros.map(|micros| (line.line_id, priced(line, micros))).into_iter().collect();
        reprice(std::slice::from_mut(line), &channel, &variants, &prices, stock);
    }

    fn stock(line: &Line, orderable: i64) -> Stock {
        let known = Availability {
            variant_id: line.variant_id,
            tracked: true,
            available: orderable,
            backorder: false,
            orderable,
            expected_at: None,
        };
        Stock::Known(HashMap::from([(line.variant_id, known)]))
    }

    #[test]
    fn a_changed_price_is_told_against_the_one_first_seen_until_it_is_back() {
        let mut line = line(Some(2_950_000));
        let changed = |now| {
            vec![LineWarning::PriceChanged {
                before: UnitPrice::from_micros(2_950_000),
                now: UnitPrice::from_micros(now),
            }]
        };
        recalculated(&mut line, Some(3_100_000), true, &Stock::NotAsked);
        assert_eq!(line.warnings, changed(3_100_000));
        recalculated(&mut line, Some(3_200_000), true, &Stock::NotAsked);
        assert_eq!(line.warnings, changed(3_200_000));
        recalculated(&mut line, Some(2_950_000), true, &Stock::NotAsked);
        assert_eq!(line.warnings, vec![]);
    }

    #[test]
    fn a_first_price_is_no_change() {
        let mut line = line(None);
        recalculated(&mut line, Some(2_950_000), true, &Stock::NotAsked);
        assert_eq!(line.warnings, vec![]);
        assert_eq!(line.price.unwrap().amounts.gross, Money::new(885, Currency::EUR));
    }

    #[test]
    fn what_is_not_sold_or_has_no_price_stays_in_the_cart_and_counts_nothing() {
        let mut line = line(Some(2_950_000));
        recalculated(&mut line, Some(2_950_000), false, &Stock::NotAsked);
        assert_eq!((line.price, &line.warnings[..]), (None, &[LineWarning::NotPublished][..]));
        recalculated(&mut line, None, true, &Stock::NotAsked);
        assert_eq!((line.price, &line.warnings[..]), (None, &[LineWarning::NoPrice][..]));
        assert_eq!(items(Currency::EUR, &[line]).unwrap(), totals::zero(Currency::EUR));
    }

    #[test]
    fn stock_is_told_when_known_kept_when_not_asked_and_assumed_when_unknown() {
        let mut line = line(Some(2_950_000));
        for (orderable, expected) in [
            (3, vec![]),
            (2, vec![LineWarning::StockShort { available: 2 }]),
            (0, vec![LineWarning::StockGone]),
        ] {
            let stock = stock(&line, orderable);
            recalculated(&mut line, Some(2_950_000), true, &stock);
            assert_eq!(line.warnings, expected);
        }
        recalculated(&mut line, Some(2_950_000), true, &Stock::NotAsked);
        assert_eq!(line.warnings, vec![LineWarning::StockGone]);
        recalculated(&mut line, Some(2_950_000), true, &Stock::Unknown);
        assert_eq!(line.warnings, vec![]);
    }
}
