//! What services tell each other when a person is erased: whose data it is, and what became of it.

use std::borrow::Cow;

use kernel_base::{Personal, Secret};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{CartId, CustomerId, Email, OrderId};

/// Whose personal data shall go. Ids stay when everything else has gone.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ErasureSubject {
    /// The customer; absent for a guest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub customer_id: Option<CustomerId>,
    /// The address of a guest: told only to those who have to look for it, and only until the erasure is over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<Personal<Email>>,
    /// Their orders: all of a customer's, once order has told them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub orders: Vec<OrderId>,
    /// The carts that these orders came from.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub carts: Vec<CartId>,
}

impl ErasureSubject {
    /// The address in lower case, as it is compared.
    #[must_use]
    pub fn matched_email(&self) -> Option<Secret<String>> {
        let email = self.email.as_ref().and_then(Personal::as_known)?;
        Some(Secret::new(email.as_str().trim().to_lowercase()))
    }

    /// The same person for who needs no address: the orders are known.
    #[must_use]
    pub fn without_email(&self) -> Self {
        Self { email: None, ..self.clone() }
    }

    /// The subjects of the messages that may hold personal data of theirs.
    #[must_use]
    pub fn message_subjects(&self) -> Vec<String> {
        let customer = self.customer_id.map(|id| id.to_string());
        let orders = self.orders.iter().map(ToString::to_string);
        customer.into_iter().chain(orders).chain(self.carts.iter().map(ToString::to_string)).collect()
    }
}

/// What became of the personal data in one service, table by table.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct ErasureProof(pub Vec<ErasedTable>);

impl ErasureProof {
    /// These tables, and the rows that are gone from others.
    #[must_use]
    pub fn new(tables: Vec<ErasedTable>, removed: impl IntoIterator<Item = (&'static str, i64)>) -> Self {
        let removed = removed.into_iter().filter(|(_, rows)| *rows > 0);
        let removed = removed.map(|(table, rows)| ErasedTable::removed(table, rows));
        Self(tables.into_iter().chain(removed).collect())
    }
}

/// What became of the personal data in one table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ErasedTable {
    /// `order.sales_order`.
    pub table: Cow<'static, str>,
    /// Rows that are gone.
    pub removed: i64,
    /// Rows that stay without their personal data.
    pub reduced: i64,
    /// Rows that stay as they are.
    pub kept: i64,
    /// What stays, and why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Cow<'static, str>>,
}

impl ErasedTable {
    /// Rows that are gone.
    #[must_use]
    pub const fn removed(table: &'static str, rows: i64) -> Self {
        Self { table: Cow::Borrowed(table), removed: rows, reduced: 0, kept: 0, reason: None }
    }

    /// Rows that stay without their personal data: what stays of them, and why.
    #[must_use]
    pub const fn reduced(table: &'static str, rows: i64, reason: &'static str) -> Self {
        let reason = Some(Cow::Borrowed(reason));
        Self { table: Cow::Borrowed(table), removed: 0, reduced: rows, kept: 0, reason }
    }

    /// Rows that stay as they are, and why.
    #[must_use]
    pub const fn kept(table: &'static str, rows: i64, reason: &'static str) -> Self {
        let reason = Some(Cow::Borrowed(reason));
        Self { table: Cow::Borrowed(table), removed: 0, reduced: 0, kept: rows, reason }
    }
}
