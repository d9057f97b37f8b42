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
    /// Part of `total`: shipping with tax.
    pub(crate) shipping: Money,
    /// Part of `total` that is not owed any more.
    pub(crate) cancelled: Money,
    pub(crate) captured: Money,
    pub(crate) refunded: Money,
    pub(crate) voided: Money,
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
    #[error("a cancellation of the order or of its lines is under way")]
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

    /// Staff wants some pieces gone; the order is locked until the saga has its answer, so that one cancellation at a time
    /// is under way.
    pub(crate) fn begin_line_cancel(&mut self, saga: Uuid) -> Result<(), Illegal> {
        match self.status {
            OrderStatus::Confirmed if self.cancel_saga.is_some() => Err(Illegal::CancelUnderWay),
            OrderStatus::Confirmed => {
                self.cancel_saga = Some(saga);
                Ok(())
            }
            OrderStatus::Pending => Err(Illegal::StillPlacing),
            OrderStatus::Draft | OrderStatus::Rejected | OrderStatus::Completed | OrderStatus::Cancelled => {
                Err(Illegal::NotCancellable(self.status))
            }
        }
    }

    /// The saga has its answer, and the order goes on: as it was, or without some pieces.
    pub(crate) fn unlock(&mut self, saga: Uuid) -> Change {
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
                if self.fulfillment == FulfillmentStatus::Requested {
                    self.fulfillment = FulfillmentStatus::None;
                }
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

    /// Payment let `voided` of the authorized money go so far.
    pub(crate) fn record_voided(&mut self, voided: Money) -> Result<Change, MoneyError> {
        let before = (self.voided, self.payment);
        self.voided = self.larger(self.voided, voided)?;
        if matches!(self.payment, PaymentStatus::None | PaymentStatus::Authorized) {
            self.payment = PaymentStatus::Voided;
        }
        Ok(changed((self.voided, self.payment) != before))
    }

    /// A part worth `amount` will not be sent.
    pub(crate) fn record_lines_cancelled(&mut self, amount: Money) -> Result<(), MoneyError> {
        self.cancelled = self.cancelled.checked_add(amount)?;
        self.derive_payment()
    }

    /// The pieces add up to `progress`. Goods never come back by this; but when all that was asked for is cancelled, nothing
    /// is asked for any more.
    pub(crate) fn record_fulfillment(&mut self, progress: FulfillmentStatus) -> Change {
        let called_off =
            (self.fulfillment, progress) == (FulfillmentStatus::Requested, FulfillmentStatus::None);
        if rank(progress) <= rank(self.fulfillment) && !called_off {
            return Change::AlreadyApplied;
        }
        self.fulfillment = progress;
        Change::Applied
    }

    /// Delivered and paid: nothing is left to do.
    pub(crate) fn settle(&mut self) -> Result<Change, MoneyError> {
        // What went back does not count: a discount granted afterwards leaves nothing to do, whether the goods have
        // arrived by then or not.
        let paid = self.captured.minor() >= self.due()?.minor();
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
mod tests;
