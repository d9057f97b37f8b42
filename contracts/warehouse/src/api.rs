//! What other services ask the warehouse synchronously.

use kernel_base::{ApiError, Call};

use crate::{Availability, AvailabilityQuery};

/// Questions to the warehouse. Stock is changed by commands and events, never through here.
#[async_trait::async_trait]
pub trait WarehouseApi: Send + Sync {
    /// What a channel can sell of each variant, in no particular order. Unknown variants are left out.
    async fn availability(
        &self,
        call: &Call,
        query: AvailabilityQuery,
    ) -> Result<Vec<Availability>, ApiError>;
}
