//! Personal data in messages: encrypted at rest, plain for readers, gone when its subject was erased.

use std::sync::Arc;

use kernel_base::{Event, EventData, Personal, Secret};
use kernel_db::{Database, GenericClient, PersonalKey, PoolOptions};
use kernel_messaging::{Emit, Feed, LocalFeed, ReadRequest, erase};
use kernel_testing::TestService;
use serde::{Deserialize, Serialize};

use crate::support::service;

#[derive(Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
struct Moved {
    name: Personal<String>,
    rooms: i64,
}

impl EventData for Moved {
    const TYPE: &'static str = "probe.moved.v1";
}

async fn emit(service: &TestService, subject: &str, name: &str) {
    let moved = Moved { name: name.to_owned().into(), rooms: 3 };
    let write = service.db().write().await.unwrap();
    write.emit(service.env(), subject, 1, None, &moved).unwrap();
    write.commit().await.unwrap();
}

async fn forget(service: &TestService, subjects: &[&str]) -> kernel_messaging::Erased {
    let subjects: Vec<String> = subjects.iter().map(|subject| (*subject).to_owned()).collect();
    let write = service.db().write().await.unwrap();
    let erased = erase(&write, &subjects).await.unwrap();
    write.commit().await.unwrap();
    erased
}

async fn read(feed: &LocalFeed) -> Vec<Arc<Event>> {
    feed.read(&ReadRequest { after: [0; 16], limit: 100, wait_ms: 0 }).await.unwrap().events
}

fn name(events: &[Arc<Event>], subject: &str) -> Personal<String> {
    let event = events.iter().find(|event| event.subject == subject).unwrap();
    let moved: Moved = event.parse().unwrap();
    assert_eq!(moved.rooms, 3, "what is not personal stays");
    moved.name
}

#[tokio::test]
async fn a_message_is_stored_encrypted_and_read_plain_until_its_subject_is_erased() {
    let service = service().await;
    emit(&service, "one", "Ada").await;
    emit(&service, "two", "Grace").await;
    let sql = service.sql().await;
    let staged: Vec<String> = sql
        .query("SELECT data FROM kernel.outbox_staged", &[])
        .await
        .unwrap()
        .iter()
        .map(|row| row.get(0))
        .collect();
    assert_eq!(staged.len(), 2);
    assert!(
        staged.iter().all(|data| data.contains("sealed") && !data.contains("Ada") && !data.contains("Grace"))
    );

    let feed = LocalFeed::new(service.db().clone());
    let mut sequencer = feed.sequencer();
    sequencer.drain().await.unwrap();
    let ada = Personal::Known("Ada".to_owned());
    let warm = read(&feed).await;
    assert_eq!(name(&warm, "one"), ada);
    assert!(
        warm.iter().any(|event| event.data.get() == r#"{"name":"Ada","rooms":3}"#),
        "readers get plain values"
    );
    let cold = LocalFeed::new(service.db().clone());
    assert_eq!(name(&read(&cold).await, "one"), ada);

    assert_eq!(forget(&service, &["one"]).await.messages, 1);
    // The sequencer looks at the log at least twice a second.
    feed.heads().await.unwrap();
    for feed in [&feed, &cold, &LocalFeed::new(service.db().clone())] {
        let events = read(feed).await;
        assert_eq!(name(&events, "one"), Personal::Erased);
        assert_eq!(name(&events, "two"), Personal::Known("Grace".to_owned()));
    }
    assert_eq!(forget(&service, &["one"]).await.messages, 0, "there is nothing left to erase");
}

#[tokio::test]
async fn what_was_opened_before_an_erasure_is_not_kept_in_memory() {
    let service = service().await;
    let feed = LocalFeed::new(service.db().clone());
    let mut sequencer = feed.sequencer();
    emit(&service, "one", "Ada").await;
    sequencer.drain().await.unwrap();
    forget(&service, &["one"]).await;
    // Within the second in which the sequencer does not look at the state of the log.
    emit(&service, "one", "Ada again").await;
    sequencer.drain().await.unwrap();
    let events = read(&feed).await;
    let names: Vec<_> = events.iter().map(|event| event.parse::<Moved>().unwrap().name).collect();
    assert_eq!(names, [Personal::Erased, Personal::Known("Ada again".to_owned())]);
}

#[tokio::test]
async fn a_wrong_secret_is_an_outage_and_no_erasure() {
    let service = service().await;
    emit(&service, "one", "Ada").await;
    LocalFeed::new(service.db().clone()).sequencer().drain().await.unwrap();
    let other = PersonalKey::new(&Secret::new("another platform".to_owned()));
    let (config, _client) = (service.connection(), service.sql().await);
    let database = Database::open("probe", config, PoolOptions::default(), other).unwrap();
    let request = ReadRequest { after: [0; 16], limit: 100, wait_ms: 0 };
    assert!(LocalFeed::new(database).read(&request).await.is_err());
}

#[tokio::test]
async fn parked_events_and_stored_answers_of_the_subject_go() {
    let service = service().await;
    let sql = service.sql().await;
    sql.batch_execute(
        "INSERT INTO kernel.parked_event (producer, partition, epoch, position, event_id, kind, subject, version, \
             occurred_at, data, error) \
         VALUES ('other', 0, 1, 1, gen_random_uuid(), 'k', 'one', 1, now(), '{\"name\":\"Ada\"}', 'poison'), \
                ('other', 0, 1, 2, gen_random_uuid(), 'k', 'two', 1, now(), '{\"name\":\"Grace\"}', 'poison'); \
         INSERT INTO kernel.idempotency_key (key_hash, request_hash, status, body) \
         VALUES (sha256('1'), sha256('1'), 200, '{\"id\":\"one\",\"name\":\"Ada\"}'), \
                (sha256('2'), sha256('2'), 200, '{\"id\":\"two\",\"name\":\"Grace\"}');",
    )
    .await
    .unwrap();
    let erased = forget(&service, &["one"]).await;
    assert_eq!((erased.parked, erased.answers), (1, 1));
    let left = "SELECT (SELECT string_agg(data, ' ') FROM kernel.parked_event) || \
                (SELECT string_agg(body, ' ') FROM kernel.idempotency_key)";
    let left: String = service.db().read().await.unwrap().query_one(left, &[]).await.unwrap().get(0);
    assert!(!left.contains("Ada") && left.matches("Grace").count() == 2, "{left}");
}

#[tokio::test]
async fn what_opens_a_message_goes_with_its_part_of_the_log() {
    let service = service().await;
    let feed = LocalFeed::new(service.db().clone());
    let mut sequencer = feed.sequencer();
    emit(&service, "one", "Ada").await;
    sequencer.drain().await.unwrap();
    let sql = service.sql().await;
    sql.execute("UPDATE kernel.outbox_head SET position = 100000", &[]).await.unwrap();
    service.clock().advance(std::time::Duration::from_secs(3 * 24 * 3600));
    emit(&service, "one", "Grace").await;
    feed.sequencer().drain().await.unwrap();
    assert_eq!(feed.retain("2999-01-01T00:00:00Z".parse().unwrap()).await.unwrap(), 1);
    let left: i64 = sql.query_one("SELECT count(*) FROM kernel.personal_key", &[]).await.unwrap().get(0);
    assert_eq!(left, 1, "that of the message which is still in the log");
}
