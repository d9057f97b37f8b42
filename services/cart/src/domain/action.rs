//! What the payer has to do before the bank decides, as the shopper may know it.

use kernel_base::{Money, Timestamp};
use payment_contracts::{IntentStatus, PaymentIntent, TenderStatus};
use shared_contracts::TenderId;

/// The actions that a cart's payment waits for; never none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PaymentAction {
    pub(crate) waiting: Vec<TenderAction>,
    /// The payment is refused when nothing happens before.
    pub(crate) deadline: Timestamp,
}

/// What one part of the payment waits for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TenderAction {
    pub(crate) tender_id: TenderId,
    pub(crate) amount: Money,
    pub(crate) url: String,
    /// The provider is being told what the payer brought.
    pub(crate) answered: bool,
}

impl PaymentAction {
    /// None while there is nothing to do: not yet, or not any more.
    pub(crate) fn of(intent: PaymentIntent) -> Option<Self> {
        if intent.status != IntentStatus::Authorizing {
            return None;
        }
        let waiting = intent.tenders.into_iter().filter_map(|tender| {
            let action = tender.action.filter(|_| tender.status == TenderStatus::ActionRequired)?;
            Some(TenderAction {
                tender_id: tender.tender_id,
                amount: tender.amount,
                url: action.url,
                answered: action.answered,
            })
        });
        let waiting: Vec<TenderAction> = waiting.collect();
        (!waiting.is_empty()).then_some(Self { waiting, deadline: intent.deadline })
    }

    /// True while it is the shopper's turn.
    pub(crate) fn open(&self) -> bool {
        self.waiting.iter().any(|tender| !tender.answered)
    }
}
