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
use crate::generations::Generations;

/// After this an entry is read again.
const MAX_AGE: Duration = Duration::from_secs(60);

/// All rules, and the prices of some variants.
pub(crate) struct Cache {
    state: Mutex<State>,
    /// Rules are many rows: one reader loads them, the others wait for it.
    pub(crate) loading_rules: tokio::sync::Mutex<()>,
}

struct State {
    rules: Option<Arc<Rules>>,
    prices: Generations<VariantId, Arc<VariantPrices>>,
    /// Counts removals. What was read before a removal must not be kept after it.
    removals: u64,
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
        let state = State { rules: None, prices: Generations::new(capacity, MAX_AGE), removals: 0 };
        Self { state: Mutex::new(state), loading_rules: tokio::sync::Mutex::default() }
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
            match state.prices.find(variant, now) {
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
                state.prices.insert(*variant, Arc::clone(prices), 1, now);
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
            state.prices.remove(&variant);
        }
    }

    /// Forgets everything: nobody knows what was missed.
    pub(crate) fn clear(&self) {
        let mut state = self.state();
        state.removals += 1;
        state.rules = None;
        state.prices.clear();
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
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
    fn entries_age() {
        let cache = Cache::new(4);
        keep(&cache, 1, cache.ticket());
        assert!(!missing(&cache, &[1], Timestamp::EPOCH.plus(MAX_AGE)).is_empty());
    }
}
