//! What a provider's answer changes, and what follows from the change: the one place where statuses move on.

use kernel_base::{Refusal, Timestamp};
use payment_contracts::{IntentStatus, TenderStatus};
use shared_contracts::{RefundId, TenderId};

use super::intent::{Effects, Fact, Intent};
use super::ledger::{Cause, Transfer};
use super::step::{Answer, Attempt, Operation, Step, StepKind, StepStatus};
use super::stored_value;
use super::tender::Tender;

/// Why money is let go that nobody asked to let go.
const CLOSED: &str = "the provider let go what was not collected";

/// Whether a repeated message changed anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Change {
    Applied,
    AlreadyApplied,
}

impl Intent {
    /// Records what trying a step came to. A step that is already decided stays so, whatever comes late.
    pub(crate) fn record(
        &mut self,
        key: &str,
        attempt: Attempt,
        now: Timestamp,
        effects: &mut Effects,
    ) -> Change {
        let Some(step) = self.steps.iter().position(|step| step.key == key && step.pending()) else {
            return Change::AlreadyApplied;
        };
        let tender_id = self.steps[step].tender_id;
        let closed = matches!(&attempt, Attempt::Answered(answer) if answer.closes());
        if attempt != Attempt::Unanswered {
            // What the payer brought was handed over; a second answer would need a second action.
            self.steps[step].action_result = None;
        }
        match (self.steps[step].kind, attempt) {
            (_, Attempt::Answered(Answer::Done { reference } | Answer::DoneAndClosed { reference })) => {
                self.done(step, reference, now, effects);
            }
            (
                StepKind::Authorize,
                Attempt::Answered(Answer::Refused(refusal) | Answer::RefusedAndClosed(refusal)),
            ) => {
                self.declined(step, refusal, now);
            }
            (StepKind::Authorize, Attempt::CalledOff) => self.called_off(step, now),
            (StepKind::Authorize, Attempt::Answered(Answer::ActionRequired { url })) => {
                self.action_required(step, url, now, effects);
            }
            (
                StepKind::Capture,
                Attempt::Answered(Answer::Refused(refusal) | Answer::RefusedAndClosed(refusal)),
            ) => {
                self.with_tender(step, |tender, minor| tender.capturing_minor -= minor);
                self.steps[step].status = StepStatus::Refused { refusal, decided_at: now };
            }
            (
                StepKind::Refund,
                Attempt::Answered(Answer::Refused(refusal) | Answer::RefusedAndClosed(refusal)),
            ) if self.status != IntentStatus::Voiding && !self.owed_back(step) => {
                self.with_tender(step, |tender, minor| tender.refunding_minor -= minor);
                self.steps[step].status = StepStatus::Refused { refusal, decided_at: now };
            }
            // Giving back has no business refusal: it is tried until it is done, and seen by who watches pending steps.
            (
                StepKind::Void | StepKind::Refund,
                Attempt::Answered(Answer::Refused(_) | Answer::RefusedAndClosed(_)),
            )
            | (_, Attempt::Answered(Answer::Processing) | Attempt::Unanswered)
            | (
                StepKind::Capture | StepKind::Void | StepKind::Refund,
                Attempt::Answered(Answer::ActionRequired { .. }) | Attempt::CalledOff,
            ) => self.steps[step].try_later(now),
        }
        if closed {
            self.close(tender_id, now, effects);
        }
        self.advance(now, effects);
        Change::Applied
    }

    /// The answer just recorded may be older than a webhook that came while it was awaited: then it is asked for again.
    pub(crate) fn consider_news(&mut self, key: &str, known_news: i32, now: Timestamp) {
        let mut steps = self.steps.iter_mut();
        if let Some(step) = steps.find(|step| step.key == key && step.pending() && step.news != known_news) {
            step.try_now(now);
        }
    }

