//! Publishable keys: with one a storefront says for which sales channel it asks. Everybody may know it.

use kernel_base::Timestamp;
use shared_contracts::{ChannelCode, PublishableKeyId};

/// Valid ones at once: who checks them keeps them all in memory.
pub(crate) const MAX_VALID: i64 = 1000;

#[derive(Debug, Clone)]
pub(crate) struct PublishableKey {
    pub(crate) publishable_key_id: PublishableKeyId,
    /// `pk_…`: what storefronts send.
    pub(crate) key: String,
    pub(crate) name: String,
    pub(crate) channel: ChannelCode,
    pub(crate) created_at: Timestamp,
    pub(crate) revoked_at: Option<Timestamp>,
}
