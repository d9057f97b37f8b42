//! What a service brings to a consumer: which events it wants, and what it does with them.

use std::sync::Arc;

use kernel_base::Event;
use kernel_db::{DbError, Write};

/// What a service does with another's events.
#[async_trait::async_trait]
pub trait Handler: Send + Sync {
    /// Records the effects of the events, in log order, into `write`. The kernel adds the cursor's step and commits all
    /// in one round trip. Called again, with fresh reads, after a lost race; and with single events after a failure, to
    /// find the one at fault.
    async fn apply(&self, events: &[Arc<Event>], write: &Write) -> Result<(), HandlerError>;
}

/// Why a handler could not record the effects.
#[derive(Debug, thiserror::Error)]
pub enum HandlerError {
    /// This event can never be applied: park it.
    #[error("{0}")]
    Poison(String),
    /// Something needed is not there now: try again.
    #[error("{0}")]
    Transient(String),
    /// The database said no.
    #[error(transparent)]
    Db(#[from] DbError),
}

impl From<serde_json::Error> for HandlerError {
    fn from(error: serde_json::Error) -> Self {
        Self::Poison(format!("payload does not fit its type: {error}"))
    }
}

/// Which events of which producer a service applies, and how.
#[derive(Clone)]
pub struct Subscription {
    /// The producer.
    pub producer: &'static str,
    /// The event types it wants; all others are passed over.
    pub types: &'static [&'static str],
    /// What it does with them.
    pub handler: Arc<dyn Handler>,
}
