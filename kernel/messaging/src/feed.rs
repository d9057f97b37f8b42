//! A producer's log as its consumers see it.

use std::sync::Arc;
use std::time::Duration;

use kernel_base::{Event, Timestamp};
use kernel_db::{Database, DbError};
use serde::{Deserialize, Serialize};

use crate::log::{self, Positions};
use crate::sequencer::Sequencer;
use crate::tail::Tail;

/// Epoch and last position of every partition: how far the log goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heads {
    /// Which life of the producer's database numbers the positions.
    pub epoch: i32,
    /// Last position per partition; 0 for an empty one.
    pub positions: Positions,
}

/// What a consumer asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReadRequest {
    /// Everything behind these positions.
    pub after: Positions,
    /// At most this many events (1 to 500).
    pub limit: usize,
    /// How long to wait for the first event, in milliseconds (at most 10,000).
    pub wait_ms: u64,
}

/// What a consumer gets: the log's end, and events in the order of partition and position, without holes.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Batch {
    /// How far the log went when this was read.
    pub heads: Heads,
    /// The events.
    pub events: Vec<Arc<Event>>,
}

/// Why a feed did not answer; the consumer tries again.
#[derive(Debug, thiserror::Error)]
pub enum FeedError {
    /// The producer's database.
    #[error("the producer's log cannot be read")]
    Database(#[from] DbError),
    /// The way to the producer.
    #[error("the producer cannot be reached")]
    Transport(#[source] reqwest::Error),
}

/// A producer's log. Every read looks at the log itself, so a lost wake-up only costs the waiting time.
#[async_trait::async_trait]
pub trait Feed: Send + Sync {
    /// The service whose log this is.
    fn producer(&self) -> &'static str;

    /// Events behind the given positions; waits up to the given time for the first one.
    async fn read(&self, request: &ReadRequest) -> Result<Batch, FeedError>;
}

/// The log of a service that runs in this process, read by the producer's own pool.
#[derive(Clone)]
pub struct LocalFeed {
    database: Database,
    tail: Arc<Tail>,
}

impl LocalFeed {
    /// The feed of the service that owns the database. Its [`LocalFeed::sequencer`] must run for it to move.
    #[must_use]
    pub fn new(database: Database) -> Self {
        Self { database, tail: Arc::new(Tail::new()) }
    }

    /// A sequencer for this feed; one must run per process.
    #[must_use]
    pub fn sequencer(&self) -> Sequencer {
        Sequencer::new(self.database.clone(), Arc::clone(&self.tail))
    }

    /// How far the log goes, asked of the database.
    pub async fn heads(&self) -> Result<Heads, DbError> {
        let state = log::state(&self.database).await?;
        self.tail.learn(state.life, state.heads);
        Ok(Heads { epoch: state.life.epoch, positions: state.heads })
    }

    /// Drops the parts of the log that are older than `keep_after` whole chunks at a time; answers how many chunks.
    pub async fn retain(&self, keep_after: Timestamp) -> Result<usize, DbError> {
        log::drop_chunks(&self.database, keep_after).await
    }

    async fn collect(&self, after: &Positions, limit: usize) -> Result<Vec<Arc<Event>>, DbError> {
        let heads = self.tail.known().heads;
        let mut events = Vec::new();
        let mut cold = Vec::new();
        for (index, (head, after)) in heads.iter().zip(after).enumerate() {
            if head <= after || events.len() >= limit {
                continue;
            }
            match self.tail.read(index, *after, limit - events.len()) {
                Some(warm) => events.extend(warm),
                None => cold.push((i16::try_from(index).expect("BUG: below 16"), *after)),
            }
        }
        if !cold.is_empty() && events.len() < limit {
            let share = (limit - events.len()).div_ceil(cold.len());
            events.extend(log::read(&self.database, self.database.service(), &cold, share).await?);
        }
        Ok(events)
    }
}

#[async_trait::async_trait]
impl Feed for LocalFeed {
    fn producer(&self) -> &'static str {
        self.database.service()
    }

    async fn read(&self, request: &ReadRequest) -> Result<Batch, FeedError> {
        if self.tail.known().life.epoch == 0 {
            self.heads().await?;
        }
        let mut watch = self.tail.watch();
        let wait = Duration::from_millis(request.wait_ms.min(10_000));
        let behind = |heads: &Positions| heads.iter().zip(&request.after).any(|(head, after)| head > after);
        if !wait.is_zero() {
            // The channel lives as long as this feed, so waiting ends by news or by time.
            tokio::time::timeout(wait, watch.wait_for(|known| behind(&known.heads))).await.ok();
        }
        let known = self.tail.known();
        let events = self.collect(&request.after, request.limit.clamp(1, 500)).await?;
        Ok(Batch { heads: Heads { epoch: known.life.epoch, positions: known.heads }, events })
    }
}
