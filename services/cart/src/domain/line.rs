//! Lines of a cart, and changes of their quantities that commute: added and taken away in any order, the same is left.

use std::collections::HashMap;

use cart_contracts::Amounts;
use kernel_base::UnitPrice;
use shared_contracts::{LineId, Quantity, VariantId};

use crate::domain::warning::LineWarning;
use crate::error::CartError;

/// The most lines one cart may have.
pub(crate) const MAX_LINES: usize = 10_000;
/// The most lines one call may change.
pub(crate) const MAX_CHANGES: usize = 500;

/// Pieces of one variant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Line {
    pub(crate) line_id: LineId,
    pub(crate) variant_id: VariantId,
    pub(crate) quantity: Quantity,
    /// Missing where the line cannot be sold at the moment.
    pub(crate) price: Option<LinePrice>,
    pub(crate) warnings: Vec<LineWarning>,
}

/// What a line costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct LinePrice {
    pub(crate) unit_price: UnitPrice,
    pub(crate) amounts: Amounts,
}

/// Pieces to add, or to take away when negative.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Change {
    pub(crate) variant_id: VariantId,
    pub(crate) pieces: i64,
}

/// What is to become of the line of one variant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Target {
    pub(crate) variant_id: VariantId,
    /// The line as it is; none for a new one.
    pub(crate) before: Option<Line>,
    /// The quantity it shall have; none removes it.
    pub(crate) after: Option<Quantity>,
}

impl Target {
    /// More of it than before: then it must be for sale.
    pub(crate) fn grows(&self) -> bool {
        let pieces = |quantity: Option<Quantity>| quantity.map_or(0, i64::from);
        pieces(self.after) > pieces(self.before.as_ref().map(|line| line.quantity))
    }
}

/// Adds up the changes of one call per variant and applies them to the lines that exist. `lines` must hold at least the
/// lines of the variants that are changed. The targets come in the order in which the call names their variants.
pub(crate) fn targets(lines: &[Line], changes: &[Change]) -> Result<Vec<Target>, CartError> {
    let mut targets: Vec<(Target, i64)> = Vec::with_capacity(changes.len());
    let mut places = HashMap::with_capacity(changes.len());
    let lines: HashMap<VariantId, &Line> = lines.iter().map(|line| (line.variant_id, line)).collect();
    for change in changes {
        let place = *places.entry(change.variant_id).or_insert_with(|| {
            let before = lines.get(&change.variant_id).map(|line| Line::clone(line));
            let pieces = before.as_ref().map_or(0, |line| i64::from(line.quantity));
            targets.push((Target { variant_id: change.variant_id, before, after: None }, pieces));
            targets.len() - 1
        });
        let pieces = &mut targets[place].1;
        *pieces = pieces.checked_add(change.pieces).ok_or(CartError::QuantityTooLarge(change.variant_id))?;
    }
    targets
        .into_iter()
        .map(|(target, pieces)| {
            let after = match pieces {
                ..0 => return Err(CartError::QuantityBelowZero(target.variant_id)),
                0 => None,
                1.. => Some(
                    Quantity::try_new(pieces).map_err(|_| CartError::QuantityTooLarge(target.variant_id))?,
                ),
            };
            Ok(Target { after, ..target })
        })
        .collect()
}

