//! Use cases: they read, let the domain decide, and write everything in one round trip.

pub(crate) mod availability;
pub(crate) mod cart_hold;
mod channel;
pub(crate) mod location;
pub(crate) mod movement;
pub(crate) mod reservation;
pub(crate) mod stock;
pub(crate) mod stock_import;
pub(crate) mod transfer;

use std::future::Future;

use kernel_base::Env;
use kernel_db::{Database, retry_conflicts};
use shared_contracts::{Sku, VariantId};
use tokio::sync::Semaphore;

use crate::error::WarehouseError;

/// The warehouse at work.
pub(crate) struct App {
    pub(crate) db: Database,
    pub(crate) env: Env,
    /// Reservations asked for directly take turns in this process: buyers of one variant would all read the same version,
    /// and all but one would have worked in vain. Across processes the version guard alone decides.
    reserving: Semaphore,
}

impl App {
    pub(crate) fn new(db: Database, env: Env) -> Self {
        Self { db, env, reserving: Semaphore::new(1) }
    }
}

/// Runs a use case again from its reads while it loses races.
pub(crate) async fn settle<T, F, R>(attempt: F) -> Result<T, WarehouseError>
where
    F: FnMut() -> R,
    R: Future<Output = Result<T, WarehouseError>>,
{
    retry_conflicts(attempt, WarehouseError::lost_race).await
}

/// How people name a variant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum VariantRef {
    Id(VariantId),
    Sku(Sku),
}

impl VariantRef {
    /// Exactly one of both must be given.
    pub(crate) fn new(
        id: Option<VariantId>,
        sku: Option<Sku>,
        pointer: &str,
    ) -> Result<Self, WarehouseError> {
        match (id, sku) {
            (Some(id), None) => Ok(Self::Id(id)),
            (None, Some(sku)) => Ok(Self::Sku(sku)),
            _ => Err(WarehouseError::field(pointer, "one_of", "give either variant_id or sku")),
        }
    }
}
