//! A bounded memory in two generations: what is not used while the young one fills up is forgotten.

use std::collections::HashMap;
use std::hash::Hash;
use std::time::Duration;

use kernel_base::Timestamp;

/// Remembers values for a while, and never more than its capacity.
pub(crate) struct Generations<K, V> {
    young: HashMap<K, Entry<V>>,
    old: HashMap<K, Entry<V>>,
    young_size: usize,
    /// What a generation holds.
    half: usize,
    max_age: Duration,
}

struct Entry<V> {
    value: V,
    since: Timestamp,
    size: usize,
}

impl<K: Eq + Hash, V: Clone> Generations<K, V> {
    /// The capacity counts whatever the sizes of the values count.
    pub(crate) fn new(capacity: usize, max_age: Duration) -> Self {
        Self {
            young: HashMap::new(),
            old: HashMap::new(),
            young_size: 0,
            half: capacity.div_ceil(2),
            max_age,
        }
    }

    /// What is known since less than the greatest age. To be asked for keeps a value young in use, not in age.
    pub(crate) fn find(&mut self, key: K, now: Timestamp) -> Option<V> {
        let max_age = self.max_age;
        let fresh = |entry: &Entry<V>| now.since(entry.since) < max_age;
        if let Some(entry) = self.young.get(&key) {
            return fresh(entry).then(|| entry.value.clone());
        }
        let entry = self.old.remove(&key).filter(fresh)?;
        let value = entry.value.clone();
        self.put(key, entry);
        Some(value)
    }

    /// Remembers a value of this size; one that fills more than a generation is not worth all others.
    pub(crate) fn insert(&mut self, key: K, value: V, size: usize, now: Timestamp) {
        if size <= self.half {
            self.put(key, Entry { value, since: now, size });
        }
    }

    pub(crate) fn remove(&mut self, key: &K) {
        if let Some(removed) = self.young.remove(key) {
            self.young_size -= removed.size;
        }
        self.old.remove(key);
    }

    pub(crate) fn clear(&mut self) {
        self.young.clear();
        self.old.clear();
        self.young_size = 0;
    }

    fn put(&mut self, key: K, entry: Entry<V>) {
        self.remove(&key);
        if self.young_size + entry.size > self.half {
            self.old = std::mem::take(&mut self.young);
            self.young_size = 0;
        }
        self.young_size += entry.size;
        self.young.insert(key, entry);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const AGE: Duration = Duration::from_secs(60);

    fn found(memory: &mut Generations<u32, u32>, keys: &[u32]) -> Vec<u32> {
        keys.iter().filter_map(|key| memory.find(*key, Timestamp::EPOCH)).collect()
    }

    fn of(capacity: usize, keys: &[u32]) -> Generations<u32, u32> {
        let mut memory = Generations::new(capacity, AGE);
        for key in keys {
            memory.insert(*key, *key, 1, Timestamp::EPOCH);
        }
        memory
    }

    #[test]
    fn the_least_recently_used_give_way() {
        let mut memory = of(4, &[1, 2, 3]);
        assert_eq!(found(&mut memory, &[1]), [1]); // now young again
        memory.insert(4, 4, 1, Timestamp::EPOCH);
        memory.insert(5, 5, 1, Timestamp::EPOCH);
        assert_eq!(found(&mut memory, &[1, 2]), [1]);
    }

    #[test]
    fn large_values_count_for_many_and_too_large_ones_are_not_kept() {
        let mut memory = of(20, &[1, 2, 3]);
        memory.insert(4, 4, 11, Timestamp::EPOCH);
        assert_eq!(found(&mut memory, &[1, 2, 3, 4]), [1, 2, 3]);
        memory.insert(5, 5, 10, Timestamp::EPOCH);
        memory.insert(6, 6, 10, Timestamp::EPOCH);
        assert_eq!(found(&mut memory, &[1, 2, 3, 6]), [6]);
    }

    #[test]
    fn a_value_put_in_the_place_of_another_takes_only_its_own_room() {
        let mut memory = of(8, &[1, 2]);
        for _ in 0..10 {
            memory.insert(3, 3, 2, Timestamp::EPOCH);
        }
        assert_eq!(found(&mut memory, &[1, 2, 3]), [1, 2, 3]);
        memory.remove(&3);
        assert!(found(&mut memory, &[3]).is_empty());
    }

    #[test]
    fn values_age_however_often_they_are_used() {
        let mut memory = of(4, &[1]);
        let almost = AGE - Duration::from_micros(1);
        assert_eq!(memory.find(1, Timestamp::EPOCH.plus(almost)), Some(1));
        assert_eq!(memory.find(1, Timestamp::EPOCH.plus(AGE)), None);
    }
}
