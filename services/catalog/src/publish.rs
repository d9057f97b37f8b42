//! Domain changes as public events, staged in the transaction of the change.

use catalog_contracts::{
    ChannelChanged, OptionValue, ProductChanged, ProductRemoved, ProductVariant, Publication,
};
use kernel_base::{Env, Timestamp, TraceParent};
use kernel_db::{DbError, Write};
use kernel_messaging::Emit;

use crate::domain::channel::Channel;
use crate::domain::product::Product;
use crate::domain::variant::Variant;

/// The product as it is now.
pub(crate) fn product_changed(
    write: &Write,
    env: &Env,
    trace: Option<&TraceParent>,
    product: &Product,
) -> Result<(), DbError> {
    let event = ProductChanged {
        product_id: product.product_id,
        version: product.version,
        handle: product.handle.to_string(),
        title: product.title.clone(),
        status: product.status,
        channels: publications(product, product.updated_at),
        variants: product.variants.iter().map(|variant| public_variant(product, variant)).collect(),
        occurred_at: product.updated_at,
    };
    write.emit(env, product.product_id.to_string(), product.version, trace, &event)
}

/// The product is gone.
pub(crate) fn product_removed(
    write: &Write,
    env: &Env,
    trace: Option<&TraceParent>,
    product: &Product,
) -> Result<(), DbError> {
    let version = product.version + 1;
    let event = ProductRemoved {
        product_id: product.product_id,
        version,
        variant_ids: product.variants.iter().map(|variant| variant.variant_id).collect(),
        occurred_at: env.now(),
    };
    write.emit(env, product.product_id.to_string(), version, trace, &event)
}

/// The channel as it is now.
pub(crate) fn channel_changed(
    write: &Write,
    env: &Env,
    trace: Option<&TraceParent>,
    channel: &Channel,
) -> Result<(), DbError> {
    let event = ChannelChanged {
        channel: channel.code.clone(),
        version: channel.version,
        name: channel.name.clone(),
        currency: channel.currency,
        active: channel.active,
        occurred_at: channel.updated_at,
    };
    write.emit(env, channel.code.to_string(), channel.version, trace, &event)
}

/// Where the product is on sale at a time.
pub(crate) fn publications(product: &Product, now: Timestamp) -> Vec<Publication> {
    let published = product.publications.iter().filter(|(_, known)| known.published_at <= now);
    published
        .map(|(channel, known)| Publication { channel: channel.clone(), published_at: known.published_at })
        .collect()
}

/// A variant as other services see it.
pub(crate) fn public_variant(product: &Product, variant: &Variant) -> ProductVariant {
    let options = product.option_names.iter().zip(&variant.option_values);
    ProductVariant {
        variant_id: variant.variant_id,
        sku: variant.sku.clone(),
        title: variant.title(&product.title),
        options: options
            .map(|(name, value)| OptionValue { name: name.clone(), value: value.clone() })
            .collect(),
        status: variant.status,
        tax_class: variant.tax_class.clone(),
        requires_stock: variant.requires_stock,
        requires_shipping: variant.requires_shipping,
        weight_g: variant.weight_g,
        barcode: variant.barcode.clone(),
    }
}
