//! Applies a producer's log to this service's database: effects and cursor in one transaction, so that every event
//! takes effect exactly once, whatever dies when.

use std::cmp::Ordering;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering::Relaxed};
use std::time::Duration;

use kernel_base::Event;
use kernel_db::{Database, DbError, GenericClient, Write};
use kernel_trace::{Outage, causes};
use tokio::time::Instant;
use tracing::Instrument;

use crate::feed::{Feed, FeedError, ReadRequest};
use crate::follow::Followed;
use crate::handler::{HandlerError, Subscription};
use crate::log::{Positions, slot};
use crate::parked::ParkedEvents;

/// Most events per transaction.
const BATCH: usize = 100;
/// The pause after a batch that was not full: under load the next one finds several events, and one commit serves them
/// all. An event that comes alone finds the consumer waiting. Measured under checkouts, processor time of PostgreSQL and
/// Karum per order: 8.8 ms without, 6.2 ms with 5 ms, 4.8 ms with 10 ms.
const SPACING: Duration = Duration::from_millis(10);
/// How long one read waits for news; also how often the log's end is looked at when no news arrive.
const WAIT: Duration = Duration::from_secs(2);
/// Positions without effects are written at least this often.
const KEEP_UP: Duration = Duration::from_secs(1);
/// Pauses after failures in a row double from the first to the last.
const FIRST_PAUSE: Duration = Duration::from_millis(50);
const LAST_PAUSE: Duration = Duration::from_secs(5);
/// How long the loser of a cursor leaves the log to the winner.
const CURSOR_PAUSE: Duration = Duration::from_secs(2);
/// How often a lost race is tried again before the batch is taken apart, and a failing event before it is parked.
const ATTEMPTS: u32 = 5;

/// How far a consumer is; for metrics and readiness.
#[derive(Debug, Default)]
pub struct ConsumerStatus {
    lag: AtomicI64,
    parked: AtomicI64,
    failures: AtomicI64,
}

impl ConsumerStatus {
    /// Events of the producer that were not yet looked at.
    #[must_use]
    pub fn lag(&self) -> i64 {
        self.lag.load(Relaxed)
    }

    /// Events parked and not yet settled.
    #[must_use]
    pub fn parked(&self) -> i64 {
        self.parked.load(Relaxed)
    }

    /// How often in a row it could not go on; 0 while it works.
    #[must_use]
    pub fn failures(&self) -> i64 {
        self.failures.load(Relaxed)
    }
}

/// One service's way through one producer's log.
pub struct Consumer {
    database: Database,
    feed: Arc<dyn Feed>,
    subscription: Subscription,
    status: Arc<ConsumerStatus>,
    parked: ParkedEvents,
    cursor: Cursor,
    outage: Outage,
}

#[derive(Debug, Clone, Copy, Default)]
struct Cursor {
    epoch: i32,
    /// As it stands in the database.
    stored: Positions,
    /// How far events were looked at; ahead of `stored` by events without effects.
    seen: Positions,
}

#[derive(Debug, thiserror::Error)]
enum Stop {
    #[error(transparent)]
    Handler(#[from] HandlerError),
    #[error(transparent)]
    Feed(#[from] FeedError),
    #[error("another replica moved the cursor")]
    CursorLost,
    #[error("the producer's log answered partition {partition} position {got} where {wanted} was due")]
    Hole { partition: i16, wanted: i64, got: i64 },
    #[error(
        "the producer's log goes on behind position {after} of partition {partition}, but no longer holds what comes \
         next: it was dropped before this consumer read it; fill what was built from it anew"
    )]
    Dropped { partition: usize, after: i64 },
    #[error(
        "the producer's log is in epoch {theirs}, this consumer in {ours}: the producer was restored; \
         `karum events restored` makes this consumer go on"
    )]
    Epoch { theirs: i32, ours: i32 },
    #[error(
        "the producer's log ends at position {head} of partition {partition}, this consumer has applied it up to {seen}: \
         the producer was restored; tell it with `karum events restored`"
    )]
    Ahead { partition: usize, seen: i64, head: i64 },
}

impl From<DbError> for Stop {
    fn from(error: DbError) -> Self {
        match error.constraint() {
            Some("consumer_cursor") => Self::CursorLost,
            _ => Self::Handler(error.into()),
        }
    }
}

