//! Catalog's products feed the read model in which staff's SKUs are found.

use std::collections::HashMap;
use std::sync::Arc;

use catalog_contracts::{ProductChanged, ProductRemoved, ProductVariant};
use kernel_base::Event;
use kernel_db::Write;
use kernel_messaging::HandlerError;
use shared_contracts::ProductId;

use crate::domain::draft::Variant;
use crate::store;
use crate::store::variant::ProductVersion;

/// The newest version of each product of the batch.
pub(crate) async fn apply(events: &[Arc<Event>], write: &Write) -> Result<(), HandlerError> {
    let mut newest: HashMap<ProductId, ProductVersion> = HashMap::with_capacity(events.len());
    for event in events {
        let product = if event.is::<ProductRemoved>() {
            let removed: ProductRemoved = event.parse()?;
            ProductVersion { product_id: removed.product_id, version: removed.version, variants: Vec::new() }
        } else {
            product(event.parse()?)
        };
        // Events of one product come in order: the later one is the newer.
        newest.insert(product.product_id, product);
    }
    let mut products: Vec<ProductVersion> = newest.into_values().collect();
    // Rows are locked in the same order by every replica.
    products.sort_by_key(|product| product.product_id);
    Ok(store::variant::save(write, &products).await?)
}

fn product(changed: ProductChanged) -> ProductVersion {
    let variants = changed.variants.into_iter();
    let variants = variants.map(|variant| known(variant, &changed.title, changed.version)).collect();
    ProductVersion { product_id: changed.product_id, version: changed.version, variants }
}

fn known(variant: ProductVariant, product_title: &str, product_version: i64) -> Variant {
    // The title of a variant without options is its product's already.
    let title = if variant.options.is_empty() || variant.title == product_title {
        product_title.to_owned()
    } else {
        format!("{product_title}, {}", variant.title)
    };
    Variant {
        variant_id: variant.variant_id,
        sku: variant.sku,
        title: title.chars().take(255).collect(),
        requires_stock: variant.requires_stock,
        requires_shipping: variant.requires_shipping,
        weight_g: variant.weight_g.into(),
        listed: true,
        product_version,
    }
}
