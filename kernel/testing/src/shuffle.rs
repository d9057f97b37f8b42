//! The deliveries of a bad day, drawn by a seed: all that a consumer may do to a handler, and nothing that it may not.

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

use kernel_base::{Entropy, Event, SeededEntropy};
use kernel_db::Database;
use kernel_messaging::Handler;

use crate::Bus;

impl Bus {
    /// Applies logs of other services, each with the handler that consumes it, the way consumers may on a bad day:
    ///
    /// - events of different subjects in any order, those of one subject in theirs;
    /// - in batches of any size, each in a transaction; one that fails is taken apart;
    /// - any event twice, and any batch again, differently cut: the log was read again from before it;
    /// - the logs in any order to each other: so give only those together that do not depend on each other, and one after
    ///   the other what an answer in between has caused.
    ///
    /// Whatever the seed, the state must be the same afterwards as if every event had come once and in its turn: compare
    /// it. The seed is printed, and the same one delivers the same again.
    ///
    /// # Panics
    /// When an event cannot be applied alone: a consumer would park it.
    pub async fn shuffle(seed: u64, database: &Database, logs: &[(&dyn Handler, &[Arc<Event>])]) {
        eprintln!("deliveries shuffled by seed {seed}");
        let events: Vec<&[Arc<Event>]> = logs.iter().map(|(_, events)| *events).collect();
        for (log, batch) in deliveries(&Dice::new(seed), &events) {
            let handler = logs[log].0;
            if batch.len() > 1 && Self::deliver(database, handler, &batch).await.is_ok() {
                continue;
            }
            for event in &batch {
                let applied = Self::deliver(database, handler, std::slice::from_ref(event)).await;
                applied.unwrap_or_else(|error| {
                    panic!("seed {seed}: {} of {}: {error}", event.kind, event.subject)
                });
            }
        }
    }
}

/// Chances are one in so many.
const TWICE: usize = 5;
const AGAIN: usize = 4;

struct Dice(SeededEntropy);

impl Dice {
    fn new(seed: u64) -> Self {
        Self(SeededEntropy::new(seed))
    }

    /// Below `sides`, which is not 0.
    fn below(&self, sides: usize) -> usize {
        let mut bytes = [0; 4];
        self.0.fill(&mut bytes);
        usize::try_from(u32::from_le_bytes(bytes)).expect("BUG: 32 bits fit") % sides
    }

    fn one_in(&self, sides: usize) -> bool {
        self.below(sides) == 0
    }
}

/// What is delivered of which log, one after the other.
fn deliveries(dice: &Dice, logs: &[&[Arc<Event>]]) -> Vec<(usize, Vec<Arc<Event>>)> {
    let batches = |events: &&[Arc<Event>]| {
        let events = interleaved(dice, events);
        // Some days all batches are small, some days one holds everything.
        let largest = dice.below(events.len().max(1)) + 1;
        let mut batches = VecDeque::new();
        for batch in cut(dice, &events, largest) {
            let again = if dice.one_in(AGAIN) { cut(dice, &batch, largest) } else { Vec::new() };
            batches.push_back(batch);
            batches.extend(again);
        }
        batches
    };
    let queues: Vec<VecDeque<Vec<Arc<Event>>>> = logs.iter().map(batches).collect();
    merged(dice, queues).collect()
}

/// Each subject's events in order, some of them twice; those of different subjects anyhow.
fn interleaved(dice: &Dice, events: &[Arc<Event>]) -> Vec<Arc<Event>> {
    let mut subjects: BTreeMap<&str, VecDeque<Arc<Event>>> = BTreeMap::new();
    for event in events {
        let subject = subjects.entry(&event.subject).or_default();
        let times = if dice.one_in(TWICE) { 2 } else { 1 };
        subject.extend(std::iter::repeat_n(event, times).cloned());
    }
    merged(dice, subjects.into_values().collect()).map(|(_, event)| event).collect()
}

/// Empties the queues, drawing the next one each time. Answers from which queue each thing came.
fn merged<T>(dice: &Dice, mut queues: Vec<VecDeque<T>>) -> impl Iterator<Item = (usize, T)> {
    std::iter::from_fn(move || {
        let waiting: Vec<usize> = (0..queues.len()).filter(|queue| !queues[*queue].is_empty()).collect();
        let queue = *waiting.get(dice.below(waiting.len().max(1)))?;
        queues[queue].pop_front().map(|next| (queue, next))
    })
}

