//! The life of an order. Three states are kept apart: the agreement with the customer, the money and the goods.

use kernel_base::{Currency, Money, MoneyError};
use order_contracts::{FulfillmentStatus, OrderNumber, OrderStatus, PaymentStatus, Rejection};
use shared_contracts::{CartId, ChannelCode, OrderId};
use uuid::Uuid;

/// What the transitions of an order depend on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct OrderState {
    pub(crate) order_id: OrderId,
    pub(crate) order_number: OrderNumber,
    pub(crate) cart_id: Option<CartId>,
    pub(crate) attempt: i32,
    pub(crate) channel: ChannelCode,
    pub(crate) currency: Currency,
    pub(crate) status: OrderStatus,
    pub(crate) payment: PaymentStatus,
    pub(crate) fulfillment: FulfillmentStatus,
    /// The saga that is cancelling the order, or has cancelled it.
    pub(crate) cancel_saga: Option<Uuid>,
    pub(crate) rejection: Option<Rejection>,
    pub(crate) total: Money,
    pub(crate) cancelled: Money,
    pub(crate) captured: Money,
    pub(crate) refunded: Money,
    pub(crate) version: i64,
}

/// What a transition did.
#[must_use]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Change {
    Applied,
    /// The same was told before.
    AlreadyApplied,
}

/// Why a transition is not possible.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Illegal {
    #[error("the order is still being placed")]
    StillPlacing,
    #[error("the order is being cancelled already")]
    CancelUnderWay,
    #[error("goods of the order have left")]
    AlreadyShipped,
    #[error("an order that is {0:?} cannot be cancelled")]
    NotCancellable(OrderStatus),
    #[error("order {order_id} is {status:?} and cannot be {wanted}")]
    Impossible { order_id: OrderId, status: OrderStatus, wanted: &'static str },
}

/// How a cancellation goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cancellation {
    /// The draft is thrown away; nobody else knows of it.
    Discarded,
    /// Shipping, payment and warehouse are to be asked by the saga.
    Begun,
}

impl OrderState {
    /// The pivot of placing: stock and money are secured. `ships` tells whether anything is to be sent.
    pub(crate) fn confirm(&mut self, ships: bool) -> Result<Change, Illegal> {
        match self.status {
            OrderStatus::Pending => {
                self.status = OrderStatus::Confirmed;
                // Payment may have told of a capture before; that is more than an authorization.
                if self.payment == PaymentStatus::None && self.total.minor() > 0 {
                    self.payment = PaymentStatus::Authorized;
                }
                if ships && self.fulfillment == FulfillmentStatus::None {
                    self.fulfillment = FulfillmentStatus::Requested;
                }
                Ok(Change::Applied)
            }
            OrderStatus::Confirmed | OrderStatus::Completed | OrderStatus::Cancelled => {
                Ok(Change::AlreadyApplied)
            }
            OrderStatus::Draft | OrderStatus::Rejected => Err(self.impossible("confirmed")),
        }
    }

    /// Placing failed and everything asked for was given back.
    pub(crate) fn reject(&mut self, rejection: Rejection) -> Result<Change, Illegal> {
        match self.status {
            OrderStatus::Pending => {
                self.status = OrderStatus::Rejected;
                self.rejection = Some(rejection);
                Ok(Change::Applied)
            }
            OrderStatus::Rejected => Ok(Change::AlreadyApplied),
            OrderStatus::Draft | OrderStatus::Confirmed | OrderStatus::Completed | OrderStatus::Cancelled => {
                Err(self.impossible("rejected"))
            }
        }
    }