impl Consumer {
    /// A consumer of `feed` for the service that owns the database.
    #[must_use]
    pub fn new(database: Database, feed: Arc<dyn Feed>, subscription: Subscription) -> Self {
        let parked = ParkedEvents::new(database.clone());
        let (cursor, outage) = (Cursor::default(), Outage::default());
        Self { database, feed, subscription, status: Arc::default(), parked, cursor, outage }
    }

    /// For metrics and readiness.
    #[must_use]
    pub fn status(&self) -> Arc<ConsumerStatus> {
        Arc::clone(&self.status)
    }

    /// Runs until its future is dropped. Never gives up: whatever fails is tried again, slower each time.
    pub async fn run(mut self) {
        loop {
            let Err(stop) = self.follow().await;
            if let Stop::CursorLost = stop {
                // The other replica is at work; look again when it may have died.
                tokio::time::sleep(CURSOR_PAUSE).await;
                continue;
            }
            self.tell_failed(&stop);
            let doublings = self.outage.failures().saturating_sub(1).min(10);
            tokio::time::sleep((FIRST_PAUSE * 2_u32.pow(doublings)).min(LAST_PAUSE)).await;
        }
    }

    fn tell_failed(&mut self, stop: &Stop) {
        let reason = causes(stop).to_string();
        let told = self.outage.failed(std::time::Instant::now(), &reason);
        self.status.failures.store(self.outage.failures().into(), Relaxed);
        if let Some(told) = told {
            tracing::warn!(
                service = self.database.service(),
                producer = self.subscription.producer,
                reason,
                failures = told.failures,
                "events cannot be consumed; will try again"
            );
        }
    }

    fn tell_recovered(&mut self) {
        if let Some(told) = self.outage.recovered(std::time::Instant::now()) {
            self.status.failures.store(0, Relaxed);
            tracing::info!(
                service = self.database.service(),
                producer = self.subscription.producer,
                failures = told.failures,
                after_s = told.lasting.as_secs(),
                "events are consumed again"
            );
        }
    }

    async fn follow(&mut self) -> Result<std::convert::Infallible, Stop> {
        self.load().await?;
        let mut kept_up = Instant::now();
        loop {
            let stored = self.cursor.stored;
            let looked_at = self.step(WAIT).await?;
            self.tell_recovered();
            if self.cursor.stored != stored && looked_at < BATCH {
                tokio::time::sleep(SPACING).await;
            }
            if kept_up.elapsed() >= KEEP_UP {
                self.keep_up().await?;
                self.retry_parked().await?;
                kept_up = Instant::now();
            }
        }
    }

    /// Reads the cursor and what is parked. Must come before the first [`Consumer::step`].
    async fn load(&mut self) -> Result<(), Stop> {
        let producer = self.subscription.producer;
        let heads = self.feed.read(&ReadRequest { after: [i64::MAX; 16], limit: 1, wait_ms: 0 }).await?.heads;
        let reader = self.database.read().await?;
        reader
            .execute(
                "INSERT INTO kernel.consumer_cursor (producer, partition, epoch, position) \
                 SELECT $1, partition::smallint, $2, 0 FROM generate_series(0, 15) AS partition \
                 ON CONFLICT DO NOTHING",
                &[&producer, &heads.epoch],
            )
            .await
            .map_err(DbError::from)?;
        let statement = reader
            .prepare("SELECT epoch, partition, position FROM kernel.consumer_cursor WHERE producer = $1")
            .await
            .map_err(DbError::from)?;
        let mut cursor = Cursor::default();
        for row in reader.query_rows(&statement, &[&producer]).await? {
            cursor.epoch = row.try_get(0).map_err(DbError::from)?;
            cursor.stored[slot(row.try_get(1).map_err(DbError::from)?)] =
                row.try_get(2).map_err(DbError::from)?;
        }
        // More consumers than connections, each holding one while it waits for another, would all wait in vain.
        drop(reader);
        cursor.seen = cursor.stored;
        self.cursor = cursor;
        self.parked.load(producer).await?;
        self.status.parked.store(self.parked.open(), Relaxed);
        Ok(())
    }

