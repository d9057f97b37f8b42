//! Tests of [`super`]: whatever is held adds up, and never more than there is.

use kernel_base::{Env, Id, Timestamp};
use proptest::prelude::*;
use shared_contracts::{LineId, Quantity};

use super::*;
use crate::domain::location::{AllocationStrategy, Route};
use crate::domain::stock::{Oversell, Pieces};

const NOW: Timestamp = Timestamp::EPOCH;

fn location(number: usize) -> StockLocationId {
    Id::from_uuid(uuid::Uuid::from_u128(number.try_into().unwrap()))
}

fn variant(number: usize) -> VariantId {
    Id::from_uuid(uuid::Uuid::from_u128(1_000 + u128::try_from(number).unwrap()))
}

fn item(number: usize, oversell: Oversell, levels: Vec<Level>) -> StockItem {
    StockItem {
        variant_id: variant(number),
        sku: format!("SKU-{number}").parse().unwrap(),
        tracked: true,
        oversell,
        low_stock_threshold: 0,
        policy_version: 1,
        version: 1,
        levels,
    }
}

fn line(variant_id: VariantId, quantity: i64) -> ReserveLine {
    let line_id: LineId = Env::system().id();
    ReserveLine { line_id, variant_id, quantity: Quantity::try_new(quantity).unwrap(), handed_out: false }
}

fn route(strategy: AllocationStrategy, location_count: usize) -> Route {
    Route { strategy, locations: (0..location_count).map(location).collect() }
}

/// on hand, reserved (not more), safety stock, backorder limit.
fn level() -> impl Strategy<Value = (i64, i64, i64, i64)> {
    (0_i64..10, 0_i64..10, 0_i64..3, 0_i64..4)
        .prop_map(|(on_hand, reserved, safety, limit)| (on_hand, reserved.min(on_hand), safety, limit))
}

prop_compose! {
    fn scene()(locations in 1_usize..5)(
        levels in proptest::collection::vec(proptest::collection::vec(level(), locations), 1..4),
        oversell in any::<bool>(),
        wanted in proptest::collection::vec((0_usize..4, 1_i64..14), 1..6),
        fewest in any::<bool>(),
        locations in Just(locations),
    ) -> (Stockroom, Route, Vec<ReserveLine>) {
        let oversell = if oversell { Oversell::Backorder { expected_at: None } } else { Oversell::Deny };
        let variants = levels.len();
        let items = levels.into_iter().enumerate().map(|(number, levels)| {
            let levels = levels.into_iter().enumerate().map(|(at, (on_hand, reserved, safety, limit))| {
                Level::stored(location(at), true, Pieces { on_hand, reserved }, safety, limit)
            });
            item(number, oversell, levels.collect())
        });
        let lines = wanted.into_iter().map(|(number, pieces)| line(variant(number % variants), pieces));
        let strategy = if fewest { AllocationStrategy::FewestSplits } else { AllocationStrategy::Priority };
        (Stockroom::new(items), route(strategy, locations), lines.collect())
    }
}

fn total(lines: &[ReserveLine], variant: VariantId) -> i64 {
    lines.iter().filter(|line| line.variant_id == variant).map(|line| i64::from(line.quantity)).sum()
}

proptest! {
    #[test]
    fn a_hold_gives_every_line_its_pieces_or_changes_nothing((mut room, route, lines) in scene()) {
        let before = room.items.clone();
        let orderable = |item: &StockItem| {
            item.levels.iter().map(Level::free).sum::<i64>() + backorderable(item, &route.locations, NOW)
        };
        let enough = before.values().all(|item| total(&lines, item.variant_id) <= orderable(item));
        match room.hold(&route, &lines, NOW) {
            Err(_) => {
                prop_assert!(!enough, "refused though there was enough");
                prop_assert_eq!(&room.items, &before);
            }
            Ok(allocations) => {
                prop_assert!(enough, "held though there was not enough");
                for line in &lines {
                    let got: i32 = allocations.iter()
                        .filter(|allocation| allocation.line_id == line.line_id)
                        .map(|allocation| allocation.quantity)
                        .sum();
                    prop_assert_eq!(i64::from(got), i64::from(line.quantity));
                }
                for (item, was) in room.items.values().zip(before.values()) {
                    for (level, was) in item.levels.iter().zip(&was.levels) {
                        let taken = level.pieces.reserved - was.pieces.reserved;
                        let allowed = was.free() + if item.oversell.open(NOW) { was.backorderable() } else { 0 };
                        prop_assert!((0..=allowed).contains(&taken));
                        prop_assert_eq!(level.pieces.on_hand, was.pieces.on_hand);
                    }
                }
            }
        }
    }

    #[test]
    fn nothing_is_backordered_while_stock_is_free((mut room, route, lines) in scene()) {
        let free: BTreeMap<VariantId, i64> = room.items.values()
            .map(|item| (item.variant_id, item.levels.iter().map(Level::free).sum()))
            .collect();
        if let Ok(allocations) = room.hold(&route, &lines, NOW) {
            for (&variant, &free) in &free {
                let backordered: i64 = allocations.iter()
                    .filter(|allocation| allocation.variant_id == variant)
                    .map(|allocation| i64::from(allocation.backordered))
                    .sum();
                prop_assert_eq!(backordered, (total(&lines, variant) - free).max(0));
            }
        }
    }
}