    /// Staff wants the order gone. Confirmed orders are locked for everything else until the saga has its answer.
    pub(crate) fn begin_cancel(&mut self, saga: Uuid) -> Result<Cancellation, Illegal> {
        match self.status {
            OrderStatus::Draft => {
                self.status = OrderStatus::Cancelled;
                Ok(Cancellation::Discarded)
            }
            OrderStatus::Pending => Err(Illegal::StillPlacing),
            OrderStatus::Confirmed if self.cancel_saga.is_some() => Err(Illegal::CancelUnderWay),
            OrderStatus::Confirmed => match self.fulfillment {
                FulfillmentStatus::None | FulfillmentStatus::Requested => {
                    self.cancel_saga = Some(saga);
                    Ok(Cancellation::Begun)
                }
                FulfillmentStatus::Partial | FulfillmentStatus::Shipped | FulfillmentStatus::Delivered => {
                    Err(Illegal::AlreadyShipped)
                }
            },
            OrderStatus::Rejected | OrderStatus::Completed | OrderStatus::Cancelled => {
                Err(Illegal::NotCancellable(self.status))
            }
        }
    }

    /// Shipping said no: the order stays as it was.
    pub(crate) fn refuse_cancel(&mut self, saga: Uuid) -> Change {
        if self.cancel_saga == Some(saga) && self.status != OrderStatus::Cancelled {
            self.cancel_saga = None;
            Change::Applied
        } else {
            Change::AlreadyApplied
        }
    }

    /// The pivot of cancelling: nothing will leave any more.
    pub(crate) fn cancel(&mut self, saga: Uuid) -> Result<Change, Illegal> {
        match self.status {
            OrderStatus::Confirmed if self.cancel_saga == Some(saga) => {
                self.status = OrderStatus::Cancelled;
                Ok(Change::Applied)
            }
            OrderStatus::Cancelled => Ok(Change::AlreadyApplied),
            OrderStatus::Draft
            | OrderStatus::Pending
            | OrderStatus::Confirmed
            | OrderStatus::Completed
            | OrderStatus::Rejected => Err(self.impossible("cancelled")),
        }
    }

    /// Payment collected `captured` so far. The sum is told, so a repetition or an older event changes nothing.
    pub(crate) fn record_captured(&mut self, captured: Money) -> Result<Change, MoneyError> {
        let before = self.captured;
        self.captured = self.larger(before, captured)?;
        self.derive_payment()?;
        Ok(changed(self.captured != before))
    }

    /// Payment paid back `refunded` so far.
    pub(crate) fn record_refunded(&mut self, refunded: Money) -> Result<Change, MoneyError> {
        let before = self.refunded;
        self.refunded = self.larger(before, refunded)?;
        // Events of captures and refunds may come from a replay in pieces: nothing is paid back that was not taken.
        self.captured = self.larger(self.captured, self.refunded)?;
        self.derive_payment()?;
        Ok(changed(self.refunded != before))
    }

    /// Payment let authorized money go.
    pub(crate) fn record_voided(&mut self) -> Change {
        match self.payment {
            PaymentStatus::None | PaymentStatus::Authorized => {
                self.payment = PaymentStatus::Voided;
                Change::Applied
            }
            PaymentStatus::Voided
            | PaymentStatus::PartiallyPaid
            | PaymentStatus::Paid
            | PaymentStatus::PartiallyRefunded
            | PaymentStatus::Refunded => Change::AlreadyApplied,
        }
    }

    /// Shipping will not send a part, worth `amount`. Only where nobody is taking back the whole order: that part of it is
    /// then told by its own saga.
    pub(crate) fn record_lines_cancelled(&mut self, amount: Money) -> Result<(), MoneyError> {
        self.cancelled = self.cancelled.checked_add(amount)?;
        self.derive_payment()
    }

    /// True while parts of the order may be cancelled by themselves.
    pub(crate) fn open_to_line_cancel(&self) -> bool {
        self.status == OrderStatus::Confirmed && self.cancel_saga.is_none()
    }

    /// The shipments add up to `progress`. Goods never come back by this.
    pub(crate) fn record_fulfillment(&mut self, progress: FulfillmentStatus) -> Change {
        if rank(progress) <= rank(self.fulfillment) {
            return Change::AlreadyApplied;
        }
        self.fulfillment = progress;
        Change::Applied
    }

