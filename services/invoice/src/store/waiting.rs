//! Bills that wait for a seller.

use invoice_db::client::Params;
use invoice_db::queries::waiting::{
    InsertWaitingParams, claim_waiting, count_waiting, insert_waiting, known_waiting, list_issuable,
    remove_waiting,
};
use kernel_base::Timestamp;
use kernel_db::{GenericClient, Write};
use order_contracts::OrderBilled;
use shared_contracts::{BillId, CustomerId, OrderId};
use uuid::Uuid;

use super::{from_json, to_json};
use crate::error::InvoiceError;

/// The name of the guard that notices that another process issued a bill.
pub(crate) const WAITING_GUARD: &str = "waiting_bill_taken";

pub(crate) async fn insert(write: &Write, bills: &[OrderBilled], now: Timestamp) -> Result<(), InvoiceError> {
    if bills.is_empty() {
        return Ok(());
    }
    let params = InsertWaitingParams {
        now,
        bill_ids: bills.iter().map(|bill| bill.bill_id.uuid()).collect::<Vec<_>>(),
        order_ids: bills.iter().map(|bill| bill.order_id.uuid()).collect::<Vec<_>>(),
        channels: bills.iter().map(|bill| bill.channel.as_str()).collect::<Vec<_>>(),
        bills: bills.iter().map(to_json).collect::<Result<Vec<_>, _>>()?,
    };
    insert_waiting().params(write, &params).await?;
    Ok(())
}

/// Those of these bills that wait.
pub(crate) async fn known(
    reader: &impl GenericClient,
    bills: &[BillId],
) -> Result<Vec<BillId>, InvoiceError> {
    let rows = known_waiting().bind(reader, &uuids(bills)).all().await?;
    Ok(rows.into_iter().map(BillId::from_uuid).collect())
}

/// The first of those whose channels have a seller by now.
pub(crate) async fn issuable(
    reader: &impl GenericClient,
    limit: i64,
) -> Result<Vec<OrderBilled>, InvoiceError> {
    let rows = list_issuable().bind(reader, &limit).all().await?;
    rows.iter().map(|bill| from_json(bill)).collect()
}

/// Takes these bills out; the transaction fails when one is gone already.
pub(crate) async fn remove(write: &Write, bills: &[BillId]) -> Result<(), InvoiceError> {
    remove_waiting().bind(&write.expect(bills.len(), WAITING_GUARD), &uuids(bills)).await?;
    Ok(())
}

/// How many wait in each channel.
pub(crate) async fn count(reader: &impl GenericClient) -> Result<Vec<(String, i64)>, InvoiceError> {
    let rows = count_waiting().bind(reader).all().await?;
    Ok(rows.into_iter().map(|row| (row.channel, row.bills)).collect())
}

/// Gives bills of guests' orders to the customers who they turned out to be.
pub(crate) async fn claim(write: &Write, claims: &[(OrderId, CustomerId)]) -> Result<(), InvoiceError> {
    let orders: Vec<Uuid> = claims.iter().map(|(order_id, _)| order_id.uuid()).collect();
    let customers: Vec<String> = claims.iter().map(|(_, customer_id)| customer_id.to_string()).collect();
    claim_waiting().bind(write, &orders, &customers).await?;
    Ok(())
}

fn uuids(bills: &[BillId]) -> Vec<Uuid> {
    bills.iter().map(|bill_id| bill_id.uuid()).collect()
}
