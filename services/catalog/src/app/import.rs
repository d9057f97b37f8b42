//! Runs an import: batches of products, each batch one transaction together with its progress. Whatever dies when, the
//! next process goes on behind the last committed batch, and no batch counts twice.

use std::collections::{HashMap, HashSet};

use futures::try_join;
use kernel_base::FieldError;
use kernel_http::Channels;
use shared_contracts::{ChannelCode, MediaId, ProductId, Sku};

use super::product::new_skus;
use super::{App, retry};
use crate::domain::attribute::Attribute;
use crate::domain::import::ImportedProduct;
use crate::domain::operation::{Counts, Operation, OperationStatus, RowError};
use crate::domain::product::Product;
use crate::error::CatalogError;
use crate::formats::reader::{Group, ProductFile};
use crate::store;
use crate::store::operation::Step;
use crate::store::product::Change;

/// Products and rows of one transaction, whichever is reached first.
const BATCH_PRODUCTS: usize = 100;
const BATCH_ROWS: i64 = 1000;

/// What a batch decides on: the catalog as far as its rows concern it.
struct Known {
    definitions: Vec<Attribute>,
    channels: HashSet<ChannelCode>,
    skus: HashMap<String, ProductId>,
    external_ids: HashMap<String, ProductId>,
    products: HashMap<String, Product>,
}

/// What a batch wants written.
#[derive(Default)]
struct Decided {
    /// Each product once, by handle, in the order of the file.
    products: Vec<(Option<Product>, Product)>,
    places: HashMap<String, usize>,
    errors: Vec<RowError>,
    counts: Counts,
}

impl App {
    /// All rows of the file, header aside; `None` when it cannot be read.
    pub(super) async fn count_rows(&self, operation: &Operation) -> Option<i64> {
        let file = self.open_file(operation).await.ok()?;
        // Seconds of work for the largest files.
        let count = tokio::task::spawn_blocking(move || file.count_rows());
        count.await.ok()?.ok()
    }

    async fn open_file(&self, operation: &Operation) -> Result<ProductFile, CatalogError> {
        let bytes = self.files.get(&operation.object_key).await?;
        Ok(ProductFile::open(operation.format, bytes, operation.channel.clone())?)
    }

    pub(super) async fn run_import(&self, mut operation: Operation) -> Result<(), CatalogError> {
        let mut file = match self.open_file(&operation).await {
            Ok(file) => file,
            Err(CatalogError::File(error)) => return self.finish(operation, Some(error.code())).await,
            Err(CatalogError::Files(object_store::Error::NotFound { .. })) => {
                return self.finish(operation, Some("file_missing")).await;
            }
            Err(error) => return Err(error),
        };
        let mut skipped = 0;
        loop {
            let batch = match next_batch(&mut file, operation.groups_done - skipped) {
                Ok((batch, passed)) => {
                    skipped += passed;
                    batch
                }
                Err(error) => return self.finish(operation, Some(error.code())).await,
            };
            if batch.is_empty() {
                break;
            }
            let batch_len = i64::try_from(batch.len()).expect("BUG: a batch is small");
            operation = match retry(|| self.import_batch(&operation, &batch)).await? {
                Some(advanced) => advanced,
                None => return Ok(()), // another process has taken over
            };
            skipped += batch_len;
        }
        let object_key = operation.object_key.clone();
        self.finish(operation, None).await?;
        self.files.delete(&object_key).await
    }

    /// Writes one batch; answers the operation as it then is, or `None` when it is no longer ours.
    async fn import_batch(
        &self,
        operation: &Operation,
        batch: &[Group],
    ) -> Result<Option<Operation>, CatalogError> {
        let write = self.db.write().await?;
        let current = store::operation::find(&write, operation.operation_id).await?;
        let ours = current.is_some_and(|current| {
            current.status == OperationStatus::Running && current.groups_done == operation.groups_done
        });
        if !ours {
            return Ok(None);
        }
        let mut known = self.load_known(&write, batch).await?;
        let mut decided = self.decide(batch, &mut known);
        for (before, after) in &mut decided.products {
            self.settle(before.as_ref(), after);
        }
        let changes: Vec<Change<'_>> = decided
            .products
            .iter()
            .map(|(before, after)| Change { before: before.as_ref(), after })
            .collect();
        self.record_changes(&write, &changes, None).await?;
        let mut advanced = operation.clone();
        advanced.groups_done += i64::try_from(batch.len()).expect("BUG: a batch is small");
        advanced.rows_done += batch.iter().map(|group| group.row_count).sum::<i64>();
        advanced.counts = operation.counts.plus(decided.counts);
        let step = Step {
            groups_before: operation.groups_done,
            groups_done: advanced.groups_done,
            rows_done: advanced.rows_done,
            counts: decided.counts,
            leased_until: self.lease_end(),
        };
        store::operation::advance(&write, operation.operation_id, &step).await?;
        store::operation::insert_errors(&write, operation.operation_id, &decided.errors).await?;
        self.commit(write).await.map_err(|error| match error {
            // Somebody took it since we looked: looking again names the row.
            CatalogError::SkuTaken(_) | CatalogError::HandleTaken | CatalogError::ExternalIdTaken => {
                CatalogError::LostRace
            }
            other => other,
        })?;
        Ok(Some(advanced))
    }

