//! What other services may ask of catalog.

use async_trait::async_trait;
use kernel_base::{ApiError, Call};

use crate::{VariantSnapshot, VariantsQuery};

/// Catalog as a callee. Consumers keep a read model fed by [`ProductChanged`](crate::ProductChanged); this call is for
/// tools that need an answer before their read model has caught up, such as bulk loads.
#[async_trait]
pub trait CatalogApi: Send + Sync {
    /// The variants by id or SKU, in no particular order; those that do not exist are left out.
    async fn variants(&self, call: &Call, query: VariantsQuery) -> Result<Vec<VariantSnapshot>, ApiError>;
}
