//! A step: one thing asked of a provider under one idempotency key, however often it takes.

use std::time::Duration;

use kernel_base::{Money, Refusal, Secret, Timestamp};
use serde::{Deserialize, Serialize};
use shared_contracts::{CaptureId, PaymentIntentId, RefundId, TenderId};
use uuid::Uuid;

use super::tender::Tender;

/// What is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StepKind {
    /// Secure the tender's amount.
    Authorize,
    /// Collect a part of what is secured.
    Capture,
    /// Let go what is secured and not collected.
    Void,
    /// Pay back a part of what was collected.
    Refund,
}

/// One thing asked of a provider. The same key always comes with the same question.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct StepRequest {
    /// The idempotency key to hand on.
    pub key: String,
    /// The tender, for the provider's own records.
    pub tender_id: TenderId,
    /// How much.
    pub amount: Money,
    /// What stands for the payment method. Only for authorizations.
    pub token: Option<Secret<String>>,
    /// The payer's own reference.
    pub reference: Option<String>,
    /// The provider's name for the authorization. For everything but authorizations.
    pub authorization: Option<String>,
    /// Why, for voids and refunds.
    pub reason: Option<String>,
    /// Since when it is asked: providers forget keys after a while.
    pub asked_at: Timestamp,
}

/// What a provider says to a step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// It is done.
    Done {
        /// The provider's name for it.
        reference: String,
    },
    /// It was not done and will not be.
    Refused(Refusal),
    /// Not before the payer has acted. Only for authorizations.
    ActionRequired {
        /// Where the payer goes on.
        url: String,
    },
    /// The provider has it and will decide later.
    Processing,
    /// It is done, and what else the authorization held is let go: nothing more can be collected. Only for captures.
    DoneAndClosed {
        /// The provider's name for it.
        reference: String,
    },
    /// It was not done and will not be: the authorization has ended. Only for captures.
    RefusedAndClosed(Refusal),
}

impl Answer {
    /// True when the provider holds nothing more for the tender.
    pub(crate) const fn closes(&self) -> bool {
        matches!(self, Self::DoneAndClosed { .. } | Self::RefusedAndClosed(_))
    }
}

/// A refusal a provider may give without more words.
pub(crate) fn refuse(code: &'static str, message: &str) -> Answer {
    Answer::Refused(Refusal::new(code, message))
}

/// What trying a step came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Attempt {
    Answered(Answer),
    /// The authorization was undecided and is now called off: it holds nothing and never will.
    CalledOff,
    /// No answer: the provider may have done it or not.
    Unanswered,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum StepStatus {
    Pending { next_try_at: Timestamp },
    Done { reference: String, decided_at: Timestamp },
    Refused { refusal: Refusal, decided_at: Timestamp },
}

/// The capture or refund a step is a part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Operation {
    Capture(CaptureId),
    Refund(RefundId),
}

#[derive(Debug, Clone)]
pub(crate) struct Step {
    pub(crate) key: String,
    pub(crate) intent_id: PaymentIntentId,
    pub(crate) tender_id: TenderId,
    pub(crate) kind: StepKind,
    pub(crate) operation: Option<Operation>,
    pub(crate) amount: Money,
    pub(crate) reason: Option<String>,
    /// A refund that is given as store credit: the tender's provider has no part in it.
    pub(crate) to_store_credit: bool,
    pub(crate) status: StepStatus,
    pub(crate) action_result: Option<Secret<String>>,
    pub(crate) tries: i32,
    /// How many webhooks told of it.
    pub(crate) news: i32,
    pub(crate) created_at: Timestamp,
}

/// How often an open action is looked after when neither payer nor webhook calls.
const ACTION_POLL: Duration = Duration::from_secs(60);
const FIRST_PAUSE: Duration = Duration::from_secs(1);
const LONGEST_PAUSE: Duration = Duration::from_secs(300);

impl StepKind {
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Authorize => "authorize",
            Self::Capture => "capture",
            Self::Void => "void",
            Self::Refund => "refund",
        }
    }

    pub(crate) fn parse(text: &str) -> Option<Self> {
        [Self::Authorize, Self::Capture, Self::Void, Self::Refund]
            .into_iter()
            .find(|kind| kind.as_str() == text)
    }
}

/// The key of a tender's one authorization.
pub(crate) fn authorize_key(tender_id: TenderId) -> String {
    format!("{tender_id}:authorize")
}

