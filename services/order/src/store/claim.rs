//! Customers' claims to what they ordered as guests.

use kernel_base::{Secret, Timestamp};
use kernel_db::{GenericClient, Write};
use order_db::client::Params;
use order_db::queries::claim::{
    SaveClaimParams, assign_orders, forget_claimed_emails, list_due_claims, note_verifications,
    postpone_claim, save_claim,
};
use shared_contracts::CustomerId;
use uuid::Uuid;

use crate::domain::claim::Claim;
use crate::domain::order::OrderState;
use crate::error::OrderError;
use crate::store::order::VERSION_GUARD;

/// The name of the guard that notices that the customer was erased, or verified another address.
pub(crate) const CLAIM_GUARD: &str = "email_claim_open";

/// Customers, each with the time at which their address was last shown to be theirs. In the order of their ids, so that two
/// transactions never wait for each other.
pub(crate) async fn note(
    write: &Write,
    verified: impl IntoIterator<Item = (CustomerId, Timestamp)>,
    now: Timestamp,
) -> Result<(), OrderError> {
    let (customers, times): (Vec<Uuid>, Vec<Timestamp>) =
        verified.into_iter().map(|(customer_id, at)| (customer_id.uuid(), at)).unzip();
    note_verifications().bind(write, &now, &customers, &times).await?;
    Ok(())
}

/// The claims that are to be looked at now.
pub(crate) async fn due(
    reader: &impl GenericClient,
    now: Timestamp,
    limit: i64,
) -> Result<Vec<Claim>, OrderError> {
    let rows = list_due_claims().bind(reader, &now, &limit).all().await?;
    let claim = |row: order_db::queries::claim::ClaimRow| Claim {
        customer_id: CustomerId::from_uuid(row.customer_id),
        verified_at: row.verified_at,
        looked_at: row.looked_at,
    };
    Ok(rows.into_iter().map(claim).collect())
}

/// How far a claim is, and when it is looked at next. The transaction fails when it is not open any more.
pub(crate) async fn save(
    write: &Write,
    claim: &Claim,
    email: Option<&Secret<String>>,
    due_at: Option<Timestamp>,
) -> Result<(), OrderError> {
    let params = SaveClaimParams {
        email: email.map(|email| email.expose().as_str()),
        looked_at: claim.looked_at,
        due_at,
        customer_id: claim.customer_id.uuid(),
        verified_at: claim.verified_at,
    };
    save_claim().params(&write.expect(1, CLAIM_GUARD), &params).await?;
    Ok(())
}

pub(crate) async fn postpone(write: &Write, claim: &Claim, due_at: Timestamp) -> Result<(), OrderError> {
    postpone_claim().bind(write, &due_at, &claim.customer_id.uuid(), &claim.verified_at).await?;
    Ok(())
}

/// The orders are the customer's from now on, each over the version that was read.
pub(crate) async fn assign(
    write: &Write,
    customer_id: CustomerId,
    orders: &[OrderState],
) -> Result<(), OrderError> {
    if orders.is_empty() {
        return Ok(());
    }
    let ids: Vec<Uuid> = orders.iter().map(|order| order.order_id.uuid()).collect();
    let versions: Vec<i64> = orders.iter().map(|order| order.version).collect();
    let guarded = write.expect(orders.len(), VERSION_GUARD);
    assign_orders().bind(&guarded, &customer_id.uuid(), &ids, &versions).await?;
    Ok(())
}

/// Takes away the addresses that were verified before.
pub(crate) async fn forget_emails(write: &Write, before: Timestamp) -> Result<(), OrderError> {
    forget_claimed_emails().bind(write, &before).await?;
    Ok(())
}
