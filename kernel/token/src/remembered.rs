//! A bounded memory: when it is full, what was not asked for lately is forgotten.

use std::borrow::Borrow;
use std::collections::HashMap;
use std::hash::Hash;

/// Two generations: what is found in the old one moves to the young one, and a full young one becomes the old one.
#[derive(Debug)]
pub struct Remembered<K, V> {
    limit: usize,
    young: HashMap<K, V>,
    old: HashMap<K, V>,
}

impl<K: Eq + Hash, V: Clone> Remembered<K, V> {
    /// Nothing yet; at most `limit` entries.
    #[must_use]
    pub fn new(limit: usize) -> Self {
        Self { limit, young: HashMap::new(), old: HashMap::new() }
    }

    /// What was kept under this key, if it is still known.
    pub fn find<Q>(&mut self, key: &Q) -> Option<V>
    where
        K: Borrow<Q>,
        Q: Eq + Hash + ?Sized,
    {
        if let Some(value) = self.young.get(key) {
            return Some(value.clone());
        }
        let (key, value) = self.old.remove_entry(key)?;
        self.keep(key, value.clone());
        Some(value)
    }

    /// Remembers it in the place of what was there.
    pub fn keep(&mut self, key: K, value: V) {
        if self.young.len() >= self.limit / 2 {
            self.old = std::mem::take(&mut self.young);
        }
        self.young.insert(key, value);
    }

    /// Forgets everything.
    pub fn clear(&mut self) {
        self.young.clear();
        self.old.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_for_stays_and_the_rest_is_forgotten() {
        let mut remembered = Remembered::new(4);
        for number in 0..100 {
            remembered.keep(number, number);
            assert_eq!(remembered.find(&0), Some(0), "{number}");
        }
        assert!(remembered.young.len() + remembered.old.len() <= 4);
        assert_eq!(remembered.find(&50), None);
        remembered.clear();
        assert_eq!(remembered.find(&0), None);
    }
}
