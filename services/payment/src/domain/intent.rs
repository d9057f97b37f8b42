//! An intent: what is to be paid for one order, and what became of it.

use kernel_base::{Currency, Money, Outcome, Personal, Refusal, Timestamp, TraceParent};
use payment_contracts::{
    AuthorizePayment, AuthorizedTender, IntentStatus, PaymentAuthorized, PaymentVoided, TenderRequest,
    TenderStatus, refusal,
};
use shared_contracts::{Code, CustomerId, OrderId, PaymentIntentId, TenderId};
use uuid::Uuid;

use super::ledger::Transfer;
use super::step::{Operation, Step};
use super::tender::Tender;

#[derive(Debug, Clone)]
pub(crate) struct Intent {
    pub(crate) id: PaymentIntentId,
    pub(crate) order_id: OrderId,
    /// Who buys, signed in.
    pub(crate) customer_id: Option<CustomerId>,
    pub(crate) amount: Money,
    pub(crate) status: IntentStatus,
    pub(crate) deadline: Timestamp,
    pub(crate) order_confirmed: bool,
    /// The first refusal; stands from the moment it is known.
    pub(crate) failure: Option<Refusal>,
    pub(crate) void_reason: Option<String>,
    pub(crate) trace: Option<TraceParent>,
    /// As read from the database; 0 when not written yet.
    pub(crate) version: i64,
    pub(crate) created_at: Timestamp,
    pub(crate) lowered: Option<Lowered>,
    pub(crate) tenders: Vec<Tender>,
    /// The undecided steps, and those decided or made since the intent was read.
    pub(crate) steps: Vec<Step>,
}

/// The order owes less than the intent's amount, because pieces of it were cancelled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Lowered {
    /// What is owed in all, paid or not.
    pub(crate) due_minor: i64,
    /// The event that told of it last.
    pub(crate) by: Uuid,
}

/// What others learn of a change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Fact {
    Authorized,
    ActionRequired { tender_id: TenderId, url: String },
    Captured { operation: Operation, tender_id: TenderId, amount: Money },
    Refunded { operation: Operation, tender_id: TenderId, amount: Money, reason: String },
    Voided { tender_id: TenderId, amount: Money },
}

/// What a change causes outside of the intent itself.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Effects {
    pub(crate) transfers: Vec<Transfer>,
    pub(crate) facts: Vec<Fact>,
}

const MOST_TENDERS: usize = 10;

impl Intent {
    /// A new intent with every authorization still to be asked for, or a failed one when the command is no good.
    pub(crate) fn open(
        command: &AuthorizePayment,
        known_provider: impl Fn(&Code) -> bool,
        trace: Option<TraceParent>,
        now: Timestamp,
        effects: &mut Effects,
    ) -> Self {
        let mut intent = Self {
            id: command.intent_id,
            order_id: command.order_id,
            customer_id: command.customer_id,
            amount: command.amount,
            status: IntentStatus::Authorizing,
            deadline: command.deadline,
            order_confirmed: false,
            failure: None,
            void_reason: None,
            trace,
            version: 0,
            created_at: now,
            lowered: None,
            tenders: Vec::new(),
            steps: Vec::new(),
        };
        if let Err(refusal) = validate(command, known_provider, now) {
            intent.amount = Money::new(command.amount.minor().max(0), command.amount.currency());
            intent.failure = Some(refusal);
            intent.status = IntentStatus::Failed;
            return intent;
        }
        for request in &command.tenders {
            intent.add_tender(request, now);
        }
        intent.advance(now, effects);
        intent
    }

    /// The intent of an authorization whose void came first. Nothing is asked for any more, but an earlier try to handle
    /// the same command may have reached a provider before its transaction lost against the void: every tender is
    /// looked up and called off before the command is answered.
    pub(crate) fn open_voided(
        command: &AuthorizePayment,
        known_provider: impl Fn(&Code) -> bool,
        tombstone_version: i64,
        now: Timestamp,
        effects: &mut Effects,
    ) -> Self {
        let mut intent = Self::open(command, known_provider, None, now, effects);
        intent.version = tombstone_version;
        if intent.status != IntentStatus::Failed {
            intent.give_all_back(now);
            intent.advance(now, effects);
        }
        intent
    }

    fn add_tender(&mut self, request: &TenderRequest, now: Timestamp) {
        let mut tender = Tender::new(request);
        if tender.amount_minor == 0 {
            // Nothing to secure: no provider is asked for nothing.
            tender.authorize(tender.id.to_string());
        } else {
            self.steps.push(Step::authorize(self.id, tender.id, tender.amount(), now));
        }
        self.tenders.push(tender);
    }

    pub(crate) const fn currency(&self) -> Currency {
        self.amount.currency()
    }

    /// What the order owes in all, paid or not.
    pub(crate) fn due(&self) -> Money {
        let minor = self.lowered.map_or(self.amount.minor(), |lowered| lowered.due_minor);
        Money::new(minor, self.currency())
    }