    /// Reads what is new, applies it, moves on. Answers how many events were looked at.
    async fn step(&mut self, wait: Duration) -> Result<usize, Stop> {
        let wait_ms = u64::try_from(wait.as_millis()).unwrap_or(u64::MAX);
        let request = ReadRequest { after: self.cursor.seen, limit: BATCH, wait_ms };
        let batch = self.feed.read(&request).await?;
        if batch.heads.epoch != self.cursor.epoch {
            return Err(Stop::Epoch { theirs: batch.heads.epoch, ours: self.cursor.epoch });
        }
        if batch.events.is_empty() {
            self.must_be_at_the_end(&batch.heads.positions)?;
        }
        let target = self.positions_after(&batch.events)?;
        let wanted: Vec<Arc<Event>> = batch
            .events
            .iter()
            .filter(|event| self.subscription.types.contains(&&*event.kind))
            .cloned()
            .collect();
        if wanted.is_empty() {
            self.cursor.seen = target;
        } else {
            self.apply(&wanted, target).await?;
        }
        let lag =
            batch.heads.positions.iter().zip(self.cursor.seen).map(|(head, seen)| (head - seen).max(0)).sum();
        self.status.lag.store(lag, Relaxed);
        Ok(batch.events.len())
    }

    /// Without it, a consumer behind a dropped part of the log, or beyond the end of a restored one, would read nothing
    /// for ever, and say nothing.
    fn must_be_at_the_end(&self, heads: &Positions) -> Result<(), Stop> {
        for (partition, (&seen, &head)) in self.cursor.seen.iter().zip(heads).enumerate() {
            match seen.cmp(&head) {
                Ordering::Less => return Err(Stop::Dropped { partition, after: seen }),
                Ordering::Greater => return Err(Stop::Ahead { partition, seen, head }),
                Ordering::Equal => {}
            }
        }
        Ok(())
    }

    /// Where the cursor stands behind these events; refuses a log with holes.
    fn positions_after(&self, events: &[Arc<Event>]) -> Result<Positions, Stop> {
        let mut positions = self.cursor.seen;
        for event in events {
            let position = &mut positions[slot(event.partition)];
            if event.position != *position + 1 {
                let (wanted, got) = (*position + 1, event.position);
                return Err(Stop::Hole { partition: event.partition, wanted, got });
            }
            *position = event.position;
        }
        Ok(positions)
    }

    async fn apply(&mut self, events: &[Arc<Event>], target: Positions) -> Result<(), Stop> {
        let followed = Followed::new(self.database.service(), self.subscription.producer, events);
        let blocked = events.iter().any(|event| self.parked.blocks(&event.subject));
        if !blocked {
            match self.try_apply(&followed.events, target).instrument(followed.shared_span()).await {
                Ok(()) => return Ok(()),
                Err(stop) if retry_whole(&stop) => return Err(stop),
                Err(stop) if events.len() == 1 => tracing::debug!(error = %stop, "event failed"),
                Err(stop) => tracing::info!(
                    service = self.database.service(), producer = self.subscription.producer, error = %stop,
                    "batch of {} events failed; taking it apart", events.len()
                ),
            }
        }
        for (index, event) in followed.events.iter().enumerate() {
            self.apply_one(event).instrument(followed.span(index)).await?;
        }
        self.cursor.seen = target;
        Ok(())
    }

    /// One event in its own transaction; parked when it keeps failing, or stands behind a parked one.
    async fn apply_one(&mut self, event: &Arc<Event>) -> Result<(), Stop> {
        let mut target = self.cursor.stored;
        target[slot(event.partition)] = event.position;
        let mut error = "stands behind a parked event of the same subject".to_owned();
        if !self.parked.blocks(&event.subject) {
            let mut pause = Duration::from_millis(20);
            for attempt in 1..=ATTEMPTS {
                match self.try_apply(std::slice::from_ref(event), target).await {
                    Ok(()) => return Ok(()),
                    Err(stop) if retry_whole(&stop) => return Err(stop),
                    Err(stop) => {
                        error = stop.to_string();
                        if attempt == ATTEMPTS || matches!(stop, Stop::Handler(HandlerError::Poison(_))) {
                            break;
                        }
                    }
                }
                tokio::time::sleep(pause).await;
                pause *= 2;
            }
            tracing::error!(
                service = self.database.service(), producer = self.subscription.producer, event.id = %event.id,
                event.kind, event.subject, event.trace = event.trace.as_ref().map(|trace| &*trace.0), error,
                "event parked; see `karum events parked`"
            );
        }
        let write = self.database.write().await?;
        self.parked.record(&write, event, &error).await?;
        self.move_cursor(&write, &target).await?;
        write.commit().await?;
        self.parked.add(&event.subject);
        self.status.parked.store(self.parked.open(), Relaxed);
        self.advanced(target);
        Ok(())
    }