    fn done(&mut self, step: usize, reference: String, now: Timestamp, effects: &mut Effects) {
        self.steps[step].status = StepStatus::Done { reference: reference.clone(), decided_at: now };
        let Step { kind, tender_id, amount, operation, .. } = self.steps[step];
        match kind {
            StepKind::Authorize => {
                self.with_tender(step, |tender, _| tender.authorize(reference));
                effects.transfers.extend(self.book(step, |cause| cause.authorization(amount)));
            }
            StepKind::Capture => {
                self.with_tender(step, |tender, minor| {
                    tender.capturing_minor -= minor;
                    tender.captured_minor += minor;
                });
                effects.transfers.extend(self.book(step, |cause| cause.release(amount)));
                effects.transfers.extend(self.book(step, |cause| cause.capture(amount)));
                let operation = operation.expect("BUG: a capture step belongs to a capture");
                effects.facts.push(Fact::Captured { operation, tender_id, amount });
            }
            StepKind::Void => {
                self.with_tender(step, |tender, minor| tender.voided_minor += minor);
                effects.transfers.extend(self.book(step, |cause| cause.release(amount)));
                effects.facts.push(Fact::Voided { tender_id, amount });
            }
            StepKind::Refund => {
                let credited = self.steps[step].to_store_credit;
                self.with_tender(step, |tender, minor| {
                    tender.refunding_minor -= minor;
                    tender.refunded_minor += minor;
                    tender.credited_minor += if credited { minor } else { 0 };
                });
                let credit = credited.then(|| stored_value::parse(&reference)).flatten();
                effects.transfers.extend(self.book(step, |cause| match credit {
                    Some(credit) => cause.refund_as_credit(amount, credit),
                    None => cause.refund(amount),
                }));
                let operation = operation.expect("BUG: a refund step belongs to a refund");
                let reason = self.steps[step].reason.clone().unwrap_or_default();
                effects.facts.push(Fact::Refunded { operation, tender_id, amount, reason });
            }
        }
    }

    /// The provider let go the rest of an authorization by itself: nobody has to be asked to void it. With nothing
    /// collected from anybody the whole intent ends.
    fn close(&mut self, tender_id: TenderId, now: Timestamp, effects: &mut Effects) {
        let voiding =
            |step: &Step| step.tender_id == tender_id && step.kind == StepKind::Void && step.pending();
        let tender = self.tender_mut(tender_id);
        let (held, reference) = (tender.held(), tender.provider_reference.clone().unwrap_or_default());
        if held.minor() > 0 && !self.steps.iter().any(voiding) {
            let intent_id = self.id;
            let void = Step::void(intent_id, self.tender_mut(tender_id), held, now);
            self.void_reason.get_or_insert_with(|| CLOSED.to_owned());
            self.steps.push(void);
            self.done(self.steps.len() - 1, reference, now, effects);
        }
        let left = self.sum(|tender| tender.authorized_minor - tender.voided_minor);
        if left.minor() == 0 && self.status == IntentStatus::Authorized {
            self.give_all_back(now);
        }
    }

    fn declined(&mut self, step: usize, refusal: Refusal, now: Timestamp) {
        self.with_tender(step, |tender, _| tender.end_unpaid(TenderStatus::Declined));
        self.steps[step].status = StepStatus::Refused { refusal: refusal.clone(), decided_at: now };
        if self.status == IntentStatus::Authorizing {
            self.failure = Some(refusal);
            self.give_all_back(now);
        }
    }

    fn called_off(&mut self, step: usize, now: Timestamp) {
        self.with_tender(step, |tender, _| tender.end_unpaid(TenderStatus::Voided));
        let refusal = Refusal::new(payment_contracts::refusal::VOIDED, "called off before it was decided");
        self.steps[step].status = StepStatus::Refused { refusal, decided_at: now };
    }

