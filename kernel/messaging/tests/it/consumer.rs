//! Consumers: exactly-once effects whoever competes or fails, and one bad event that holds up nobody else.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use kernel_base::{Event, Secret};
use kernel_db::{Database, PersonalKey, PoolOptions, Write};
use kernel_messaging::{
    Batch, Consumer, Feed, FeedError, Handler, HandlerError, LocalFeed, ParkedEvents, ReadRequest, Resumed,
    Subscription, begin_epoch, resume,
};
use kernel_testing::TestService;
use tokio::task::JoinSet;

use crate::support::{Recorder, effects, emit, eventually, service};

/// A producer, its running sequencer, and a consuming service with any number of replicas.
struct Setup {
    producer: TestService,
    consumer: TestService,
    feed: LocalFeed,
    recorder: Arc<Recorder>,
    tasks: JoinSet<()>,
}

impl Setup {
    async fn new() -> Self {
        let (producer, consumer) = tokio::join!(service(), service());
        let feed = LocalFeed::new(producer.db().clone());
        let mut tasks = JoinSet::new();
        tasks.spawn(feed.sequencer().run());
        Self { producer, consumer, feed, recorder: Arc::default(), tasks }
    }

    fn start_consumer(&mut self) -> tokio::task::AbortHandle {
        let handler: Arc<dyn Handler> = self.recorder.clone();
        let subscription = Subscription { producer: "probe", types: &["probe.happened.v1"], handler };
        let feed = Arc::new(self.feed.clone());
        self.tasks.spawn(Consumer::new(self.consumer.db().clone(), feed, subscription).run())
    }

    async fn applied(&self, count: usize) {
        eventually("all events are applied", || async { effects(self.consumer.db()).await.len() >= count })
            .await;
    }

    async fn parked(&self) -> Vec<kernel_messaging::ParkedEvent> {
        ParkedEvents::new(self.consumer.db().clone()).list().await.unwrap()
    }
}

#[tokio::test]
async fn every_event_takes_effect_once_although_replicas_compete_and_die() {
    let mut setup = Setup::new().await;
    let mut replicas = vec![setup.start_consumer(), setup.start_consumer(), setup.start_consumer()];
    for number in 0..300 {
        emit(&setup.producer, &format!("agg_{}", number % 7), number).await;
        if number % 50 == 25 {
            replicas.remove(0).abort();
            replicas.push(setup.start_consumer());
        }
    }
    setup.applied(300).await;
    let effects = effects(setup.consumer.db()).await;
    let mut numbers: Vec<i64> = effects.iter().map(|(_, number)| *number).collect();
    numbers.sort_unstable();
    assert_eq!(numbers, (0..300).collect::<Vec<i64>>(), "lost or doubled");
    for subject in 0..7 {
        let subject = format!("agg_{subject}");
        let of_subject = effects.iter().filter(|(name, _)| *name == subject).map(|(_, number)| *number);
        assert!(of_subject.is_sorted(), "{subject} out of order");
    }
}

/// A service that follows more logs than it has connections must not have each consumer hold one and wait for another.
#[tokio::test]
async fn one_connection_is_enough_for_any_number_of_consumers() {
    let mut setup = Setup::new().await;
    let (config, _client) = (setup.consumer.connection(), setup.consumer.sql().await);
    let options = PoolOptions { size: 1, wait: Duration::from_secs(60), ..PoolOptions::default() };
    let key = PersonalKey::new(&Secret::new("of this test".to_owned()));
    let scarce = Database::open("probe", config, options, key).unwrap();
    for number in 0..10 {
        emit(&setup.producer, "agg_1", number).await;
    }
    for _ in 0..4 {
        let handler: Arc<dyn Handler> = setup.recorder.clone();
        let subscription = Subscription { producer: "probe", types: &["probe.happened.v1"], handler };
        let feed = Arc::new(setup.feed.clone());
        setup.tasks.spawn(Consumer::new(scarce.clone(), feed, subscription).run());
    }
    setup.applied(10).await;
}

