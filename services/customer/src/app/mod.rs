//! Use cases: they read, let the domain decide, and write everything in one round trip.

pub(crate) mod address;
pub(crate) mod consent;
pub(crate) mod customer;
pub(crate) mod erasure;
pub(crate) mod export;
pub(crate) mod group;
pub(crate) mod segment;

use std::future::Future;

use kernel_base::Env;
use kernel_db::{Database, retry_conflicts};
use kernel_saga::Sagas;

use crate::error::CustomerError;
use crate::sagas;

/// The service's state.
pub(crate) struct App {
    pub(crate) db: Database,
    pub(crate) env: Env,
    pub(crate) sagas: Sagas,
}

impl App {
    pub(crate) fn new(db: Database, env: Env) -> Self {
        let sagas = sagas::sagas(&db, &env);
        Self { db, env, sagas }
    }
}

/// Runs a use case again from its reads while it loses races.
async fn settle<T, F, R>(attempt: F) -> Result<T, CustomerError>
where
    F: FnMut() -> R,
    R: Future<Output = Result<T, CustomerError>>,
{
    retry_conflicts(attempt, CustomerError::lost_race).await
}
