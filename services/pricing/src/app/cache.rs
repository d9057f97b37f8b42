//! What warm quotes are made from: all rules, and the prices of the variants asked for lately.
//!
//! Changes made in this process remove what they changed as soon as they are committed; those of other replicas arrive
//! through this service's own log ([`crate::jobs::follow_log`]). Only the copy of catalog's variants has no entry there:
//! what another replica learned of it is seen here when an entry has become too old.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use kernel_base::Timestamp;
use shared_contracts::VariantId;

use crate::domain::price::VariantPrices;
use crate::domain::quote::{PricesByVariant, Rules};

/// After this an entry is read again.
const MAX_AGE: Duration = Duration::from_secs(60);

/// A bounded cache in two generations: what is not used while the young one fills up is forgotten.
pub(crate) struct Cache {
    state: Mutex<State>,
    /// Entries per generation.
    half: usize,
    /// Rules are many rows: one reader loads them, the others wait for it.
    pub(crate) loading_rules: tokio::sync::Mutex<()>,
}

#[derive(Default)]
struct State {
    rules: Option<Arc<Rules>>,
    young: HashMap<VariantId, Entry>,
    old: HashMap<VariantId, Entry>,
    /// Counts removals. What was read before a removal must not be kept after it.
    removals: u64,
}

struct Entry {
    prices: Arc<VariantPrices>,
    read_at: Timestamp,
}

/// What the cache has of what was asked for.
pub(crate) struct Lookup {
    pub(crate) rules: Option<Arc<Rules>>,
    pub(crate) found: PricesByVariant,
    pub(crate) missing: Vec<VariantId>,
    /// To be given back with what is read for the rest.
    pub(crate) ticket: Ticket,
}

/// Proves when reading began.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Ticket(u64);

impl Cache {
    pub(crate) fn new(capacity: usize) -> Self {
        Self {
            state: Mutex::default(),
            half: capacity.div_ceil(2),
            loading_rules: tokio::sync::Mutex::default(),
        }
    }

    /// Everything at hand; each missing variant is named once.
    pub(crate) fn look_up(&self, variants: impl Iterator<Item = VariantId>, now: Timestamp) -> Lookup {
        let mut state = self.state();
        let mut found = HashMap::with_capacity(variants.size_hint().0);
        let mut missing = Vec::new();
        for variant in variants {
            if found.contains_key(&variant) {
                continue;
            }
            match state.find(variant, now, self.half) {
                Some(prices) => {
                    found.insert(variant, prices);
                }
                None => missing.push(variant),
            }
        }
        missing.sort_unstable();
        missing.dedup();
        Lookup { rules: state.rules.clone(), found, missing, ticket: Ticket(state.removals) }
    }

    /// Where reading something new begins.
    pub(crate) fn ticket(&self) -> Ticket {
        Ticket(self.state().removals)
    }

    pub(crate) fn rules(&self) -> Option<Arc<Rules>> {
        self.state().rules.clone()
    }

    /// Keeps rules, unless something was removed since they were read.
    pub(crate) fn keep_rules(&self, rules: &Arc<Rules>, ticket: Ticket) {
        let mut state = self.state();
        if state.removals == ticket.0 {
            state.rules = Some(Arc::clone(rules));
        }
    }

    /// Keeps prices, unless something was removed since they were read.
    pub(crate) fn keep_prices(&self, prices: &PricesByVariant, now: Timestamp, ticket: Ticket) {
        let mut state = self.state();
        if state.removals == ticket.0 {
            for (variant, prices) in prices {
                let entry = Entry { prices: Arc::clone(prices), read_at: now };
                state.insert(*variant, entry, self.half);
            }
        }
    }

    /// Forgets all rules.
    pub(crate) fn remove_rules(&self) {
        let mut state = self.state();
        state.removals += 1;
        state.rules = None;
    }

    /// Forgets the prices of these variants.
    pub(crate) fn remove_prices(&self, variants: impl IntoIterator<Item = VariantId>) {
        let mut state = self.state();
        state.removals += 1;
        for variant in variants {
            state.young.remove(&variant);
            state.old.remove(&variant);
        }
    }

    /// Forgets everything: nobody knows what was missed.
    pub(crate) fn clear(&self) {
        let mut state = self.state();
        let removals = state.removals + 1;
        *state = State { removals, ..State::default() };
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn find(&mut self, variant: VariantId, now: Timestamp, half: usize) -> Option<Arc<VariantPrices>> {
        let fresh = |entry: &Entry| now.since(entry.read_at) < MAX_AGE;
        if let Some(entry) = self.young.get(&variant) {
            return fresh(entry).then(|| Arc::clone(&entry.prices));
        }
        let entry = self.old.remove(&variant).filter(fresh)?;
        let prices = Arc::clone(&entry.prices);
        self.insert(variant, entry, half);
        Some(prices)
    }

    fn insert(&mut self, variant: VariantId, entry: Entry, half: usize) {
        if self.young.len() >= half && !self.young.contains_key(&variant) {
            self.old = std::mem::take(&mut self.young);
        }
        self.young.insert(variant, entry);
    }
}

#[cfg(test)]
mod tests {
    use kernel_base::Id;

    use super::*;

    fn variant(number: u128) -> VariantId {
        Id::from_uuid(uuid::Uuid::from_u128(number))
    }

    fn keep(cache: &Cache, number: u128, ticket: Ticket) {
        let prices = HashMap::from([(variant(number), Arc::default())]);
        cache.keep_prices(&prices, Timestamp::EPOCH, ticket);
    }

    fn missing(cache: &Cache, numbers: &[u128], now: Timestamp) -> Vec<VariantId> {
        cache.look_up(numbers.iter().map(|number| variant(*number)), now).missing
    }

    #[test]
    fn what_was_read_before_a_removal_is_not_kept_after_it() {
        let cache = Cache::new(100);
        let early = cache.ticket();
        cache.remove_prices([variant(9)]);
        keep(&cache, 1, early);
        cache.keep_rules(&Arc::default(), early);
        assert_eq!(missing(&cache, &[1, 1], Timestamp::EPOCH), [variant(1)]);
        assert!(cache.rules().is_none());
        keep(&cache, 1, cache.ticket());
        assert!(missing(&cache, &[1], Timestamp::EPOCH).is_empty());
    }

    #[test]
    fn the_least_recently_used_give_way() {
        let cache = Cache::new(4);
        for number in [1, 2, 3] {
            keep(&cache, number, cache.ticket());
        }
        assert!(missing(&cache, &[1], Timestamp::EPOCH).is_empty()); // now young again
        keep(&cache, 4, cache.ticket());
        keep(&cache, 5, cache.ticket());
        assert_eq!(missing(&cache, &[1, 2], Timestamp::EPOCH), [variant(2)]);
    }

    #[test]
    fn entries_age() {
        let cache = Cache::new(4);
        keep(&cache, 1, cache.ticket());
        assert!(!missing(&cache, &[1], Timestamp::EPOCH.plus(MAX_AGE)).is_empty());
    }
}
