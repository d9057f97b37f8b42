//! Moves staged events into the log. One runs per producer and process; a row lock makes any number of them harmless.

use std::sync::Arc;
use std::time::Duration;

use kernel_db::{Database, DbError};
use kernel_trace::Outage;
use tokio::time::Instant;

use crate::log;
use crate::tail::Tail;

/// At most this many events per transaction.
const BATCH: i32 = 500;
/// How often the staged table is looked at when nobody rings: the guarantee behind the in-memory signal.
const POLL: Duration = Duration::from_millis(500);
/// Under load, runs start at least this far apart, so that each finds several events.
const SPACING: Duration = Duration::from_millis(5);
/// How long what was read of the log counts as known. Until then a rung sequencer goes straight to the staged events.
const STATE_AGE: Duration = Duration::from_secs(1);

/// The task that numbers a producer's events.
pub struct Sequencer {
    database: Database,
    tail: Arc<Tail>,
    chunks_until: i64,
    state_read: Option<Instant>,
}

impl Sequencer {
    pub(crate) fn new(database: Database, tail: Arc<Tail>) -> Self {
        Self { database, tail, chunks_until: 0, state_read: None }
    }

    /// Runs until its future is dropped. Never gives up: while the database is away it tries again.
    pub async fn run(mut self) {
        let mut last_start = Instant::now();
        let mut outage = Outage::default();
        loop {
            tokio::select! {
                () = self.database.staged().notified() => tokio::time::sleep_until(last_start + SPACING).await,
                // An idle log should not be locked: look first.
                () = tokio::time::sleep(POLL) => self.state_read = None,
            }
            last_start = Instant::now();
            let (drained, service, now) =
                (self.drain().await, self.database.service(), std::time::Instant::now());
            match drained {
                Ok(_) => {
                    if let Some(told) = outage.recovered(now) {
                        let after_s = told.lasting.as_secs();
                        tracing::info!(service, failures = told.failures, after_s, "sequencer works again");
                    }
                }
                Err(error) => {
                    // Who answers next may be another database: a restored one, or a standby.
                    (self.chunks_until, self.state_read) = (0, None);
                    let error = error.to_string();
                    if let Some(told) = outage.failed(now, &error) {
                        tracing::warn!(service, error, failures = told.failures, "sequencer will try again");
                    }
                    tokio::time::sleep(POLL).await;
                }
            }
        }
    }

    /// Gives every staged event its position and tells readers. Answers how many it moved.
    pub async fn drain(&mut self) -> Result<usize, DbError> {
        let mut moved = 0;
        loop {
            if !self.knows_the_log() {
                // Another replica may have moved events meanwhile.
                let state = log::state(&self.database).await?;
                self.tail.learn(state.life, state.heads);
                self.state_read = Some(Instant::now());
                if !state.staged {
                    return Ok(moved);
                }
                self.make_room().await?;
            }
            let (life, events) = log::sequence(&self.database, self.database.service(), BATCH).await?;
            moved += events.len();
            if self.tail.append(life, &events).is_err() {
                (self.chunks_until, self.state_read) = (0, None);
                continue;
            }
            if events.len() < usize::try_from(BATCH).unwrap_or(usize::MAX) {
                return Ok(moved);
            }
        }
    }

    /// True while a batch surely fits into the chunks that exist.
    fn knows_the_log(&self) -> bool {
        self.state_read.is_some_and(|at| at.elapsed() < STATE_AGE)
            && self.highest() + i64::from(BATCH) < self.chunks_until
    }

    /// The chunk of the log that a batch could reach must exist before.
    async fn make_room(&mut self) -> Result<(), DbError> {
        if self.highest() + i64::from(BATCH) >= self.chunks_until {
            self.chunks_until = log::add_chunks(&self.database, &self.tail.known().heads).await?;
        }
        Ok(())
    }

    fn highest(&self) -> i64 {
        self.tail.known().heads.into_iter().max().unwrap_or(0)
    }
}
