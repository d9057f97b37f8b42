//! The copy of catalog's variants.

use kernel_db::{DbError, GenericClient, Write};
use pricing_db::queries::variant::{
    VariantRow, delete_dropped_variants, find_variants, find_variants_by_sku, upsert_variants,
};
use shared_contracts::{Code, ProductId, Sku, VariantId};

use crate::store::stored;

/// What pricing knows of a variant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Variant {
    pub(crate) id: VariantId,
    pub(crate) sku: Sku,
    pub(crate) tax_class: Code,
}

/// A variant as an event of its product told it.
pub(crate) struct ToldVariant {
    pub(crate) variant: Variant,
    pub(crate) product_id: ProductId,
    pub(crate) product_version: i64,
}

pub(crate) async fn find(client: &impl GenericClient, ids: &[VariantId]) -> Result<Vec<Variant>, DbError> {
    let ids: Vec<_> = ids.iter().map(|id| id.uuid()).collect();
    Ok(find_variants().bind(client, &ids).all().await?.into_iter().map(from_row).collect())
}

pub(crate) async fn find_by_sku(client: &impl GenericClient, skus: &[&str]) -> Result<Vec<Variant>, DbError> {
    Ok(find_variants_by_sku().bind(client, &skus).all().await?.into_iter().map(from_row).collect())
}

/// Records the copies; a newer copy is never overwritten by an older event.
pub(crate) async fn upsert(write: &Write, told: &[ToldVariant]) -> Result<(), DbError> {
    let ids: Vec<_> = told.iter().map(|told| told.variant.id.uuid()).collect();
    let product_ids: Vec<_> = told.iter().map(|told| told.product_id.uuid()).collect();
    let skus: Vec<&str> = told.iter().map(|told| told.variant.sku.as_str()).collect();
    let tax_classes: Vec<&str> = told.iter().map(|told| told.variant.tax_class.as_str()).collect();
    let versions: Vec<i64> = told.iter().map(|told| told.product_version).collect();
    upsert_variants().bind(write, &ids, &product_ids, &skus, &tax_classes, &versions).await?;
    Ok(())
}

/// Records the removal of variants that these versions of their products no longer have.
pub(crate) async fn delete_dropped(
    write: &Write,
    products: &[(ProductId, i64)],
    kept: &[VariantId],
) -> Result<(), DbError> {
    let (ids, versions): (Vec<_>, Vec<i64>) =
        products.iter().map(|(id, version)| (id.uuid(), *version)).unzip();
    let kept: Vec<_> = kept.iter().map(|id| id.uuid()).collect();
    delete_dropped_variants().bind(write, &ids, &versions, &kept).await?;
    Ok(())
}

fn from_row(row: VariantRow) -> Variant {
    Variant {
        id: VariantId::from_uuid(row.variant_id),
        sku: stored(&row.sku),
        tax_class: stored(&row.tax_class),
    }
}
