//! What may be cancelled, and that shipped, cancelled and open pieces always add up, as do the amounts.

use kernel_base::{Currency, Env, Money};
use order_contracts::{FulfillmentStatus, PaymentStatus};
use proptest::prelude::*;

use super::*;

const SAGA: Uuid = Uuid::from_u128(1);
const SHIPPING: i64 = 50;

/// A confirmed order: quantity and price with tax of each line.
fn goods(lines: &[(i32, i64)]) -> (Goods, Vec<LineId>) {
    let env = Env::system();
    let money = |minor| Money::new(minor, Currency::GBP);
    let order = OrderState {
        order_id: env.id(),
        order_number: "W-100008".parse().unwrap(),
        cart_id: None,
        attempt: 1,
        channel: "web".parse().unwrap(),
        currency: Currency::GBP,
        status: OrderStatus::Confirmed,
        payment: PaymentStatus::Authorized,
        fulfillment: FulfillmentStatus::Requested,
        cancel_saga: None,
        rejection: None,
        total: money(SHIPPING + lines.iter().map(|(_, gross)| gross).sum::<i64>()),
        shipping: money(SHIPPING),
        cancelled: money(0),
        captured: money(0),
        refunded: money(0),
        voided: money(0),
        version: 1,
    };
    let line = |(position, (quantity, gross)): (i32, &(i32, i64))| LineProgress {
        position,
        line_id: env.id(),
        variant_id: env.id(),
        quantity: *quantity,
        shipped: 0,
        cancelled_quantity: 0,
        ships: true,
        stock: true,
        gross: money(*gross),
        cancelled: money(0),
    };
    let lines: Vec<LineProgress> = (1..).zip(lines).map(line).collect();
    let ids = lines.iter().map(|line| line.line_id).collect();
    (Goods::new(order, lines, HashMap::new()), ids)
}

fn of(line_id: LineId, pieces: i64) -> (LineId, Quantity) {
    (line_id, Quantity::try_new(pieces).unwrap())
}

/// A shipment nobody heard of before leaves.
fn ship(goods: &mut Goods, shipment_id: ShipmentId, pieces: &[(LineId, Quantity)]) {
    let departure = Departure { at: Timestamp::EPOCH, tracking: Vec::new() };
    assert_eq!(goods.ship(shipment_id, pieces, departure), Change::Applied);
}

#[test]
fn only_open_pieces_are_cancelled_and_something_must_be_left() {
    let (goods, ids) = goods(&[(5, 500), (1, 100)]);
    let begin = |wanted: &[(LineId, Quantity)]| goods.clone().begin_cancel(SAGA, wanted);
    let lines = |error| Err(BeginError::Lines(error));
    let stranger: LineId = Env::system().id();
    assert_eq!(begin(&[of(stranger, 1)]), lines(LineCancelError::UnknownLine(stranger)));
    let not_open = LineCancelError::NotOpen { line_id: ids[0], open: 5, wanted: 6 };
    assert_eq!(begin(&[of(ids[0], 3), of(ids[0], 3)]), lines(not_open));
    assert_eq!(begin(&[of(ids[0], 5), of(ids[1], 1)]), lines(LineCancelError::NothingLeft));
    assert_eq!(begin(&[of(ids[0], 2), of(ids[0], 3)]).unwrap()[0].quantity.get(), 5);
    let mut shipped = goods.clone();
    ship(&mut shipped, Env::system().id(), &[of(ids[1], 1)]);
    assert!(shipped.begin_cancel(SAGA, &[of(ids[0], 5)]).is_ok(), "what was shipped is left");
}

#[test]
fn one_cancellation_at_a_time_is_under_way() {
    let (mut goods, ids) = goods(&[(5, 500)]);
    let pieces = goods.begin_cancel(SAGA, &[of(ids[0], 1)]).unwrap();
    let second = goods.begin_cancel(Uuid::from_u128(2), &[of(ids[0], 1)]);
    assert_eq!(second, Err(BeginError::Order(Illegal::CancelUnderWay)));
    assert_eq!(goods.order.begin_cancel(SAGA), Err(Illegal::CancelUnderWay));
    goods.cancel(SAGA, &pieces).unwrap();
    assert_eq!((goods.order.cancelled.minor(), goods.order.cancel_saga), (100, None));
    assert!(goods.begin_cancel(Uuid::from_u128(2), &[of(ids[0], 1)]).is_ok());
}