    async fn load_known(&self, write: &kernel_db::Write, batch: &[Group]) -> Result<Known, CatalogError> {
        let said: Vec<&ImportedProduct> =
            batch.iter().filter_map(|group| group.product.as_ref().ok()).collect();
        let handles: Vec<_> = said.iter().map(|product| &product.handle).collect();
        let skus: Vec<&Sku> =
            said.iter().flat_map(|product| product.variants.iter().map(|variant| &variant.sku)).collect();
        let external_ids: Vec<&str> =
            said.iter().filter_map(|product| product.fields.external_id.as_deref()).collect();
        let (ids, skus, external_ids, definitions, channels) = try_join!(
            store::product::find_ids_by_handle(write, &handles),
            store::product::find_holders_of_skus(write, &skus),
            store::product::find_holders_of_external_ids(write, &external_ids),
            store::attribute::list(write),
            store::channel::list(write, &Channels::All),
        )?;
        let ids: Vec<ProductId> = ids.into_values().collect();
        let products = store::product::load(write, &ids).await?;
        Ok(Known {
            definitions,
            channels: channels.into_iter().map(|channel| channel.code).collect(),
            skus,
            external_ids,
            products: products.into_iter().map(|product| (product.handle.to_string(), product)).collect(),
        })
    }

    fn decide(&self, batch: &[Group], known: &mut Known) -> Decided {
        let mut decided = Decided::default();
        // Ids of one batch are made at once and sorted: products keep the order of the file.
        let mut fresh: Vec<ProductId> = batch.iter().map(|_| self.env.id()).collect();
        fresh.sort_by_key(|id| std::cmp::Reverse(*id));
        for group in batch {
            let outcome = match &group.product {
                Ok(said) => self.decide_product(said, known, &mut fresh, &mut decided),
                Err(errors) => Err(errors.clone()),
            };
            if let Err(mut errors) = outcome {
                decided.counts.failed += 1;
                decided.errors.append(&mut errors);
            }
        }
        decided
    }

    fn decide_product(
        &self,
        said: &ImportedProduct,
        known: &mut Known,
        fresh: &mut Vec<ProductId>,
        decided: &mut Decided,
    ) -> Result<(), Vec<RowError>> {
        // A handle that comes again further down continues where its rows above ended.
        let earlier = decided.places.get(said.handle.as_str()).copied();
        let before = match earlier {
            Some(place) => Some(decided.products[place].1.clone()),
            None => known.products.get(said.handle.as_str()).cloned(),
        };
        let mut after = match &before {
            Some(before) => before.clone(),
            None => {
                let id = fresh.pop().expect("BUG: one id per product of the batch");
                said.begin(id, self.now())
            }
        };
        said.apply(&mut after, &self.env, &|url| self.own_media(url));
        let errors = self.check(said, before.as_ref(), &after, known);
        if !errors.is_empty() {
            return Err(errors);
        }
        for (_, variant) in new_skus(&Change { before: before.as_ref(), after: &after }) {
            known.skus.insert(variant.sku.to_string(), after.product_id);
        }
        if let Some(external_id) = &after.external_id {
            known.external_ids.insert(external_id.clone(), after.product_id);
        }
        match &before {
            None => decided.counts.created += 1,
            Some(before) if *before == after => decided.counts.unchanged += 1,
            Some(_) => decided.counts.updated += 1,
        }
        match earlier {
            Some(place) => decided.products[place].1 = after,
            None => {
                decided.places.insert(said.handle.to_string(), decided.products.len());
                decided.products.push((before, after));
            }
        }
        Ok(())
    }

    /// Everything wrong with a product as the file wants it, by row.
    fn check(
        &self,
        said: &ImportedProduct,
        before: Option<&Product>,
        after: &Product,
        known: &Known,
    ) -> Vec<RowError> {
        let mut wrong = after.validate(&known.definitions).err().unwrap_or_default();
        let mut refuse = |pointer: String, code: &'static str, message: &str| {
            wrong.push(FieldError { pointer, code: code.into(), message: message.to_owned() });
        };
        for (index, variant) in new_skus(&Change { before, after }) {
            if known.skus.get(variant.sku.as_str()).is_some_and(|holder| *holder != after.product_id) {
                refuse(format!("/variants/{index}/sku"), "sku_taken", "another product has this SKU");
            }
        }
        let holder = after.external_id.as_ref().and_then(|id| known.external_ids.get(id));
        if holder.is_some_and(|holder| *holder != after.product_id) {
            refuse("/external_id".to_owned(), "external_id_taken", "another product has this external id");
        }
        for channel in said.publications.keys().filter(|channel| !known.channels.contains(channel)) {
            refuse("/channels".to_owned(), "unknown_channel", &format!("there is no channel {channel}"));
        }
        wrong.iter().map(|error| said.row_error(error)).collect()
    }

    /// The picture of an address that an export of ours has written.
    fn own_media(&self, url: &str) -> Option<MediaId> {
        let id = url.strip_prefix(&self.stored_media_url(""))?;
        id.parse().ok()
    }
}

/// Up to a batch of products, after passing over those that are done; also how many were passed over.
fn next_batch(
    file: &mut ProductFile,
    mut to_skip: i64,
) -> Result<(Vec<Group>, i64), crate::formats::reader::FileError> {
    let (mut batch, mut passed, mut rows) = (Vec::new(), 0, 0);
    while let Some(group) = file.next_group()? {
        if to_skip > 0 {
            to_skip -= 1;
            passed += 1;
            continue;
        }
        rows += group.row_count;
        batch.push(group);
        if batch.len() >= BATCH_PRODUCTS || rows >= BATCH_ROWS {
            break;
        }
    }
    Ok((batch, passed))
}
