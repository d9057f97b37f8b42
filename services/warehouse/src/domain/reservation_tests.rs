//! Tests of [`super`]: answers never change, and what is held is what the open lines say.

use std::collections::HashMap;
use std::time::Duration;

use kernel_base::{Env, Id};
use proptest::prelude::*;
use shared_contracts::Quantity;
use warehouse_contracts::{HoldForCart, MAX_LINES, ReleaseLines, ReleaseStock, ReserveLine, ReserveStock};

use super::*;
use crate::domain::location::Routes;
use crate::domain::stock::{Level, Oversell, Pieces, StockItem};

const NOW: Timestamp = Timestamp::EPOCH;

fn location() -> StockLocationId {
    Id::from_uuid(uuid::Uuid::from_u128(1))
}

fn variant() -> VariantId {
    Id::from_uuid(uuid::Uuid::from_u128(2))
}

fn reservation(number: u128) -> ReservationId {
    Id::from_uuid(uuid::Uuid::from_u128(100 + number))
}

fn room(on_hand: i64) -> Stockroom {
    Stockroom::new([StockItem {
        variant_id: variant(),
        sku: "22423".parse().unwrap(),
        tracked: true,
        oversell: Oversell::Deny,
        low_stock_threshold: 0,
        policy_version: 1,
        version: 1,
        levels: vec![Level::stored(location(), true, Pieces { on_hand, reserved: 0 }, 0, 0)],
    }])
}

fn routes() -> Routes {
    Routes::new(vec![location()], HashMap::new())
}

fn command(number: u128, pieces: i64, deadline: Option<Timestamp>) -> ReserveStock {
    let line_id = Env::system().id();
    ReserveStock {
        reservation_id: reservation(number),
        owner: "ord_1".to_owned(),
        channel: "web".parse().unwrap(),
        lines: vec![ReserveLine {
            line_id,
            variant_id: variant(),
            quantity: Quantity::try_new(pieces).unwrap(),
            handed_out: false,
        }],
        deadline,
        cart_id: None,
    }
}

fn cart(number: u128) -> CartId {
    Id::from_uuid(uuid::Uuid::from_u128(200 + number))
}

/// What a cart asks for; the same pieces are the same line.
fn hold(number: u128, pieces: i64, until: Timestamp) -> HoldForCart {
    let line_id = Id::from_uuid(uuid::Uuid::from_u128(300 + number));
    let command = command(0, pieces, None);
    let lines = command.lines.into_iter().map(|line| ReserveLine { line_id, ..line }).collect();
    HoldForCart { cart_id: cart(number), channel: command.channel, lines, until }
}

fn release(number: u128) -> ReleaseStock {
    ReleaseStock { reservation_id: reservation(number), reason: "canceled".to_owned() }
}

fn pieces(room: &Stockroom) -> Pieces {
    room.item(variant()).unwrap().levels[0].pieces
}

fn refused(outcome: &Outcome<StockReserved>) -> Option<&str> {
    match outcome {
        Outcome::Done(_) => None,
        Outcome::Refused(refusal) => Some(&refusal.code),
    }
}

#[test]
fn a_repeated_command_gets_its_first_answer_also_when_stock_has_come_since() {
    let (mut room, mut book) = (room(5), Reservations::default());
    let (first, second) = (command(1, 5, None), command(2, 1, None));
    let done = book.reserve(&mut room, &routes(), &first, NOW);
    let no = book.reserve(&mut room, &routes(), &second, NOW);
    assert_eq!((refused(&done), refused(&no)), (None, Some(refusal::INSUFFICIENT_STOCK)));
    book.release(&mut room, &release(1), NOW);
    assert_eq!(book.reserve(&mut room, &routes(), &second, NOW), no);
    assert_eq!(book.reserve(&mut room, &routes(), &first, NOW), done);
    assert_eq!(pieces(&room).reserved, 0, "repeating holds nothing");
}

#[test]
fn a_release_that_overtakes_its_reservation_leaves_a_tombstone() {
    let (mut room, mut book) = (room(5), Reservations::default());
    book.release(&mut room, &release(1), NOW);
    book.release(&mut room, &release(1), NOW);
    let answer = book.reserve(&mut room, &routes(), &command(1, 5, None), NOW);
    assert_eq!(refused(&answer), Some(refusal::RESERVATION_ENDED));
    assert_eq!((pieces(&room).reserved, book.made().count()), (0, 1));
}

