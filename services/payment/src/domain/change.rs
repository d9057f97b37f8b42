//! What staff, sagas and the clock may ask of an intent.

use std::time::Duration;

use kernel_base::{Money, Refusal, Secret, Timestamp};
use payment_contracts::{IntentStatus, TenderStatus, refusal};
use shared_contracts::{CaptureId, RefundId, TenderId};
use uuid::Uuid;

use super::intent::{Effects, Intent, Lowered};
use super::record::Change;
use super::step::{Step, StepKind};
use super::tender::Tender;
use crate::error::PaymentError;

/// Why money goes back that nobody asked to be paid back.
const LOWERED: &str = "a part of the order was cancelled";

/// How an amount is split over the tenders.
#[derive(Debug, Clone)]
pub(crate) enum Split {
    /// All there is.
    Everything,
    /// This much: collected from the tenders in their order, paid back to them in reverse.
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
        let everything = matches!(split, Split::Everything);
        let too_much = || PaymentError::CaptureExceedsAuthorized;
        let mut parts = self.split(split, || self.tenders.iter(), Self::capturable, too_much)?;
        self.keep_within_due(&mut parts, everything)?;
        for (tender_id, amount) in parts {
            self.tender_mut(tender_id).capturing_minor += amount.minor();
            self.steps.push(Step::capture(capture_id, (self.id, tender_id), amount, now));
        }
        Ok(())
    }

    /// Asks to collect `most`, or all there is, but no more than is held and still owed: pieces may have been cancelled
    /// since it was asked for. Answers how much that is.
    pub(crate) fn capture_owed(
        &mut self,
        capture_id: CaptureId,
        most: Option<Money>,
        now: Timestamp,
    ) -> Result<Money, PaymentError> {
        if let Some(most) = most {
            self.require_payable(most)?;
        }
        let held: i64 = self.tenders.iter().map(|tender| self.capturable(tender).minor()).sum();
        let collected = self.sum(|tender| tender.captured_minor + tender.capturing_minor);
        let owed = self.due().minor().saturating_sub(collected.minor());
        let amount = most.map_or(i64::MAX, Money::minor).min(held).min(owed);
        if amount <= 0 {
            return Err(PaymentError::CaptureExceedsDue);
        }
        let amount = Money::new(amount, self.currency());
        self.capture(capture_id, Split::Amount(amount), now)?;
        Ok(amount)
    }

    /// Nothing is collected that the order no longer owes. Whoever asks for everything gets what is owed.
    fn keep_within_due(
        &self,
        parts: &mut Vec<(TenderId, Money)>,
        everything: bool,
    ) -> Result<(), PaymentError> {
        let collected = self.sum(|tender| tender.captured_minor + tender.capturing_minor);
        let mut left = self.due().minor().saturating_sub(collected.minor()).max(0);
        for (_, amount) in parts.iter_mut() {
            let part = amount.minor().min(left);
            if part < amount.minor() && !everything {
                return Err(PaymentError::CaptureExceedsDue);
            }
            *amount = Money::new(part, amount.currency());
            left -= part;
        }
        parts.retain(|(_, amount)| amount.minor() > 0);
        if parts.is_empty() { Err(PaymentError::CaptureExceedsDue) } else { Ok(()) }
    }

    /// Pieces of the order were cancelled and it owes `due` in all from now on. What was collected beyond that goes back;
    /// what is only authorized can no longer be collected. The event `by` may come twice, and an older one late.
    pub(crate) fn lower_due(
        &mut self,
        due: Money,
        by: Uuid,
        now: Timestamp,
        effects: &mut Effects,
    ) -> Result<Change, PaymentError> {
        if due.currency() != self.currency() || due.minor() < 0 {
            return Err(PaymentError::Field("/total", "currency", "is not in the currency of the payment"));
        }
        let ended = match self.status {
            IntentStatus::Authorizing | IntentStatus::Authorized => false,
            IntentStatus::Voiding | IntentStatus::Voided | IntentStatus::Failed => true,
        };
        if ended || due.minor() >= self.due().minor() {
            return Ok(Change::AlreadyApplied);
        }
        self.lowered = Some(Lowered { due_minor: due.minor(), by });
        if due.minor() == 0 {
            return Ok(self.void(LOWERED, now, effects));
        }
        self.advance(now, effects);
        Ok(Change::Applied)
    }

    /// Pays back what was collected beyond what is owed, and lets go what is held once all that is owed is collected.
    /// One wave per event: an answer still awaited may change what there is to give, so it is waited for.
    pub(super) fn return_surplus(&mut self, now: Timestamp) {
        let Some(Lowered { due_minor, by }) = self.lowered else { return };
        if self.steps.iter().any(Step::pending) {
            return;
        }
        let id = self.id;
        let captured = self.sum(|tender| tender.captured_minor).minor();
        let mut surplus = captured - self.sum(|tender| tender.refunded_minor).minor() - due_minor;
        let mut steps = Vec::new();
        for tender in self.tenders.iter_mut().rev() {
            let part = surplus.min(tender.refundable().minor());
            if part > 0 {
                surplus -= part;
                tender.refunding_minor += part;
                let amount = Money::new(part, tender.currency);
                let refund_id = RefundId::from_uuid(by);
                steps.push(Step::refund(refund_id, (id, tender.id), amount, LOWERED.to_owned(), now));
            }
            if captured >= due_minor && tender.held().minor() > 0 {
                steps.push(Step::void(id, tender, tender.held(), now));
            }
        }
        if steps.iter().any(|step| step.kind == StepKind::Void) {
            self.void_reason.get_or_insert_with(|| LOWERED.to_owned());
        }
        self.steps.extend(steps);
    }

    /// Asks to pay back captured money, to where it came from or as store credit. What was collected last goes back first:
    /// a gift card that was named first, and emptied first, is filled up last.
    pub(crate) fn refund(
        &mut self,
        refund_id: RefundId,
        split: Split,
        (reason, to_store_credit): (&str, bool),
        now: Timestamp,
    ) -> Result<(), PaymentError> {
        self.require_authorized()?;
        if to_store_credit && self.customer_id.is_none() {
            return Err(PaymentError::NoCustomer);
        }
        let refundable = |_: &Self, tender: &Tender| tender.refundable();
        let backwards = || self.tenders.iter().rev();
        let parts = self.split(split, backwards, refundable, || PaymentError::RefundExceedsCaptured)?;
        for (tender_id, amount) in parts {
            self.tender_mut(tender_id).refunding_minor += amount.minor();
            let step = Step::refund(refund_id, (self.id, tender_id), amount, reason.to_owned(), now);
            self.steps.push(Step { to_store_credit, ..step });
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

    /// The part of each tender, all positive, by `order`; `too_much` when there is not enough or nothing at all.
    fn split<'a, I: Iterator<Item = &'a Tender>>(
        &'a self,
        split: Split,
        order: impl Fn() -> I,
        available: impl Fn(&Self, &Tender) -> Money,
        too_much: impl Fn() -> PaymentError,
    ) -> Result<Vec<(TenderId, Money)>, PaymentError> {
        let mut parts: Vec<(TenderId, Money)> = match split {
            Split::Everything => order().map(|tender| (tender.id, available(self, tender))).collect(),
            Split::Amount(amount) => {
                self.require_payable(amount)?;
                let mut left = amount.minor();
                let mut take = |tender: &Tender| {
                    let part = left.min(available(self, tender).minor());
                    left -= part;
                    (tender.id, Money::new(part, self.currency()))
                };
                let parts = order().map(&mut take).collect();
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
