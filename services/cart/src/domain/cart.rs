//! A cart: open, then handed to the order service (completing), then completed or open again; or expired.

use std::time::Duration;

use cart_contracts::{Amounts, CartTotals};
use kernel_base::{Currency, MoneyError, Secret, Timestamp};
use serde::{Deserialize, Serialize};
use shared_contracts::{
    Address, CartId, ChannelCode, Code, CustomerId, Email, Locale, OrderId, ShippingMethodId,
};

use crate::domain::customer::Standing;
use crate::domain::hold::Hold;
use crate::domain::payment::TenderChoice;
use crate::domain::token::{self, TokenHash};
use crate::domain::totals;
use crate::domain::warning::CartWarning;
use crate::error::CartError;

/// A cart without its lines, of which there may be thousands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Cart {
    pub(crate) cart_id: CartId,
    pub(crate) token_hash: TokenHash,
    pub(crate) channel: ChannelCode,
    pub(crate) currency: Currency,
    pub(crate) customer_id: Option<CustomerId>,
    /// The groups that staff or a service said the customer is in.
    pub(crate) customer_groups: Vec<Code>,
    /// What customer tells of the customer.
    pub(crate) standing: Standing,
    pub(crate) locale: Option<Locale>,
    pub(crate) email: Option<Secret<Email>>,
    pub(crate) shipping_address: Option<Address>,
    pub(crate) billing_address: Option<Address>,
    pub(crate) shipping: Option<ShippingChoice>,
    pub(crate) payment: Vec<TenderChoice>,
    pub(crate) warnings: Vec<CartWarning>,
    pub(crate) status: Status,
    /// How often it was handed to the order service.
    pub(crate) attempt: i32,
    /// Which request made the last attempt.
    pub(crate) attempt_key: Option<AttemptKey>,
    pub(crate) line_count: usize,
    /// The sum of the lines.
    pub(crate) items: Amounts,
    /// When all lines were last priced together; none when that is overdue.
    pub(crate) priced_at: Option<Timestamp>,
    pub(crate) version: i64,
    pub(crate) created_at: Timestamp,
    pub(crate) updated_at: Timestamp,
    pub(crate) expires_at: Timestamp,
    /// What the warehouse holds for it, or may.
    pub(crate) hold: Option<Hold>,
}

/// Hashes of an `Idempotency-Key` and of the request it came with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct AttemptKey {
    pub(crate) key: Vec<u8>,
    pub(crate) request: Vec<u8>,
}

/// Where a cart stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Status {
    /// The shopper fills it.
    Open,
    /// The order service decides; nothing may change.
    Completing { order_id: OrderId, since: Timestamp },
    /// It became an order.
    Completed { order_id: OrderId, order_number: String },
    /// It was left alone for too long.
    Expired,
}

impl Status {
    /// The order it is becoming or became.
    pub(crate) fn order_id(&self) -> Option<OrderId> {
        match self {
            Self::Completing { order_id, .. } | Self::Completed { order_id, .. } => Some(*order_id),
            Self::Open | Self::Expired => None,
        }
    }
}

/// The delivery the shopper chose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ShippingChoice {
    pub(crate) method_id: ShippingMethodId,
    pub(crate) name: String,
    /// Missing when the method does not take these goods to this place.
    pub(crate) amounts: Option<Amounts>,
    /// The rate of its tax when it was priced last; unknown to carts of earlier releases.
    #[serde(default)]
    pub(crate) tax_rate_ppm: Option<i64>,
}

impl ShippingChoice {
    /// As the shopper names it.
    pub(crate) const fn unpriced(method_id: ShippingMethodId) -> Self {
        Self { method_id, name: String::new(), amounts: None, tax_rate_ppm: None }
    }
}

/// How long prices of lines are shown before all are asked for again.
const PRICES_FRESH_FOR: Duration = Duration::from_secs(60);
/// The expiry is moved in steps of this size: an index stands on it.
const EXPIRY_STEP: Duration = Duration::from_secs(24 * 3600);

impl Cart {
    /// A wrong token and an unknown cart are the same to the outside: nobody learns which carts exist.
    pub(crate) fn authorize(&self, token: &Secret<String>) -> Result<(), CartError> {
        let given = token::hash(token);
        let different =
            given.iter().zip(&self.token_hash).fold(0, |seen, (left, right)| seen | (left ^ right));
        if different == 0 { Ok(()) } else { Err(CartError::CartNotFound(self.cart_id)) }
    }

    /// Only an open cart changes.
    pub(crate) fn require_open(&self) -> Result<(), CartError> {
        match self.status {
            Status::Open => Ok(()),
            Status::Completing { .. } => Err(CartError::Completing),
            Status::Completed { .. } => Err(CartError::Completed),
            Status::Expired => Err(CartError::Expired),
        }
    }

    /// Nothing is sold to whom staff blocked. They may look, but neither hold goods, nor pay, nor buy.
    pub(crate) fn require_welcome(&self) -> Result<(), CartError> {
        if self.standing.blocked { Err(CartError::CustomerBlocked) } else { Ok(()) }
    }

    /// Whose prices the buyer gets: those that were said, else those that customer tells.
    pub(crate) fn price_groups(&self) -> &[Code] {
        if self.customer_groups.is_empty() { &self.standing.groups } else { &self.customer_groups }
    }

    /// True when this very request made the last attempt.
    pub(crate) fn repeats(&self, attempt: &AttemptKey) -> Result<bool, CartError> {
        match &self.attempt_key {
            Some(last) if last.key == attempt.key && last.request != attempt.request => {
                Err(CartError::KeyReused)
            }
            Some(last) => Ok(last == attempt),
            None => Ok(false),
        }
    }

