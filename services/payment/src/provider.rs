//! What a payment provider must be able to do, and the list of those in use.

pub(crate) mod manual;
pub(crate) mod signature;
pub(crate) mod stored_value;
pub mod stripe;
pub mod test;

use std::collections::BTreeMap;
use std::sync::Arc;

use async_trait::async_trait;
use axum::http::HeaderMap;
use kernel_base::{Money, Secret, Timestamp};
use payment_contracts::PaymentSession;
use shared_contracts::Code;

use crate::domain::step::StepKind;

pub(crate) use crate::domain::step::refuse;
pub use crate::domain::step::{Answer, StepRequest};

/// The provider gave no answer: whether it did what was asked is unknown.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Unanswered(pub String);

/// What calling off an authorization came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CallOff {
    /// It holds nothing and never will.
    CalledOff,
    /// Too late: this had been decided.
    Decided(Answer),
}

/// What a webhook says: that there is news of a step. The news themselves are asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WebhookFact {
    /// The provider's id of the event; the same when it is sent again.
    pub event_id: String,
    /// The step it is about.
    pub step_key: String,
    /// The provider's name for what happened.
    pub kind: String,
    /// What of the body is worth keeping: nothing that says who pays.
    pub payload: String,
}

/// Why a webhook is not accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WebhookError {
    /// Signature missing, wrong or too old.
    Unverified,
    /// Signed, but not understood.
    Malformed,
}

/// A payment provider. Every step is asked with a key that never changes, and may be asked again with it: the provider
/// does it once and repeats its answer.
#[async_trait]
pub trait Provider: Send + Sync {
    /// Decides a step without any effect outside of our own database; `None` when somebody has to be asked. Called before
    /// the step is recorded, and perhaps for one that never is.
    fn decide(&self, _kind: StepKind, _request: &StepRequest) -> Option<Answer> {
        None
    }

    /// Authorizes in the transaction of the command, without waiting for anybody; `None` when that takes the long way.
    /// Our transaction may fail afterwards: the command comes again then and asks with the same key, or a void of it looks
    /// the key up. That holds for authorizations only, which depend on nothing but their command.
    fn authorize_at_once(&self, _request: &StepRequest) -> Option<Answer> {
        None
    }

    /// Prepares a payment in the shopper's browser.
    async fn session(&self, amount: Money) -> Result<PaymentSession, Unanswered>;

    /// Secures an amount.
    async fn authorize(&self, request: &StepRequest) -> Result<Answer, Unanswered>;

    /// Hands over what the payer brought back from the required action of this authorization.
    async fn complete_action(
        &self,
        request: &StepRequest,
        result: &Secret<String>,
    ) -> Result<Answer, Unanswered>;

    /// Collects a part of an authorization.
    async fn capture(&self, request: &StepRequest) -> Result<Answer, Unanswered>;

    /// Lets go the rest of an authorization.
    async fn void(&self, request: &StepRequest) -> Result<Answer, Unanswered>;

    /// Pays back a part of what was collected.
    async fn refund(&self, request: &StepRequest) -> Result<Answer, Unanswered>;

    /// What became of this step, asked before; `None` when it is to be asked again with its key, because the provider has
    /// never heard of it or tells only so.
    async fn find(&self, kind: StepKind, request: &StepRequest) -> Result<Option<Answer>, Unanswered>;

    /// Ends an authorization that is undecided or unheard of: should it still arrive, it is refused. An adapter of a
    /// provider that cannot refuse in advance authorizes with the same key, which decides it, and answers that.
    async fn call_off(&self, request: &StepRequest) -> Result<CallOff, Unanswered>;

    /// Checks a webhook's signature and reads it.
    fn webhook(&self, headers: &HeaderMap, body: &[u8], now: Timestamp) -> Result<WebhookFact, WebhookError>;
}

/// The providers in use, by code.
#[derive(Clone, Default)]
pub struct Providers(BTreeMap<String, Arc<dyn Provider>>);

impl Providers {
    /// Adds one.
    #[must_use]
    pub fn with(mut self, code: &'static str, provider: Arc<dyn Provider>) -> Self {
        self.0.insert(code.to_owned(), provider);
        self
    }

    pub(crate) fn get(&self, code: &Code) -> Option<&Arc<dyn Provider>> {
        self.0.get(code.as_str())
    }

    pub(crate) fn known(&self, code: &Code) -> bool {
        self.0.contains_key(code.as_str())
    }
}