    pub(crate) fn tender(&self, tender_id: TenderId) -> Option<&Tender> {
        self.tenders.iter().find(|tender| tender.id == tender_id)
    }

    pub(crate) fn undecided(&self, tender_id: TenderId) -> bool {
        self.steps.iter().any(|step| step.tender_id == tender_id && step.pending())
    }

    /// True when the payer brought a result for this tender that its provider has not been given yet.
    pub(crate) fn answered(&self, tender_id: TenderId) -> bool {
        let mut steps = self.steps.iter().filter(|step| step.tender_id == tender_id && step.pending());
        steps.any(|step| step.action_result.is_some())
    }

    /// The sum of one amount over all tenders. Cannot overflow: the tenders sum up to the intent's amount.
    pub(crate) fn sum(&self, minor: impl Fn(&Tender) -> i64) -> Money {
        Money::new(self.tenders.iter().map(minor).sum(), self.currency())
    }

    /// The answer to an authorization command, once there is one.
    pub(crate) fn authorize_outcome(&self) -> Option<Outcome<PaymentAuthorized>> {
        match self.status {
            IntentStatus::Authorizing | IntentStatus::Voiding => None,
            IntentStatus::Authorized => Some(Outcome::Done(PaymentAuthorized {
                intent_id: self.id,
                tenders: self.authorized_tenders(),
            })),
            IntentStatus::Voided | IntentStatus::Failed => {
                let voided = || Refusal::new(refusal::VOIDED, "the payment was voided");
                Some(Outcome::Refused(self.failure.clone().unwrap_or_else(voided)))
            }
        }
    }

    /// The answer to a void command, once nothing is held.
    pub(crate) fn void_outcome(&self) -> Option<Outcome<PaymentVoided>> {
        match self.status {
            IntentStatus::Authorizing | IntentStatus::Authorized | IntentStatus::Voiding => None,
            IntentStatus::Voided | IntentStatus::Failed => Some(Outcome::Done(PaymentVoided {
                intent_id: self.id,
                voided: Some(self.sum(|tender| tender.voided_minor)),
                refunded: Some(self.sum(|tender| tender.refunded_minor)),
            })),
        }
    }

    pub(crate) fn authorized_tenders(&self) -> Vec<AuthorizedTender> {
        self.tenders
            .iter()
            .filter(|tender| tender.status == TenderStatus::Authorized)
            .map(|tender| AuthorizedTender {
                tender_id: tender.id,
                provider: tender.provider.clone(),
                provider_reference: tender.provider_reference.clone().unwrap_or_default(),
                amount: tender.amount(),
            })
            .collect()
    }
}

fn validate(
    command: &AuthorizePayment,
    known_provider: impl Fn(&Code) -> bool,
    now: Timestamp,
) -> Result<(), Refusal> {
    let invalid = |message: &str| Err(Refusal::new(refusal::INVALID, message));
    let tenders = &command.tenders;
    if tenders.len() > MOST_TENDERS {
        return invalid("a payment has at most 10 tenders");
    }
    if command.amount.minor() < 0 || tenders.iter().any(|tender| tender.amount.minor() < 0) {
        return invalid("amounts must not be negative");
    }
    match Money::sum(command.amount.currency(), tenders.iter().map(|tender| tender.amount)) {
        Ok(sum) if sum == command.amount => {}
        Ok(_) => return invalid("the tenders do not sum up to the amount"),
        Err(_) => return invalid("the tenders cannot be summed up in the currency of the amount"),
    }
    let repeated = |index: usize, id: TenderId| tenders[..index].iter().any(|tender| tender.tender_id == id);
    if tenders.iter().enumerate().any(|(index, tender)| repeated(index, tender.tender_id)) {
        return invalid("two tenders have the same id");
    }
    let texts =
        |tender: &TenderRequest| [tender.token.clone(), tender.reference.clone()].into_iter().flatten();
    if tenders.iter().flat_map(texts).any(|text| text.erased()) {
        return invalid("the payer was erased before the payment was asked for");
    }
    let too_long = |text: Option<&Personal<String>>, most: usize| {
        text.and_then(Personal::as_known).is_some_and(|text| text.chars().count() > most)
    };
    if tenders.iter().any(|tender| {
        too_long(tender.reference.as_ref(), TenderRequest::LONGEST_REFERENCE)
            || too_long(tender.token.as_ref(), TenderRequest::LONGEST_TOKEN)
    }) {
        return invalid("token and reference have at most 255 characters");
    }
    if let Some(tender) = tenders.iter().find(|tender| !known_provider(&tender.provider)) {
        let message = format!("there is no payment provider {}", tender.provider);
        return Err(Refusal::new(refusal::UNKNOWN_PROVIDER, message));
    }
    if command.deadline <= now {
        return Err(Refusal::new(refusal::TIMED_OUT, "the deadline passed before a provider was asked"));
    }
    Ok(())
}
