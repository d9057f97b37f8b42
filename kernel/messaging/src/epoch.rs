//! What is to be done once a producer's database was restored: its log has lost its end, and numbers new events with
//! positions that its consumers have applied before.

use kernel_db::{Database, DbError, GenericClient, retry_conflicts};

use crate::log::{PARTITION_COUNT, Positions, slot};

/// What a consumer had applied of a life of its producer that is no more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Resumed {
    /// Events that took effect here and that the producer has forgotten.
    pub forgotten: i64,
}

/// Begins a new epoch of the producer's log; its consumers stop until each was told by [`resume`]. Answers the epoch:
/// above the producer's own, which is as old as the backup, and above that of every one of `consumers`.
pub async fn begin_epoch(producer: &Database, consumers: &[Database]) -> Result<i32, DbError> {
    let mut above = 0;
    for consumer in consumers {
        let reader = consumer.read().await?;
        let statement = reader
            .prepare("SELECT coalesce(max(epoch), 0) FROM kernel.consumer_cursor WHERE producer = $1")
            .await?;
        above = above.max(reader.query_one(&statement, &[&producer.service()]).await?.try_get(0)?);
    }
    let reader = producer.read().await?;
    let statement = reader.prepare("SELECT kernel.outbox_begin_epoch($1)").await?;
    Ok(reader.query_one(&statement, &[&above]).await?.try_get(0)?)
}

/// Lets a consumer go on in the producer's present epoch, from the last position that the lives have in common. Answers
/// nothing when it never followed this producer, or follows it in this epoch already; running it again is safe.
pub async fn resume(producer: &Database, consumer: &Database) -> Result<Option<Resumed>, DbError> {
    // A consumer that has not yet seen the new epoch may move its cursor meanwhile.
    let raced = |error: &DbError| error.conflict() || error.constraint() == Some("consumer_cursor");
    retry_conflicts(|| try_resume(producer, consumer), raced).await
}

async fn try_resume(producer: &Database, consumer: &Database) -> Result<Option<Resumed>, DbError> {
    let Some((theirs, applied)) = cursor(consumer, producer.service()).await? else { return Ok(None) };
    let (present, common) = common(producer, theirs).await?;
    if present == theirs {
        return Ok(None);
    }
    let target: Vec<i64> =
        applied.iter().zip(common).map(|(applied, common)| *applied.min(&common)).collect();
    let partitions: Vec<i16> = (0..16).collect();
    let write = consumer.write().await?;
    write
        .expect(PARTITION_COUNT, "consumer_cursor")
        .execute(
            "UPDATE kernel.consumer_cursor c SET epoch = $1, position = t.target \
             FROM unnest($2::smallint[], $3::bigint[], $4::bigint[]) AS t(partition, applied, target) \
             WHERE c.producer = $5 AND c.partition = t.partition AND c.epoch = $6 AND c.position = t.applied",
            &[&present, &partitions, &applied.to_vec(), &target, &producer.service(), &theirs],
        )
        .await
        .map_err(DbError::from)?;
    write.commit().await?;
    let forgotten = applied.iter().zip(target).map(|(applied, target)| applied - target).sum();
    Ok(Some(Resumed { forgotten }))
}

/// Epoch and positions of a consumer that follows this producer.
async fn cursor(consumer: &Database, producer: &str) -> Result<Option<(i32, Positions)>, DbError> {
    let reader = consumer.read().await?;
    let statement = reader
        .prepare("SELECT epoch, partition, position FROM kernel.consumer_cursor WHERE producer = $1")
        .await?;
    let mut found = None;
    for row in reader.query_rows(&statement, &[&producer]).await? {
        let (epoch, positions) = found.get_or_insert((0, [0; PARTITION_COUNT]));
        *epoch = row.try_get(0)?;
        positions[slot(row.try_get(1)?)] = row.try_get(2)?;
    }
    Ok(found)
}

/// The producer's epoch, and how far its log is the same as in `epoch`.
async fn common(producer: &Database, epoch: i32) -> Result<(i32, Positions), DbError> {
    let reader = producer.read().await?;
    let statement = reader
        .prepare(
            "SELECT s.epoch, e.partition, min(e.position) FROM kernel.outbox_sequencer s \
             LEFT JOIN kernel.outbox_epoch e ON e.epoch > $1 GROUP BY s.epoch, e.partition",
        )
        .await?;
    let (mut present, mut common) = (0, [0; PARTITION_COUNT]);
    for row in reader.query_rows(&statement, &[&epoch]).await? {
        present = row.try_get(0)?;
        if let Some(partition) = row.try_get::<_, Option<i16>>(1)? {
            common[slot(partition)] = row.try_get(2)?;
        }
    }
    Ok((present, common))
}
