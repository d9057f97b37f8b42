//! Reads and grows a producer's log in its database.

use std::sync::Arc;
use std::time::Duration;

use kernel_base::{Event, PARTITIONS, Timestamp, TraceParent};
use kernel_db::tokio_postgres::Row;
use kernel_db::{Database, DbError, GenericClient};
use serde_json::value::RawValue;
use uuid::Uuid;

/// One position per partition.
pub(crate) type Positions = [i64; PARTITION_COUNT];
pub(crate) const PARTITION_COUNT: usize = 16;
const _: () = assert!(PARTITIONS == 16);

/// Positions per chunk of `kernel.outbox_log`; the same number stands in its migration.
const CHUNK: i64 = 100_000;

pub(crate) fn slot(partition: i16) -> usize {
    usize::try_from(partition).expect("BUG: partitions are 0 to 15")
}

/// What makes opened events stale: another epoch or another erasure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Life {
    pub(crate) epoch: i32,
    /// How often people were erased from the log.
    pub(crate) erasures: i64,
}

/// What the database says about a log.
pub(crate) struct State {
    pub(crate) life: Life,
    pub(crate) heads: Positions,
    /// Events wait for their position.
    pub(crate) staged: bool,
}

/// Looks at a log without locking or writing anything.
pub(crate) async fn state(database: &Database) -> Result<State, DbError> {
    let reader = database.read().await?;
    let statement = reader
        .prepare(
            "SELECT s.epoch, (SELECT array_agg(h.position ORDER BY h.partition) FROM kernel.outbox_head h), \
                    EXISTS (SELECT FROM kernel.outbox_staged), s.erasures \
             FROM kernel.outbox_sequencer s",
        )
        .await?;
    let row = reader.query_one(&statement, &[]).await?;
    let heads: Vec<i64> = row.try_get(1)?;
    let heads = heads
        .try_into()
        .map_err(|_| DbError::Unavailable("kernel.outbox_head does not hold 16 partitions".to_owned()))?;
    let life = Life { epoch: row.try_get(0)?, erasures: row.try_get(3)? };
    Ok(State { life, heads, staged: row.try_get(2)? })
}

/// Up to `limit` events behind `after`, for each of the partitions.
pub(crate) async fn read(
    database: &Database,
    source: &'static str,
    partitions: &[(i16, i64)],
    limit: usize,
) -> Result<Vec<Arc<Event>>, DbError> {
    let reader = database.read().await?;
    let statement = reader
        .prepare(
            "SELECT s.epoch, l.partition, l.position, l.event_id, l.kind, l.subject, l.version, l.occurred_at, l.trace, \
                    l.data, (SELECT k.salt FROM kernel.personal_key k WHERE k.event_id = l.event_id) \
             FROM kernel.outbox_sequencer s, unnest($1::smallint[], $2::bigint[]) AS c(partition, after) \
             CROSS JOIN LATERAL ( \
                 SELECT partition, position, event_id, kind, subject, version, occurred_at, trace, data \
                 FROM kernel.outbox_log \
                 WHERE partition = c.partition AND position > c.after AND position <= c.after + $3 \
                 ORDER BY position LIMIT $3 \
             ) AS l \
             ORDER BY l.partition, l.position",
        )
        .await?;
    let (numbers, after): (Vec<i16>, Vec<i64>) = partitions.iter().copied().unzip();
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let rows = reader.query_rows(&statement, &[&numbers, &after, &limit]).await?;
    rows.iter().map(|row| sealed_event(row, source, database).map(Arc::new)).collect()
}

/// Gives staged events their positions and returns them in that order, and the life of the log in which they were opened.
pub(crate) async fn sequence(
    database: &Database,
    source: &'static str,
    limit: i32,
) -> Result<(Life, Vec<Arc<Event>>), DbError> {
    let reader = database.read().await?;
    let statement = reader.prepare("SELECT * FROM kernel.outbox_sequence($1)").await?;
    let rows = reader.query_rows(&statement, &[&limit]).await?;
    let life = match rows.first() {
        Some(row) => Life { epoch: row.try_get(0)?, erasures: row.try_get(11)? },
        None => Life::default(),
    };
    let events = rows.iter().map(|row| sealed_event(row, source, database).map(Arc::new));
    Ok((life, events.collect::<Result<_, _>>()?))
}