    /// Why the last attempt did not become an order.
    pub(crate) fn rejection(&self) -> CartError {
        let rejected = self.warnings.iter().find_map(|warning| match warning {
            CartWarning::OrderRejected { reason, message } => Some((reason.clone(), message.clone())),
            CartWarning::AvailabilityUnknown
            | CartWarning::ShippingUnavailable
            | CartWarning::HoldNotRenewed { .. } => None,
        });
        let (code, message) =
            rejected.unwrap_or_else(|| ("order.rejected".to_owned(), "the order was rejected".to_owned()));
        CartError::Rejected { code, message }
    }

    /// What it comes to.
    pub(crate) fn totals(&self) -> Result<CartTotals, MoneyError> {
        totals::of_cart(self.items, self.shipping.as_ref().and_then(|shipping| shipping.amounts))
    }

    /// Whether all prices are to be asked for again before they are shown.
    pub(crate) fn stale(&self, now: Timestamp) -> bool {
        self.line_count > 0
            && self.status == Status::Open
            && self.priced_at.is_none_or(|at| now.since(at) > PRICES_FRESH_FOR)
    }

    /// Until when its goods are held, while they are. What a cart holds that is being completed is its order's.
    pub(crate) fn held_until(&self, now: Timestamp) -> Option<Timestamp> {
        let hold = self.hold.as_ref().filter(|_| self.status == Status::Open)?;
        hold.live(now)
    }

    /// What the shopper must be told of the hold.
    pub(crate) fn hold_warning(&self, now: Timestamp) -> Option<CartWarning> {
        let reason = self.hold.as_ref()?.refusal.clone()?;
        self.held_until(now).map(|_| CartWarning::HoldNotRenewed { reason })
    }

    /// The shopper was here: the cart lives on.
    pub(crate) fn touch(&mut self, now: Timestamp, lifetime: Duration) {
        let expires_at = now.plus(lifetime);
        if expires_at.since(self.expires_at) > EXPIRY_STEP.min(lifetime / 10) {
            self.expires_at = expires_at;
        }
        self.updated_at = now;
    }
}

#[cfg(test)]
mod tests {
    use kernel_base::Env;

    use super::*;

    pub(crate) fn cart() -> Cart {
        let now = Timestamp::from_micros(1_767_225_600_000_000);
        Cart {
            cart_id: Env::system().id(),
            token_hash: token::hash(&Secret::new("secret".to_owned())),
            channel: "web".parse().unwrap(),
            currency: Currency::EUR,
            customer_id: None,
            customer_groups: vec![],
            standing: Standing::default(),
            locale: None,
            email: None,
            shipping_address: None,
            billing_address: None,
            shipping: None,
            payment: vec![],
            warnings: vec![],
            status: Status::Open,
            attempt: 0,
            attempt_key: None,
            line_count: 1,
            items: totals::zero(Currency::EUR),
            priced_at: None,
            version: 1,
            created_at: now,
            updated_at: now,
            expires_at: now.plus(Duration::from_secs(30 * 86_400)),
            hold: None,
        }
    }

    #[test]
    fn only_the_right_token_opens_the_cart() {
        let cart = cart();
        assert!(cart.authorize(&Secret::new("secret".to_owned())).is_ok());
        for wrong in ["", "Secret", "secret "] {
            assert!(matches!(
                cart.authorize(&Secret::new(wrong.to_owned())),
                Err(CartError::CartNotFound(_))
            ));
        }
    }

    #[test]
    fn only_an_open_cart_changes() {
        let order_id = Env::system().id();
        let closed = [
            Status::Completing { order_id, since: Timestamp::EPOCH },
            Status::Completed { order_id, order_number: "W-1".into() },
            Status::Expired,
        ];
        for status in closed {
            assert!(Cart { status, ..cart() }.require_open().is_err());
        }
        assert!(cart().require_open().is_ok());
    }

    #[test]
    fn groups_that_were_said_count_before_those_that_are_known() {
        let codes = |codes: &[&str]| codes.iter().map(|code| code.parse().unwrap()).collect::<Vec<Code>>();
        let known = Standing { groups: codes(&["gold"]), ..Standing::default() };
        let mut cart = Cart { standing: known, ..cart() };
        assert_eq!(cart.price_groups(), codes(&["gold"]));
        cart.customer_groups = codes(&["trade", "staff"]);
        assert_eq!(cart.price_groups(), codes(&["trade", "staff"]));
        assert!(cart.require_welcome().is_ok());
        cart.standing.blocked = true;
        assert!(matches!(cart.require_welcome(), Err(CartError::CustomerBlocked)));
    }

    #[test]
    fn prices_are_stale_after_a_minute_and_in_an_empty_cart_never() {
        let now = Timestamp::from_micros(1_767_225_600_000_000);
        let priced = Cart { priced_at: Some(now), ..cart() };
        assert!(!priced.stale(now.plus(Duration::from_secs(60))));
        assert!(priced.stale(now.plus(Duration::from_secs(61))));
        assert!(cart().stale(now));
        assert!(!Cart { line_count: 0, ..cart() }.stale(now));
    }

    #[test]
    fn the_expiry_moves_only_when_a_day_has_passed() {
        let mut cart = cart();
        let (month, before) = (Duration::from_secs(30 * 86_400), cart.expires_at);
        cart.touch(cart.created_at.plus(Duration::from_secs(3600)), month);
        assert_eq!(cart.expires_at, before);
        cart.touch(cart.created_at.plus(Duration::from_secs(90_000)), month);
        assert_eq!(cart.expires_at, before.plus(Duration::from_secs(90_000)));
    }
}
