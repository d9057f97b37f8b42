//! The transitions, and that no history of them leaves a final state.

use std::fmt::Write as _;

use expect_test::expect;
use kernel_base::Env;
use proptest::prelude::*;

use super::*;

const STATUSES: [OrderStatus; 6] = [
    OrderStatus::Draft,
    OrderStatus::Pending,
    OrderStatus::Confirmed,
    OrderStatus::Rejected,
    OrderStatus::Cancelled,
    OrderStatus::Completed,
];

fn order(status: OrderStatus) -> OrderState {
    let money = |minor| Money::new(minor, Currency::EUR);
    OrderState {
        order_id: Env::system().id(),
        order_number: "W-100008".parse().unwrap(),
        cart_id: None,
        attempt: 1,
        channel: "web".parse().unwrap(),
        currency: Currency::EUR,
        status,
        payment: PaymentStatus::None,
        fulfillment: FulfillmentStatus::None,
        cancel_saga: None,
        rejection: None,
        total: money(1000),
        shipping: money(0),
        cancelled: money(0),
        captured: money(0),
        refunded: money(0),
        voided: money(0),
        version: 1,
    }
}

fn no() -> Rejection {
    Rejection { code: "warehouse.insufficient_stock".to_owned(), message: "sold out".to_owned() }
}