#[test]
fn releasing_twice_gives_back_once() {
    let (mut room, mut book) = (room(5), Reservations::default());
    book.reserve(&mut room, &routes(), &command(1, 2, None), NOW);
    book.reserve(&mut room, &routes(), &command(2, 3, None), NOW);
    book.release(&mut room, &release(1), NOW);
    book.release(&mut room, &release(1), NOW);
    assert_eq!(pieces(&room).reserved, 3);
}

#[test]
fn empty_and_oversized_reservations_are_refused() {
    let (mut room, mut book) = (room(5), Reservations::default());
    let empty = ReserveStock { lines: vec![], ..command(1, 1, None) };
    let line = command(0, 1, None).lines[0].clone();
    let oversized = ReserveStock { lines: vec![line; MAX_LINES + 1], ..command(2, 1, None) };
    let owner = ReserveStock { owner: "x".repeat(MAX_OWNER + 1), ..command(3, 1, None) };
    for wrong in [empty, oversized, owner] {
        let answer = book.reserve(&mut room, &routes(), &wrong, NOW);
        assert_eq!(refused(&answer), Some(refusal::INVALID_RESERVATION));
    }
}

#[test]
fn a_hold_ends_at_its_deadline_unless_it_is_extended_in_time() {
    let (mut room, mut book) = (room(5), Reservations::default());
    let minutes = |minutes: u64| NOW.plus(Duration::from_secs(60 * minutes));
    book.reserve(&mut room, &routes(), &command(1, 5, Some(minutes(10))), NOW);
    let mut held = book.get(reservation(1)).unwrap().clone();
    assert!(!held.expire(&mut room, minutes(9)));
    held.extend(minutes(20), minutes(9)).unwrap();
    assert_eq!(held.extend(minutes(5), minutes(9)), Err(ReservationError::DeadlinePassed));
    assert_eq!(held.extend(minutes(30), minutes(20)), Err(ReservationError::NotHeld(reservation(1))));
    assert!(held.expire(&mut room, minutes(20)));
    assert!(!held.expire(&mut room, minutes(20)));
    assert_eq!((held.status, pieces(&room).reserved), (Status::Expired, 0));
}

#[test]
fn the_last_shipment_gives_back_what_was_not_shipped() {
    let (mut room, mut book) = (room(10), Reservations::default());
    let reserve = command(1, 8, None);
    book.reserve(&mut room, &routes(), &reserve, NOW);
    let mut held = book.get(reservation(1)).unwrap().clone();
    let ship = |quantity| [ShippedLine { line_id: reserve.lines[0].line_id, quantity }];
    held.issue(&mut room, &ship(3), false, &Note::default(), NOW).unwrap();
    assert_eq!((pieces(&room), &held.status), (Pieces { on_hand: 7, reserved: 5 }, &Status::Held));
    held.issue(&mut room, &ship(4), true, &Note::default(), NOW).unwrap();
    assert_eq!((pieces(&room), &held.status), (Pieces { on_hand: 3, reserved: 0 }, &Status::Issued));
    assert!(held.issue(&mut room, &ship(1), true, &Note::default(), NOW).is_err());
}

fn release_lines(number: u128, line_id: LineId, pieces: i64) -> ReleaseLines {
    let quantity = Quantity::try_new(pieces).unwrap();
    let lines = vec![ReleaseLine { line_id, quantity }];
    ReleaseLines { reservation_id: reservation(number), lines, reason: "a line was cancelled".to_owned() }
}

#[test]
fn pieces_given_back_and_pieces_shipped_add_up_in_either_order() {
    for release_first in [true, false] {
        let (mut room, mut book) = (room(10), Reservations::default());
        let reserve = command(1, 5, None);
        book.reserve(&mut room, &routes(), &reserve, NOW);
        let line_id = reserve.lines[0].line_id;
        let release = |room: &mut Stockroom, book: &mut Reservations| {
            book.release_lines(room, &release_lines(1, line_id, 3), NOW);
        };
        if release_first {
            release(&mut room, &mut book);
            assert_eq!(pieces(&room), Pieces { on_hand: 10, reserved: 2 });
        }
        let shipped = [ShippedLine { line_id, quantity: 2 }];
        let issued =
            book.update(reservation(1), |held| held.issue(&mut room, &shipped, false, &Note::default(), NOW));
        assert_eq!(issued, Some(Ok(())));
        if !release_first {
            release(&mut room, &mut book);
        }
        assert_eq!(pieces(&room), Pieces { on_hand: 8, reserved: 0 });
        assert_eq!(book.get(reservation(1)).unwrap().status, Status::Issued);
    }
}