    fn action_required(&mut self, step: usize, url: String, now: Timestamp, effects: &mut Effects) {
        let tender_id = self.steps[step].tender_id;
        let known =
            self.tender(tender_id).is_some_and(|tender| tender.status == TenderStatus::ActionRequired);
        if !known {
            effects.facts.push(Fact::ActionRequired { tender_id, url: url.clone() });
        }
        self.with_tender(step, |tender, _| {
            tender.status = TenderStatus::ActionRequired;
            tender.action_url = Some(url);
        });
        self.steps[step].wait_for_payer(now);
    }

    /// True for a refund that nobody asked for: the order owes less than was collected.
    fn owed_back(&self, step: usize) -> bool {
        let by = self.lowered.map(|lowered| Operation::Refund(RefundId::from_uuid(lowered.by)));
        by.is_some() && self.steps[step].operation == by
    }

    /// Starts to give everything back. Open authorizations are looked after at once, not at their next poll.
    pub(super) fn give_all_back(&mut self, now: Timestamp) {
        self.status = IntentStatus::Voiding;
        for step in self.steps.iter_mut().filter(|step| step.pending()) {
            step.try_now(now);
        }
    }

    /// Moves the intent on as far as it can go without another answer.
    pub(super) fn advance(&mut self, now: Timestamp, effects: &mut Effects) {
        match self.status {
            IntentStatus::Authorizing => {
                if self.tenders.iter().all(|tender| tender.status == TenderStatus::Authorized) {
                    self.status = IntentStatus::Authorized;
                    effects.facts.push(Fact::Authorized);
                    self.return_surplus(now);
                }
            }
            IntentStatus::Voiding => {
                let ids: Vec<TenderId> = self.tenders.iter().map(|tender| tender.id).collect();
                let open = ids.into_iter().filter(|id| !self.give_back(*id, now)).count();
                if open == 0 {
                    let failed = self.failure.is_some();
                    self.status = if failed { IntentStatus::Failed } else { IntentStatus::Voided };
                }
            }
            IntentStatus::Authorized => self.return_surplus(now),
            IntentStatus::Voided | IntentStatus::Failed => {}
        }
    }

    /// Asks for the next thing that gives this tender's money back; true when nothing is left. One thing at a time: an
    /// answer still awaited may change what there is to give.
    fn give_back(&mut self, tender_id: TenderId, now: Timestamp) -> bool {
        if self.undecided(tender_id) {
            return false;
        }
        let reason = self.void_reason.clone().unwrap_or_else(|| "payment failed".to_owned());
        let intent_id = self.id;
        let tender = self.tender_mut(tender_id);
        let (held, refundable) = (tender.held(), tender.refundable());
        let step = if held.minor() > 0 {
            Step::void(intent_id, tender, held, now)
        } else if refundable.minor() > 0 {
            tender.refunding_minor += refundable.minor();
            // A tender has one closing refund at most: its id may derive from the tender's, and needs no generator here.
            let refund_id = RefundId::from_uuid(tender_id.uuid());
            Step::refund(refund_id, (intent_id, tender_id), refundable, reason, now)
        } else {
            if tender.status == TenderStatus::Authorized {
                tender.status = TenderStatus::Voided;
            }
            return true;
        };
        self.steps.push(step);
        false
    }

    fn book(&self, step: usize, transfer: impl FnOnce(&Cause<'_>) -> Option<Transfer>) -> Option<Transfer> {
        let step = &self.steps[step];
        let tender = self.tender(step.tender_id).expect("BUG: a step belongs to a tender of its intent");
        let stored_value = stored_value::of(tender);
        transfer(&Cause {
            reference: &step.key,
            intent_id: self.id,
            provider: &tender.provider,
            stored_value,
        })
    }

    fn with_tender(&mut self, step: usize, change: impl FnOnce(&mut Tender, i64)) {
        let Step { tender_id, amount, .. } = self.steps[step];
        change(self.tender_mut(tender_id), amount.minor());
    }

    pub(super) fn tender_mut(&mut self, tender_id: TenderId) -> &mut Tender {
        let found = self.tenders.iter_mut().find(|tender| tender.id == tender_id);
        found.expect("BUG: a step belongs to a tender of its intent")
    }
}