#[test]
fn a_shipment_is_called_off_once_also_while_the_order_is_locked() {
    let (mut goods, ids) = goods(&[(5, 500)]);
    goods.begin_cancel(SAGA, &[of(ids[0], 1)]).unwrap();
    let shipment = Env::system().id();
    let pieces = goods.call_off(shipment, &[of(ids[0], 3), of(Env::system().id(), 1)]);
    assert_eq!((pieces.len(), pieces[0].quantity.get(), pieces[0].ask), (1, 3, false));
    assert!(goods.call_off(shipment, &[of(ids[0], 3)]).is_empty());
    assert_eq!(goods.cancel(Uuid::from_u128(2), &pieces).unwrap().lines.len(), 1);
    assert_eq!((goods.order.cancelled.minor(), goods.order.cancel_saga), (300, Some(SAGA)));
}

#[test]
fn an_order_that_was_cancelled_as_a_whole_counts_no_lines() {
    let (mut goods, ids) = goods(&[(5, 500)]);
    let pieces = goods.call_off(Env::system().id(), &[of(ids[0], 3)]);
    goods.order.status = OrderStatus::Cancelled;
    assert_eq!(goods.cancel(SAGA, &pieces), Ok(CancelledPieces::default()));
    assert_eq!(goods.order.cancelled.minor(), 0);
}

#[test]
fn an_order_of_which_nothing_is_left_is_cancelled_as_a_whole() {
    let whole = Uuid::from_u128(9);
    let (mut goods, ids) = goods(&[(5, 500), (1, 100)]);
    let first = goods.call_off(Env::system().id(), &[of(ids[0], 5)]);
    assert!(!goods.abandon(SAGA, whole, &first), "a line is left");
    goods.cancel(SAGA, &first).unwrap();
    let mut shipped = goods.clone();
    ship(&mut shipped, Env::system().id(), &[of(ids[1], 1)]);
    assert!(!shipped.abandon(SAGA, whole, &[]), "what has left is left");
    let second = goods.call_off(Env::system().id(), &[of(ids[1], 1)]);
    let mut locked = goods.clone();
    locked.order.cancel_saga = Some(Uuid::from_u128(8));
    assert!(!locked.abandon(SAGA, whole, &second), "the other cancellation is not disturbed");
    locked.cancel(SAGA, &second).unwrap();
    assert!(locked.abandon(Uuid::from_u128(8), whole, &[]), "and finds nothing left when it ends");
    goods.order.cancel_saga = Some(SAGA);
    assert!(goods.abandon(SAGA, whole, &second));
    assert_eq!((goods.order.cancel_saga, goods.order.cancelled.minor()), (Some(whole), 500));
    assert_eq!(goods.order.settle(), Ok(Change::AlreadyApplied), "it is not complete");
    assert!(!goods.abandon(SAGA, Uuid::from_u128(10), &second), "once");
}

#[test]
fn when_only_services_are_left_shipping_costs_go_and_the_order_ends_when_it_is_paid() {
    let (mut goods, ids) = goods(&[(2, 200), (1, 100)]);
    goods.lines[1].ships = false;
    let money = |minor| Money::new(minor, Currency::GBP);
    for (pieces, shipping) in [(1, None), (1, Some(money(SHIPPING)))] {
        let begun = goods.begin_cancel(SAGA, &[of(ids[0], pieces)]).unwrap();
        assert_eq!(goods.cancel(SAGA, &begun).unwrap().shipping, shipping);
    }
    assert_eq!(goods.order.due(), Ok(money(100)));
    assert_eq!((goods.progress(), goods.order.fulfillment), (Change::Applied, FulfillmentStatus::None));
    assert_eq!(goods.order.settle(), Ok(Change::AlreadyApplied), "not paid");
    assert_eq!(goods.order.record_captured(money(100)), Ok(Change::Applied));
    assert_eq!(goods.order.settle(), Ok(Change::Applied));
}

#[test]
fn what_was_paid_too_much_may_go_back_and_the_order_still_ends() {
    let (mut goods, ids) = goods(&[(5, 500)]);
    let money = |minor| Money::new(minor, Currency::GBP);
    assert_eq!(goods.order.record_captured(money(500 + SHIPPING)), Ok(Change::Applied));
    let pieces = goods.begin_cancel(SAGA, &[of(ids[0], 2)]).unwrap();
    goods.cancel(SAGA, &pieces).unwrap();
    let shipment = Env::system().id();
    ship(&mut goods, shipment, &[of(ids[0], 3)]);
    goods.deliver(shipment, Timestamp::EPOCH);
    assert_eq!(goods.progress(), Change::Applied);
    assert_eq!(goods.order.record_refunded(money(200)), Ok(Change::Applied));
    assert_eq!(goods.order.payment, PaymentStatus::PartiallyRefunded);
    assert_eq!(goods.order.settle(), Ok(Change::Applied));
    assert_eq!(goods.order.status, OrderStatus::Completed);
}

