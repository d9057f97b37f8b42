//! Background operations as rows.

use catalog_db::queries::operation::{
    OperationRow, advance_operation, claim_operation, find_open_operation, find_operation, finish_operation,
    insert_operation, insert_operation_errors, list_operation_errors, list_operations,
};
use kernel_base::{Id, Timestamp};
use kernel_db::{GenericClient, Write};
use kernel_http::Channels;
use shared_contracts::OperationId;
use uuid::Uuid;

use super::stored;
use crate::domain::operation::{Counts, Format, Operation, OperationKind, OperationStatus, RowError};
use crate::error::{CatalogError, VERSION_GUARD};

fn operation(row: OperationRow) -> Result<Operation, CatalogError> {
    let corrupt = |what| CatalogError::Corrupt(what);
    Ok(Operation {
        operation_id: Id::from_uuid(row.operation_id),
        kind: OperationKind::from_stored(&row.kind).ok_or_else(|| corrupt("operation.kind"))?,
        format: Format::from_stored(&row.format).ok_or_else(|| corrupt("operation.format"))?,
        channel: stored(&row.channel_code, "operation.channel_code")?,
        status: OperationStatus::from_stored(&row.status).ok_or_else(|| corrupt("operation.status"))?,
        object_key: row.object_key,
        groups_done: row.groups_done,
        rows_done: row.rows_done,
        rows_total: row.rows_total,
        counts: Counts {
            created: row.created_count,
            updated: row.updated_count,
            unchanged: row.unchanged_count,
            failed: row.failed_count,
        },
        error_code: row.error_code,
        attempts: row.attempts,
        created_at: row.created_at,
        finished_at: row.finished_at,
        act: row.act,
    })
}

pub(crate) async fn find<C: GenericClient>(
    client: &C,
    id: OperationId,
) -> Result<Option<Operation>, CatalogError> {
    find_operation().bind(client, &id.uuid()).opt().await?.map(operation).transpose()
}

/// Newest first, behind `before`.
pub(crate) async fn list<C: GenericClient>(
    client: &C,
    channels: &Channels,
    before: Uuid,
    limit: i64,
) -> Result<Vec<Operation>, CatalogError> {
    let rows = list_operations().bind(client, &before, &channels.names(), &limit).all().await?;
    rows.into_iter().map(operation).collect()
}

/// The oldest one nobody works on.
pub(crate) async fn find_open<C: GenericClient>(
    client: &C,
    now: Timestamp,
) -> Result<Option<Operation>, CatalogError> {
    find_open_operation().bind(client, &now).opt().await?.map(operation).transpose()
}

pub(crate) async fn insert(write: &Write, operation: &Operation) -> Result<(), CatalogError> {
    insert_operation()
        .bind(
            write,
            &operation.operation_id.uuid(),
            &operation.kind.as_str(),
            &operation.format.as_str(),
            &operation.channel.as_str(),
            &operation.object_key,
            &operation.created_at,
            &operation.act.as_deref(),
        )
        .await?;
    Ok(())
}

/// Takes the operation for this process until `leased_until`; fails when another one was faster.
pub(crate) async fn claim(
    write: &Write,
    operation: &Operation,
    (now, leased_until): (Timestamp, Timestamp),
) -> Result<(), CatalogError> {
    let id = operation.operation_id.uuid();
    let guard = write.expect(1, VERSION_GUARD);
    claim_operation().bind(&guard, &leased_until, &operation.rows_total, &id, &now).await?;
    Ok(())
}

/// One batch further: how many groups and rows are done now, what became of the batch's products.
pub(crate) struct Step {
    pub groups_before: i64,
    pub groups_done: i64,
    pub rows_done: i64,
    pub counts: Counts,
    pub leased_until: Timestamp,
}

pub(crate) async fn advance(write: &Write, id: OperationId, step: &Step) -> Result<(), CatalogError> {
    advance_operation()
        .bind(
            &write.expect(1, VERSION_GUARD),
            &step.groups_done,
            &step.rows_done,
            &step.counts.created,
            &step.counts.updated,
            &step.counts.unchanged,
            &step.counts.failed,
            &step.leased_until,
            &id.uuid(),
            &step.groups_before,
        )
        .await?;
    Ok(())
}

/// Ends the operation as its status says.
pub(crate) async fn finish(write: &Write, operation: &Operation, now: Timestamp) -> Result<(), CatalogError> {
    finish_operation()
        .bind(
            &write.expect(1, VERSION_GUARD),
            &operation.status.as_str(),
            &operation.rows_total,
            &operation.error_code.as_deref(),
            &now,
            &operation.operation_id.uuid(),
            &operation.groups_done,
        )
        .await?;
    Ok(())
}

pub(crate) async fn insert_errors(
    write: &Write,
    id: OperationId,
    errors: &[RowError],
) -> Result<(), CatalogError> {
    if errors.is_empty() {
        return Ok(());
    }
    let rows: Vec<i64> = errors.iter().map(|error| error.row).collect();
    let ordinals: Vec<i32> = (0..).take(errors.len()).collect();
    let columns: Vec<String> = errors.iter().map(|error| cut(&error.column, 100)).collect();
    let codes: Vec<&str> = errors.iter().map(|error| error.code.as_str()).collect();
    let messages: Vec<String> = errors.iter().map(|error| cut(&error.message, 1000)).collect();
    insert_operation_errors().bind(write, &id.uuid(), &rows, &ordinals, &columns, &codes, &messages).await?;
    Ok(())
}

fn cut(text: &str, max: usize) -> String {
    text.chars().take(max).collect()
}

/// Errors in the order of the file, each with its key for the next page.
pub(crate) async fn list_errors<C: GenericClient>(
    client: &C,
    id: OperationId,
    (after_row, after_ordinal): (i64, i32),
    limit: i64,
) -> Result<Vec<(RowError, i32)>, CatalogError> {
    let rows =
        list_operation_errors().bind(client, &id.uuid(), &after_row, &after_ordinal, &limit).all().await?;
    let errors = rows.into_iter().map(|row| {
        let error =
            RowError { row: row.row_number, column: row.column_name, code: row.code, message: row.message };
        (error, row.ordinal)
    });
    Ok(errors.collect())
}
