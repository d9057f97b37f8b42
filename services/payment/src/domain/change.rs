//! What staff, sagas and the clock may ask of an intent.

use std::time::Duration;

use kernel_base::{Money, Refusal, Secret, Timestamp};
use payment_contracts::{IntentStatus, TenderStatus, refusal};
use shared_contracts::{CaptureId, RefundId, TenderId};

use super::intent::{Effects, Intent};
use super::record::Change;
use super::step::{Step, StepKind};
use super::tender::Tender;
use crate::error::PaymentError;

/// How an amount is split over the tenders.
#[derive(Debug, Clone)]
pub(crate) enum Split {
    /// All there is.
    Everything,
    /// This much, from the tenders in their order.
    Amount(Money),
    /// Exactly these parts.
    Parts(Vec<(TenderId, Money)>),
}

impl Intent {
    /// Asks to collect authorized money.
    pub(crate) fn capture(
        &mut self,
        capture_id: CaptureId,
        split: Split,
        now: Timestamp,
    ) -> Result<(), PaymentError> {
        self.require_authorized()?;
        let parts = self.split(split, Self::capturable, || PaymentError::CaptureExceedsAuthorized)?;
        for (tender_id, amount) in parts {
            self.tender_mut(tender_id).capturing_minor += amount.minor();
            self.steps.push(Step::capture(capture_id, (self.id, tender_id), amount, now));
        }
        Ok(())
    }

    /// Asks to pay back captured money.
    pub(crate) fn refund(
        &mut self,
        refund_id: RefundId,
        split: Split,
        reason: &str,
        now: Timestamp,
    ) -> Result<(), PaymentError> {
        self.require_authorized()?;
        let refundable = |_: &Self, tender: &Tender| tender.refundable();
        let parts = self.split(split, refundable, || PaymentError::RefundExceedsCaptured)?;
        for (tender_id, amount) in parts {
            self.tender_mut(tender_id).refunding_minor += amount.minor();
            self.steps.push(Step::refund(refund_id, (self.id, tender_id), amount, reason.to_owned(), now));
        }
        Ok(())
    }

    /// Asks to let go what is authorized and not captured. What was captured stays; with nothing captured the whole
    /// intent ends.
    pub(crate) fn release(
        &mut self,
        reason: &str,
        now: Timestamp,
        effects: &mut Effects,
    ) -> Result<(), PaymentError> {
        self.require_authorized()?;
        let rest = |tender: &Tender| {
            let amount = self.capturable(tender);
            (amount.minor() > 0).then(|| Step::void(self.id, tender, amount, now))
        };
        let voids: Vec<Step> = self.tenders.iter().filter_map(rest).collect();
        if voids.is_empty() {
            return Err(PaymentError::NothingToVoid);
        }
        self.void_reason = Some(reason.to_owned());
        if self.sum(|tender| tender.captured_minor + tender.capturing_minor).minor() == 0 {
            self.give_all_back(now);
            self.advance(now, effects);
        } else {
            self.steps.extend(voids);
        }
        Ok(())
    }

    /// Asks to give everything back: what a saga's compensation wants. Never refused.
    pub(crate) fn void(&mut self, reason: &str, now: Timestamp, effects: &mut Effects) -> Change {
        match self.status {
            IntentStatus::Authorizing | IntentStatus::Authorized => {
                self.void_reason = Some(reason.chars().take(500).collect());
                self.give_all_back(now);
                self.advance(now, effects);
                Change::Applied
            }
            IntentStatus::Voiding | IntentStatus::Voided | IntentStatus::Failed => Change::AlreadyApplied,
        }
    }

    /// Gives back what has waited too long: an authorization without an answer at its deadline, or secured money
    /// without a confirmed order `grace` after it.
    pub(crate) fn expire(&mut self, grace: Duration, now: Timestamp, effects: &mut Effects) -> Change {
        match self.status {
            IntentStatus::Authorizing if self.deadline <= now => {
                let waits = |tender: &Tender| tender.status == TenderStatus::ActionRequired;
                self.failure = Some(if self.tenders.iter().any(waits) {
                    Refusal::new(refusal::ACTION_EXPIRED, "the payer did not act before the deadline")
                } else {
                    Refusal::new(refusal::TIMED_OUT, "the provider did not answer before the deadline")
                });
            }
            IntentStatus::Authorized if !self.order_confirmed && self.deadline.plus(grace) <= now => {
                self.void_reason = Some("no order was confirmed before the deadline".to_owned());
            }
            IntentStatus::Authorizing
            | IntentStatus::Authorized
            | IntentStatus::Voiding
            | IntentStatus::Voided
            | IntentStatus::Failed => return Change::AlreadyApplied,
        }
        self.give_all_back(now);
        self.advance(now, effects);
        Change::Applied
    }