fn room_of(on_hand: i64, reserved: i64) -> Stockroom {
    let level = Level::stored(location(0), true, Pieces { on_hand, reserved }, 0, 0);
    Stockroom::new([item(0, Oversell::Deny, vec![level])])
}

fn post(
    room: &mut Stockroom,
    at: usize,
    posting: Posting,
    expected: Option<i64>,
) -> Result<(), MovementError> {
    room.post(variant(0), location(at), true, posting, expected, Note::default())
}

#[test]
fn services_are_held_without_a_location() {
    let mut room = Stockroom::new([StockItem { tracked: false, ..item(0, Oversell::Deny, vec![]) }]);
    let allocations =
        room.hold(&route(AllocationStrategy::Priority, 1), &[line(variant(0), 1_000_000)], NOW).unwrap();
    assert_eq!((allocations[0].location_id, allocations[0].quantity), (None, 1_000_000));
    assert_eq!(room.touched().count(), 0);
}

#[test]
fn movements_never_take_what_is_not_there_or_is_reserved() {
    let mut room = room_of(10, 4);
    let out = |pieces| Posting::Out(MovementKind::Scrap, pieces);
    assert!(matches!(post(&mut room, 0, out(11), None), Err(MovementError::NotOnHand { on_hand: 10, .. })));
    assert!(matches!(post(&mut room, 0, out(7), None), Err(MovementError::Reserved { reserved: 4, .. })));
    assert!(matches!(post(&mut room, 0, Posting::Set(3), None), Err(MovementError::Reserved { .. })));
    assert!(matches!(
        post(&mut room, 0, Posting::Adjust(i64::MIN), None),
        Err(MovementError::NotOnHand { .. })
    ));
    let all = Posting::In(MovementKind::Receive, i64::MAX);
    assert!(matches!(post(&mut room, 0, all, None), Err(MovementError::TooMany(_))));
    assert!(room.movements().is_empty() && room.touched().count() == 0);
    post(&mut room, 0, out(6), None).unwrap();
    assert_eq!(room.item(variant(0)).unwrap().figures().on_hand, 4);
}

#[test]
fn a_movement_that_expects_another_figure_is_refused_with_the_present_one() {
    let mut room = room_of(10, 0);
    let wrong = post(&mut room, 0, Posting::Set(7), Some(9));
    assert!(matches!(wrong, Err(MovementError::Changed { expected: 9, on_hand: 10, .. })));
    post(&mut room, 0, Posting::Set(7), Some(10)).unwrap();
    post(&mut room, 0, Posting::Set(7), Some(7)).unwrap();
    let kinds: Vec<_> = room.movements().iter().map(|movement| (movement.kind, movement.quantity)).collect();
    assert_eq!(kinds, [(MovementKind::Count, -3), (MovementKind::Count, 0)]);
}

#[test]
fn the_first_count_at_a_location_is_its_opening_figure() {
    let mut room = room_of(10, 0);
    post(&mut room, 1, Posting::Set(5), Some(0)).unwrap();
    assert_eq!(room.movements()[0].kind, MovementKind::Opening);
    assert_eq!(room.item(variant(0)).unwrap().figures().on_hand, 15);
}

#[test]
fn goods_that_were_shipped_must_have_been_there() {
    let mut room = room_of(2, 2);
    room.items.get_mut(&variant(0)).unwrap().levels[0].pieces.reserved = 3; // one on backorder
    let held = Held { variant_id: variant(0), location_id: location(0), pieces: 3 };
    room.issue(held, &Note::default());
    let kinds: Vec<_> = room.movements().iter().map(|movement| (movement.kind, movement.quantity)).collect();
    assert_eq!(kinds, [(MovementKind::Count, 1), (MovementKind::Issue, -3)]);
    assert_eq!(room.item(variant(0)).unwrap().levels[0].pieces, Pieces { on_hand: 0, reserved: 0 });
}
