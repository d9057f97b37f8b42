//! Bookings: each moves one amount from one account to another, so the ledger cannot fail to balance.

use kernel_base::Money;
use shared_contracts::{Code, PaymentIntentId};

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
}

/// What customers have committed to pay: the other side of what providers hold.
const COMMITMENTS: &str = "commitments";
const SALES: &str = "sales";
const REFUNDS: &str = "refunds";
pub(crate) const CREDITS: &str = "credits";

/// Money a provider holds for us and has not collected.
pub(crate) fn authorized_account(provider: &str) -> String {
    format!("authorized:{provider}")
}

/// Money a provider collected for us.
pub(crate) fn received_account(provider: &str) -> String {
    format!("received:{provider}")
}

impl TransferKind {
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Authorization => "authorization",
            Self::Release => "release",
            Self::Capture => "capture",
            Self::Refund => "refund",
            Self::Credit => "credit",
        }
    }
}

/// The step, its intent and provider that cause a booking.
pub(crate) struct Cause<'a> {
    pub(crate) reference: &'a str,
    pub(crate) intent_id: PaymentIntentId,
    pub(crate) provider: &'a Code,
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

    /// Nothing is booked for nothing.
    fn transfer(&self, kind: TransferKind, debit: String, credit: String, amount: Money) -> Option<Transfer> {
        (amount.minor() > 0).then(|| Transfer {
            reference: self.reference.to_owned(),
            kind,
            debit,
            credit,
            amount,
            intent_id: Some(self.intent_id),
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
    Some(Transfer { reference, kind: TransferKind::Credit, debit, credit, amount, intent_id: None })
}
