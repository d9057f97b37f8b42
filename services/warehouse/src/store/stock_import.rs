//! Imports of stock figures and their chunks.

use kernel_base::{Id, Limit, Timestamp};
use kernel_db::{DbError, GenericClient, Write};
use shared_contracts::OperationId;
use uuid::Uuid;
use warehouse_db::queries::stock_import::{
    ImportRow, advance_import, delete_import_chunk, find_import, finish_import, insert_import,
    insert_import_chunks, insert_import_errors, list_import_errors, list_imports, next_import_chunk,
};

/// A file of stock figures on its way into the ledger.
#[derive(Debug, Clone)]
pub(crate) struct StockImport {
    pub(crate) import_id: OperationId,
    pub(crate) done: bool,
    pub(crate) row_count: i64,
    pub(crate) applied_count: i64,
    pub(crate) failed_count: i64,
    pub(crate) actor: String,
    pub(crate) created_at: Timestamp,
    pub(crate) ended_at: Option<Timestamp>,
}

/// Some rows of a file, as they came: a part of it on the way in, its own bytes on the way out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Chunk<C> {
    pub(crate) chunk_no: i32,
    /// The number of its first row; the file's first row behind the header is 1.
    pub(crate) first_row: i64,
    pub(crate) content: C,
}

/// A row that could not be counted in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RowError {
    pub(crate) row_no: i64,
    pub(crate) code: String,
    pub(crate) message: String,
}

pub(crate) async fn find(
    client: &impl GenericClient,
    id: OperationId,
) -> Result<Option<StockImport>, DbError> {
    Ok(find_import().bind(client, &id.uuid()).opt().await?.map(stock_import))
}

/// Imports, latest first.
pub(crate) async fn list(
    client: &impl GenericClient,
    before: Option<OperationId>,
    limit: Limit,
) -> Result<Vec<StockImport>, DbError> {
    let before = before.map_or(Uuid::max(), Id::uuid);
    let rows = list_imports().bind(client, &before, &limit.plus_one()).all().await?;
    Ok(rows.into_iter().map(stock_import).collect())
}

pub(crate) async fn errors(
    client: &impl GenericClient,
    id: OperationId,
    after: i64,
    limit: Limit,
) -> Result<Vec<RowError>, DbError> {
    let rows = list_import_errors().bind(client, &id.uuid(), &after, &limit.plus_one()).all().await?;
    Ok(rows
        .into_iter()
        .map(|row| RowError { row_no: row.row_no, code: row.code, message: row.message })
        .collect())
}

pub(crate) async fn insert(
    write: &Write,
    import: &StockImport,
    act: Option<&str>,
    chunks: &[Chunk<&[u8]>],
) -> Result<(), DbError> {
    let id = import.import_id.uuid();
    insert_import().bind(write, &id, &import.row_count, &import.actor, &import.created_at, &act).await?;
    let numbers: Vec<i32> = chunks.iter().map(|chunk| chunk.chunk_no).collect();
    let first_rows: Vec<i64> = chunks.iter().map(|chunk| chunk.first_row).collect();
    let contents: Vec<&[u8]> = chunks.iter().map(|chunk| chunk.content).collect();
    insert_import_chunks().bind(write, &id, &numbers, &first_rows, &contents).await?;
    Ok(())
}

/// The next chunk to be counted in, with what it takes of its import.
pub(crate) struct NextChunk {
    pub(crate) import_id: OperationId,
    /// Who sent it.
    pub(crate) actor: String,
    /// The same as the audit log is told of it.
    pub(crate) act: Option<String>,
    pub(crate) chunk: Chunk<Vec<u8>>,
    pub(crate) row_count: i64,
    /// Rows of the chunks before.
    pub(crate) applied_count: i64,
    pub(crate) failed_count: i64,
    /// With it the import ends.
    pub(crate) ends: bool,
}

pub(crate) async fn next_chunk(client: &impl GenericClient) -> Result<Option<NextChunk>, DbError> {
    let row = next_import_chunk().bind(client).opt().await?;
    Ok(row.map(|row| NextChunk {
        import_id: Id::from_uuid(row.import_id),
        actor: row.actor,
        act: row.act,
        chunk: Chunk { chunk_no: row.chunk_no, first_row: row.first_row, content: row.content },
        row_count: row.row_count,
        applied_count: row.applied_count,
        failed_count: row.failed_count,
        ends: row.ends,
    }))
}

/// Records that a chunk was counted in; with the last one the import ends.
pub(crate) async fn finish_chunk(
    write: &Write,
    id: OperationId,
    chunk_no: i32,
    applied: i64,
    failed: &[RowError],
    now: Timestamp,
) -> Result<(), DbError> {
    let id = id.uuid();
    delete_import_chunk().bind(&write.expect(1, "stock_import_chunk"), &id, &chunk_no).await?;
    let failed_count = i64::try_from(failed.len()).expect("BUG: a chunk has few rows");
    advance_import().bind(write, &applied, &failed_count, &id).await?;
    if !failed.is_empty() {
        let rows: Vec<i64> = failed.iter().map(|error| error.row_no).collect();
        let codes: Vec<&str> = failed.iter().map(|error| error.code.as_str()).collect();
        let messages: Vec<&str> = failed.iter().map(|error| error.message.as_str()).collect();
        insert_import_errors().bind(write, &id, &rows, &codes, &messages).await?;
    }
    finish_import().bind(write, &now, &id).await?;
    Ok(())
}

fn stock_import(row: ImportRow) -> StockImport {
    StockImport {
        import_id: Id::from_uuid(row.import_id),
        done: row.status == "done",
        row_count: row.row_count,
        applied_count: row.applied_count,
        failed_count: row.failed_count,
        actor: row.actor,
        created_at: row.created_at,
        ended_at: row.ended_at,
    }
}
