//! A tender: one way of paying a part of an intent, and what became of that part.

use kernel_base::{Currency, Money, Personal, Secret};
use payment_contracts::{TenderRequest, TenderStatus};
use shared_contracts::{Code, TenderId};

/// Invariants, kept by the database too: captured + capturing + voided ≤ authorized ≤ amount;
/// refunded + refunding ≤ captured; credited ≤ refunded.
#[derive(Debug, Clone)]
pub(crate) struct Tender {
    pub(crate) id: TenderId,
    pub(crate) provider: Code,
    pub(crate) status: TenderStatus,
    pub(crate) currency: Currency,
    pub(crate) amount_minor: i64,
    pub(crate) authorized_minor: i64,
    pub(crate) capturing_minor: i64,
    pub(crate) captured_minor: i64,
    pub(crate) voided_minor: i64,
    pub(crate) refunding_minor: i64,
    pub(crate) refunded_minor: i64,
    /// The part of what was refunded that was given as store credit: the provider still has that money.
    pub(crate) credited_minor: i64,
    pub(crate) token: Option<Secret<String>>,
    pub(crate) reference: Option<String>,
    pub(crate) provider_reference: Option<String>,
    pub(crate) action_url: Option<String>,
}

impl Tender {
    pub(crate) fn new(request: &TenderRequest) -> Self {
        Self {
            id: request.tender_id,
            provider: request.provider.clone(),
            status: TenderStatus::Pending,
            currency: request.amount.currency(),
            amount_minor: request.amount.minor(),
            authorized_minor: 0,
            capturing_minor: 0,
            captured_minor: 0,
            voided_minor: 0,
            refunding_minor: 0,
            refunded_minor: 0,
            credited_minor: 0,
            token: request.token.clone().and_then(Personal::known).map(Secret::new),
            reference: request.reference.clone().and_then(Personal::known),
            provider_reference: None,
            action_url: None,
        }
    }

    pub(crate) const fn amount(&self) -> Money {
        Money::new(self.amount_minor, self.currency)
    }

    /// What can still be captured or voided.
    pub(crate) const fn held(&self) -> Money {
        let minor = self.authorized_minor - self.captured_minor - self.capturing_minor - self.voided_minor;
        Money::new(minor, self.currency)
    }

    /// What can still be refunded.
    pub(crate) const fn refundable(&self) -> Money {
        Money::new(self.captured_minor - self.refunded_minor - self.refunding_minor, self.currency)
    }

    pub(crate) fn authorize(&mut self, reference: String) {
        self.status = TenderStatus::Authorized;
        self.authorized_minor = self.amount_minor;
        self.provider_reference = Some(reference);
        self.forget_payer();
    }

    /// Ends the authorization without money.
    pub(crate) fn end_unpaid(&mut self, status: TenderStatus) {
        self.status = status;
        self.forget_payer();
    }

    /// The token has served; keeping it would only be a risk.
    fn forget_payer(&mut self) {
        self.token = None;
        self.action_url = None;
    }
}
