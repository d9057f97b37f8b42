//! Taking a person out of the platform: who they are, how far it got, and what became of their data.

use std::borrow::Cow;
use std::collections::BTreeMap;

use kernel_base::{Refusal, Secret, Timestamp};
use shared_contracts::{CustomerId, Email, ErasureId, ErasureProof, ErasureSubject, OrderId};

/// Who is to be forgotten.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Person {
    Customer(CustomerId),
    /// A guest, by their orders.
    Guest(Vec<OrderId>),
    /// A guest, by the address they gave.
    Address(Secret<Email>),
}

impl Person {
    /// Whom the services are told.
    pub(crate) fn subject(self) -> ErasureSubject {
        match self {
            Self::Customer(customer_id) => {
                ErasureSubject { customer_id: Some(customer_id), ..ErasureSubject::default() }
            }
            Self::Guest(orders) => ErasureSubject { orders, ..ErasureSubject::default() },
            Self::Address(email) => {
                ErasureSubject { email: Some(email.into_inner().into()), ..ErasureSubject::default() }
            }
        }
    }
}

/// What became of the data, by service.
pub(crate) type Proofs = BTreeMap<Cow<'static, str>, ErasureProof>;

/// The most orders of a guest that are named at once.
pub(crate) const MAX_ORDERS: usize = 100;

/// A person who is to be forgotten, or was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Erasure {
    pub(crate) erasure_id: ErasureId,
    /// Absent for a guest.
    pub(crate) customer_id: Option<CustomerId>,
    /// A guest who is known by an address, which is kept nowhere.
    pub(crate) by_email: bool,
    /// The orders of a guest; of one known by an address, once they were found.
    pub(crate) orders: Vec<OrderId>,
    pub(crate) requested_by: String,
    pub(crate) requested_at: Timestamp,
    pub(crate) state: State,
}

/// How far it got.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum State {
    Running,
    /// Nothing was erased.
    Refused {
        refusal: Refusal,
        at: Timestamp,
    },
    Completed {
        proofs: Proofs,
        at: Timestamp,
        repeated_at: Option<Timestamp>,
    },
}
