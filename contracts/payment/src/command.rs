//! Saga commands: authorize the money of an order, give it back, forget who paid.

use kernel_base::{CommandData, Money, Personal, Timestamp};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use shared_contracts::{
    CaptureId, Code, CustomerId, ErasureProof, ErasureSubject, OrderId, PaymentIntentId, TenderId,
};

/// Secures the money of one order: all tenders, or none.
///
/// Answered when every tender is decided. That can take until `deadline` when the payer must act or the provider
/// does not answer; after the deadline the answer is a refusal and no money is held.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AuthorizePayment {
    /// Chosen by the caller, one per attempt to place an order.
    pub intent_id: PaymentIntentId,
    /// What is paid for.
    pub order_id: OrderId,
    /// The order's total; zero or more.
    pub amount: Money,
    /// How it is paid, 1 to 10 tenders whose amounts sum up to `amount`; may be empty when `amount` is zero.
    pub tenders: Vec<TenderRequest>,
    /// Money that is secured but has no confirmed order by now is given back.
    pub deadline: Timestamp,
    /// Who buys, signed in: whose store credit may be spent. Absent for guests, and in commands of the first release.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub customer_id: Option<CustomerId>,
}

/// One way of paying a part of the total.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TenderRequest {
    /// Chosen by the caller; the provider's idempotency keys derive from it.
    pub tender_id: TenderId,
    /// The payment provider: `manual`, `test`, `stripe`, `gift_card`, `store_credit`.
    pub provider: Code,
    /// The part this tender pays, in the currency of the total.
    pub amount: Money,
    /// What the provider gave the shopper's browser for the payment method, or the code of the gift card; at most 255
    /// characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub token: Option<Personal<String>>,
    /// The payer's own reference, such as a purchase order number; at most 255 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<Personal<String>>,
}

impl TenderRequest {
    /// The most characters of a token: whoever takes one from a payer refuses a longer one at once.
    pub const LONGEST_TOKEN: usize = 255;
    /// The most characters of a reference.
    pub const LONGEST_REFERENCE: usize = 255;
}

/// The money is secured.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PaymentAuthorized {
    /// The intent of the command.
    pub intent_id: PaymentIntentId,
    /// Its tenders, in the order of the command.
    pub tenders: Vec<AuthorizedTender>,
}

/// A tender whose money is secured.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AuthorizedTender {
    /// The tender of the command.
    pub tender_id: TenderId,
    /// Its provider.
    pub provider: Code,
    /// What the provider calls the authorization.
    pub provider_reference: String,
    /// What is secured.
    pub amount: Money,
}

impl CommandData for AuthorizePayment {
    const TYPE: &'static str = "payment.authorize.v1";
    const REPLY: &'static str = "payment.authorize_replied.v1";
    type Done = PaymentAuthorized;
}

/// Gives back all money of an intent: voids what is not captured, refunds what is. Never refused.
///
/// An authorization that is still under way is resolved first. A void that overtakes its [`AuthorizePayment`] leaves a
/// tombstone: the authorization that comes later is refused without asking a provider.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct VoidPayment {
    /// The intent of the [`AuthorizePayment`] to undo.
    pub intent_id: PaymentIntentId,
    /// The order it belongs to.
    pub order_id: OrderId,
    /// Why, for staff and for the provider; at most 500 characters are kept.
    pub reason: String,
}

/// No money of the intent is held any more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PaymentVoided {
    /// The intent of the command.
    pub intent_id: PaymentIntentId,
    /// Authorized money that was let go; absent when the intent was never heard of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub voided: Option<Money>,
    /// Captured money that was paid back, earlier refunds included; absent when the intent was never heard of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refunded: Option<Money>,
}

impl CommandData for VoidPayment {
    const TYPE: &'static str = "payment.void.v1";
    const REPLY: &'static str = "payment.void_replied.v1";
    type Done = PaymentVoided;
}

/// Collects authorized money of an order: with goods that leave, or as soon as the order stands. As much of it as is held and
/// still owed, which is less than was asked for when pieces were cancelled meanwhile. Answered as soon as it is decided what
/// is collected; that it was, [`crate::IntentCaptured`] tells.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CapturePayment {
    /// Chosen by the caller; the provider's idempotency keys derive from it.
    pub capture_id: CaptureId,
    /// The intent of the [`AuthorizePayment`].
    pub intent_id: PaymentIntentId,
    /// The order it belongs to.
    pub order_id: OrderId,
    /// How much; all that is owed when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Money>,
}

/// The money is being collected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CaptureAccepted {
    /// The capture of the command.
    pub capture_id: CaptureId,
    /// How much is collected.
    pub amount: Money,
}

impl CommandData for CapturePayment {
    const TYPE: &'static str = "payment.capture.v1";
    const REPLY: &'static str = "payment.capture_replied.v1";
    type Done = CaptureAccepted;
}

/// Codes of a refused [`AuthorizePayment`].
pub mod refusal {
    /// The provider refuses without saying more.
    pub const DECLINED: &str = "payment.declined";
    /// The payer's account does not hold enough.
    pub const INSUFFICIENT_FUNDS: &str = "payment.insufficient_funds";
    /// The payer did not finish the required action before the deadline.
    pub const ACTION_EXPIRED: &str = "payment.action_expired";
    /// The provider gave no definitive answer before the deadline; whatever it did is undone.
    pub const TIMED_OUT: &str = "payment.timed_out";
    /// A [`super::VoidPayment`] for the same intent came first.
    pub const VOIDED: &str = "payment.voided";
    /// No such provider.
    pub const UNKNOWN_PROVIDER: &str = "payment.unknown_provider";
    /// There is no such gift card, or it is of another currency, expired or disabled.
    pub const GIFT_CARD_UNUSABLE: &str = "payment.gift_card_unusable";
    /// The provider cannot take this amount or this currency.
    pub const AMOUNT_UNSUPPORTED: &str = "payment.amount_unsupported";
    /// Nothing is held, or nothing of it is owed: of a [`super::CapturePayment`].
    pub const NOTHING_TO_CAPTURE: &str = "payment.nothing_to_capture";
    /// The command contradicts itself: tenders do not sum up, currencies differ, limits are exceeded.
    pub const INVALID: &str = "payment.invalid_authorization";
}

/// Takes out of the person's payments what says who paid with what; the amounts and the provider's references stay. Never
/// refused; asked by customer. Subject: the erasure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ErasePayments {
    /// Whose.
    pub subject: ErasureSubject,
}

impl CommandData for ErasePayments {
    const TYPE: &'static str = "payment.erase_subject.v1";
    const REPLY: &'static str = "payment.erase_subject_replied.v1";
    type Done = ErasureProof;
}
