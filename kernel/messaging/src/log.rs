//! Reads and grows a producer's log in its database.

use std::sync::Arc;

use kernel_base::{Event, PARTITIONS, Timestamp, TraceParent};
use kernel_db::tokio_postgres::Row;
use kernel_db::{Database, DbError, GenericClient};
use serde_json::value::RawValue;

/// One position per partition.
pub(crate) type Positions = [i64; PARTITION_COUNT];
pub(crate) const PARTITION_COUNT: usize = 16;
const _: () = assert!(PARTITIONS == 16);

/// Positions per chunk of `kernel.outbox_log`; the same number stands in its migration.
const CHUNK: i64 = 100_000;

pub(crate) fn slot(partition: i16) -> usize {
    usize::try_from(partition).expect("BUG: partitions are 0 to 15")
}

/// What the database says about a log.
pub(crate) struct State {
    pub(crate) epoch: i32,
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
                    EXISTS (SELECT FROM kernel.outbox_staged) \
             FROM kernel.outbox_sequencer s",
        )
        .await?;
    let row = reader.query_one(&statement, &[]).await?;
    let heads: Vec<i64> = row.try_get(1)?;
    let heads = heads
        .try_into()
        .map_err(|_| DbError::Unavailable("kernel.outbox_head does not hold 16 partitions".to_owned()))?;
    Ok(State { epoch: row.try_get(0)?, heads, staged: row.try_get(2)? })
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
                    l.data \
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
    rows.iter().map(|row| event(row, source).map(Arc::new)).collect()
}

/// Gives staged events their positions and returns them in that order.
pub(crate) async fn sequence(
    database: &Database,
    source: &'static str,
    limit: i32,
) -> Result<Vec<Arc<Event>>, DbError> {
    let reader = database.read().await?;
    let statement = reader.prepare("SELECT * FROM kernel.outbox_sequence($1)").await?;
    let rows = reader.query_rows(&statement, &[&limit]).await?;
    rows.iter().map(|row| event(row, source).map(Arc::new)).collect()
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

/// Drops chunks that nobody needs any more; answers how many.
pub(crate) async fn drop_chunks(database: &Database, keep_after: Timestamp) -> Result<usize, DbError> {
    let reader = database.read().await?;
    let statement = reader.prepare("SELECT kernel.outbox_drop_chunk($1)").await?;
    let mut dropped = 0;
    while reader.query_one(&statement, &[&keep_after]).await?.try_get::<_, Option<String>>(0)?.is_some() {
        dropped += 1;
    }
    Ok(dropped)
}

/// Columns: epoch, partition, position, event_id, kind, subject, version, occurred_at, trace, data.
pub(crate) fn event(row: &Row, source: &'static str) -> Result<Event, DbError> {
    let data: String = row.try_get(9)?;
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
