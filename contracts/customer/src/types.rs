//! The nouns of customer as others see them.

use kernel_base::Secret;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use shared_contracts::{Code, CustomerId, Email, Locale};

/// Which customer a question is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CustomerQuery {
    /// The customer.
    pub customer_id: CustomerId,
}

/// Whether the merchant does business with a customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CustomerStatus {
    /// Yes.
    Active,
    /// Staff said no.
    Blocked,
}

/// Who a customer is. Personal data: it is asked for when needed, never copied and never put into an event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CustomerProfile {
    /// The customer.
    pub customer_id: CustomerId,
    /// Where to write to, as the customer or staff said. Not proof of who signs in: that is auth's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<Secret<Email>>,
    /// First name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub given_name: Option<Secret<String>>,
    /// Last name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub family_name: Option<Secret<String>>,
    /// Which language to write in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub locale: Option<Locale>,
    /// Whether the merchant does business with them.
    pub status: CustomerStatus,
    /// Groups and segments they belong to.
    pub groups: Vec<Code>,
}
