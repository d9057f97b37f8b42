//! Reactions to catalog: pricing keeps its own copy of SKU and tax class of every variant.

use std::collections::HashMap;
use std::sync::Arc;

use async_trait::async_trait;
use catalog_contracts::{ProductChanged, ProductRemoved};
use kernel_base::{Event, EventData};
use kernel_db::Write;
use kernel_messaging::{Handler, HandlerError, Subscription};
use shared_contracts::{ProductId, VariantId};

use crate::app::cache::Cache;
use crate::store;
use crate::store::variant::{ToldVariant, Variant};

pub(crate) fn catalog(cache: Arc<Cache>) -> Subscription {
    Subscription {
        producer: "catalog",
        types: &[ProductChanged::TYPE, ProductRemoved::TYPE],
        handler: Arc::new(CopyVariants { cache }),
    }
}

struct CopyVariants {
    cache: Arc<Cache>,
}

/// The last word of a batch on a product.
enum LastWord {
    Changed(ProductChanged),
    Removed(ProductRemoved),
}

#[async_trait]
impl Handler for CopyVariants {
    async fn apply(&self, events: &[Arc<Event>], write: &Write) -> Result<(), HandlerError> {
        let mut last: HashMap<ProductId, LastWord> = HashMap::new();
        for event in events {
            if event.is::<ProductChanged>() {
                let changed: ProductChanged = event.parse()?;
                last.insert(changed.product_id, LastWord::Changed(changed));
            } else {
                let removed: ProductRemoved = event.parse()?;
                last.insert(removed.product_id, LastWord::Removed(removed));
            }
        }
        let mut products = Vec::with_capacity(last.len());
        let mut told = Vec::new();
        let mut touched: Vec<VariantId> = Vec::new();
        for (product_id, word) in last {
            match word {
                LastWord::Removed(removed) => {
                    products.push((product_id, removed.version));
                    touched.extend(removed.variant_ids);
                }
                LastWord::Changed(changed) => {
                    products.push((product_id, changed.version));
                    told.extend(changed.variants.into_iter().map(|variant| ToldVariant {
                        variant: Variant {
                            id: variant.variant_id,
                            sku: variant.sku,
                            tax_class: variant.tax_class,
                        },
                        product_id,
                        product_version: changed.version,
                    }));
                }
            }
        }
        let kept: Vec<VariantId> = told.iter().map(|told| told.variant.id).collect();
        touched.extend(&kept);
        store::variant::delete_dropped(write, &products, &kept).await?;
        store::variant::upsert(write, &told).await?;
        let cache = Arc::clone(&self.cache);
        write.after_commit(move || cache.remove_prices(touched));
        Ok(())
    }
}
