//! The experiment that polling by id and by transaction horizon failed (44 % lost, 5 % inverted), as a permanent test.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, Instant};

use kernel_base::Timestamp;
use kernel_messaging::{Feed, LocalFeed, ReadRequest};
use kernel_testing::{Bus, TestService};
use rand::rngs::SmallRng;
use rand::{Rng, SeedableRng};

use crate::support::{emit, eventually, service};

const WRITERS: u64 = 24;
const TIME: Duration = Duration::from_secs(6);

/// One writer: locks an aggregate, counts it up, stages the event; then holds the transaction open half of the time, and
/// rolls back now and then. Exactly what a slow business transaction does.
async fn write_for_a_while(service: &TestService, seed: u64, committed: &AtomicI64) {
    let mut random = SmallRng::seed_from_u64(seed);
    let mut client = service.sql().await;
    let start = Instant::now();
    while start.elapsed() < TIME {
        let aggregate = random.random_range(0..40);
        let transaction = client.transaction().await.unwrap();
        let version: i64 = transaction
            .query_one(
                "UPDATE probe.aggregate SET version = version + 1 WHERE aggregate_id = $1 RETURNING version",
                &[&aggregate],
            )
            .await
            .unwrap()
            .get(0);
        let subject = format!("agg_{aggregate}");
        transaction
            .execute(
                "INSERT INTO kernel.outbox_staged (event_id, kind, subject, partition, version, occurred_at, data) \
                 VALUES (gen_random_uuid(), 'probe.happened.v1', $1, $2, $3, now(), '{\"number\":0}')",
                &[&subject, &kernel_base::partition_of(&subject), &version],
            )
            .await
            .unwrap();
        if random.random_bool(0.5) {
            let slow = random.random_bool(0.04);
            let hold = if slow { 100 } else { random.random_range(0..10) };
            tokio::time::sleep(Duration::from_millis(hold)).await;
        }
        if random.random_bool(0.03) {
            transaction.rollback().await.unwrap();
        } else {
            transaction.commit().await.unwrap();
            committed.fetch_add(1, Ordering::SeqCst);
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_lost_and_no_aggregate_inverted_with_24_writers_and_3_sequencers() {
    let service = Arc::new(service().await);
    let committed = Arc::new(AtomicI64::new(0));
    let feeds: Vec<LocalFeed> = (0..3).map(|_| LocalFeed::new(service.db().clone())).collect();
    let mut sequencers = tokio::task::JoinSet::new();
    for feed in &feeds {
        sequencers.spawn(feed.sequencer().run());
    }
    let mut writers = tokio::task::JoinSet::new();
    for seed in 0..WRITERS {
        let (service, committed) = (Arc::clone(&service), Arc::clone(&committed));
        writers.spawn(async move { write_for_a_while(&service, seed, &committed).await });
    }
    while let Some(writer) = writers.join_next().await {
        writer.unwrap();
    }
    let committed = committed.load(Ordering::SeqCst);
    let feed = &feeds[0];
    eventually("every committed event has a position", || async {
        feed.heads().await.unwrap().positions.iter().sum::<i64>() >= committed
    })
    .await;
    sequencers.shutdown().await;

    let events = Bus::new(service.db()).take().await;
    let mut versions: HashMap<&str, i64> = HashMap::new();
    let mut positions: HashMap<i16, i64> = HashMap::new();
    for event in &events {
        let version = versions.entry(&event.subject).or_default();
        assert_eq!(event.version, *version + 1, "{} inverted or lost", event.subject);
        *version = event.version;
        let position = positions.entry(event.partition).or_default();
        assert_eq!(event.position, *position + 1, "hole in partition {}", event.partition);
        *position = event.position;
    }
    assert_eq!(i64::try_from(events.len()).unwrap(), committed, "lost or doubled");
    assert!(committed > 500, "only {committed} events: the test did not stress anything");
}

#[tokio::test]
async fn what_another_process_has_sequenced_is_read_although_memory_ends_before_it() {
    let producer = service().await;
    // Two processes of one producer: each knows from memory only what it has sequenced itself.
    let (here, there) = (LocalFeed::new(producer.db().clone()), LocalFeed::new(producer.db().clone()));
    for (number, feed) in [(1, &here), (2, &there), (3, &there), (4, &here)] {
        emit(&producer, "agg_1", number).await;
        assert_eq!(feed.sequencer().drain().await.unwrap(), 1);
        for feed in [&here, &there] {
            assert_eq!(feed.heads().await.unwrap().positions.iter().sum::<i64>(), number);
            let (mut after, mut read) = ([0; 16], 0);
            while let Some(event) =
                feed.read(&ReadRequest { after, limit: 1, wait_ms: 0 }).await.unwrap().events.first()
            {
                after[usize::try_from(event.partition).unwrap()] = event.position;
                read += 1;
            }
            assert_eq!(read, number, "nothing that the head promises is left out");
        }
    }
}

#[tokio::test]
async fn a_chunk_of_the_log_is_dropped_only_when_it_is_left_and_old() {
    let service = service().await;
    emit(&service, "agg_1", 1).await;
    let feed = LocalFeed::new(service.db().clone());
    feed.sequencer().drain().await.unwrap();
    let future: Timestamp = "2999-01-01T00:00:00Z".parse().unwrap();
    assert_eq!(feed.retain(future).await.unwrap(), 0, "the heads are still in the first chunk");

    let client = service.sql().await;
    client.execute("UPDATE kernel.outbox_head SET position = 100000", &[]).await.unwrap();
    assert_eq!(feed.retain(Timestamp::EPOCH).await.unwrap(), 0, "its event is younger than that");
    assert_eq!(feed.retain(future).await.unwrap(), 1);
    emit(&service, "agg_1", 2).await;
    assert_eq!(feed.sequencer().drain().await.unwrap(), 1, "the next chunk takes events");
}