#[test]
fn a_hold_of_which_everything_is_given_back_by_pieces_is_released() {
    let (mut room, mut book) = (room(10), Reservations::default());
    let reserve = command(1, 5, None);
    book.reserve(&mut room, &routes(), &reserve, NOW);
    let line_id = reserve.lines[0].line_id;
    for (more, reserved) in [(2, 3), (9, 0), (1, 0)] {
        book.release_lines(&mut room, &release_lines(1, line_id, more), NOW);
        assert_eq!(pieces(&room).reserved, reserved);
    }
    let held = book.get(reservation(1)).unwrap();
    assert_eq!((&held.status, held.end_reason.as_deref()), (&Status::Released, Some("a line was cancelled")));
    book.release_lines(&mut room, &release_lines(2, line_id, 1), NOW);
    assert!(book.get(reservation(2)).is_none(), "what was never held is not given back");
}

#[test]
fn a_cart_that_asks_for_what_it_holds_only_moves_its_deadline() {
    let (mut room, mut book) = (room(5), Reservations::default());
    let minutes = |minutes: u64| NOW.plus(Duration::from_secs(60 * minutes));
    book.hold_for_cart(&mut room, &routes(), &hold(1, 2, minutes(15)), reservation(1), NOW).unwrap();
    book.hold_for_cart(&mut room, &routes(), &hold(1, 2, minutes(25)), reservation(2), minutes(10)).unwrap();
    assert_eq!(book.get(reservation(1)).unwrap().deadline, Some(minutes(25)));
    assert!(book.get(reservation(2)).is_none());
    book.hold_for_cart(&mut room, &routes(), &hold(1, 3, minutes(30)), reservation(3), minutes(15)).unwrap();
    assert_eq!(book.get(reservation(1)).unwrap().end_reason.as_deref(), Some("replaced"));
    assert_eq!((held_for_carts(&book).get(&cart(1)), pieces(&room).reserved), (Some(&3), 3));
}

#[test]
fn an_order_gets_what_its_cart_holds_and_a_refused_one_leaves_it() {
    let (mut room, mut book) = (room(5), Reservations::default());
    let until = NOW.plus(Duration::from_secs(60));
    book.hold_for_cart(&mut room, &routes(), &hold(1, 4, until), reservation(9), NOW).unwrap();
    let order = |number, pieces| ReserveStock { cart_id: Some(cart(1)), ..command(number, pieces, None) };
    let answer = book.reserve(&mut room, &routes(), &order(1, 6), NOW);
    assert_eq!(refused(&answer), Some(refusal::INSUFFICIENT_STOCK));
    assert_eq!((held_for_carts(&book).get(&cart(1)), pieces(&room).reserved), (Some(&4), 4));
    let answer = book.reserve(&mut room, &routes(), &order(2, 5), NOW);
    assert_eq!((refused(&answer), pieces(&room).reserved), (None, 5));
    assert_eq!(held_for_carts(&book), BTreeMap::new());
}

#[derive(Debug, Clone)]
enum Step {
    Reserve(u128, i64),
    Release(u128),
    ReleaseLines(u128, i64),
    Ship(u128, i32, bool),
    Expire(u128),
    HandOut(u128),
    Hold(u128, i64),
    GiveBack(u128),
    TakeOver(u128, i64, u128),
}

fn step() -> impl Strategy<Value = Step> {
    let (number, cart) = (0_u128..6, 0_u128..3);
    prop_oneof![
        (number.clone(), 1_i64..6).prop_map(|(number, pieces)| Step::Reserve(number, pieces)),
        number.clone().prop_map(Step::Release),
        (number.clone(), 1_i64..6).prop_map(|(number, pieces)| Step::ReleaseLines(number, pieces)),
        (number.clone(), 1_i32..6, any::<bool>())
            .prop_map(|(number, pieces, last)| Step::Ship(number, pieces, last)),
        number.clone().prop_map(Step::Expire),
        number.clone().prop_map(Step::HandOut),
        (cart.clone(), 1_i64..6).prop_map(|(cart, pieces)| Step::Hold(cart, pieces)),
        cart.clone().prop_map(Step::GiveBack),
        (number, 1_i64..6, cart).prop_map(|(number, pieces, cart)| Step::TakeOver(number, pieces, cart)),
    ]
}

