//! Events that could not be applied, and behind each the later ones of the same subject, so that order is kept while
//! all others flow.

use std::collections::HashMap;

use kernel_base::{Event, Timestamp};
use kernel_db::{Database, DbError, GenericClient, Write};

use crate::log;

/// A parked event as an operator sees it.
#[derive(Debug, Clone, serde::Serialize)]
pub struct ParkedEvent {
    /// The producer.
    pub producer: String,
    /// Where it stands in the producer's log.
    pub epoch: i32,
    /// See [`Event::partition`].
    pub partition: i16,
    /// See [`Event::position`].
    pub position: i64,
    /// See [`Event::id`].
    pub event_id: uuid::Uuid,
    /// See [`Event::kind`].
    pub kind: String,
    /// See [`Event::subject`].
    pub subject: String,
    /// Why it could not be applied.
    pub error: String,
    /// How often it was tried since it was parked, the first time included.
    pub attempts: i32,
    /// `parked`, or `retry` when released and not yet applied.
    pub state: String,
    /// When.
    pub parked_at: Timestamp,
}

/// The parked events of one service.
pub struct ParkedEvents {
    database: Database,
    /// Subjects with open parked events of the producer this belongs to, and how many.
    subjects: HashMap<String, i64>,
}

const OPEN: &str = "state IN ('parked', 'retry')";

impl ParkedEvents {
    /// Of the service that owns the database.
    #[must_use]
    pub fn new(database: Database) -> Self {
        Self { database, subjects: HashMap::new() }
    }

    /// All open ones, oldest first, at most 1,000.
    pub async fn list(&self) -> Result<Vec<ParkedEvent>, DbError> {
        let reader = self.database.read().await?;
        let statement = reader
            .prepare(&format!(
                "SELECT producer, epoch, partition, position, event_id, kind, subject, error, attempts, state, parked_at \
                 FROM kernel.parked_event WHERE {OPEN} ORDER BY parked_at, producer, partition, position LIMIT 1000"
            ))
            .await?;
        let rows = reader.query_rows(&statement, &[]).await?;
        let parked = |row: &kernel_db::tokio_postgres::Row| -> Result<ParkedEvent, DbError> {
            Ok(ParkedEvent {
                producer: row.try_get(0)?,
                epoch: row.try_get(1)?,
                partition: row.try_get(2)?,
                position: row.try_get(3)?,
                event_id: row.try_get(4)?,
                kind: row.try_get(5)?,
                subject: row.try_get(6)?,
                error: row.try_get(7)?,
                attempts: row.try_get(8)?,
                state: row.try_get(9)?,
                parked_at: row.try_get(10)?,
            })
        };
        rows.iter().map(parked).collect()
    }

    /// Releases an event and those parked behind it for another try. Answers how many; 0 when it is not parked.
    pub async fn retry(&self, event_id: uuid::Uuid) -> Result<u64, DbError> {
        let reader = self.database.read().await?;
        Ok(reader
            .execute(
                "UPDATE kernel.parked_event p SET state = 'retry' FROM kernel.parked_event f \
                 WHERE f.event_id = $1 AND p.producer = f.producer AND p.subject = f.subject \
                   AND p.position >= f.position AND p.state = 'parked'",
                &[&event_id],
            )
            .await?)
    }

    /// Gives an event up for good, with a reason, and releases those parked behind it. Answers 0 when it is not parked.
    pub async fn skip(&self, event_id: uuid::Uuid, reason: &str) -> Result<u64, DbError> {
        let reader = self.database.read().await?;
        Ok(reader
            .execute(
                "WITH skipped AS ( \
                     UPDATE kernel.parked_event SET state = 'skipped', reason = $2, settled_at = clock_timestamp() \
                     WHERE event_id = $1 AND state IN ('parked', 'retry') RETURNING producer, subject, position \
                 ), released AS ( \
                     UPDATE kernel.parked_event p SET state = 'retry' FROM skipped s \
                     WHERE p.producer = s.producer AND p.subject = s.subject AND p.position > s.position \
                       AND p.state = 'parked' \
                 ) SELECT FROM skipped",
                &[&event_id, &reason],
            )
            .await?)
    }

