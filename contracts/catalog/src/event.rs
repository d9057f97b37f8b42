//! Facts that catalog publishes. Subject and order: the product, or the channel.

use kernel_base::{Currency, EventData, Timestamp};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use shared_contracts::{ChannelCode, ProductId, VariantId};

use crate::{ProductStatus, ProductVariant, Publication};

/// A product as it is after a change: the whole of it, so that a consumer replaces its copy and is done.
///
/// Subject: the product's id. The version grows with every event of the product, not always by one. A variant that
/// is no longer listed does not exist any more. Also sent, without any edit, when a scheduled publication falls due.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ProductChanged {
    /// The product.
    pub product_id: ProductId,
    /// Its version after the change.
    pub version: i64,
    /// Its name in addresses, unique in the shop.
    pub handle: String,
    /// Its title in the shop's default language, 1 to 255 characters.
    pub title: String,
    /// Where it stands in its life.
    pub status: ProductStatus,
    /// Where it is published at `occurred_at`. Publications still to come are not listed.
    pub channels: Vec<Publication>,
    /// All its variants in display order, at most 2,048.
    pub variants: Vec<ProductVariant>,
    /// When it changed.
    pub occurred_at: Timestamp,
}

impl EventData for ProductChanged {
    const TYPE: &'static str = "catalog.product_changed.v1";
}

/// A product and its variants were deleted for good. The last event of its subject.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ProductRemoved {
    /// The product.
    pub product_id: ProductId,
    /// One more than its last version.
    pub version: i64,
    /// The variants it had.
    pub variant_ids: Vec<VariantId>,
    /// When it was deleted.
    pub occurred_at: Timestamp,
}

impl EventData for ProductRemoved {
    const TYPE: &'static str = "catalog.product_removed.v1";
}

/// A sales channel was made or changed. Subject: the channel's code. Channels are switched off, never deleted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ChannelChanged {
    /// The channel, for ever the same.
    pub channel: ChannelCode,
    /// Its version after the change.
    pub version: i64,
    /// Its name for people.
    pub name: String,
    /// The currency it sells in when the customer has not chosen one.
    pub currency: Currency,
    /// Whether it sells at all.
    pub active: bool,
    /// When it changed.
    pub occurred_at: Timestamp,
}

impl EventData for ChannelChanged {
    const TYPE: &'static str = "catalog.channel_changed.v1";
}
