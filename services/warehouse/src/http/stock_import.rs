//! Imports of stock figures from CSV.

use std::sync::Arc;
use std::time::Duration;

use kernel_base::{Page, Timestamp};
use kernel_http::{
    Access, CallCtx, Caller, IdempotencyKey, Op, Paging, Path, Problem, RawBody, Reply, Routes, State,
};
use schemars::JsonSchema;
use serde::Serialize;
use shared_contracts::OperationId;

use crate::app::App;
use crate::app::stock_import::MAX_IMPORT_BYTES;
use crate::http::{READ, WRITE, actor};
use crate::store::stock_import::{RowError, StockImport};

pub(super) fn routes(routes: Routes<Arc<App>>) -> Routes<Arc<App>> {
    routes
        .route(
            Op::post("/admin/v1/stock-imports", Access::Staff(WRITE))
                .summary("Count in a CSV of stock figures: sku,location,on_hand")
                .idempotent()
                .raw_body("text/csv")
                .body_limit(MAX_IMPORT_BYTES)
                .time_limit(Duration::from_secs(120))
                .answers::<ImportView>(202)
                .problems(&["warehouse.malformed_import"]),
            start,
        )
        .route(
            Op::get("/admin/v1/stock-imports", Access::Staff(READ))
                .summary("List imports, latest first")
                .paged()
                .answers::<Page<ImportView>>(200),
            list,
        )
        .route(
            Op::get("/admin/v1/stock-imports/{import_id}", Access::Staff(READ))
                .summary("Get the progress of an import")
                .answers::<ImportView>(200)
                .problems(&["warehouse.import_not_found"]),
            get,
        )
        .route(
            Op::get("/admin/v1/stock-imports/{import_id}/errors", Access::Staff(READ))
                .summary("List the rows that could not be counted in")
                .paged()
                .answers::<Page<RowErrorView>>(200)
                .problems(&["warehouse.import_not_found"]),
            errors,
        )
}

#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum ImportStatus {
    Running,
    Done,
}

#[derive(Debug, Serialize, JsonSchema)]
struct ImportView {
    import_id: OperationId,
    status: ImportStatus,
    row_count: i64,
    applied_count: i64,
    failed_count: i64,
    actor: String,
    created_at: Timestamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    ended_at: Option<Timestamp>,
}

impl From<&StockImport> for ImportView {
    fn from(import: &StockImport) -> Self {
        Self {
            import_id: import.import_id,
            status: if import.done { ImportStatus::Done } else { ImportStatus::Running },
            row_count: import.row_count,
            applied_count: import.applied_count,
            failed_count: import.failed_count,
            actor: import.actor.clone(),
            created_at: import.created_at,
            ended_at: import.ended_at,
        }
    }
}

#[derive(Debug, Serialize, JsonSchema)]
struct RowErrorView {
    /// 1 is the row behind the header.
    row_no: i64,
    code: String,
    message: String,
}

impl From<RowError> for RowErrorView {
    fn from(error: RowError) -> Self {
        Self { row_no: error.row_no, code: error.code, message: error.message }
    }
}

async fn start(
    State(app): State<Arc<App>>,
    caller: Caller,
    call: CallCtx,
    key: IdempotencyKey,
    RawBody(file): RawBody,
) -> Result<Reply, Problem> {
    let answer = |import: &StockImport| {
        let path = format!("/admin/v1/stock-imports/{}", import.import_id);
        Reply::json(202, &ImportView::from(import)).location(path)
    };
    Ok(app.start_import(&file, &actor(&caller, call), &key, answer).await?)
}

async fn list(State(app): State<Arc<App>>, Paging(page): Paging) -> Result<Reply, Problem> {
    let imports = app.list_imports(&page, page.after_key()?).await?;
    Ok(Reply::json(200, &imports.map(|import| ImportView::from(&import))))
}

async fn get(State(app): State<Arc<App>>, Path(id): Path<OperationId>) -> Result<Reply, Problem> {
    Ok(Reply::json(200, &ImportView::from(&app.get_import(id).await?)))
}

async fn errors(
    State(app): State<Arc<App>>,
    Path(id): Path<OperationId>,
    Paging(page): Paging,
) -> Result<Reply, Problem> {
    let errors = app.list_import_errors(id, &page, page.after_key()?).await?;
    Ok(Reply::json(200, &errors.map(RowErrorView::from)))
}
