//! Imports and exports as operations: accepted at once, worked on in the background, asked after at any time.

use std::time::Duration;

use bytes::Bytes;
use kernel_base::{Page, PageRequest};
use kernel_db::Act;
use kernel_http::{Channels, Reply};
use shared_contracts::{ChannelCode, OperationId};
use uuid::Uuid;

use super::{App, Cause};
use crate::domain::operation::{Counts, Format, Operation, OperationKind, OperationStatus, RowError};
use crate::error::CatalogError;
use crate::formats::reader::ProductFile;
use crate::store;

/// How long a process may be silent before another one takes its operation over.
const LEASE: Duration = Duration::from_secs(15);
/// How often an operation is taken up without getting on before it has failed: for about five minutes, so that it
/// outlives a file store that is away for a moment, but not a file that kills whoever reads it.
const ATTEMPTS: i32 = 20;

/// Renders the answer of a new operation for its idempotency key.
pub(crate) type OperationAnswer<'a> = &'a (dyn Fn(&Operation) -> Reply + Send + Sync);

impl App {
    /// Stores the file and accepts the import of it. A file that is not of the format is refused at once.
    pub(crate) async fn start_import(
        &self,
        format: Format,
        channel: ChannelCode,
        file: Bytes,
        cause: &Cause<'_>,
        answer: OperationAnswer<'_>,
    ) -> Result<Operation, CatalogError> {
        ProductFile::open(format, file.clone(), channel.clone())?;
        self.get_channel(&channel).await?;
        let operation = self.new_operation(OperationKind::Import, format, channel);
        self.files.put(&operation.object_key, file).await?;
        self.accept(operation, cause, answer).await
    }

    pub(crate) async fn start_export(
        &self,
        format: Format,
        channel: ChannelCode,
        cause: &Cause<'_>,
        answer: OperationAnswer<'_>,
    ) -> Result<Operation, CatalogError> {
        if format == Format::OnlineRetail {
            return Err(CatalogError::ImportOnly);
        }
        self.accept(self.new_operation(OperationKind::Export, format, channel), cause, answer).await
    }

    fn new_operation(&self, kind: OperationKind, format: Format, channel: ChannelCode) -> Operation {
        let operation_id: OperationId = self.env.id();
        let object_key = match kind {
            OperationKind::Import => format!("imports/{operation_id}"),
            OperationKind::Export => format!("exports/{operation_id}.csv.gz"),
        };
        Operation {
            operation_id,
            kind,
            format,
            channel,
            status: OperationStatus::Pending,
            object_key,
            groups_done: 0,
            rows_done: 0,
            rows_total: None,
            counts: Counts::default(),
            error_code: None,
            attempts: 0,
            created_at: self.now(),
            finished_at: None,
            act: Act::keep(crate::NAME),
        }
    }

    async fn accept(
        &self,
        operation: Operation,
        cause: &Cause<'_>,
        answer: OperationAnswer<'_>,
    ) -> Result<Operation, CatalogError> {
        let write = self.db.write().await?;
        store::operation::insert(&write, &operation).await?;
        write.changed(operation.operation_id, None, Some(&operation));
        cause.store(&write, || answer(&operation)).await?;
        write.commit().await?;
        Ok(operation)
    }

    pub(crate) async fn get_operation(&self, id: OperationId) -> Result<Operation, CatalogError> {
        store::operation::find(&self.db.read().await?, id).await?.ok_or(CatalogError::OperationNotFound)
    }

    pub(crate) async fn list_operations(
        &self,
        channels: &Channels,
        page: &PageRequest,
    ) -> Result<Page<Operation>, CatalogError> {
        let after: Option<OperationId> = page.after_key().map_err(CatalogError::Request)?;
        let before = after.map_or(Uuid::max(), |id| id.uuid());
        let rows =
            store::operation::list(&self.db.read().await?, channels, before, page.limit.plus_one()).await?;
        Ok(Page::from_rows(rows, page.limit, |operation| operation.operation_id))
    }

