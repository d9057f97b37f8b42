//! What other services ask the warehouse synchronously.

use kernel_base::{ApiError, Call};

use crate::{Availability, AvailabilityQuery, HeldForCart, HoldForCart, ReleaseForCart};

/// Questions to the warehouse, and what a cart holds while its shopper waits for the answer. All other stock is changed by
/// commands and events.
#[async_trait::async_trait]
pub trait WarehouseApi: Send + Sync {
    /// What a channel can sell of each variant, in no particular order. Unknown variants are left out.
    async fn availability(
        &self,
        call: &Call,
        query: AvailabilityQuery,
    ) -> Result<Vec<Availability>, ApiError>;

    /// Sets what a cart holds. Refused with a code of [`refusal`](crate::refusal); for `INSUFFICIENT_STOCK` each error of
    /// the answer points to the first line (`/lines/7`) of a variant that lacks pieces, 100 variants at most.
    async fn hold_for_cart(&self, call: &Call, hold: HoldForCart) -> Result<HeldForCart, ApiError>;

    /// Gives back what a cart holds.
    async fn release_for_cart(&self, call: &Call, release: ReleaseForCart) -> Result<(), ApiError>;
}
