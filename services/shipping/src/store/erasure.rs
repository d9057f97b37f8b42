//! Shipments without their receivers.

use kernel_db::{DbError, GenericClient, Write};
use shared_contracts::OrderId;
use shipping_db::queries::erasure::{count_shipments_of, reduce_packages, reduce_shipments};
use uuid::Uuid;

/// Shipments and packages of some orders.
pub(crate) async fn counts(reader: &impl GenericClient, orders: &[OrderId]) -> Result<(i64, i64), DbError> {
    let row = count_shipments_of().bind(reader, &uuids(orders)).one().await?;
    Ok((row.shipments, row.packages))
}

pub(crate) async fn reduce(write: &Write, orders: &[OrderId]) -> Result<(), DbError> {
    let orders = uuids(orders);
    reduce_shipments().bind(write, &orders).await?;
    reduce_packages().bind(write, &orders).await?;
    Ok(())
}

fn uuids(orders: &[OrderId]) -> Vec<Uuid> {
    orders.iter().map(|order_id| order_id.uuid()).collect()
}
