//! A person's carts.

use cart_db::queries::erasure::{delete_carts, list_carts_of};
use kernel_db::{DbError, GenericClient, Write};
use shared_contracts::{CartId, CustomerId, ErasureSubject};
use uuid::Uuid;

/// The person's carts, each with how many lines it has.
pub(crate) async fn carts_of(
    reader: &impl GenericClient,
    subject: &ErasureSubject,
) -> Result<Vec<(CartId, i64)>, DbError> {
    let (carts, customer_id) = (uuids(&subject.carts), subject.customer_id.map(CustomerId::uuid));
    let email = subject.matched_email();
    let email = email.as_ref().map(|email| email.expose().as_str());
    let rows = list_carts_of().bind(reader, &carts, &customer_id, &email).all().await?;
    Ok(rows.into_iter().map(|row| (CartId::from_uuid(row.cart_id), i64::from(row.line_count))).collect())
}

pub(crate) async fn delete(write: &Write, carts: &[CartId]) -> Result<(), DbError> {
    delete_carts().bind(write, &uuids(carts)).await?;
    Ok(())
}

fn uuids(carts: &[CartId]) -> Vec<Uuid> {
    carts.iter().map(|cart_id| cart_id.uuid()).collect()
}