#[test]
fn every_transition_from_every_status_is_decided() {
    let saga = Uuid::from_u128(1);
    let mut table = String::new();
    for status in STATUSES {
        let told = |order: OrderState, result: String| format!("{result} {:?}", order.status);
        let mut confirmed = order(status);
        let confirm = match confirmed.confirm(true) {
            Ok(change) => format!("{change:?}"),
            Err(_) => "Illegal".to_owned(),
        };
        let mut rejected = order(status);
        let reject = match rejected.reject(no()) {
            Ok(change) => format!("{change:?}"),
            Err(_) => "Illegal".to_owned(),
        };
        let mut begun = order(status);
        let begin = match begun.begin_cancel(saga) {
            Ok(cancellation) => format!("{cancellation:?}"),
            Err(why) => format!("{why:?}"),
        };
        let mut cancelled = order(status);
        cancelled.cancel_saga = Some(saga);
        let cancel = match cancelled.cancel(saga) {
            Ok(change) => format!("{change:?}"),
            Err(_) => "Illegal".to_owned(),
        };
        let mut lines = order(status);
        let begin_lines = match lines.begin_line_cancel(saga) {
            Ok(()) => "Begun".to_owned(),
            Err(why) => format!("{why:?}"),
        };
        writeln!(
            table,
            "{status:?}: confirm {}; reject {}; begin_cancel {}; cancel {}; begin_line_cancel {}",
            told(confirmed, confirm),
            told(rejected, reject),
            told(begun, begin),
            told(cancelled, cancel),
            told(lines, begin_lines),
        )
        .unwrap();
    }
    expect![[r#"
        Draft: confirm Illegal Draft; reject Illegal Draft; begin_cancel Discarded Cancelled; cancel Illegal Draft; begin_line_cancel NotCancellable(Draft) Draft
        Pending: confirm Applied Confirmed; reject Applied Rejected; begin_cancel StillPlacing Pending; cancel Illegal Pending; begin_line_cancel StillPlacing Pending
        Confirmed: confirm AlreadyApplied Confirmed; reject Illegal Confirmed; begin_cancel Begun Confirmed; cancel Applied Cancelled; begin_line_cancel Begun Confirmed
        Rejected: confirm Illegal Rejected; reject AlreadyApplied Rejected; begin_cancel NotCancellable(Rejected) Rejected; cancel Illegal Rejected; begin_line_cancel NotCancellable(Rejected) Rejected
        Cancelled: confirm AlreadyApplied Cancelled; reject Illegal Cancelled; begin_cancel NotCancellable(Cancelled) Cancelled; cancel AlreadyApplied Cancelled; begin_line_cancel NotCancellable(Cancelled) Cancelled
        Completed: confirm AlreadyApplied Completed; reject Illegal Completed; begin_cancel NotCancellable(Completed) Completed; cancel Illegal Completed; begin_line_cancel NotCancellable(Completed) Completed
    "#]].assert_eq(&table);
}

#[test]
fn a_shipped_order_is_not_cancelled() {
    let mut order = order(OrderStatus::Confirmed);
    assert_eq!(order.record_fulfillment(FulfillmentStatus::Partial), Change::Applied);
    assert_eq!(order.begin_cancel(Uuid::from_u128(1)), Err(Illegal::AlreadyShipped));
}

#[test]
fn a_refused_cancellation_opens_the_order_again() {
    let mut order = order(OrderStatus::Confirmed);
    let (first, second) = (Uuid::from_u128(1), Uuid::from_u128(2));
    order.begin_cancel(first).unwrap();
    assert_eq!(order.begin_cancel(second), Err(Illegal::CancelUnderWay));
    assert_eq!(order.unlock(second), Change::AlreadyApplied);
    assert_eq!(order.unlock(first), Change::Applied);
    assert_eq!(order.begin_cancel(second), Ok(Cancellation::Begun));
}

#[test]
fn paid_and_delivered_is_completed_in_either_order() {
    for paid_first in [true, false] {
        let mut order = order(OrderStatus::Pending);
        assert_eq!(order.confirm(true), Ok(Change::Applied));
        assert_eq!(order.payment, PaymentStatus::Authorized);
        let pay = |order: &mut OrderState| {
            assert_eq!(order.record_captured(Money::new(1000, Currency::EUR)), Ok(Change::Applied));
        };
        if paid_first {
            pay(&mut order);
        }
        assert_eq!(order.settle(), Ok(Change::AlreadyApplied));
        assert_eq!(order.record_fulfillment(FulfillmentStatus::Delivered), Change::Applied);
        if !paid_first {
            assert_eq!(order.settle(), Ok(Change::AlreadyApplied));
            pay(&mut order);
        }
        assert_eq!(order.settle(), Ok(Change::Applied));
        assert_eq!(order.status, OrderStatus::Completed);
    }
}

#[test]
fn a_capture_that_is_told_before_the_confirmation_is_not_forgotten() {
    let mut order = order(OrderStatus::Pending);
    assert_eq!(order.record_captured(Money::new(400, Currency::EUR)), Ok(Change::Applied));
    assert_eq!(order.confirm(false), Ok(Change::Applied));
    assert_eq!(order.payment, PaymentStatus::PartiallyPaid);
    assert_eq!(order.record_captured(Money::new(1, Currency::USD)), Err(MoneyError::CurrencyMismatch));
}

proptest! {
    /// Whatever is told, in whatever order and however often: final states stay, sums only grow.
    #[test]
    fn no_history_leaves_a_final_state(steps in prop::collection::vec((0_u8..9, 0_i64..2000), 0..40)) {
        let mut order = order(OrderStatus::Pending);
        let saga = Uuid::from_u128(7);
        for (step, amount) in steps {
            let before = order.clone();
            let money = Money::new(amount, Currency::EUR);
            match step {
                0 => drop(order.confirm(true)),
                1 => drop(order.reject(no())),
                2 => drop(order.begin_cancel(saga)),
                3 => drop(order.unlock(saga)),
                4 => drop(order.cancel(saga)),
                5 => drop(order.record_captured(money)),
                6 => drop(order.record_refunded(money)),
                7 => drop(order.record_fulfillment(FulfillmentStatus::Delivered)),
                _ => drop(order.settle()),
            }
            prop_assert!(order.captured.minor() >= before.captured.minor());
            prop_assert!(order.refunded.minor() >= before.refunded.minor());
            prop_assert!(order.refunded.minor() <= order.captured.minor());
            prop_assert_eq!(order.rejection.is_some(), order.status == OrderStatus::Rejected);
            if matches!(before.status, OrderStatus::Rejected | OrderStatus::Cancelled | OrderStatus::Completed) {
                prop_assert_eq!(order.status, before.status);
            }
            if order.status == OrderStatus::Cancelled {
                prop_assert_eq!(order.cancel_saga, Some(saga));
            }
        }
    }
}
