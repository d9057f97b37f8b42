//! Changes as public events: ids and codes, never personal data.

use customer_contracts::{ConsentChanged, CustomerChanged, CustomerErased, GroupMembershipChanged};
use kernel_base::{Env, TraceParent};
use kernel_db::{DbError, Write};
use kernel_messaging::Emit;
use shared_contracts::{Code, CustomerId, ErasureId};

use crate::domain::consent::Consent;
use crate::domain::customer::Customer;
use crate::domain::group::Moved;

/// The profile has this version now.
pub(crate) fn customer_changed(
    write: &Write,
    env: &Env,
    customer: &Customer,
    trace: Option<&TraceParent>,
) -> Result<(), DbError> {
    let Customer { customer_id, version, status, .. } = *customer;
    let event = CustomerChanged { customer_id, version, status: Some(status), occurred_at: env.now() };
    write.emit(env, customer_id.to_string(), version, trace, &event)
}

/// The customer belongs to other groups now.
pub(crate) fn moved(
    write: &Write,
    env: &Env,
    moved: &Moved,
    trace: Option<&TraceParent>,
) -> Result<(), DbError> {
    let groups: Vec<Code> = moved.groups.iter().cloned().collect();
    let event = GroupMembershipChanged { customer_id: moved.customer_id, groups, occurred_at: env.now() };
    write.emit(env, moved.customer_id.to_string(), moved.groups_version + 1, trace, &event)
}

/// A consent was given or withdrawn.
pub(crate) fn consent_changed(
    write: &Write,
    env: &Env,
    customer_id: CustomerId,
    consent: &Consent,
    trace: Option<&TraceParent>,
) -> Result<(), DbError> {
    let (kind, given, occurred_at) = (consent.kind.clone(), consent.given, consent.recorded_at);
    let event = ConsentChanged { customer_id, kind, given, occurred_at };
    write.emit(env, customer_id.to_string(), 0, trace, &event)
}

/// Nothing is known of the customer any more.
pub(crate) fn erased(
    write: &Write,
    env: &Env,
    customer_id: CustomerId,
    erasure_id: ErasureId,
    trace: Option<&TraceParent>,
) -> Result<(), DbError> {
    let event = CustomerErased { customer_id, erasure_id, occurred_at: env.now() };
    write.emit(env, customer_id.to_string(), 0, trace, &event)
}
