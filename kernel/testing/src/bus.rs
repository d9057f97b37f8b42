//! A bus that delivers when told to: events are taken from a service's outbox and put into handlers by the test itself.

use std::sync::Arc;

use kernel_base::{Env, Event, EventData, StaffActed, partition_of, reveal_personal};
use kernel_db::Database;
use kernel_messaging::{Feed, Handler, HandlerError, LocalFeed, ReadRequest, Sequencer};
use serde::Serialize;
use serde_json::Value;
use serde_json::value::RawValue;

/// Reads one service's own log.
pub struct Bus {
    feed: LocalFeed,
    sequencer: Sequencer,
    seen: [i64; 16],
    acts: Vec<StaffActed>,
}

impl Bus {
    /// On the log of the service that owns the database.
    #[must_use]
    pub fn new(database: &Database) -> Self {
        let feed = LocalFeed::new(database.clone());
        Self { sequencer: feed.sequencer(), feed, seen: [0; 16], acts: Vec::new() }
    }

    /// What staff did since the last call; other events are dropped.
    pub async fn take_acts(&mut self) -> Vec<StaffActed> {
        self.take().await;
        std::mem::take(&mut self.acts)
    }

    /// The same as tests compare it: operation, object, before and after; null where nothing is shown.
    pub async fn take_shown(&mut self) -> Vec<(String, String, Value, Value)> {
        let value = |shown: Option<Box<RawValue>>| {
            shown.map_or(Value::Null, |json| serde_json::from_str(json.get()).expect("BUG: it is JSON"))
        };
        let acts = self.take_acts().await.into_iter();
        acts.map(|acted| (acted.operation, acted.object, value(acted.before), value(acted.after))).collect()
    }

    /// All events committed since the last call, in an order that keeps each subject's; not what staff did, which every change of
    /// theirs tells.
    pub async fn take(&mut self) -> Vec<Arc<Event>> {
        self.sequencer.drain().await.expect("staged events can be sequenced");
        let mut events = Vec::new();
        loop {
            let request = ReadRequest { after: self.seen, limit: 500, wait_ms: 0 };
            let batch = self.feed.read(&request).await.expect("the log can be read");
            if batch.events.is_empty() {
                return events;
            }
            for event in &batch.events {
                self.seen[usize::try_from(event.partition).expect("BUG: 0 to 15")] = event.position;
            }
            let (acts, news): (Vec<_>, Vec<_>) =
                batch.events.into_iter().partition(|event| StaffActed::is_kind(&event.kind));
            let act = |event: &Arc<Event>| serde_json::from_str(event.data.get()).expect("its own type");
            self.acts.extend(acts.iter().map(act));
            events.extend(news);
        }
    }

    /// The payloads of all new events of one type; others are dropped.
    pub async fn take_of<E: EventData>(&mut self) -> Vec<E> {
        let events = self.take().await;
        events
            .iter()
            .filter(|event| event.is::<E>())
            .map(|event| event.parse().expect("its own type"))
            .collect()
    }
}

/// An event as another service would have sent it.
pub fn event(
    env: &Env,
    source: &'static str,
    kind: &str,
    subject: &str,
    data: &impl Serialize,
) -> Arc<Event> {
    let json = reveal_personal(&serde_json::to_string(data).expect("the payload is JSON"));
    Arc::new(Event {
        id: env.uuid(),
        source: source.into(),
        kind: kind.to_owned(),
        subject: subject.to_owned(),
        version: 1,
        time: env.now(),
        trace: None,
        epoch: 1,
        partition: partition_of(subject),
        position: 1,
        data: serde_json::value::RawValue::from_string(json).expect("BUG: it was just made").into(),
    })
}

impl Bus {
    /// Applies events to a service as its consumer would on a good day: all in one transaction, in this order.
    /// [`Bus::shuffle`] knows the bad ones.
    pub async fn deliver(
        database: &Database,
        handler: &dyn Handler,
        events: &[Arc<Event>],
    ) -> Result<(), HandlerError> {
        let write = database.write().await?;
        handler.apply(events, &write).await?;
        write.commit().await?;
        Ok(())
    }
}