impl Operation {
    pub(crate) fn uuid(self) -> Uuid {
        match self {
            Self::Capture(id) => id.uuid(),
            Self::Refund(id) => id.uuid(),
        }
    }
}

impl Step {
    pub(crate) fn authorize(
        intent_id: PaymentIntentId,
        tender_id: TenderId,
        amount: Money,
        now: Timestamp,
    ) -> Self {
        Self::new(authorize_key(tender_id), (intent_id, tender_id), StepKind::Authorize, amount, now)
    }

    /// Lets go the rest of an authorization. A capture refused later can leave another rest, so the key tells how much was
    /// voided before.
    pub(crate) fn void(intent_id: PaymentIntentId, tender: &Tender, amount: Money, now: Timestamp) -> Self {
        let key = format!("{}:void:{}", tender.id, tender.voided_minor);
        Self::new(key, (intent_id, tender.id), StepKind::Void, amount, now)
    }

    pub(crate) fn capture(
        capture_id: CaptureId,
        (intent_id, tender_id): (PaymentIntentId, TenderId),
        amount: Money,
        now: Timestamp,
    ) -> Self {
        let key = format!("{capture_id}:{tender_id}");
        let step = Self::new(key, (intent_id, tender_id), StepKind::Capture, amount, now);
        Self { operation: Some(Operation::Capture(capture_id)), ..step }
    }

    pub(crate) fn refund(
        refund_id: RefundId,
        (intent_id, tender_id): (PaymentIntentId, TenderId),
        amount: Money,
        reason: String,
        now: Timestamp,
    ) -> Self {
        let key = format!("{refund_id}:{tender_id}");
        let step = Self::new(key, (intent_id, tender_id), StepKind::Refund, amount, now);
        Self { operation: Some(Operation::Refund(refund_id)), reason: Some(reason), ..step }
    }

    fn new(
        key: String,
        (intent_id, tender_id): (PaymentIntentId, TenderId),
        kind: StepKind,
        amount: Money,
        now: Timestamp,
    ) -> Self {
        Self {
            key,
            intent_id,
            tender_id,
            kind,
            operation: None,
            amount,
            reason: None,
            to_store_credit: false,
            status: StepStatus::Pending { next_try_at: now },
            action_result: None,
            tries: 0,
            news: 0,
            created_at: now,
        }
    }

    pub(crate) const fn pending(&self) -> bool {
        matches!(self.status, StepStatus::Pending { .. })
    }

    /// Pauses grow from a second to five minutes and never end: only an answer ends a step.
    pub(crate) fn try_later(&mut self, now: Timestamp) {
        let pause = FIRST_PAUSE * 2_u32.saturating_pow(u32::try_from(self.tries).unwrap_or(0).min(9));
        self.tries = self.tries.saturating_add(1);
        self.status = StepStatus::Pending { next_try_at: now.plus(pause.min(LONGEST_PAUSE)) };
    }

    pub(crate) fn wait_for_payer(&mut self, now: Timestamp) {
        self.tries = self.tries.saturating_add(1);
        self.status = StepStatus::Pending { next_try_at: now.plus(ACTION_POLL) };
    }

    pub(crate) fn try_now(&mut self, now: Timestamp) {
        self.status = StepStatus::Pending { next_try_at: now };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_do_not_depend_on_anything_but_what_is_asked() {
        let env = kernel_base::Env::system();
        let (intent, tender) = (env.id(), env.id());
        let amount = Money::new(1, kernel_base::Currency::EUR);
        let early = Step::authorize(intent, tender, amount, Timestamp::EPOCH);
        let late = Step::authorize(intent, tender, amount, env.now());
        assert_eq!(early.key, late.key);
        assert_ne!(early.key, Step::capture(env.id(), (intent, tender), amount, env.now()).key);
    }

    #[test]
    fn pauses_grow_and_stay_bounded() {
        let env = kernel_base::Env::system();
        let mut step =
            Step::authorize(env.id(), env.id(), Money::new(1, kernel_base::Currency::EUR), env.now());
        let mut pauses = Vec::new();
        for _ in 0..40 {
            step.try_later(Timestamp::EPOCH);
            let StepStatus::Pending { next_try_at } = step.status else { panic!("decided") };
            pauses.push(next_try_at.since(Timestamp::EPOCH));
        }
        assert!(pauses.is_sorted() && pauses[0] == FIRST_PAUSE && pauses[39] == LONGEST_PAUSE);
    }
}