proptest! {
    #[test]
    fn pieces_and_amounts_add_up(
        lines in prop::collection::vec((1_i32..30, 0_i64..100_000), 1..5),
        steps in prop::collection::vec((0_u8..3, 0_usize..5, 1_i64..10), 0..40),
    ) {
        let (mut goods, ids) = goods(&lines);
        for (saga, (action, place, pieces)) in (10_u128..).zip(steps) {
            let saga = Uuid::from_u128(saga);
            let wanted = [of(ids[place % ids.len()], pieces)];
            let open = goods.lines[place % ids.len()].open();
            match action {
                0 => ship(&mut goods, Env::system().id(), &wanted),
                1 => {
                    let cancelled = goods.call_off(Env::system().id(), &wanted);
                    goods.cancel(saga, &cancelled).unwrap();
                }
                _ => if let Ok(begun) = goods.begin_cancel(saga, &wanted) {
                    let told = goods.cancel(saga, &begun).unwrap();
                    prop_assert_eq!(i64::from(told.lines[0].quantity), pieces);
                    prop_assert_eq!(i64::from(open - goods.lines[place % ids.len()].open()), pieces);
                } else {
                    goods.order.cancel_saga = None;
                }
            }
            let mut cancelled = 0;
            for line in &goods.lines {
                prop_assert!(line.shipped >= 0 && line.cancelled_quantity >= 0 && line.open() >= 0);
                prop_assert_eq!(line.shipped + line.cancelled_quantity + line.open(), line.quantity);
                prop_assert_eq!(line.open() == 0 && line.shipped == 0, line.cancelled_quantity == line.quantity);
                cancelled += line.cancelled.minor();
            }
            let nothing_sent = goods.lines.iter().all(|line| line.cancelled_quantity == line.quantity);
            let shipping = if nothing_sent { SHIPPING } else { 0 };
            prop_assert_eq!(goods.order.cancelled.minor(), cancelled + shipping);
            prop_assert!(goods.order.due().unwrap().minor() >= 0);
        }
    }

    /// Whatever is shipped, delivered and cancelled, and in whatever order: once no piece is open and what left has
    /// arrived, nothing is waited for but the money.
    #[test]
    fn an_order_whose_pieces_all_ended_is_completed_by_its_payment(
        lines in prop::collection::vec((1_i32..6, 0_i64..1000, any::<bool>()), 1..4),
        steps in prop::collection::vec((any::<bool>(), 0_usize..4, 1_i64..4), 0..20),
        deliver_late in any::<bool>(),
    ) {
        let quantities: Vec<(i32, i64)> = lines.iter().map(|(quantity, gross, _)| (*quantity, *gross)).collect();
        let (mut goods, ids) = goods(&quantities);
        for (line, (_, _, ships)) in goods.lines.iter_mut().zip(&lines) {
            line.ships = *ships;
        }
        if goods.lines.iter().all(|line| !line.ships) {
            goods.order.fulfillment = FulfillmentStatus::None;
        }
        let rest = (0..ids.len()).map(|place| (false, place, 10));
        let mut shipments = Vec::new();
        let moved = |goods: &mut Goods| matches!(goods.progress(), Change::Applied);
        for (leaves, place, pieces) in steps.into_iter().chain(rest) {
            let place = place % ids.len();
            if !goods.lines[place].ships {
                continue;
            }
            let (shipment, wanted) = (Env::system().id(), [of(ids[place], pieces)]);
            if leaves && goods.lines[place].open() > 0 {
                ship(&mut goods, shipment, &wanted);
                shipments.push(shipment);
                if !deliver_late { goods.deliver(shipment, Timestamp::EPOCH) }
            } else {
                let off = goods.call_off(shipment, &wanted);
                goods.cancel(SAGA, &off).unwrap();
            }
            moved(&mut goods);
        }
        shipments.into_iter().for_each(|shipment| goods.deliver(shipment, Timestamp::EPOCH));
        moved(&mut goods);
        let due = goods.order.due().unwrap();
        goods.order.record_captured(due).map(|_| ()).unwrap();
        goods.order.settle().map(|_| ()).unwrap();
        prop_assert_eq!(goods.order.status, OrderStatus::Completed, "{:?}", goods.order.fulfillment);
    }
}
