//! Transfers between locations.

use std::collections::HashMap;

use kernel_base::{Id, Limit};
use kernel_db::{DbError, GenericClient, Write};
use shared_contracts::TransferId;
use uuid::Uuid;
use warehouse_db::queries::transfer::{
    TransferRow, find_transfer, insert_transfer, insert_transfer_lines, list_transfers, transfer_lines,
    update_transfer, update_transfer_lines,
};

use crate::domain::transfer::{Transfer, TransferLine, TransferStatus};
use crate::store::uuids;

pub(crate) async fn find(client: &impl GenericClient, id: TransferId) -> Result<Option<Transfer>, DbError> {
    let ids = [id.uuid()];
    let row = async { Ok::<_, DbError>(find_transfer().bind(client, &ids[0]).opt().await?) };
    let (row, mut lines) = tokio::try_join!(row, lines_of(client, &ids))?;
    Ok(row.map(|row| transfer(row, &mut lines)))
}

/// Transfers with their lines, latest first.
pub(crate) async fn list(
    client: &impl GenericClient,
    status: Option<TransferStatus>,
    before: Option<TransferId>,
    limit: Limit,
) -> Result<Vec<Transfer>, DbError> {
    let before = before.map_or(Uuid::max(), Id::uuid);
    let status = status.map(TransferStatus::as_str);
    let rows = list_transfers().bind(client, &before, &status, &limit.plus_one()).all().await?;
    let ids: Vec<Uuid> = rows.iter().map(|row| row.transfer_id).collect();
    let mut lines = lines_of(client, &ids).await?;
    Ok(rows.into_iter().map(|row| transfer(row, &mut lines)).collect())
}

pub(crate) async fn insert(write: &Write, transfer: &Transfer) -> Result<(), DbError> {
    insert_transfer()
        .bind(
            write,
            &transfer.transfer_id.uuid(),
            &transfer.from_location_id.uuid(),
            &transfer.to_location_id.uuid(),
            &transfer.note,
            &transfer.created_at,
        )
        .await?;
    let variants = uuids(transfer.lines.iter().map(|line| line.variant_id));
    let quantities: Vec<i64> = transfer.lines.iter().map(|line| line.quantity).collect();
    insert_transfer_lines().bind(write, &transfer.transfer_id.uuid(), &variants, &quantities).await?;
    Ok(())
}

/// Guarded by the version that was read.
pub(crate) async fn update(write: &Write, transfer: &Transfer) -> Result<(), DbError> {
    update_transfer()
        .bind(
            &write.expect(1, "transfer_version"),
            &transfer.status.as_str(),
            &transfer.shipped_at,
            &transfer.ended_at,
            &transfer.transfer_id.uuid(),
            &transfer.version,
        )
        .await?;
    let variants = uuids(transfer.lines.iter().map(|line| line.variant_id));
    let received: Vec<i64> = transfer.lines.iter().map(|line| line.received).collect();
    update_transfer_lines().bind(write, &variants, &received, &transfer.transfer_id.uuid()).await?;
    Ok(())
}

type LinesByTransfer = HashMap<Uuid, Vec<TransferLine>>;

async fn lines_of(client: &impl GenericClient, ids: &[Uuid]) -> Result<LinesByTransfer, DbError> {
    let mut lines = LinesByTransfer::new();
    for row in transfer_lines().bind(client, &ids).all().await? {
        let line = TransferLine {
            variant_id: Id::from_uuid(row.variant_id),
            quantity: row.quantity,
            received: row.received,
        };
        lines.entry(row.transfer_id).or_default().push(line);
    }
    Ok(lines)
}

fn transfer(row: TransferRow, lines: &mut LinesByTransfer) -> Transfer {
    Transfer {
        transfer_id: Id::from_uuid(row.transfer_id),
        from_location_id: Id::from_uuid(row.from_location_id),
        to_location_id: Id::from_uuid(row.to_location_id),
        status: TransferStatus::parse(&row.status).expect("BUG: transfer_status_check"),
        note: row.note,
        created_at: row.created_at,
        shipped_at: row.shipped_at,
        ended_at: row.ended_at,
        version: row.version,
        lines: lines.remove(&row.transfer_id).unwrap_or_default(),
    }
}
