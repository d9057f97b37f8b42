//! Taking a person out of the platform: who they are, how far it got, and what became of their data.

use std::borrow::Cow;
use std::collections::BTreeMap;

use kernel_base::{Refusal, Timestamp};
use shared_contracts::{CustomerId, ErasureId, ErasureProof, OrderId};

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
    /// The orders of a guest.
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
