//! The copy of catalog's variants.

use cart_db::client::Params;
use cart_db::queries::variant::{
    UpsertVariantsParams, VariantRow, list_variants, upsert_variants, withdraw_variants,
};
use kernel_db::{DbError, GenericClient, Write};
use shared_contracts::{ChannelCode, ProductId, VariantId};
use uuid::Uuid;

use crate::domain::variant::Variant;
use crate::store::parsed;

/// The known ones among these.
pub(crate) async fn list(
    client: &impl GenericClient,
    variant_ids: &[VariantId],
) -> Result<Vec<Variant>, DbError> {
    let ids: Vec<Uuid> = variant_ids.iter().map(|id| id.uuid()).collect();
    Ok(list_variants().bind(client, &ids).all().await?.into_iter().map(variant).collect())
}

fn variant(row: VariantRow) -> Variant {
    Variant {
        variant_id: VariantId::from_uuid(row.variant_id),
        sku: parsed(&row.sku),
        title: row.title,
        channels: row.channels.iter().map(|code| parsed(code)).collect(),
        requires_stock: row.requires_stock,
        requires_shipping: row.requires_shipping,
        weight_g: row.weight_g,
    }
}

/// A product's variants as of one version of it.
pub(crate) struct ProductVariants {
    pub(crate) product_id: ProductId,
    pub(crate) version: i64,
    pub(crate) variants: Vec<Variant>,
}

/// Replaces what is known of these products, each named once. Older versions than the known ones change nothing.
pub(crate) async fn replace(write: &Write, products: &[ProductVariants]) -> Result<(), DbError> {
    let rows: Vec<(&ProductVariants, &Variant)> = products
        .iter()
        .flat_map(|product| product.variants.iter().map(move |variant| (product, variant)))
        .collect();
    let channels =
        |variant: &Variant| variant.channels.iter().map(ChannelCode::as_str).collect::<Vec<_>>().join(",");
    let params = UpsertVariantsParams {
        variant_ids: rows.iter().map(|(_, variant)| variant.variant_id.uuid()).collect::<Vec<Uuid>>(),
        product_ids: rows.iter().map(|(product, _)| product.product_id.uuid()).collect::<Vec<Uuid>>(),
        product_versions: rows.iter().map(|(product, _)| product.version).collect::<Vec<_>>(),
        skus: rows.iter().map(|(_, variant)| variant.sku.as_str()).collect::<Vec<_>>(),
        titles: rows.iter().map(|(_, variant)| variant.title.as_str()).collect::<Vec<_>>(),
        channels: rows.iter().map(|(_, variant)| channels(variant)).collect::<Vec<_>>(),
        requires_stock: rows.iter().map(|(_, variant)| variant.requires_stock).collect::<Vec<_>>(),
        requires_shipping: rows.iter().map(|(_, variant)| variant.requires_shipping).collect::<Vec<_>>(),
        weights: rows.iter().map(|(_, variant)| variant.weight_g).collect::<Vec<_>>(),
    };
    upsert_variants().params(write, &params).await?;
    // After the upsert only variants that the product no longer lists are still of an older version.
    let product_ids: Vec<Uuid> = products.iter().map(|product| product.product_id.uuid()).collect();
    let versions: Vec<i64> = products.iter().map(|product| product.version).collect();
    withdraw_variants().bind(write, &product_ids, &versions).await?;
    Ok(())
}
