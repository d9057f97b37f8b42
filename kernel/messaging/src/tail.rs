//! The newest part of a producer's log in memory: ten consumers in one process cost one read.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use kernel_base::Event;
use tokio::sync::watch;

use crate::log::{Life, PARTITION_COUNT, Positions, slot};

/// Payload bytes kept per producer. Consumers that are further behind read from the database.
const KEEP_BYTES: usize = 4 << 20;

/// Where the log ends, as far as this process knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Known {
    pub(crate) life: Life,
    pub(crate) heads: Positions,
}

/// The log was restored, or somebody was erased from it, since its end was last learned.
#[derive(Debug)]
pub(crate) struct NewLife;

#[derive(Debug)]
pub(crate) struct Tail {
    ring: Mutex<Ring>,
    known: watch::Sender<Known>,
}

#[derive(Debug)]
struct Ring {
    partitions: [VecDeque<Arc<Event>>; PARTITION_COUNT],
    /// The partitions of the kept events, oldest first, to know what to forget.
    order: VecDeque<usize>,
    bytes: usize,
}

impl Tail {
    pub(crate) fn new() -> Self {
        let (known, _) = watch::channel(Known { life: Life::default(), heads: [0; PARTITION_COUNT] });
        let ring = Ring { partitions: Default::default(), order: VecDeque::new(), bytes: 0 };
        Self { ring: Mutex::new(ring), known }
    }

    pub(crate) fn known(&self) -> Known {
        *self.known.borrow()
    }

    pub(crate) fn watch(&self) -> watch::Receiver<Known> {
        self.known.subscribe()
    }

    /// What the database says about the log's end. Another replica may have sequenced events that are not in memory.
    pub(crate) fn learn(&self, life: Life, heads: Positions) {
        self.known.send_if_modified(|known| {
            if known.life != life {
                // What is in memory may never have happened in this life of the database, or was erased since.
                self.ring().clear();
            }
            if known.life.epoch != life.epoch {
                *known = Known { life, heads };
                return true;
            }
            known.life = life;
            let mut news = false;
            for (mine, theirs) in known.heads.iter_mut().zip(heads) {
                if theirs > *mine {
                    *mine = theirs;
                    news = true;
                }
            }
            news
        });
    }

    /// Adds events this process has sequenced. Refuses those of another epoch, or opened before an
    /// erasure: what the log is now must be learned first.
    pub(crate) fn append(&self, opened_in: Life, events: &[Arc<Event>]) -> Result<(), NewLife> {
        if events.is_empty() {
            return Ok(());
        }
        let Known { life, mut heads } = self.known();
        if life != opened_in {
            return Err(NewLife);
        }
        {
            let mut ring = self.ring();
            for event in events {
                ring.push(event);
            }
        }
        for event in events {
            let head = &mut heads[slot(event.partition)];
            *head = (*head).max(event.position);
        }
        self.learn(life, heads);
        Ok(())
    }

    /// Events of one partition from `after` on; nothing when the first of them is not in memory, because memory does not
    /// reach back that far, or because another process has sequenced it.
    pub(crate) fn read(&self, partition: usize, after: i64, limit: usize) -> Option<Vec<Arc<Event>>> {
        let ring = self.ring();
        let events = &ring.partitions[partition];
        let skip = usize::try_from(after + 1 - events.front()?.position).ok()?;
        (skip < events.len()).then(|| events.iter().skip(skip).take(limit).cloned().collect())
    }

    fn ring(&self) -> MutexGuard<'_, Ring> {
        self.ring.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Ring {
    fn clear(&mut self) {
        self.partitions.iter_mut().for_each(VecDeque::clear);
        self.order.clear();
        self.bytes = 0;
    }

    fn push(&mut self, event: &Arc<Event>) {
        let partition = slot(event.partition);
        let events = &mut self.partitions[partition];
        // A hole (another replica sequenced in between) would break the dense order that reading relies on.
        if events.back().is_some_and(|last| last.position + 1 != event.position) {
            self.bytes -= events.iter().map(|event| size(event)).sum::<usize>();
            events.clear();
            self.order.retain(|kept| *kept != partition);
        }
        self.bytes += size(event);
        events.push_back(Arc::clone(event));
        self.order.push_back(partition);
        while self.bytes > KEEP_BYTES {
            let Some(oldest) = self.order.pop_front() else { break };
            if let Some(event) = self.partitions[oldest].pop_front() {
                self.bytes -= size(&event);
            }
        }
    }
}

fn size(event: &Event) -> usize {
    event.data.get().len() + event.subject.len() + event.kind.len() + 200
}
