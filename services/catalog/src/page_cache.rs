//! Rendered store pages in memory. Any change of the catalog makes all of them void: changes are rare next to reads,
//! and one number is easier to be sure of than a list of what shows what.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use bytes::Bytes;

/// A rendered page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Page {
    pub body: Bytes,
    /// Of a page that shows one document.
    pub version: Option<i64>,
}

/// The state of the catalog a page was rendered from; see [`PageCache::begin`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Generation(u64);

/// A bounded cache in two halves: when the young half is full it becomes the old one, and what was not asked for since
/// is dropped with the half before.
pub(crate) struct PageCache {
    half: usize,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    generation: u64,
    young: HashMap<String, Page>,
    old: HashMap<String, Page>,
    young_bytes: usize,
}

/// What an entry costs beside its texts, roughly.
const OVERHEAD: usize = 128;

impl PageCache {
    pub(crate) fn new(bytes: usize) -> Self {
        Self { half: bytes / 2, state: Mutex::default() }
    }

    /// Call before reading what a page is rendered from.
    pub(crate) fn begin(&self) -> Generation {
        Generation(self.state().generation)
    }

    pub(crate) fn find(&self, key: &str) -> Option<Page> {
        let mut state = self.state();
        if let Some(page) = state.young.get(key) {
            return Some(page.clone());
        }
        let page = state.old.remove(key)?;
        self.insert(&mut state, key.to_owned(), page.clone());
        Some(page)
    }

    /// Keeps a page, unless the catalog has changed since `generation` was taken: then it may show what was before.
    pub(crate) fn put(&self, generation: Generation, key: String, page: Page) {
        let mut state = self.state();
        if state.generation == generation.0 {
            self.insert(&mut state, key, page);
        }
    }

    /// The catalog has changed.
    pub(crate) fn clear(&self) {
        let mut state = self.state();
        *state = State { generation: state.generation + 1, ..State::default() };
    }

    fn insert(&self, state: &mut State, key: String, page: Page) {
        let size = key.len() + page.body.len() + OVERHEAD;
        if size > self.half / 4 {
            return; // one page must not drive out all others
        }
        if state.young_bytes + size > self.half {
            state.old = std::mem::take(&mut state.young);
            state.young_bytes = 0;
        }
        state.young_bytes += size;
        state.young.insert(key, page);
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(size: usize) -> Page {
        Page { body: vec![b'x'; size].into(), version: None }
    }

    #[test]
    fn a_page_read_before_a_change_is_not_kept_after_it() {
        let cache = PageCache::new(1 << 20);
        let before = cache.begin();
        cache.clear();
        cache.put(before, "a".to_owned(), page(1));
        assert_eq!(cache.find("a"), None);
        cache.put(cache.begin(), "a".to_owned(), page(2));
        assert_eq!(cache.find("a"), Some(page(2)));
        cache.clear();
        assert_eq!(cache.find("a"), None);
    }

    #[test]
    fn what_is_asked_for_stays_and_the_memory_is_bounded() {
        let cache = PageCache::new(100_000);
        let generation = cache.begin();
        for number in 0..1000 {
            cache.put(generation, format!("page {number}"), page(1000));
            assert!(number == 0 || cache.find("page 0").is_some(), "asked for every time");
            let state = cache.state();
            assert!((state.young.len() + state.old.len()) * 1000 <= 100_000);
        }
        assert_eq!(cache.find("page 1"), None);
        cache.put(generation, "huge".to_owned(), page(60_000));
        assert_eq!(cache.find("huge"), None);
    }
}
