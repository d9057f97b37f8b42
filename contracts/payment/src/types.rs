//! The payment of an order as others see it.

use std::collections::BTreeMap;

use kernel_base::{Money, Secret, Timestamp};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use shared_contracts::{Code, OrderId, PaymentIntentId, TenderId};

/// Which payment is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FindIntent {
    /// The order; its newest intent is meant when an earlier one failed.
    pub order_id: OrderId,
}

/// What is going to be paid, and through whom.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PrepareSession {
    /// The payment provider: `test`.
    pub provider: Code,
    /// How much; more than zero.
    pub amount: Money,
}

/// What the payer's browser needs to make a token for a payment method.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PaymentSession {
    /// The provider.
    pub provider: Code,
    /// The provider's own settings, by name.
    pub settings: BTreeMap<String, String>,
}

/// The payer is back from the required action.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AnswerAction {
    /// The order; its newest intent is meant when an earlier one failed.
    pub order_id: OrderId,
    /// The tender that required it; the first that waits when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tender_id: Option<TenderId>,
    /// What the provider gave the payer's browser for us, at most 4000 characters. Absent when it gave nothing: then the
    /// provider is asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub result: Option<Secret<String>>,
}

impl AnswerAction {
    /// The most characters of a result.
    pub const LONGEST_RESULT: usize = 4000;
}

/// What is to be paid for one order, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PaymentIntent {
    /// The intent.
    pub intent_id: PaymentIntentId,
    /// What is paid for.
    pub order_id: OrderId,
    /// Where it stands.
    pub status: IntentStatus,
    /// The sum of the tenders.
    pub amount: Money,
    /// What the order owes of it in all, paid or not: less than `amount` once pieces of the order were cancelled.
    pub due: Money,
    /// Secured by providers, whether captured since or not.
    pub authorized: Money,
    /// Collected.
    pub captured: Money,
    /// Paid back, at most what was captured.
    pub refunded: Money,
    /// Secured once, then let go uncollected.
    pub voided: Money,
    /// How it is paid.
    pub tenders: Vec<Tender>,
    /// Money without a confirmed order is given back at this time.
    pub deadline: Timestamp,
    /// Why the intent failed or was voided: a code of [`crate::refusal`] or the reason given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub failure: Option<String>,
    /// Counts the changes of the intent.
    pub version: i64,
    /// When it was asked for.
    pub created_at: Timestamp,
}

/// Where an intent stands. How much was captured or refunded, the amounts tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum IntentStatus {
    /// Providers are being asked, or the payer must act.
    Authorizing,
    /// All tenders are secured.
    Authorized,
    /// Money is on its way back.
    Voiding,
    /// Nothing is held any more.
    Voided,
    /// Refused; nothing is held.
    Failed,
}

/// One way of paying a part of the intent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Tender {
    /// The tender.
    pub tender_id: TenderId,
    /// Its provider.
    pub provider: Code,
    /// Where it stands.
    pub status: TenderStatus,
    /// The part it pays.
    pub amount: Money,
    /// Collected.
    pub captured: Money,
    /// Paid back.
    pub refunded: Money,
    /// What the provider calls the authorization.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provider_reference: Option<String>,
    /// The payer's own reference.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// What the payer must do; only while the status is `action_required`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub action: Option<RequiredAction>,
}

/// Where a tender stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TenderStatus {
    /// The provider is being asked.
    Pending,
    /// The payer must act.
    ActionRequired,
    /// The money is secured.
    Authorized,
    /// The provider said no.
    Declined,
    /// Let go; what was captured is refunded.
    Voided,
}

/// What a payer must do before the provider decides.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RequiredAction {
    /// Where the payer goes on.
    pub url: String,
    /// True once the payer brought a result that the provider has not been given yet.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub answered: bool,
}
