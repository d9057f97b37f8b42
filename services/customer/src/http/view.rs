//! How customers and what belongs to them look, to themselves and to staff.

use customer_contracts::CustomerStatus;
use kernel_base::{Money, Secret, Timestamp};
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize};
use shared_contracts::{Address, AddressId, Code, CustomerId, Email, Locale};

use crate::domain::address::BookAddress;
use crate::domain::consent::Consent;
use crate::domain::customer::Customer;
use crate::domain::purchase::Spent;

#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct ProfileView {
    customer_id: CustomerId,
    #[serde(skip_serializing_if = "Option::is_none")]
    email: Option<Secret<Email>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    given_name: Option<Secret<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    family_name: Option<Secret<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    locale: Option<Locale>,
    status: CustomerStatus,
    version: i64,
    created_at: Timestamp,
}

impl From<&Customer> for ProfileView {
    fn from(customer: &Customer) -> Self {
        Self {
            customer_id: customer.customer_id,
            email: customer.email.clone(),
            given_name: customer.given_name.clone(),
            family_name: customer.family_name.clone(),
            locale: customer.locale.clone(),
            status: customer.status,
            version: customer.version,
            created_at: customer.created_at,
        }
    }
}

#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct AddressView {
    address_id: AddressId,
    address: Address,
    /// True of exactly one address of the book.
    default_shipping: bool,
    /// True of exactly one address of the book.
    default_billing: bool,
    version: i64,
    created_at: Timestamp,
}

impl From<&BookAddress> for AddressView {
    fn from(known: &BookAddress) -> Self {
        Self {
            address_id: known.address_id,
            address: known.address.clone(),
            default_shipping: known.default_shipping,
            default_billing: known.default_billing,
            version: known.version,
            created_at: known.created_at,
        }
    }
}

#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct AddressesView {
    /// All of them, oldest first; 100 at most.
    items: Vec<AddressView>,
}

impl From<&[BookAddress]> for AddressesView {
    fn from(addresses: &[BookAddress]) -> Self {
        Self { items: addresses.iter().map(AddressView::from).collect() }
    }
}

#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct ConsentView {
    kind: Code,
    given: bool,
    source: Code,
    text_version: String,
    recorded_at: Timestamp,
}

impl From<&Consent> for ConsentView {
    fn from(consent: &Consent) -> Self {
        Self {
            kind: consent.kind.clone(),
            given: consent.given,
            source: consent.source.clone(),
            text_version: consent.text_version.clone(),
            recorded_at: consent.recorded_at,
        }
    }
}

/// Confirmed orders in one currency that were not cancelled.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct SpentView {
    /// What they come to, less what was cancelled of them.
    spent: Money,
    orders: i64,
    first_order_at: Timestamp,
    last_order_at: Timestamp,
}

impl From<&Spent> for SpentView {
    fn from(spent: &Spent) -> Self {
        Self {
            spent: spent.total,
            orders: spent.orders,
            first_order_at: spent.first_order_at,
            last_order_at: spent.last_order_at,
        }
    }
}

/// Tells a field that is `null` from one that is absent.
pub(super) fn present<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    deserializer: D,
) -> Result<Option<Option<T>>, D::Error> {
    Option::deserialize(deserializer).map(Some)
}
