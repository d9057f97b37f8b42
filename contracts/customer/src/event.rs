//! What happened to a customer. The subject is the customer's id. No payload holds personal data: ids and codes only, and
//! who needs more asks.

use kernel_base::{EventData, Timestamp};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use shared_contracts::{Code, CustomerId, ErasureId};

use crate::CustomerStatus;

/// A customer was first seen, or their profile changed. The envelope's version is the profile's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CustomerChanged {
    /// The customer.
    pub customer_id: CustomerId,
    /// Version of the profile after the change; 1 when first seen.
    pub version: i64,
    /// Whether the merchant does business with them; absent in events of the first release.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<CustomerStatus>,
    /// When.
    pub occurred_at: Timestamp,
}

impl EventData for CustomerChanged {
    const TYPE: &'static str = "customer.customer_changed.v1";
}

/// A customer belongs to other groups than before. The envelope's version counts these changes of one customer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct GroupMembershipChanged {
    /// The customer.
    pub customer_id: CustomerId,
    /// All groups and segments they belong to now, in place of what was told before.
    pub groups: Vec<Code>,
    /// When.
    pub occurred_at: Timestamp,
}

impl EventData for GroupMembershipChanged {
    const TYPE: &'static str = "customer.group_membership_changed.v1";
}

/// A customer gave or withdrew a consent. Consents are entries without a version; the envelope's is 0.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ConsentChanged {
    /// The customer.
    pub customer_id: CustomerId,
    /// What for: `newsletter`.
    pub kind: Code,
    /// True when given, false when withdrawn.
    pub given: bool,
    /// When.
    pub occurred_at: Timestamp,
}

impl EventData for ConsentChanged {
    const TYPE: &'static str = "customer.consent_changed.v1";
}

/// Nothing is known of a customer any more, anywhere on the platform; their id stays and means nobody. The envelope's version
/// is 0.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CustomerErased {
    /// The customer.
    pub customer_id: CustomerId,
    /// The erasure, which knows what became of the data.
    pub erasure_id: ErasureId,
    /// When.
    pub occurred_at: Timestamp,
}

impl EventData for CustomerErased {
    const TYPE: &'static str = "customer.customer_erased.v1";
}
