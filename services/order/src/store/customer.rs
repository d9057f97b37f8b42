//! What customer tells of customers.

use kernel_db::{GenericClient, Write};
use order_db::queries::customer::{find_blocked, upsert_standings};
use shared_contracts::CustomerId;
use uuid::Uuid;

use crate::error::OrderError;

/// Who is blocked, with the version of the profile that says so. Each customer is named once, in the order of their ids.
pub(crate) async fn learn(write: &Write, told: &[(CustomerId, (i64, bool))]) -> Result<(), OrderError> {
    if told.is_empty() {
        return Ok(());
    }
    let ids: Vec<Uuid> = told.iter().map(|(customer_id, _)| customer_id.uuid()).collect();
    let versions: Vec<i64> = told.iter().map(|(_, (version, _))| *version).collect();
    let blocked: Vec<bool> = told.iter().map(|(_, (_, blocked))| *blocked).collect();
    upsert_standings().bind(write, &ids, &versions, &blocked).await?;
    Ok(())
}

/// True when staff said that nothing is sold to the customer.
pub(crate) async fn blocked(
    reader: &impl GenericClient,
    customer_id: CustomerId,
) -> Result<bool, OrderError> {
    Ok(find_blocked().bind(reader, &customer_id.uuid()).opt().await?.unwrap_or(false))
}
