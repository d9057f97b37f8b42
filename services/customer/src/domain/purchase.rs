//! What order told of a customer's orders.

use kernel_base::{Money, Timestamp};
use shared_contracts::{CustomerId, OrderId};

/// One order, as far as it was told.
#[derive(Debug, Clone)]
pub(crate) struct Purchase {
    pub(crate) order_id: OrderId,
    pub(crate) customer_id: Option<CustomerId>,
    pub(crate) total: Money,
    pub(crate) confirmed_at: Option<Timestamp>,
    pub(crate) cancelled_at: Option<Timestamp>,
}

impl Purchase {
    /// Adds what was told later. Told twice or late, it changes nothing: totals only fall, and what happened stays.
    pub(crate) fn learn(&mut self, news: Self) {
        self.customer_id = self.customer_id.or(news.customer_id);
        if news.total.minor() < self.total.minor() {
            self.total = news.total;
        }
        self.confirmed_at = self.confirmed_at.or(news.confirmed_at);
        self.cancelled_at = self.cancelled_at.or(news.cancelled_at);
    }
}

/// The confirmed orders of a customer that were not cancelled, in one currency.
#[derive(Debug, Clone)]
pub(crate) struct Spent {
    pub(crate) total: Money,
    pub(crate) orders: i64,
    pub(crate) first_order_at: Timestamp,
    pub(crate) last_order_at: Timestamp,
}