    /// Delivered and paid: nothing is left to do.
    pub(crate) fn settle(&mut self) -> Result<Change, MoneyError> {
        let paid = self.payment == PaymentStatus::Paid || self.due()?.minor() == 0;
        // A confirmed order without a shipment request has nothing to ship.
        let delivered = matches!(self.fulfillment, FulfillmentStatus::None | FulfillmentStatus::Delivered);
        if self.status == OrderStatus::Confirmed && self.cancel_saga.is_none() && paid && delivered {
            self.status = OrderStatus::Completed;
            return Ok(Change::Applied);
        }
        Ok(Change::AlreadyApplied)
    }

    /// What the customer owes in all, paid or not.
    pub(crate) fn due(&self) -> Result<Money, MoneyError> {
        self.total.checked_sub(self.cancelled)
    }

    fn derive_payment(&mut self) -> Result<(), MoneyError> {
        let due = self.due()?.minor();
        let (captured, refunded) = (self.captured.minor(), self.refunded.minor());
        self.payment = match () {
            () if captured == 0 => return Ok(()),
            () if refunded >= captured => PaymentStatus::Refunded,
            () if refunded > 0 => PaymentStatus::PartiallyRefunded,
            () if captured >= due => PaymentStatus::Paid,
            () => PaymentStatus::PartiallyPaid,
        };
        Ok(())
    }

    fn larger(&self, known: Money, told: Money) -> Result<Money, MoneyError> {
        let difference = told.checked_sub(known)?;
        Ok(if difference.minor() > 0 { told } else { known })
    }

    fn impossible(&self, wanted: &'static str) -> Illegal {
        Illegal::Impossible { order_id: self.order_id, status: self.status, wanted }
    }
}

fn changed(changed: bool) -> Change {
    if changed { Change::Applied } else { Change::AlreadyApplied }
}

fn rank(status: FulfillmentStatus) -> u8 {
    match status {
        FulfillmentStatus::None => 0,
        FulfillmentStatus::Requested => 1,
        FulfillmentStatus::Partial => 2,
        FulfillmentStatus::Shipped => 3,
        FulfillmentStatus::Delivered => 4,
    }
}

#[cfg(test)]
pub(crate) mod tests {
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
            cancelled: money(0),
            captured: money(0),
            refunded: money(0),
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
            writeln!(
                table,
                "{status:?}: confirm {}; reject {}; begin_cancel {}; cancel {}",
                told(confirmed, confirm),
                told(rejected, reject),
                told(begun, begin),
                told(cancelled, cancel),
            )
            .unwrap();
        }
        expect![[r#"
            Draft: confirm Illegal Draft; reject Illegal Draft; begin_cancel Discarded Cancelled; cancel Illegal Draft
            Pending: confirm Applied Confirmed; reject Applied Rejected; begin_cancel StillPlacing Pending; cancel Illegal Pending
            Confirmed: confirm AlreadyApplied Confirmed; reject Illegal Confirmed; begin_cancel Begun Confirmed; cancel Applied Cancelled
            Rejected: confirm Illegal Rejected; reject AlreadyApplied Rejected; begin_cancel NotCancellable(Rejected) Rejected; cancel Illegal Rejected
            Cancelled: confirm AlreadyApplied Cancelled; reject Illegal Cancelled; begin_cancel NotCancellable(Cancelled) Cancelled; cancel AlreadyApplied Cancelled
            Completed: confirm AlreadyApplied Completed; reject Illegal Completed; begin_cancel NotCancellable(Completed) Completed; cancel Illegal Completed
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
        assert_eq!(order.refuse_cancel(second), Change::AlreadyApplied);
        assert_eq!(order.refuse_cancel(first), Change::Applied);
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
                    3 => drop(order.refuse_cancel(saga)),
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
}