/// Makes sure that the chunks of these heads and the next ones exist; answers the position up to which they do.
pub(crate) async fn add_chunks(database: &Database, heads: &Positions) -> Result<i64, DbError> {
    let highest = heads.iter().copied().max().unwrap_or(0);
    let reader = database.read().await?;
    for position in [highest, highest + CHUNK] {
        reader.execute("SELECT kernel.outbox_add_chunk($1)", &[&position]).await?;
    }
    Ok((highest / CHUNK + 2) * CHUNK)
}

/// Drops chunks that nobody needs any more, and what opened the personal data in them; answers how many chunks.
pub(crate) async fn drop_chunks(database: &Database, keep_after: Timestamp) -> Result<usize, DbError> {
    let reader = database.read().await?;
    let statement = reader.prepare("SELECT kernel.outbox_drop_chunk($1)").await?;
    let mut dropped = 0;
    while reader.query_one(&statement, &[&keep_after]).await?.try_get::<_, Option<String>>(0)?.is_some() {
        dropped += 1;
    }
    if dropped > 0 {
        drop_keys(database).await?;
    }
    Ok(dropped)
}

/// Keys of messages that are older than the log: ids sort by time, and a message waits for its position far less than a
/// day. In small steps, so that no transaction is long.
async fn drop_keys(database: &Database) -> Result<(), DbError> {
    let reader = database.read().await?;
    let statement = reader
        .prepare(
            "SELECT min(l.occurred_at) FROM generate_series(0, 15) AS p(partition) \
             CROSS JOIN LATERAL (SELECT occurred_at FROM kernel.outbox_log WHERE partition = p.partition::smallint \
                 ORDER BY position LIMIT 1) AS l",
        )
        .await?;
    let Some(oldest) = reader.query_one(&statement, &[]).await?.try_get::<_, Option<Timestamp>>(0)? else {
        return Ok(());
    };
    let before = first_id(oldest.minus(Duration::from_secs(24 * 3600)));
    loop {
        let deleted = reader
            .execute(
                "DELETE FROM kernel.personal_key WHERE event_id IN \
                 (SELECT event_id FROM kernel.personal_key WHERE event_id < $1 ORDER BY event_id LIMIT 2000)",
                &[&before],
            )
            .await?;
        if deleted == 0 {
            return Ok(());
        }
    }
}

/// The least UUIDv7 of that time.
fn first_id(time: Timestamp) -> Uuid {
    let millis = u64::try_from(time.as_micros() / 1_000).unwrap_or(0);
    uuid::Builder::from_unix_timestamp_millis(millis, &[0; 10]).into_uuid()
}

/// Columns: epoch, partition, position, event_id, kind, subject, version, occurred_at, trace, data.
pub(crate) fn event(row: &Row, source: &'static str) -> Result<Event, DbError> {
    event_with(row, source, row.try_get(9)?)
}

/// The same with the salt as eleventh column, which opens the personal data or is missing because that was erased.
fn sealed_event(row: &Row, source: &'static str, database: &Database) -> Result<Event, DbError> {
    let salt: Option<&[u8]> = row.try_get(10)?;
    let data = database.personal().open(row.try_get(3)?, salt, row.try_get(9)?)?;
    event_with(row, source, data)
}

fn event_with(row: &Row, source: &'static str, data: String) -> Result<Event, DbError> {
    let data =
        RawValue::from_string(data).map_err(|error| DbError::Encode(format!("stored event: {error}")))?;
    Ok(Event {
        epoch: row.try_get(0)?,
        partition: row.try_get(1)?,
        position: row.try_get(2)?,
        id: row.try_get(3)?,
        source: source.into(),
        kind: row.try_get(4)?,
        subject: row.try_get(5)?,
        version: row.try_get(6)?,
        time: row.try_get(7)?,
        trace: row.try_get::<_, Option<String>>(8)?.map(TraceParent),
        data: data.into(),
    })
}