#[tokio::test]
async fn a_poison_event_is_parked_with_its_successors_while_others_flow() {
    let mut setup = Setup::new().await;
    setup.recorder.poison.lock().unwrap().push(2);
    setup.start_consumer();
    for number in 1..=4 {
        emit(&setup.producer, "agg_bad", number).await;
        emit(&setup.producer, "agg_good", number + 100).await;
    }
    eventually("the rest of the bad subject is parked", || async { setup.parked().await.len() == 3 }).await;
    setup.applied(5).await;
    let good: Vec<i64> = effects(setup.consumer.db())
        .await
        .into_iter()
        .filter(|(subject, _)| subject == "agg_good")
        .map(|(_, number)| number)
        .collect();
    assert_eq!(good, [101, 102, 103, 104]);

    // The operator mends the cause and releases the event: it and those behind it are applied in order.
    setup.recorder.poison.lock().unwrap().clear();
    let first = setup.parked().await.remove(0);
    assert!(first.error.contains("too hot"), "{}", first.error);
    assert_eq!(ParkedEvents::new(setup.consumer.db().clone()).retry(first.event_id).await.unwrap(), 3);
    setup.applied(8).await;
    emit(&setup.producer, "agg_bad", 5).await;
    setup.applied(9).await;
    let bad: Vec<i64> = effects(setup.consumer.db())
        .await
        .into_iter()
        .filter(|(subject, _)| subject == "agg_bad")
        .map(|(_, number)| number)
        .collect();
    assert_eq!(bad, [1, 2, 3, 4, 5]);
    assert!(setup.parked().await.is_empty());
}

#[tokio::test]
async fn a_skipped_event_frees_its_successors() {
    let mut setup = Setup::new().await;
    setup.recorder.poison.lock().unwrap().push(1);
    setup.start_consumer();
    emit(&setup.producer, "agg_bad", 1).await;
    emit(&setup.producer, "agg_bad", 2).await;
    eventually("both are parked", || async { setup.parked().await.len() == 2 }).await;
    let parked = setup.parked().await;
    let events = ParkedEvents::new(setup.consumer.db().clone());
    assert_eq!(events.skip(parked[0].event_id, "a test order").await.unwrap(), 1);
    assert_eq!(events.skip(parked[0].event_id, "again").await.unwrap(), 0, "settled events stay settled");
    setup.applied(1).await;
    assert_eq!(effects(setup.consumer.db()).await, [("agg_bad".to_owned(), 2)]);
    eventually("nothing is parked", || async { setup.parked().await.is_empty() }).await;
}

/// Is skipped by an operator in the middle of being tried again, and then fails.
struct SkippedMeanwhile(Database);

#[async_trait::async_trait]
impl Handler for SkippedMeanwhile {
    async fn apply(&self, events: &[Arc<Event>], _: &Write) -> Result<(), HandlerError> {
        ParkedEvents::new(self.0.clone()).skip(events[0].id, "in the way").await?;
        Err(HandlerError::Poison("it is still wrong".to_owned()))
    }
}

#[tokio::test]
async fn an_event_skipped_while_it_is_tried_again_stays_skipped() {
    let mut setup = Setup::new().await;
    setup.recorder.poison.lock().unwrap().push(1);
    let replica = setup.start_consumer();
    emit(&setup.producer, "agg_bad", 1).await;
    eventually("it is parked", || async { setup.parked().await.len() == 1 }).await;
    replica.abort();
    let parked = setup.parked().await.remove(0);
    let events = ParkedEvents::new(setup.consumer.db().clone());
    assert_eq!(events.retry(parked.event_id).await.unwrap(), 1);

    let client = setup.consumer.sql().await;
    let (database, feed) = (setup.consumer.db().clone(), Arc::new(setup.feed.clone()));
    let handler: Arc<dyn Handler> = Arc::new(SkippedMeanwhile(database.clone()));
    let subscription = Subscription { producer: "probe", types: &["probe.happened.v1"], handler };
    setup.tasks.spawn(Consumer::new(database, feed, subscription).run());
    eventually("it was tried again", || async {
        let row = client.query_one("SELECT state FROM kernel.parked_event", &[]).await.unwrap();
        row.get::<_, String>(0) != "retry"
    })
    .await;
    // The consumer does one thing after the other: when it parks the next event, it is through with the first.
    emit(&setup.producer, "agg_next", 2).await;
    eventually("the next one is parked", || async { !setup.parked().await.is_empty() }).await;
    let parked: Vec<String> = setup.parked().await.into_iter().map(|event| event.subject).collect();
    assert_eq!(parked, ["agg_next"], "the operator's decision stands");
}

/// Counts how often the log is read.
struct Counted(LocalFeed, Arc<AtomicUsize>);

#[async_trait::async_trait]
impl Feed for Counted {
    fn producer(&self) -> &'static str {
        self.0.producer()
    }

    async fn read(&self, request: &ReadRequest) -> Result<Batch, FeedError> {
        self.1.fetch_add(1, Ordering::Relaxed);
        self.0.read(request).await
    }
}

