//! Imports and exports for staff.

use std::sync::Arc;
use std::time::Duration;

use axum::http::HeaderValue;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use kernel_base::{Page, Timestamp};
use kernel_http::{
    Access, CallCtx, Channels, IdempotencyKey, Op, Paging, Query, RawBody, Reply, Routes, State, Within,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use shared_contracts::{ChannelCode, OperationId};

use super::{Answer, READ, WRITE_PRODUCT, keyed, problem};
use crate::app::App;
use crate::domain::operation::{Counts, Format, Operation, OperationKind, OperationStatus, RowError};

/// The form of a file and the channel it speaks of.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct FileQuery {
    /// The form of the file.
    format: Format,
    /// The channel whose publications the file speaks of.
    channel: ChannelCode,
}

/// An import or export and how far it has come.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Operation")]
struct OperationView {
    operation_id: OperationId,
    kind: OperationKind,
    format: Format,
    channel: ChannelCode,
    status: OperationStatus,
    /// Rows read or written so far, the header aside.
    rows_done: i64,
    /// All rows, once known.
    #[serde(skip_serializing_if = "Option::is_none")]
    rows_total: Option<i64>,
    /// What became of the products of an import so far.
    counts: Counts,
    /// Why it failed as a whole: what is wrong with the file, `file_missing`, or `gave_up` when it did not get on in 20
    /// attempts; the log says why.
    #[serde(skip_serializing_if = "Option::is_none")]
    error_code: Option<String>,
    created_at: Timestamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    finished_at: Option<Timestamp>,
}

impl From<&Operation> for OperationView {
    fn from(operation: &Operation) -> Self {
        Self {
            operation_id: operation.operation_id,
            kind: operation.kind,
            format: operation.format,
            channel: operation.channel.clone(),
            status: operation.status,
            rows_done: operation.rows_done,
            rows_total: operation.rows_total,
            counts: operation.counts,
            error_code: operation.error_code.clone(),
            created_at: operation.created_at,
            finished_at: operation.finished_at,
        }
    }
}

/// The largest upload; packed files may unpack to four times as much.
const MAX_FILE_BYTES: usize = 64 * 1024 * 1024;

pub(super) fn add(routes: Routes<Arc<App>>) -> Routes<Arc<App>> {
    let (read, write) = (Access::Staff(READ), Access::Staff(WRITE_PRODUCT));
    routes
        .route(
            Op::post("/admin/v1/imports", write)
                .summary("Import products from a CSV file, plain or gzip")
                .idempotent()
                .raw_body("text/csv")
                .body_limit(MAX_FILE_BYTES)
                .time_limit(Duration::from_secs(120))
                .query::<FileQuery>()
                .answers::<OperationView>(202)
                .problems(&["catalog.unreadable_file", "catalog.channel_not_found"]),
            start_import,
        )
        .route(
            Op::post("/admin/v1/exports", write)
                .summary("Export all products to a CSV file")
                .per_channel()
                .idempotent()
                .query::<FileQuery>()
                .answers::<OperationView>(202)
                .problems(&["catalog.import_only", "catalog.channel_not_found"]),
            start_export,
        )
        .route(
            Op::get("/admin/v1/operations", read)
                .summary("List imports and exports, newest first")
                .per_channel()
                .paged()
                .answers::<Page<OperationView>>(200),
            list,
        )
        .route(
            Op::get("/admin/v1/operations/{operation_id}", read)
                .summary("How far an import or export has come")
                .per_channel()
                .answers::<OperationView>(200)
                .problems(&["catalog.operation_not_found"]),
            get,
        )
        .route(
            Op::get("/admin/v1/operations/{operation_id}/errors", read)
                .summary("What was wrong with the rows of an import")
                .per_channel()
                .paged()
                .answers::<Page<RowError>>(200)
                .problems(&["catalog.operation_not_found"]),
            list_errors,
        )
        .route(
            Op::get("/admin/v1/operations/{operation_id}/result", read)
                .summary("Download the file of a finished export, gzip")
                .per_channel()
                .time_limit(Duration::from_secs(120))
                .answers_nothing(200)
                .problems(&["catalog.operation_not_found", "catalog.no_result"]),
            download,
        )
}

fn accepted(operation: &Operation) -> Reply {
    let path = format!("/admin/v1/operations/{}", operation.operation_id);
    Reply::json(202, &OperationView::from(operation)).location(path)
}

async fn start_import(
    State(app): State<Arc<App>>,
    Query(FileQuery { format, channel }): Query<FileQuery>,
    call: CallCtx,
    key: IdempotencyKey,
    RawBody(file): RawBody,
) -> Answer<Reply> {
    let cause = keyed(call, &key);
    let operation = app.start_import(format, channel, file, &cause, &accepted).await.map_err(problem)?;
    Ok(accepted(&operation))
}

async fn start_export(
    State(app): State<Arc<App>>,
    Query(FileQuery { format, channel }): Query<FileQuery>,
    channels: Channels,
    call: CallCtx,
    key: IdempotencyKey,
) -> Answer<Reply> {
    channels.require(channel.as_str())?;
    let cause = keyed(call, &key);
    let operation = app.start_export(format, channel, &cause, &accepted).await.map_err(problem)?;
    Ok(accepted(&operation))
}

async fn list(State(app): State<Arc<App>>, channels: Channels, Paging(page): Paging) -> Answer<Reply> {
    let operations = app.list_operations(&channels, &page).await.map_err(problem)?;
    Ok(Reply::json(200, &operations.map(|operation| OperationView::from(&operation))))
}

async fn get(State(app): State<Arc<App>>, Within(id): Within<OperationId>) -> Answer<Reply> {
    let operation = app.get_operation(id).await.map_err(problem)?;
    Ok(Reply::json(200, &OperationView::from(&operation)))
}

async fn list_errors(
    State(app): State<Arc<App>>,
    Within(id): Within<OperationId>,
    Paging(page): Paging,
) -> Answer<Reply> {
    Ok(Reply::json(200, &app.list_operation_errors(id, &page).await.map_err(problem)?))
}

async fn download(State(app): State<Arc<App>>, Within(id): Within<OperationId>) -> Answer<Response> {
    let bytes = app.read_result(id).await.map_err(problem)?;
    let headers = [
        (CONTENT_TYPE, HeaderValue::from_static("application/gzip")),
        (CONTENT_DISPOSITION, HeaderValue::from_static("attachment; filename=\"products.csv.gz\"")),
    ];
    Ok((headers, bytes).into_response())
}