    pub(crate) async fn list_operation_errors(
        &self,
        id: OperationId,
        page: &PageRequest,
    ) -> Result<Page<RowError>, CatalogError> {
        self.get_operation(id).await?;
        let after: Option<(i64, i32)> = page.after_key().map_err(CatalogError::Request)?;
        let reader = self.db.read().await?;
        let after = after.unwrap_or((0, -1));
        let rows = store::operation::list_errors(&reader, id, after, page.limit.plus_one()).await?;
        let page = Page::from_rows(rows, page.limit, |(error, ordinal)| (error.row, *ordinal));
        Ok(page.map(|(error, _)| error))
    }

    /// The file that an export has written, gzip.
    pub(crate) async fn read_result(&self, id: OperationId) -> Result<Bytes, CatalogError> {
        let operation = self.get_operation(id).await?;
        if (operation.kind, operation.status) != (OperationKind::Export, OperationStatus::Succeeded) {
            return Err(CatalogError::NoResult);
        }
        self.files.get(&operation.object_key).await
    }

    /// Works on the oldest open operation to its end; false when there is none.
    pub(crate) async fn work_on_operations(&self) -> Result<bool, CatalogError> {
        let found = {
            let reader = self.db.read().await?;
            store::operation::find_open(&reader, self.now()).await?
        };
        let Some(mut operation) = found else { return Ok(false) };
        if operation.kind == OperationKind::Import && operation.rows_total.is_none() {
            operation.rows_total = self.count_rows(&operation).await;
        }
        let write = self.db.write().await?;
        store::operation::claim(&write, &operation, (self.now(), self.lease_end())).await?;
        match self.commit_quietly(write).await {
            Err(CatalogError::LostRace) => return Ok(true), // another process was faster
            result => result?,
        }
        operation.status = OperationStatus::Running;
        if operation.attempts >= ATTEMPTS {
            tracing::error!(operation.id = %operation.operation_id, attempts = ATTEMPTS, "operation given up");
            self.finish(operation, Some("gave_up")).await?;
            return Ok(true);
        }
        match operation.kind {
            OperationKind::Import => self.run_import(operation).await?,
            OperationKind::Export => self.run_export(operation).await?,
        }
        Ok(true)
    }

    pub(super) fn lease_end(&self) -> kernel_base::Timestamp {
        self.now().plus(LEASE)
    }

    /// Commits what no page shows.
    pub(super) async fn commit_quietly(&self, write: kernel_db::Write) -> Result<(), CatalogError> {
        Ok(write.commit().await?)
    }

    /// Ends the operation, as a whole good or bad.
    pub(super) async fn finish(
        &self,
        mut operation: Operation,
        failure: Option<&'static str>,
    ) -> Result<(), CatalogError> {
        operation.status =
            if failure.is_some() { OperationStatus::Failed } else { OperationStatus::Succeeded };
        operation.error_code = failure.map(str::to_owned);
        operation.rows_total = Some(operation.rows_total.unwrap_or(operation.rows_done));
        match operation.act.as_deref().map(|kept| Act::resume(crate::NAME, &self.env, kept)) {
            Some(Ok(act)) => kernel_db::acting(act, self.write_end(&operation)).await?,
            // Of an earlier release, or of nobody of the staff.
            Some(Err(_)) | None => self.write_end(&operation).await?,
        }
        // Whoever asked for it asks after it; the log need not say so, least of all amid the first start's steps.
        tracing::debug!(
            operation.id = %operation.operation_id,
            status = operation.status.as_str(),
            rows = operation.rows_done,
            "operation finished"
        );
        Ok(())
    }

    /// Whoever asked for it is told to have done what came of it.
    async fn write_end(&self, operation: &Operation) -> Result<(), CatalogError> {
        let write = self.db.write().await?;
        store::operation::finish(&write, operation, self.now()).await?;
        write.changed(operation.operation_id, None, Some(operation));
        self.commit_quietly(write).await
    }
}