    /// True when the subject has a parked event that later ones must not overtake.
    pub(crate) fn blocks(&self, subject: &str) -> bool {
        !self.subjects.is_empty() && self.subjects.contains_key(subject)
    }

    pub(crate) fn open(&self) -> i64 {
        self.subjects.values().sum()
    }

    pub(crate) fn add(&mut self, subject: &str) {
        *self.subjects.entry(subject.to_owned()).or_default() += 1;
    }

    pub(crate) async fn load(&mut self, producer: &str) -> Result<(), DbError> {
        let reader = self.database.read().await?;
        let statement = reader
            .prepare(&format!(
                "SELECT subject, count(*) FROM kernel.parked_event WHERE producer = $1 AND {OPEN} GROUP BY subject"
            ))
            .await?;
        self.subjects.clear();
        for row in reader.query_rows(&statement, &[&producer]).await? {
            self.subjects.insert(row.try_get(0)?, row.try_get(1)?);
        }
        Ok(())
    }

    /// Released events, in log order per subject.
    pub(crate) async fn released(&self, producer: &'static str) -> Result<Vec<Event>, DbError> {
        let reader = self.database.read().await?;
        let statement = reader
            .prepare(
                "SELECT epoch, partition, position, event_id, kind, subject, version, occurred_at, trace, data \
                 FROM kernel.parked_event p WHERE producer = $1 AND state = 'retry' \
                   AND NOT EXISTS (SELECT FROM kernel.parked_event b WHERE b.producer = p.producer \
                                   AND b.subject = p.subject AND b.state = 'parked' AND b.position < p.position) \
                 ORDER BY partition, position LIMIT 100",
            )
            .await?;
        let rows = reader.query_rows(&statement, &[&producer]).await?;
        rows.iter().map(|row| log::event(row, producer)).collect()
    }

    pub(crate) async fn record(&self, write: &Write, event: &Event, error: &str) -> Result<(), DbError> {
        let error: String = error.chars().take(2000).collect();
        write
            .execute(
                "INSERT INTO kernel.parked_event (producer, epoch, partition, position, event_id, kind, subject, version, \
                     occurred_at, trace, data, error) \
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
                &[
                    &event.source,
                    &event.epoch,
                    &event.partition,
                    &event.position,
                    &event.id,
                    &event.kind,
                    &event.subject,
                    &event.version,
                    &event.time,
                    &event.trace.as_ref().map(|trace| &trace.0),
                    &event.data.get(),
                    &error,
                ],
            )
            .await?;
        Ok(())
    }

    pub(crate) async fn record_applied(&self, write: &Write, event: &Event) -> Result<(), DbError> {
        write
            .expect(1, "parked_event")
            .execute(
                "UPDATE kernel.parked_event SET state = 'applied', settled_at = clock_timestamp() \
                 WHERE producer = $1 AND epoch = $2 AND partition = $3 AND position = $4 AND state = 'retry'",
                &[&event.source, &event.epoch, &event.partition, &event.position],
            )
            .await?;
        Ok(())
    }

    /// Unless another replica has applied it meanwhile, or an operator has skipped it.
    pub(crate) async fn failed_again(&self, event: &Event, error: &str) -> Result<(), DbError> {
        let reader = self.database.read().await?;
        let error: String = error.chars().take(2000).collect();
        reader
            .execute(
                "UPDATE kernel.parked_event SET state = 'parked', attempts = attempts + 1, error = $5 \
                 WHERE producer = $1 AND epoch = $2 AND partition = $3 AND position = $4 AND state = 'retry'",
                &[&event.source, &event.epoch, &event.partition, &event.position, &error],
            )
            .await?;
        Ok(())
    }
}
