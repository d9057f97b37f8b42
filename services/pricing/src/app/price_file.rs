//! Loading price files.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use kernel_base::{Call, UnitPrice};
use schemars::JsonSchema;
use serde::Serialize;
use shared_contracts::{Code, PriceListId, Quantity, VariantId};

use crate::app::price::{NewPrices, NewTiers};
use crate::app::{Answer, App};
use crate::domain::price_file::{PriceFile, PriceRow, RowError};
use crate::domain::price_list::PriceList;
use crate::error::PricingError;
use crate::store;
use crate::store::price::PriceSetKey;

/// The largest price file.
pub(crate) const MAX_FILE_BYTES: usize = 64 * 1024 * 1024;
/// Rows per transaction.
const BATCH: usize = 5_000;
/// Errors that are told in full.
const MAX_ERRORS: usize = 1_000;

/// What came of loading a price file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PriceImport {
    /// Rows of the file.
    pub rows: u64,
    /// Variants of a list whose prices changed.
    pub changed: usize,
    /// Variants of a list whose prices already were so.
    pub unchanged: usize,
    /// Rows that were not taken.
    pub failed: u64,
    /// The first 1,000 of them.
    pub errors: Vec<RowError>,
}

impl PriceImport {
    fn fail(&mut self, error: RowError) {
        self.failed += 1;
        if self.errors.len() < MAX_ERRORS {
            self.errors.push(error);
        }
    }
}

/// What the audit log shows of a file: counts, and not every price.
#[derive(Serialize)]
struct Shown {
    rows: u64,
    changed: usize,
    unchanged: usize,
    failed: u64,
}

/// Rows of one batch that concern the same prices.
struct Gathered {
    line: u64,
    tiers: BTreeMap<Quantity, Option<UnitPrice>>,
}

impl App {
    /// Sets the tiers of a file, in batches, each in a transaction of its own; other tiers of the same variants stay.
    /// Bad rows are told and left out. Loading a file again changes nothing.
    pub(crate) async fn import_prices(
        &self,
        call: &Call,
        file: &[u8],
        answer: Option<Answer<'_, PriceImport>>,
    ) -> Result<PriceImport, PricingError> {
        let mut rows = PriceFile::open(file)?;
        let lists = self.lists_by_code().await?;
        let mut import = PriceImport::default();
        let mut seen = HashSet::new();
        loop {
            let read: Vec<_> = rows.by_ref().take(BATCH).collect();
            if read.is_empty() {
                break;
            }
            let mut batch = Vec::with_capacity(read.len());
            for row in read {
                import.rows += 1;
                match row {
                    Ok(row) => batch.push(row),
                    Err(error) => import.fail(error),
                }
            }
            self.import_batch(call, &lists, &batch, &mut seen, &mut import).await?;
        }
        import.errors.sort_by_key(|error| error.line);
        let write = self.db.write().await?;
        let PriceImport { rows, changed, unchanged, failed, .. } = import;
        write.changed("price-imports", None, Some(&Shown { rows, changed, unchanged, failed }));
        self.commit(write, &import, answer.as_ref()).await?;
        Ok(import)
    }

    async fn lists_by_code(&self) -> Result<HashMap<Code, Arc<PriceList>>, PricingError> {
        let rules = self.rules().await?;
        Ok(rules.lists.iter().map(|list| (list.terms.code.clone(), Arc::new(list.clone()))).collect())
    }

    async fn import_batch(
        &self,
        call: &Call,
        lists: &HashMap<Code, Arc<PriceList>>,
        rows: &[PriceRow],
        seen: &mut HashSet<(PriceSetKey, Quantity)>,
        import: &mut PriceImport,
    ) -> Result<(), PricingError> {
        let variants = self.variants_by_sku(rows).await?;
        let mut gathered: BTreeMap<PriceSetKey, Gathered> = BTreeMap::new();
        for row in rows {
            match resolve(row, lists, &variants) {
                // Which of two prices is meant, only the author of the file knows.
                Ok(key) if !seen.insert((key, row.min_quantity)) => {
                    let message = "an earlier row names this price already";
                    import.fail(RowError::new(row.line, None, "repeated_row", message));
                }
                Ok(key) => {
                    let set = gathered
                        .entry(key)
                        .or_insert_with(|| Gathered { line: row.line, tiers: BTreeMap::new() });
                    set.tiers.insert(row.min_quantity, row.unit_price);
                }
                Err(error) => import.fail(error),
            }
        }
        let (lines, entries): (Vec<u64>, Vec<NewPrices>) = gathered
            .into_iter()
            .map(|(key, set)| {
                let tiers = NewTiers::Merged(set.tiers.into_iter().collect());
                (set.line, NewPrices { key, tiers, valid_from: None, valid_until: None })
            })
            .unzip();
        let by_id: HashMap<PriceListId, Arc<PriceList>> =
            lists.values().map(|list| (list.id, Arc::clone(list))).collect();
        let result = self.change_what_can_be(call, &by_id, &entries).await?;
        import.changed += result.changed;
        import.unchanged += result.unchanged;
        for (place, refused) in result.refused {
            let error = PricingError::from(refused);
            import.fail(RowError::new(lines[place], None, error.short_code(), error.to_string()));
        }
        Ok(())
    }

    async fn variants_by_sku(&self, rows: &[PriceRow]) -> Result<HashMap<String, VariantId>, PricingError> {
        let mut skus: Vec<&str> = rows.iter().map(|row| row.sku.as_str()).collect();
        skus.sort_unstable();
        skus.dedup();
        let reader = self.db.read().await?;
        let known = store::variant::find_by_sku(&reader, &skus).await?;
        Ok(known.into_iter().map(|variant| (variant.sku.to_string(), variant.id)).collect())
    }
}

fn resolve(
    row: &PriceRow,
    lists: &HashMap<Code, Arc<PriceList>>,
    variants: &HashMap<String, VariantId>,
) -> Result<PriceSetKey, RowError> {
    let Some(list) = lists.get(&row.list) else {
        return Err(RowError::new(row.line, Some("list"), "unknown_list", "no price list has this code"));
    };
    if list.terms.currency != row.currency {
        let message = format!("the list is in {}", list.terms.currency);
        return Err(RowError::new(row.line, Some("currency"), "wrong_currency", message));
    }
    let Some(variant) = variants.get(row.sku.as_str()) else {
        return Err(RowError::new(row.line, Some("sku"), "unknown_sku", "no variant has this SKU"));
    };
    Ok((list.id, *variant))
}
