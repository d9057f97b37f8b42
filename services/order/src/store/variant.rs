//! The read model of catalog's variants.

use kernel_db::{GenericClient, Write};
use order_db::queries::variant::{UpsertVariantsParams, find_variants, unlist_variants, upsert_variants};
use order_db::{IterSql, client::Params};
use shared_contracts::{ProductId, Sku, VariantId};

use super::text;
use crate::domain::draft::{Variant, VariantKey};
use crate::error::OrderError;

/// One product at one version, with the variants it has then.
#[derive(Debug, Clone)]
pub(crate) struct ProductVersion {
    pub(crate) product_id: ProductId,
    pub(crate) version: i64,
    pub(crate) variants: Vec<Variant>,
}

/// Records what catalog told; each product at most once.
pub(crate) async fn save(write: &Write, products: &[ProductVersion]) -> Result<(), OrderError> {
    let variants: Vec<(ProductId, &Variant)> = products
        .iter()
        .flat_map(|product| product.variants.iter().map(|variant| (product.product_id, variant)))
        .collect();
    if !variants.is_empty() {
        let params = UpsertVariantsParams {
            variant_ids: IterSql(|| variants.iter().map(|(_, variant)| variant.variant_id.uuid())),
            product_ids: IterSql(|| variants.iter().map(|(product, _)| product.uuid())),
            product_versions: IterSql(|| variants.iter().map(|(_, variant)| variant.product_version)),
            skus: IterSql(|| variants.iter().map(|(_, variant)| variant.sku.as_str())),
            titles: IterSql(|| variants.iter().map(|(_, variant)| variant.title.as_str())),
            requires_stocks: IterSql(|| variants.iter().map(|(_, variant)| variant.requires_stock)),
            requires_shippings: IterSql(|| variants.iter().map(|(_, variant)| variant.requires_shipping)),
            weights_g: IterSql(|| variants.iter().map(|(_, variant)| variant.weight_g)),
        };
        upsert_variants().params(write, &params).await?;
    }
    let product_ids = IterSql(|| products.iter().map(|product| product.product_id.uuid()));
    let versions = IterSql(|| products.iter().map(|product| product.version));
    unlist_variants().bind(write, &product_ids, &versions).await?;
    Ok(())
}

/// The variants that staff may mean by these keys.
pub(crate) async fn find(
    reader: &impl GenericClient,
    keys: &[VariantKey],
) -> Result<Vec<Variant>, OrderError> {
    let mut ids = Vec::new();
    let mut skus = Vec::new();
    for key in keys {
        match key {
            VariantKey::Id(id) => ids.push(id.uuid()),
            VariantKey::Sku(sku) => skus.push(sku.as_str()),
        }
    }
    ids.sort_unstable();
    ids.dedup();
    skus.sort_unstable();
    skus.dedup();
    let rows = find_variants().bind(reader, &ids, &skus).all().await?;
    rows.into_iter()
        .map(|row| {
            Ok(Variant {
                variant_id: VariantId::from_uuid(row.variant_id),
                sku: text::parse::<Sku>(&row.sku)?,
                title: row.title,
                requires_stock: row.requires_stock,
                requires_shipping: row.requires_shipping,
                weight_g: row.weight_g,
                listed: row.listed,
                product_version: row.product_version,
            })
        })
        .collect()
}
