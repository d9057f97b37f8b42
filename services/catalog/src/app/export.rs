//! Runs an export: products in the order they were made, written to the file store as they are read. A process that
//! dies leaves no file; the next one starts over.

use flate2::Compression;
use flate2::write::GzEncoder;
use uuid::Uuid;

use super::App;
use crate::domain::media::Media;
use crate::domain::operation::{Counts, Format, Operation, RowError};
use crate::domain::product::Product;
use crate::error::CatalogError;
use crate::files::Upload;
use crate::formats::{karum, shopify};
use crate::store;
use crate::store::operation::Step;

/// Products per step of progress.
const BATCH: i64 = 200;

/// A CSV file being packed.
struct Packed(GzEncoder<Vec<u8>>);

impl Packed {
    fn new() -> Self {
        Self(GzEncoder::new(Vec::new(), Compression::default()))
    }

    fn write(&mut self, rows: &[Vec<String>]) {
        let mut csv = csv::Writer::from_writer(&mut self.0);
        for row in rows {
            csv.write_record(row).expect("BUG: all rows have the header's length, and memory takes all");
        }
        csv.flush().expect("BUG: memory takes all");
    }

    /// What is packed so far, once.
    fn take(&mut self) -> Vec<u8> {
        std::mem::take(self.0.get_mut())
    }

    fn finish(self) -> Vec<u8> {
        self.0.finish().expect("BUG: memory takes all")
    }
}

impl App {
    pub(super) async fn run_export(&self, mut operation: Operation) -> Result<(), CatalogError> {
        let mut upload = self.files.upload(&operation.object_key);
        let outcome = self.write_products(&mut operation, &mut upload).await;
        match outcome {
            Ok(true) => {
                upload.finish().await?;
                self.finish(operation, None).await
            }
            Ok(false) => upload.abort().await, // another process has taken over
            Err(error) => {
                upload.abort().await?;
                Err(error)
            }
        }
    }

    /// False when the operation is no longer ours.
    async fn write_products(
        &self,
        operation: &mut Operation,
        upload: &mut Upload,
    ) -> Result<bool, CatalogError> {
        let further_columns = self.further_columns(operation.format).await?;
        let media_url = |media: &Media| self.media_url(media);
        let channel = operation.channel.clone();
        let writer = shopify::Writer {
            channel: &channel,
            now: self.now(),
            further_columns: &further_columns,
            media_url: &media_url,
        };
        let mut packed = Packed::new();
        let header = match operation.format {
            Format::Shopify => writer.header(),
            Format::Karum | Format::OnlineRetail => karum::COLUMNS.map(str::to_owned).to_vec(),
        };
        packed.write(&[header]);
        let (mut after, mut groups, mut rows) = (Uuid::nil(), 0, 0);
        loop {
            let mut products = {
                let reader = self.db.read().await?;
                let ids = store::product::list_ids_after(&reader, after, BATCH).await?;
                store::product::load(&reader, &ids).await?
            };
            products.sort_by_key(|product| product.product_id);
            let Some(last) = products.last() else { break };
            after = last.product_id.uuid();
            let mut errors = Vec::new();
            for product in &products {
                groups += 1;
                match product_rows(operation.format, &writer, product) {
                    Ok(lines) => {
                        rows += i64::try_from(lines.len()).expect("BUG: a product has few rows");
                        packed.write(&lines);
                    }
                    Err(error) => errors.push(RowError { row: rows + 1, ..error }),
                }
            }
            upload.put(packed.take()).await?;
            if !self.advance_export(operation, (groups, rows), &errors).await? {
                return Ok(false);
            }
        }
        upload.put(packed.finish()).await?;
        Ok(true)
    }

    async fn advance_export(
        &self,
        operation: &mut Operation,
        (groups_done, rows_done): (i64, i64),
        errors: &[RowError],
    ) -> Result<bool, CatalogError> {
        let step = Step {
            groups_before: operation.groups_done,
            groups_done,
            rows_done,
            counts: Counts::default(),
            leased_until: self.lease_end(),
        };
        let write = self.db.write().await?;
        store::operation::advance(&write, operation.operation_id, &step).await?;
        store::operation::insert_errors(&write, operation.operation_id, errors).await?;
        (operation.groups_done, operation.rows_done) = (groups_done, rows_done);
        match self.commit_quietly(write).await {
            Ok(()) => Ok(true),
            Err(CatalogError::LostRace) => Ok(false),
            Err(error) => Err(error),
        }
    }

    async fn further_columns(&self, format: Format) -> Result<Vec<String>, CatalogError> {
        if format != Format::Shopify {
            return Ok(Vec::new());
        }
        let mut columns = store::product::list_columns_kept(&self.db.read().await?).await?;
        columns.retain(|column| !shopify::is_standard(column));
        Ok(columns)
    }
}

fn product_rows(
    format: Format,
    writer: &shopify::Writer<'_>,
    product: &Product,
) -> Result<Vec<Vec<String>>, RowError> {
    match format {
        Format::Shopify => writer.rows(product),
        Format::Karum | Format::OnlineRetail => Ok(karum::rows(product, writer.now)),
    }
}
