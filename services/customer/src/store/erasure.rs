//! Erasures, and what they leave of a customer.

use customer_db::client::Params;
use customer_db::queries::erasure::{
    CompleteErasureParams, ErasureRow, InsertErasureParams, ListCompletedErasuresParams,
    ReduceCustomerParams, RefuseErasureParams, anonymize_purchases, complete_erasure, count_personal,
    find_erasure, forget_addresses, forget_memberships, forget_segment_due, insert_erasure, list_address_ids,
    list_completed_erasures, list_erasures, reduce_customer, refuse_erasure,
};
use kernel_base::{Refusal, Timestamp};
use kernel_db::{DbError, GenericClient, Write};
use shared_contracts::{AddressId, CustomerId, ErasureId, ErasureSubject, OrderId};
use uuid::Uuid;

use crate::domain::erasure::{Erasure, Proofs, State};
use crate::store::uuids;

/// How much is kept of a customer.
pub(crate) struct Counts {
    pub(crate) customers: i64,
    pub(crate) addresses: i64,
    pub(crate) memberships: i64,
    pub(crate) consents: i64,
    pub(crate) purchases: i64,
}

pub(crate) async fn insert(write: &Write, erasure: &Erasure) -> Result<(), DbError> {
    let params = InsertErasureParams {
        erasure_id: erasure.erasure_id.uuid(),
        customer_id: erasure.customer_id.map(CustomerId::uuid),
        by_email: erasure.by_email,
        order_ids: uuids(erasure.orders.iter().copied()),
        requested_by: erasure.requested_by.as_str(),
        now: erasure.requested_at,
    };
    insert_erasure().params(write, &params).await?;
    Ok(())
}

pub(crate) async fn find(
    client: &impl GenericClient,
    erasure_id: ErasureId,
) -> Result<Option<Erasure>, DbError> {
    Ok(find_erasure().bind(client, &erasure_id.uuid()).opt().await?.map(erasure))
}

/// The latest first.
pub(crate) async fn list(
    client: &impl GenericClient,
    after: Option<ErasureId>,
    limit: i64,
) -> Result<Vec<Erasure>, DbError> {
    let rows = list_erasures().bind(client, &after.map(ErasureId::uuid), &limit).all().await?;
    Ok(rows.into_iter().map(erasure).collect())
}

/// Those that were completed since, oldest first.
pub(crate) async fn completed_since(
    client: &impl GenericClient,
    since: Timestamp,
    limit: i64,
) -> Result<Vec<(ErasureId, ErasureSubject)>, DbError> {
    let params = ListCompletedErasuresParams { since, after: Uuid::nil(), limit };
    let rows = list_completed_erasures().params(client, &params).all().await?;
    let subject = |customer_id: Option<Uuid>, orders: Vec<Uuid>| ErasureSubject {
        customer_id: customer_id.map(CustomerId::from_uuid),
        email: None,
        orders: orders.into_iter().map(OrderId::from_uuid).collect(),
        carts: Vec::new(),
    };
    let parse = |row: customer_db::queries::erasure::ListCompletedErasures| {
        (ErasureId::from_uuid(row.erasure_id), subject(row.customer_id, row.order_ids))
    };
    Ok(rows.into_iter().map(parse).collect())
}

pub(crate) async fn complete(
    write: &Write,
    erasure_id: ErasureId,
    proofs: &Proofs,
    orders: &[OrderId],
    now: Timestamp,
) -> Result<(), DbError> {
    let proof = serde_json::to_string(proofs).expect("BUG: a proof is plain data");
    let (order_ids, proof) = (uuids(orders.iter().copied()), proof.as_str());
    let params = CompleteErasureParams { order_ids, proof, now, erasure_id: erasure_id.uuid() };
    complete_erasure().params(write, &params).await?;
    Ok(())
}

pub(crate) async fn refuse(
    write: &Write,
    erasure_id: ErasureId,
    refusal: &Refusal,
    now: Timestamp,
) -> Result<(), DbError> {
    let message: String = refusal.message.chars().take(1000).collect();
    let code: String = refusal.code.chars().take(100).collect();
    let (code, message) = (code.as_str(), message.as_str());
    let params = RefuseErasureParams { code, message, now, erasure_id: erasure_id.uuid() };
    refuse_erasure().params(write, &params).await?;
    Ok(())
}

pub(crate) async fn count(client: &impl GenericClient, customer_id: CustomerId) -> Result<Counts, DbError> {
    let row = count_personal().bind(client, &customer_id.uuid()).one().await?;
    Ok(Counts {
        customers: row.customers,
        addresses: row.addresses,
        memberships: row.memberships,
        consents: row.consents,
        purchases: row.purchases,
    })
}

/// As text.
pub(crate) async fn address_ids(
    client: &impl GenericClient,
    customer_id: CustomerId,
) -> Result<Vec<String>, DbError> {
    let ids = list_address_ids().bind(client, &customer_id.uuid()).all().await?;
    Ok(ids.into_iter().map(|id| AddressId::from_uuid(id).to_string()).collect())
}

/// Everything but the id and the consents.
pub(crate) async fn forget(write: &Write, customer_id: CustomerId, now: Timestamp) -> Result<(), DbError> {
    let customer_id = customer_id.uuid();
    reduce_customer().params(write, &ReduceCustomerParams { now, customer_id }).await?;
    forget_addresses().bind(write, &customer_id).await?;
    forget_memberships().bind(write, &customer_id).await?;
    forget_segment_due().bind(write, &customer_id).await?;
    anonymize_purchases().bind(write, &customer_id).await?;
    Ok(())
}

fn erasure(row: ErasureRow) -> Erasure {
    let state = match (row.ended_at, row.proof, row.refusal_code) {
        (Some(at), Some(proof), _) => State::Completed {
            proofs: serde_json::from_str(&proof).expect("BUG: stored from proofs"),
            at,
            repeated_at: row.repeated_at,
        },
        (Some(at), None, Some(code)) => {
            State::Refused { refusal: Refusal::new(code, row.refusal_message.unwrap_or_default()), at }
        }
        _ => State::Running,
    };
    Erasure {
        erasure_id: ErasureId::from_uuid(row.erasure_id),
        customer_id: row.customer_id.map(CustomerId::from_uuid),
        by_email: row.by_email,
        orders: row.order_ids.into_iter().map(OrderId::from_uuid).collect(),
        requested_by: row.requested_by,
        requested_at: row.requested_at,
        state,
    }
}
