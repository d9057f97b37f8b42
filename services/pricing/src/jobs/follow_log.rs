//! Keeps this process's cache true to what other replicas change, by following this service's own log.
//!
//! This is no consumer: a consumer's cursor lets one replica handle an event, but every replica has a cache to mend.

use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;

use kernel_base::Event;
use kernel_db::Database;
use kernel_messaging::{Feed, Heads, LocalFeed, ReadRequest};
use kernel_service::{Job, JobError};
use pricing_contracts::PriceChanged;
use shared_contracts::VariantId;
use tokio::sync::Mutex;

use crate::app::cache::Cache;

/// How long another replica's change may go unnoticed.
const PERIOD: Duration = Duration::from_millis(500);
/// Events per read. Behind by more than this, forgetting everything is cheaper than reading on.
const BATCH: usize = 500;

pub(crate) fn job(db: Database, cache: Arc<Cache>) -> Job {
    let follower = Arc::new(Follower { feed: LocalFeed::new(db), cache, seen: Mutex::default() });
    Job::poll("follow_log", PERIOD, move || {
        let follower = Arc::clone(&follower);
        async move { follower.catch_up().await }
    })
}

struct Follower {
    feed: LocalFeed,
    cache: Arc<Cache>,
    /// None before the first look.
    seen: Mutex<Option<Heads>>,
}

impl Follower {
    async fn catch_up(&self) -> Result<(), JobError> {
        let heads = self.feed.heads().await?;
        let mut seen = self.seen.lock().await;
        let before = seen.filter(|seen| seen.epoch == heads.epoch);
        if before.is_some_and(|before| before.positions == heads.positions) {
            return Ok(());
        }
        let news = match before {
            Some(before) => {
                let request = ReadRequest { after: before.positions, limit: BATCH, wait_ms: 0 };
                let events = self.feed.read(&request).await?.events;
                let counts = heads.positions.iter().zip(before.positions).map(|(head, before)| head - before);
                let complete = usize::try_from(counts.sum::<i64>()).is_ok_and(|count| count == events.len());
                complete.then_some(events)
            }
            None => None,
        };
        match news {
            Some(events) => self.forget(&events)?,
            None => self.cache.clear(),
        }
        *seen = Some(heads);
        Ok(())
    }

    fn forget(&self, events: &[Arc<Event>]) -> Result<(), JobError> {
        let mut variants: HashSet<VariantId> = HashSet::new();
        let mut rules = false;
        for event in events {
            if event.is::<PriceChanged>() {
                variants.insert(event.parse::<PriceChanged>()?.variant_id);
            } else {
                rules = true;
            }
        }
        if rules {
            self.cache.remove_rules();
        }
        if !variants.is_empty() {
            self.cache.remove_prices(variants);
        }
        Ok(())
    }
}