    /// The payer is back from the required action, perhaps with a result for the provider.
    pub(crate) fn payer_returned(
        &mut self,
        tender_id: Option<TenderId>,
        result: Option<Secret<String>>,
        now: Timestamp,
    ) -> Result<(), PaymentError> {
        let waiting = |tender: &&Tender| {
            tender.status == TenderStatus::ActionRequired && tender_id.is_none_or(|id| id == tender.id)
        };
        let tender_id = self.tenders.iter().find(waiting).ok_or(PaymentError::NoActionRequired)?.id;
        if self.status != IntentStatus::Authorizing {
            return Err(PaymentError::NoActionRequired);
        }
        let mut steps = self.steps.iter_mut();
        let authorization = |step: &&mut Step| {
            step.tender_id == tender_id && step.kind == StepKind::Authorize && step.pending()
        };
        let step = steps.find(authorization).ok_or(PaymentError::NoActionRequired)?;
        step.action_result = result;
        step.try_now(now);
        Ok(())
    }

    fn require_authorized(&self) -> Result<(), PaymentError> {
        match self.status {
            IntentStatus::Authorized => Ok(()),
            IntentStatus::Authorizing
            | IntentStatus::Voiding
            | IntentStatus::Voided
            | IntentStatus::Failed => Err(PaymentError::NotAuthorized),
        }
    }

    /// What is held and not already on its way out.
    fn capturable(&self, tender: &Tender) -> Money {
        let voiding =
            |step: &Step| step.tender_id == tender.id && step.kind == StepKind::Void && step.pending();
        if self.steps.iter().any(voiding) { Money::zero(tender.currency) } else { tender.held() }
    }

    /// The part of each tender, all positive; `too_much` when there is not enough or nothing at all.
    fn split(
        &self,
        split: Split,
        available: impl Fn(&Self, &Tender) -> Money,
        too_much: impl Fn() -> PaymentError,
    ) -> Result<Vec<(TenderId, Money)>, PaymentError> {
        let mut parts: Vec<(TenderId, Money)> = match split {
            Split::Everything => {
                self.tenders.iter().map(|tender| (tender.id, available(self, tender))).collect()
            }
            Split::Amount(amount) => {
                self.require_payable(amount)?;
                let mut left = amount.minor();
                let mut take = |tender: &Tender| {
                    let part = left.min(available(self, tender).minor());
                    left -= part;
                    (tender.id, Money::new(part, self.currency()))
                };
                let parts = self.tenders.iter().map(&mut take).collect();
                if left > 0 {
                    return Err(too_much());
                }
                parts
            }
            Split::Parts(parts) => {
                for (index, (tender_id, amount)) in parts.iter().enumerate() {
                    self.require_payable(*amount)?;
                    let tender = self.tender(*tender_id).ok_or(PaymentError::TenderNotFound(*tender_id))?;
                    if parts[..index].iter().any(|(earlier, _)| earlier == tender_id) {
                        return Err(PaymentError::Field("/tenders", "repeated", "names a tender twice"));
                    }
                    if amount.minor() > available(self, tender).minor() {
                        return Err(too_much());
                    }
                }
                parts
            }
        };
        parts.retain(|(_, amount)| amount.minor() > 0);
        if parts.is_empty() { Err(too_much()) } else { Ok(parts) }
    }

    fn require_payable(&self, amount: Money) -> Result<(), PaymentError> {
        if amount.currency() != self.currency() {
            return Err(PaymentError::Field("/amount", "currency", "must be in the currency of the payment"));
        }
        if amount.minor() <= 0 {
            return Err(PaymentError::Field("/amount", "out_of_range", "must be positive"));
        }
        Ok(())
    }
}
