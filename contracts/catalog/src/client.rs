//! The API over a transport, for when catalog runs in another process.

use std::sync::Arc;

use async_trait::async_trait;
use kernel_base::{ApiError, Call, Transport, invoke};

use crate::{CatalogApi, VariantSnapshot, VariantsQuery};

/// Calls catalog in another process.
#[derive(Clone)]
pub struct CatalogClient(Arc<dyn Transport>);

impl CatalogClient {
    /// A client over a transport that leads to catalog.
    #[must_use]
    pub fn new(transport: Arc<dyn Transport>) -> Self {
        Self(transport)
    }
}

#[async_trait]
impl CatalogApi for CatalogClient {
    async fn variants(&self, call: &Call, query: VariantsQuery) -> Result<Vec<VariantSnapshot>, ApiError> {
        invoke(self.0.as_ref(), call, "variants", &query).await
    }
}
