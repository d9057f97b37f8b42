//! Which locations serve the lines of a reservation, and with how many pieces each.

use crate::domain::location::AllocationStrategy;

/// Up to this many locations every choice of up to [`EXACT_SIZE`] of them is tried; beyond, the choice is a good one
/// but not always the smallest. Finding the smallest is set cover: exponential.
const EXACT_LOCATIONS: usize = 20;
const EXACT_SIZE: usize = 3;

/// What one variant needs from stock, and what each location (first choice first) has of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Need {
    pub(crate) pieces: i64,
    pub(crate) free: Vec<i64>,
}

/// The order in which locations are asked: indices into the route, every location once. No location has more than its
/// `free`, and each need is at most the sum of its `free`.
#[must_use]
pub(crate) fn order_of_sources(
    strategy: AllocationStrategy,
    location_count: usize,
    needs: &[Need],
) -> Vec<usize> {
    let mut order = match strategy {
        AllocationStrategy::Priority => Vec::new(),
        AllocationStrategy::FewestSplits => fewest_locations(location_count, needs),
    };
    let rest: Vec<usize> = (0..location_count).filter(|location| !order.contains(location)).collect();
    order.extend(rest);
    order
}

/// The fewest locations that together serve all needs; among equals the one with the higher priorities.
fn fewest_locations(location_count: usize, needs: &[Need]) -> Vec<usize> {
    if needs.iter().all(|need| need.pieces == 0) {
        return Vec::new();
    }
    if location_count <= EXACT_LOCATIONS {
        for size in 1..=EXACT_SIZE.min(location_count) {
            if let Some(chosen) = first_choice(location_count, size, needs) {
                return chosen;
            }
        }
    }
    greedy(location_count, needs)
}

/// The first choice of `size` locations, in lexicographic order, that serves all needs.
fn first_choice(location_count: usize, size: usize, needs: &[Need]) -> Option<Vec<usize>> {
    let mut chosen: Vec<usize> = (0..size).collect();
    loop {
        if serves(&chosen, needs) {
            return Some(chosen);
        }
        // The rightmost index that can still move on.
        let movable = (0..size).rev().find(|&at| chosen[at] < location_count - size + at)?;
        chosen[movable] += 1;
        for at in movable + 1..size {
            chosen[at] = chosen[at - 1] + 1;
        }
    }
}

fn serves(locations: &[usize], needs: &[Need]) -> bool {
    needs.iter().all(|need| locations.iter().map(|&location| need.free[location]).sum::<i64>() >= need.pieces)
}

/// Takes the location that serves most of what is still open until nothing is, then drops what became superfluous.
fn greedy(location_count: usize, needs: &[Need]) -> Vec<usize> {
    let mut open: Vec<i64> = needs.iter().map(|need| need.pieces).collect();
    let mut chosen: Vec<usize> = Vec::new();
    while open.iter().any(|&pieces| pieces > 0) && chosen.len() < location_count {
        let served = |location: usize| -> i64 {
            needs.iter().zip(&open).map(|(need, &open)| need.free[location].min(open)).sum()
        };
        let best = (0..location_count)
            .filter(|location| !chosen.contains(location))
            .max_by_key(|&location| (served(location), std::cmp::Reverse(location)))
            .expect("BUG: fewer chosen than there are");
        for (need, open) in needs.iter().zip(&mut open) {
            *open -= need.free[best].min(*open);
        }
        chosen.push(best);
    }
    for candidate in chosen.clone() {
        let without: Vec<usize> = chosen.iter().copied().filter(|&location| location != candidate).collect();
        if serves(&without, needs) {
            chosen = without;
        }
    }
    chosen.sort_unstable();
    chosen
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn needs(location_count: usize) -> impl Strategy<Value = Vec<Need>> {
        let free = proptest::collection::vec(0_i64..6, location_count);
        let need = (free, 0_i64..40).prop_map(|(free, wanted)| {
            let pieces = wanted.min(free.iter().sum());
            Need { pieces, free }
        });
        proptest::collection::vec(need, 1..5)
    }

    /// The size of the smallest set that serves all, by trying every set.
    fn smallest(location_count: usize, needs: &[Need]) -> usize {
        (0_usize..1 << location_count)
            .map(|set| (0..location_count).filter(|location| set >> location & 1 == 1).collect::<Vec<_>>())
            .filter(|set| serves(set, needs))
            .map(|set| set.len())
            .min()
            .expect("BUG: all locations together serve all")
    }

    proptest! {
        #[test]
        fn fewest_splits_is_minimal_up_to_three_locations_and_serves_always(
            (count, needs) in (1_usize..7).prop_flat_map(|count| (Just(count), needs(count)))
        ) {
            let chosen = fewest_locations(count, &needs);
            prop_assert!(serves(&chosen, &needs));
            let smallest = smallest(count, &needs);
            if smallest <= EXACT_SIZE {
                prop_assert_eq!(chosen.len(), smallest);
            }
            let greedy = greedy(count, &needs);
            prop_assert!(serves(&greedy, &needs) && greedy.len() >= smallest);
        }

        #[test]
        fn every_location_is_asked_exactly_once(
            (count, needs) in (1_usize..7).prop_flat_map(|count| (Just(count), needs(count)))
        ) {
            for strategy in [AllocationStrategy::Priority, AllocationStrategy::FewestSplits] {
                let mut order = order_of_sources(strategy, count, &needs);
                order.sort_unstable();
                prop_assert_eq!(order, (0..count).collect::<Vec<_>>());
            }
        }
    }

    #[test]
    fn one_parcel_beats_the_nearer_location() {
        // The first location has one of the two variants, the third both.
        let needs = [Need { pieces: 2, free: vec![2, 0, 2] }, Need { pieces: 1, free: vec![0, 1, 1] }];
        assert_eq!(order_of_sources(AllocationStrategy::FewestSplits, 3, &needs), [2, 0, 1]);
        assert_eq!(order_of_sources(AllocationStrategy::Priority, 3, &needs), [0, 1, 2]);
    }
}