/// How many lines the cart has after the change; too many are refused.
pub(crate) fn count_after(line_count: usize, targets: &[Target]) -> Result<usize, CartError> {
    let added = targets.iter().filter(|target| target.before.is_none() && target.after.is_some()).count();
    let removed = targets.iter().filter(|target| target.before.is_some() && target.after.is_none()).count();
    let count = (line_count + added).saturating_sub(removed);
    if count > MAX_LINES { Err(CartError::TooManyLines) } else { Ok(count) }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use kernel_base::Env;
    use proptest::prelude::*;

    use super::*;

    fn variant(number: u8) -> VariantId {
        VariantId::from_uuid(uuid::Uuid::from_u128(u128::from(number)))
    }

    /// Applies one call as the service does; a refused call changes nothing.
    fn apply(lines: &mut Vec<Line>, call: &[(u8, i64)]) -> Result<(), CartError> {
        let changes: Vec<Change> = call
            .iter()
            .map(|(number, pieces)| Change { variant_id: variant(*number), pieces: *pieces })
            .collect();
        let targets = targets(lines, &changes)?;
        count_after(lines.len(), &targets)?;
        for target in targets {
            lines.retain(|line| line.variant_id != target.variant_id);
            lines.extend(target.after.map(|quantity| Line {
                line_id: Env::system().id(),
                variant_id: target.variant_id,
                quantity,
                price: None,
                warnings: vec![],
            }));
        }
        Ok(())
    }

    fn contents(lines: &[Line]) -> BTreeMap<VariantId, i64> {
        lines.iter().map(|line| (line.variant_id, i64::from(line.quantity))).collect()
    }

    fn calls() -> impl Strategy<Value = Vec<Vec<(u8, i64)>>> {
        prop::collection::vec(prop::collection::vec((0_u8..5, -20_i64..40), 1..6), 1..8)
    }

    proptest! {
        #[test]
        fn calls_that_succeed_leave_the_same_cart_in_any_order(
            (calls, shuffled) in calls().prop_flat_map(|calls| (Just(calls.clone()), Just(calls).prop_shuffle())),
        ) {
            // Enough of everything, so that no order of the calls takes away what is not there.
            let stocked: Vec<_> = (0..5).map(|number| (number, 1000)).collect();
            let (mut one, mut other) = (vec![], vec![]);
            apply(&mut one, &stocked).unwrap();
            apply(&mut other, &stocked).unwrap();
            for (call, another) in calls.iter().zip(&shuffled) {
                apply(&mut one, call).unwrap();
                apply(&mut other, another).unwrap();
            }
            prop_assert_eq!(contents(&one), contents(&other));
        }

        #[test]
        fn changes_inside_one_call_are_done_as_one_whatever_their_order(
            (call, shuffled) in prop::collection::vec((0_u8..4, -30_i64..40), 1..12)
                .prop_flat_map(|call| (Just(call.clone()), Just(call).prop_shuffle())),
        ) {
            let (mut one, mut other) = (vec![], vec![]);
            prop_assert_eq!(apply(&mut one, &call).is_ok(), apply(&mut other, &shuffled).is_ok());
            prop_assert_eq!(contents(&one), contents(&other));
        }

        #[test]
        fn a_refused_call_changes_nothing(first in prop::collection::vec((0_u8..4, 1_i64..40), 1..5)) {
            let mut lines = vec![];
            apply(&mut lines, &first).unwrap();
            let before = contents(&lines);
            prop_assert!(apply(&mut lines, &[(9, 5), (first[0].0, -1000)]).is_err());
            prop_assert_eq!(contents(&lines), before);
        }
    }

    #[test]
    fn quantities_stay_between_nothing_and_a_million() {
        let mut lines = vec![];
        apply(&mut lines, &[(1, 1_000_000)]).unwrap();
        assert!(matches!(apply(&mut lines, &[(1, 1)]), Err(CartError::QuantityTooLarge(_))));
        assert!(matches!(apply(&mut lines, &[(2, -1)]), Err(CartError::QuantityBelowZero(_))));
        assert!(matches!(apply(&mut lines, &[(2, i64::MAX), (2, 1)]), Err(CartError::QuantityTooLarge(_))));
        apply(&mut lines, &[(1, -1_000_000)]).unwrap();
        assert!(lines.is_empty());
    }

    #[test]
    fn a_cart_holds_ten_thousand_lines_and_no_more() {
        let target = |before: bool| Target {
            variant_id: variant(1),
            before: before.then(|| Line {
                line_id: Env::system().id(),
                variant_id: variant(1),
                quantity: Quantity::ONE,
                price: None,
                warnings: vec![],
            }),
            after: Some(Quantity::ONE),
        };
        assert_eq!(count_after(9_999, &[target(false)]).unwrap(), 10_000);
        assert_eq!(count_after(10_000, &[target(true)]).unwrap(), 10_000);
        assert!(matches!(count_after(10_000, &[target(false)]), Err(CartError::TooManyLines)));
    }
}