    /// Effects and cursor in one transaction, tried again while races are lost.
    async fn try_apply(&mut self, events: &[Arc<Event>], target: Positions) -> Result<(), Stop> {
        let mut attempt = 1;
        loop {
            let result = self.try_apply_once(events, &target).await;
            match result {
                Err(Stop::Handler(HandlerError::Db(error)))
                    if attempt < ATTEMPTS && (error.conflict() || error.constraint().is_some()) =>
                {
                    tokio::time::sleep(Duration::from_millis(u64::from(attempt) * 2)).await;
                    attempt += 1;
                }
                Err(stop) => return Err(stop),
                Ok(()) => {
                    self.advanced(target);
                    return Ok(());
                }
            }
        }
    }

    async fn try_apply_once(&self, events: &[Arc<Event>], target: &Positions) -> Result<(), Stop> {
        let write = self.database.write().await?;
        self.subscription.handler.apply(events, &write).await?;
        self.move_cursor(&write, target).await?;
        write.commit().await?;
        Ok(())
    }

    /// Records the compare-and-set of all partitions that moved.
    async fn move_cursor(&self, write: &Write, target: &Positions) -> Result<(), Stop> {
        let moved = |(index, (old, new)): (usize, (i64, i64))| {
            (old != new).then(|| (i16::try_from(index).expect("BUG: below 16"), old, new))
        };
        let steps: Vec<(i16, i64, i64)> =
            self.cursor.stored.into_iter().zip(*target).enumerate().filter_map(moved).collect();
        if steps.is_empty() {
            return Ok(());
        }
        let partitions: Vec<i16> = steps.iter().map(|step| step.0).collect();
        let old: Vec<i64> = steps.iter().map(|step| step.1).collect();
        let new: Vec<i64> = steps.iter().map(|step| step.2).collect();
        write
            .expect(steps.len(), "consumer_cursor")
            .execute(
                "UPDATE kernel.consumer_cursor c SET position = t.new \
                 FROM unnest($1::smallint[], $2::bigint[], $3::bigint[]) AS t(partition, old, new) \
                 WHERE c.producer = $4 AND c.partition = t.partition AND c.epoch = $5 AND c.position = t.old",
                &[&partitions, &old, &new, &self.subscription.producer, &self.cursor.epoch],
            )
            .await
            .map_err(DbError::from)?;
        Ok(())
    }

    fn advanced(&mut self, stored: Positions) {
        self.cursor.stored = stored;
        for (seen, stored) in self.cursor.seen.iter_mut().zip(stored) {
            *seen = (*seen).max(stored);
        }
    }

    /// Stores positions that were passed without effects, so that a restart does not read them again.
    async fn keep_up(&mut self) -> Result<(), Stop> {
        if self.cursor.seen != self.cursor.stored {
            let target = self.cursor.seen;
            let write = self.database.write().await?;
            self.move_cursor(&write, &target).await?;
            write.commit().await?;
            self.cursor.stored = target;
        }
        Ok(())
    }

    /// Applies parked events that an operator released, in order; what fails again stays parked.
    async fn retry_parked(&mut self) -> Result<(), Stop> {
        if self.parked.open() == 0 {
            return Ok(());
        }
        let producer = self.subscription.producer;
        for event in self.parked.released(producer).await? {
            let events = [Arc::new(event)];
            let event = &events[0];
            let followed = Followed::new(self.database.service(), producer, &events);
            let write = self.database.write().await?;
            let applying = self.subscription.handler.apply(&followed.events, &write);
            let outcome = match applying.instrument(followed.span(0)).await {
                Ok(()) => {
                    self.parked.record_applied(&write, event).await?;
                    write.commit().await.map_err(HandlerError::from)
                }
                Err(error) => {
                    drop(write);
                    Err(error)
                }
            };
            if let Err(error) = outcome.map_err(Stop::Handler) {
                if retry_whole(&error) {
                    return Err(error);
                }
                self.parked.failed_again(event, &error.to_string()).await?;
                break; // later events of the subject must not overtake it; the next round goes on with the others
            }
        }
        self.parked.load(producer).await?;
        self.status.parked.store(self.parked.open(), Relaxed);
        Ok(())
    }
}

/// True when the whole consumer must start over from its stored cursor: nothing is wrong with the events.
fn retry_whole(stop: &Stop) -> bool {
    match stop {
        Stop::Handler(HandlerError::Db(DbError::Unavailable(_)) | HandlerError::Transient(_)) => true,
        Stop::Handler(_) => false,
        Stop::Feed(_)
        | Stop::CursorLost
        | Stop::Hole { .. }
        | Stop::Dropped { .. }
        | Stop::Epoch { .. }
        | Stop::Ahead { .. } => true,
    }
}