/// What each cart holds; no cart holds twice.
fn held_for_carts(book: &Reservations) -> BTreeMap<CartId, i64> {
    let mut held = BTreeMap::new();
    for reservation in book.known.values().map(|entry| &entry.reservation) {
        if let (Some(cart_id), Status::Held) = (reservation.cart_id, &reservation.status) {
            let open = reservation.lines.iter().map(|line| i64::from(line.open())).sum();
            assert_eq!(held.insert(cart_id, open), None, "{cart_id} holds twice");
        }
    }
    held
}

proptest! {
    #[test]
    fn levels_are_the_sum_of_movements_and_open_lines(steps in proptest::collection::vec(step(), 1..40)) {
        let (opening, mut room, mut book) = (12, room(12), Reservations::default());
        for (place, step) in (0..).zip(steps) {
            let before = (pieces(&room), held_for_carts(&book));
            match step {
                Step::Reserve(number, pieces) => {
                    let mut command = command(number, pieces, Some(NOW));
                    command.lines[0].handed_out = number % 2 == 1;
                    book.reserve(&mut room, &routes(), &command, NOW);
                }
                Step::Release(number) => {
                    book.release(&mut room, &release(number), NOW);
                }
                Step::ReleaseLines(number, pieces) => {
                    let lines = book.get(reservation(number)).map(|held| held.lines.clone()).unwrap_or_default();
                    if let Some(line) = lines.first() {
                        book.release_lines(&mut room, &release_lines(number, line.line_id, pieces), NOW);
                    }
                }
                Step::Ship(number, quantity, last) => {
                    book.update(reservation(number), |held| {
                        let line_id = held.lines.first().map_or(Env::system().id(), |line| line.line_id);
                        held.issue(&mut room, &[ShippedLine { line_id, quantity }], last, &Note::default(), NOW)
                    });
                }
                Step::HandOut(number) => book.hand_out(&mut room, reservation(number), &Note::default(), NOW),
                Step::Hold(number, pieces) => {
                    let hold = hold(number, pieces, NOW.plus(Duration::from_secs(60)));
                    let answer = book.hold_for_cart(&mut room, &routes(), &hold, reservation(1000 + place), NOW);
                    match answer {
                        Ok(()) => prop_assert_eq!(held_for_carts(&book).get(&cart(number)).copied(), Some(pieces)),
                        Err(_) => prop_assert_eq!(&before, &(self::pieces(&room), held_for_carts(&book))),
                    }
                }
                Step::GiveBack(number) => {
                    book.release_for_cart(&mut room, cart(number), NOW);
                    prop_assert_eq!(held_for_carts(&book).get(&cart(number)).copied(), None);
                }
                Step::TakeOver(number, pieces, holder) => {
                    let known = book.get(reservation(number)).is_some();
                    let command = ReserveStock { cart_id: Some(cart(holder)), ..command(number, pieces, None) };
                    let answer = book.reserve(&mut room, &routes(), &command, NOW);
                    if !known && refused(&answer).is_none() {
                        prop_assert_eq!(held_for_carts(&book).get(&cart(holder)).copied(), None);
                    } else {
                        prop_assert_eq!(&before, &(self::pieces(&room), held_for_carts(&book)));
                    }
                }
                Step::Expire(number) => {
                    book.update(reservation(number), |held| Ok::<_, ()>(held.expire(&mut room, NOW)));
                }
            }
            let open: i64 = book.known.values()
                .filter(|entry| entry.reservation.status == Status::Held)
                .flat_map(|entry| &entry.reservation.lines)
                .map(|line| i64::from(line.open()))
                .sum();
            for line in book.known.values().flat_map(|entry| &entry.reservation.lines) {
                prop_assert!(line.issued >= 0 && line.released >= 0 && line.open() >= 0);
                prop_assert_eq!(line.released + line.issued + line.open(), line.quantity);
            }
            let moved: i64 = room.movements().iter().map(|movement| movement.quantity).sum();
            prop_assert_eq!(pieces(&room), Pieces { on_hand: opening + moved, reserved: open });
            prop_assert!(open <= opening + moved);
        }
    }
}