#[tokio::test]
async fn a_consumer_behind_a_dropped_part_of_the_log_does_not_read_in_circles() {
    let mut setup = Setup::new().await;
    emit(&setup.producer, "agg_1", 1).await;
    let client = setup.producer.sql().await;
    eventually("the event has its position", || async {
        setup.feed.heads().await.unwrap().positions.iter().sum::<i64>() == 1
    })
    .await;
    client.execute("UPDATE kernel.outbox_head SET position = 100000", &[]).await.unwrap();
    assert_eq!(setup.feed.retain("2999-01-01T00:00:00Z".parse().unwrap()).await.unwrap(), 1);

    let reads = Arc::new(AtomicUsize::new(0));
    let feed = Arc::new(Counted(setup.feed.clone(), Arc::clone(&reads)));
    let subscription =
        Subscription { producer: "probe", types: &["probe.happened.v1"], handler: setup.recorder.clone() };
    setup.tasks.spawn(Consumer::new(setup.consumer.db().clone(), feed, subscription).run());
    let started = Instant::now();
    eventually("it has looked several times", || async { reads.load(Ordering::Relaxed) >= 10 }).await;
    assert!(started.elapsed() >= Duration::from_millis(500), "it pauses longer each time");
}

/// Takes the producer's database back to when its log ended at `position`, as a restored backup does.
async fn restore(setup: &Setup, position: i64) {
    let client = setup.producer.sql().await;
    client.execute("DELETE FROM kernel.outbox_log WHERE position > $1", &[&position]).await.unwrap();
    client
        .execute("UPDATE kernel.outbox_head SET position = least(position, $1)", &[&position])
        .await
        .unwrap();
}

#[tokio::test]
async fn after_a_restore_new_events_take_effect_although_their_positions_were_applied_before() {
    let mut setup = Setup::new().await;
    let replica = setup.start_consumer();
    for number in 1..=3 {
        emit(&setup.producer, "agg_1", number).await;
    }
    setup.applied(3).await;
    replica.abort();
    setup.tasks.shutdown().await;

    restore(&setup, 1).await;
    let (producer, consumer) = (setup.producer.db().clone(), setup.consumer.db().clone());
    let consumers = [consumer.clone()];
    assert_eq!(begin_epoch(&producer, &consumers).await.unwrap(), 2);
    emit(&setup.producer, "agg_1", 4).await;
    setup.feed = LocalFeed::new(producer.clone());
    setup.tasks.spawn(setup.feed.sequencer().run());
    setup.start_consumer();
    eventually("the new event has its position", || async {
        setup.feed.heads().await.unwrap().positions.iter().sum::<i64>() == 2
    })
    .await;
    assert_eq!(effects(&consumer).await.len(), 3, "nothing is applied before the consumer was told");

    // Told twice, and begun once more in between by an operator who was interrupted.
    assert_eq!(begin_epoch(&producer, &consumers).await.unwrap(), 3);
    assert_eq!(resume(&producer, &consumer).await.unwrap(), Some(Resumed { forgotten: 2 }));
    assert_eq!(resume(&producer, &consumer).await.unwrap(), None);
    setup.applied(4).await;
    let numbers: Vec<i64> = effects(&consumer).await.into_iter().map(|(_, number)| number).collect();
    assert_eq!(numbers, [1, 2, 3, 4]);
}

#[tokio::test]
async fn an_epoch_is_new_also_to_consumers_that_know_more_than_the_backup() {
    let setup = Setup::new().await;
    let client = setup.consumer.sql().await;
    client
        .execute(
            "INSERT INTO kernel.consumer_cursor (producer, partition, epoch, position) \
             SELECT 'probe', n, 5, 7 FROM generate_series(0, 15) AS n",
            &[],
        )
        .await
        .unwrap();
    let (producer, consumer) = (setup.producer.db(), setup.consumer.db());
    assert_eq!(begin_epoch(producer, std::slice::from_ref(consumer)).await.unwrap(), 6);
    assert_eq!(resume(producer, consumer).await.unwrap(), Some(Resumed { forgotten: 16 * 7 }));
}

#[tokio::test]
async fn a_consumer_beyond_the_end_of_the_log_says_so_and_applies_nothing() {
    let mut setup = Setup::new().await;
    let replica = setup.start_consumer();
    emit(&setup.producer, "agg_1", 1).await;
    setup.applied(1).await;
    replica.abort();
    setup.tasks.shutdown().await;

    restore(&setup, 0).await;
    setup.feed = LocalFeed::new(setup.producer.db().clone());
    let reads = Arc::new(AtomicUsize::new(0));
    let feed = Arc::new(Counted(setup.feed.clone(), Arc::clone(&reads)));
    let subscription =
        Subscription { producer: "probe", types: &["probe.happened.v1"], handler: setup.recorder.clone() };
    let consumer = Consumer::new(setup.consumer.db().clone(), feed, subscription);
    let status = consumer.status();
    setup.tasks.spawn(consumer.run());
    eventually("it stops, and starts over", || async { status.failures() >= 1 }).await;
}
