//! What payment tells the world. The subject of each event is the intent.

use kernel_base::{EventData, Money, Timestamp};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use shared_contracts::{CaptureId, OrderId, PaymentIntentId, RefundId, TenderId};

use crate::AuthorizedTender;

/// The money of an order is secured.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct IntentAuthorized {
    /// The intent.
    pub intent_id: PaymentIntentId,
    /// What is paid for.
    pub order_id: OrderId,
    /// The sum of the tenders.
    pub amount: Money,
    /// How it is paid.
    pub tenders: Vec<AuthorizedTender>,
    /// When.
    pub occurred_at: Timestamp,
}

impl EventData for IntentAuthorized {
    const TYPE: &'static str = "payment.authorized.v1";
}

/// Authorized money was collected, in part or whole. A capture split over several tenders has one event for each.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct IntentCaptured {
    /// The capture.
    pub capture_id: CaptureId,
    /// The intent.
    pub intent_id: PaymentIntentId,
    /// What is paid for.
    pub order_id: OrderId,
    /// The tender that was charged.
    pub tender_id: TenderId,
    /// What was collected from it.
    pub amount: Money,
    /// What all captures of the intent collected so far.
    pub captured: Money,
    /// When.
    pub occurred_at: Timestamp,
}

impl EventData for IntentCaptured {
    const TYPE: &'static str = "payment.captured.v1";
}

/// Captured money was paid back, in part or whole. A refund split over several tenders has one event for each.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct IntentRefunded {
    /// The refund.
    pub refund_id: RefundId,
    /// The intent.
    pub intent_id: PaymentIntentId,
    /// What was paid for.
    pub order_id: OrderId,
    /// The tender the money went back to.
    pub tender_id: TenderId,
    /// What was paid back to it.
    pub amount: Money,
    /// What all refunds of the intent paid back so far.
    pub refunded: Money,
    /// Why, as staff wrote it.
    pub reason: String,
    /// When.
    pub occurred_at: Timestamp,
}

impl EventData for IntentRefunded {
    const TYPE: &'static str = "payment.refunded.v1";
}

/// Authorized money that was not captured was let go. One event for each tender.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct IntentVoided {
    /// The intent.
    pub intent_id: PaymentIntentId,
    /// What was to be paid for.
    pub order_id: OrderId,
    /// The tender that was let go.
    pub tender_id: TenderId,
    /// What was let go.
    pub amount: Money,
    /// What all voids of the intent let go so far; absent in events of the first release.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub voided: Option<Money>,
    /// Why.
    pub reason: String,
    /// When.
    pub occurred_at: Timestamp,
}

impl EventData for IntentVoided {
    const TYPE: &'static str = "payment.voided.v1";
}

/// The payer must do something before the provider decides, such as confirm in the bank's app.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct IntentActionRequired {
    /// The intent.
    pub intent_id: PaymentIntentId,
    /// What is to be paid for.
    pub order_id: OrderId,
    /// The tender that waits.
    pub tender_id: TenderId,
    /// Where the payer goes on.
    pub action_url: String,
    /// The authorization is refused when nothing happens before.
    pub deadline: Timestamp,
    /// When.
    pub occurred_at: Timestamp,
}

impl EventData for IntentActionRequired {
    const TYPE: &'static str = "payment.action_required.v1";
}
