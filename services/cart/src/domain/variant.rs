//! What cart knows of a variant.

use shared_contracts::{ChannelCode, Sku, VariantId};

/// A variant as catalog last told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Variant {
    pub(crate) variant_id: VariantId,
    pub(crate) sku: Sku,
    pub(crate) title: String,
    /// Where it may be sold; empty when it may not be sold at all.
    pub(crate) channels: Vec<ChannelCode>,
    pub(crate) requires_stock: bool,
    pub(crate) requires_shipping: bool,
    pub(crate) weight_g: i64,
}

impl Variant {
    /// True when it may be sold there.
    pub(crate) fn sold_in(&self, channel: &ChannelCode) -> bool {
        self.channels.contains(channel)
    }
}

/// The title shoppers see: the product's, and the variant's where that says more.
pub(crate) fn full_title(product: &str, variant: &str) -> String {
    if variant.is_empty() || variant == product {
        product.to_owned()
    } else {
        format!("{product} – {variant}")
    }
}
