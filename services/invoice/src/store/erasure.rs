//! A person's invoices without what the law does not ask for.

use invoice_db::queries::erasure::{
    CountDocumentsOf, count_documents_of, reduce_waiting_of, remove_links_of, remove_recipients_of,
};
use kernel_db::{GenericClient, Write};
use shared_contracts::OrderId;
use uuid::Uuid;

use crate::error::InvoiceError;

pub(crate) async fn counts(
    reader: &impl GenericClient,
    orders: &[OrderId],
) -> Result<CountDocumentsOf, InvoiceError> {
    Ok(count_documents_of().bind(reader, &uuids(orders)).one().await?)
}

pub(crate) async fn reduce(write: &Write, orders: &[OrderId]) -> Result<(), InvoiceError> {
    let orders = uuids(orders);
    remove_links_of().bind(write, &orders).await?;
    remove_recipients_of().bind(write, &orders).await?;
    reduce_waiting_of().bind(write, &orders).await?;
    Ok(())
}

fn uuids(orders: &[OrderId]) -> Vec<Uuid> {
    orders.iter().map(|order_id| order_id.uuid()).collect()
}