fn cut(dice: &Dice, mut events: &[Arc<Event>], largest: usize) -> Vec<Vec<Arc<Event>>> {
    let mut batches = Vec::new();
    while !events.is_empty() {
        let (batch, rest) = events.split_at((dice.below(largest) + 1).min(events.len()));
        batches.push(batch.to_vec());
        events = rest;
    }
    batches
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use kernel_base::Env;
    use kernel_db::{GenericClient, Migrations, Write};
    use kernel_messaging::HandlerError;
    use refinery::Migration;
    use uuid::Uuid;

    use super::*;
    use crate::{TestService, event};

    /// Five events of each of four subjects, in the order they happened.
    fn log() -> Vec<Arc<Event>> {
        let env = Env::system();
        let tell =
            |number: usize| event(&env, "probe", "probe.told.v1", ["a", "b", "c", "d"][number % 4], &number);
        (0..20).map(tell).collect()
    }

    fn ids(deliveries: &[(usize, Vec<Arc<Event>>)]) -> Vec<(usize, Vec<Uuid>)> {
        let ids =
            |(log, batch): &(usize, Vec<Arc<Event>>)| (*log, batch.iter().map(|event| event.id).collect());
        deliveries.iter().map(ids).collect()
    }

    #[test]
    fn each_subject_is_told_in_order_and_nothing_is_left_out_whatever_the_seed() {
        let log = log();
        for seed in 0..200 {
            let mut told: HashMap<&str, usize> = HashMap::new();
            for event in deliveries(&Dice::new(seed), &[&log]).iter().flat_map(|(_, batch)| batch) {
                let number: usize = serde_json::from_str(event.data.get()).unwrap();
                let subject = log[number].subject.as_str();
                let told = told.entry(subject).or_default();
                assert!(number / 4 <= *told, "seed {seed}: event {number} was told before its turn");
                *told = (*told).max(number / 4 + 1);
            }
            assert_eq!(told.len(), 4, "seed {seed}");
            assert!(told.values().all(|told| *told == 5), "seed {seed}: {told:?}");
        }
    }

    #[test]
    fn the_same_seed_delivers_the_same_and_another_one_something_else() {
        let (one, two) = (log(), log());
        let drawn = |seed| ids(&deliveries(&Dice::new(seed), &[&one, &two]));
        assert_eq!(drawn(7), drawn(7));
        assert_ne!(drawn(7), drawn(8));
        let logs: Vec<usize> = drawn(7).iter().map(|(log, _)| *log).collect();
        assert!(!logs.is_sorted(), "the logs take turns: {logs:?}");
    }

    #[test]
    fn bad_days_are_bad_in_every_way() {
        let log = log();
        let days: Vec<_> = (0..20).map(|seed| deliveries(&Dice::new(seed), &[&log])).collect();
        let batches = || days.iter().flatten().map(|(_, batch)| batch);
        assert!(batches().any(|batch| batch.len() == 1), "events alone");
        assert!(batches().any(|batch| batch.len() > 15), "nearly all at once");
        let twice = |batch: &Vec<Arc<Event>>| batch.windows(2).any(|pair| pair[0].id == pair[1].id);
        assert!(batches().any(twice), "an event twice");
        let again = |day: &Vec<(usize, Vec<Arc<Event>>)>| {
            day.windows(2).any(|pair| pair[0].1.len() > 1 && pair[1].1[0].id == pair[0].1[0].id)
        };
        assert!(days.iter().any(again), "a batch again");
    }

    /// Remembers what it was told; cannot be told more than two events at once, nor anything by `d`.
    struct Listener;

    #[async_trait::async_trait]
    impl Handler for Listener {
        async fn apply(&self, events: &[Arc<Event>], write: &Write) -> Result<(), HandlerError> {
            if events.len() > 2 || events[0].subject == "d" {
                return Err(HandlerError::Poison("that is too much".to_owned()));
            }
            for event in events {
                let sql = "INSERT INTO probe.told (event_id) VALUES ($1) ON CONFLICT DO NOTHING";
                write.execute(sql, &[&event.id]).await.unwrap();
            }
            Ok(())
        }
    }

    async fn probe() -> TestService {
        let table = "CREATE TABLE probe.told (event_id uuid PRIMARY KEY)";
        let file = Migration::unapplied("V1__create_told", table).expect("a migration");
        TestService::new(Migrations { service: "probe", files: vec![file] }).await
    }

    #[tokio::test]
    async fn a_batch_that_fails_is_taken_apart() {
        let service = probe().await;
        let log: Vec<_> = log().into_iter().filter(|event| event.subject != "d").collect();
        Bus::shuffle(3, service.db(), &[(&Listener, &log)]).await;
        let told = service.sql().await.query_one("SELECT count(*) FROM probe.told", &[]).await.unwrap();
        assert_eq!(told.get::<_, i64>(0), 15);
    }

    #[tokio::test]
    #[should_panic(expected = "seed 3: probe.told.v1 of d: that is too much")]
    async fn an_event_that_cannot_be_applied_is_named_with_the_seed() {
        let service = probe().await;
        Bus::shuffle(3, service.db(), &[(&Listener, &log())]).await;
    }
}
