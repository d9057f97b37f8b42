//! Bookings: each moves one amount from one account to another, so the ledger cannot fail to balance.

use kernel_base::Money;
use shared_contracts::{Code, PaymentIntentId};
use uuid::Uuid;

use super::stored_value::Kind;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum TransferKind {
    /// Money was secured (memorandum accounts: nothing has moved yet).
    Authorization,
    /// Secured money was let go or is now collected.
    Release,
    Capture,
    Refund,
    /// Booked by hand, outside of any intent.
    Credit,
    /// A gift card was issued.
    Issue,
    /// Store credit was given by staff.
    Grant,
    /// Store credit was taken back by staff.
    Reclaim,
}

/// One booking. `(reference, kind)` is its identity: nothing is booked twice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Transfer {
    pub(crate) reference: String,
    pub(crate) kind: TransferKind,
    pub(crate) debit: String,
    pub(crate) credit: String,
    pub(crate) amount: Money,
    pub(crate) intent_id: Option<PaymentIntentId>,
    /// The gift card or store credit that it moves.
    pub(crate) stored_value: Option<Uuid>,
    /// As staff wrote it.
    pub(crate) reason: Option<String>,
}

/// What customers have committed to pay: the other side of what providers hold.
const COMMITMENTS: &str = "commitments";
const SALES: &str = "sales";
const REFUNDS: &str = "refunds";
pub(crate) const CREDITS: &str = "credits";
/// What we owe to holders of gift cards.
pub(crate) const GIFT_CARDS: &str = "gift_cards";
/// What gift cards were issued for: the other side, until somebody books how they were paid.
pub(crate) const GIFT_CARDS_ISSUED: &str = "gift_cards_issued";
/// What we owe to customers.
pub(crate) const STORE_CREDIT: &str = "store_credit";
/// What staff gave away as store credit.
pub(crate) const STORE_CREDIT_GIVEN: &str = "store_credit_given";

/// Money a provider holds for us and has not collected.
pub(crate) fn authorized_account(provider: &str) -> String {
    format!("authorized:{provider}")
}

/// Money a provider collected for us. Who pays with stored value pays by our owing them less.
pub(crate) fn received_account(provider: &str) -> String {
    match Kind::of_provider(provider) {
        Some(Kind::GiftCard) => GIFT_CARDS.to_owned(),
        Some(Kind::StoreCredit) => STORE_CREDIT.to_owned(),
        None => format!("received:{provider}"),
    }
}

impl TransferKind {
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Authorization => "authorization",
            Self::Release => "release",
            Self::Capture => "capture",
            Self::Refund => "refund",
            Self::Credit => "credit",
            Self::Issue => "issue",
            Self::Grant => "grant",
            Self::Reclaim => "reclaim",
        }
    }
}

/// The step, its intent and provider that cause a booking.
pub(crate) struct Cause<'a> {
    pub(crate) reference: &'a str,
    pub(crate) intent_id: PaymentIntentId,
    pub(crate) provider: &'a Code,
    /// The gift card or store credit that pays.
    pub(crate) stored_value: Option<Uuid>,
}

impl Cause<'_> {
    pub(crate) fn authorization(&self, amount: Money) -> Option<Transfer> {
        let held = authorized_account(self.provider.as_str());
        self.transfer(TransferKind::Authorization, held, COMMITMENTS.to_owned(), amount)
    }

    pub(crate) fn release(&self, amount: Money) -> Option<Transfer> {
        let held = authorized_account(self.provider.as_str());
        self.transfer(TransferKind::Release, COMMITMENTS.to_owned(), held, amount)
    }

    pub(crate) fn capture(&self, amount: Money) -> Option<Transfer> {
        let received = received_account(self.provider.as_str());
        self.transfer(TransferKind::Capture, received, SALES.to_owned(), amount)
    }

    pub(crate) fn refund(&self, amount: Money) -> Option<Transfer> {
        let received = received_account(self.provider.as_str());
        self.transfer(TransferKind::Refund, REFUNDS.to_owned(), received, amount)
    }

    /// The provider keeps the money, and we owe it to the customer.
    pub(crate) fn refund_as_credit(&self, amount: Money, stored_value: Uuid) -> Option<Transfer> {
        let owed = STORE_CREDIT.to_owned();
        let transfer = self.transfer(TransferKind::Refund, REFUNDS.to_owned(), owed, amount)?;
        Some(Transfer { stored_value: Some(stored_value), ..transfer })
    }

    /// Nothing is booked for nothing.
    fn transfer(&self, kind: TransferKind, debit: String, credit: String, amount: Money) -> Option<Transfer> {
        (amount.minor() > 0).then(|| Transfer {
            reference: self.reference.to_owned(),
            kind,
            debit,
            credit,
            amount,
            intent_id: Some(self.intent_id),
            stored_value: self.stored_value,
            reason: None,
        })
    }
}

/// A credit given (negative) or an additional charge (positive), settled outside of the providers.
pub(crate) fn credit_transfer(reference: String, amount: Money) -> Option<Transfer> {
    let manual = received_account("manual");
    let (debit, credit) = match amount.minor() {
        0 => return None,
        minor if minor < 0 => (CREDITS.to_owned(), manual),
        _ => (manual, CREDITS.to_owned()),
    };
    // `i64::MIN` has no counterpart; the limits of a credit are far from it.
    let amount = Money::new(amount.minor().checked_abs()?, amount.currency());
    Some(Transfer {
        reference,
        kind: TransferKind::Credit,
        debit,
        credit,
        amount,
        intent_id: None,
        stored_value: None,
        reason: None,
    })
}

/// What staff issues, gives or (negative) takes back.
pub(crate) fn stored_value_transfer(
    (kind, stored_value): (Kind, Uuid),
    reference: String,
    amount: Money,
    reason: Option<String>,
) -> Option<Transfer> {
    let (owed, given, up) = match kind {
        Kind::GiftCard => (GIFT_CARDS, GIFT_CARDS_ISSUED, TransferKind::Issue),
        Kind::StoreCredit => (STORE_CREDIT, STORE_CREDIT_GIVEN, TransferKind::Grant),
    };
    let (kind, debit, credit) = match amount.minor() {
        0 => return None,
        minor if minor > 0 => (up, given, owed),
        _ => (TransferKind::Reclaim, owed, given),
    };
    Some(Transfer {
        reference,
        kind,
        debit: debit.to_owned(),
        credit: credit.to_owned(),
        amount: Money::new(amount.minor().checked_abs()?, amount.currency()),
        intent_id: None,
        stored_value: Some(stored_value),
        reason,
    })
}
