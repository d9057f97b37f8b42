//! Variants in memory: titles, weights and channels are asked for with every line.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use kernel_base::Timestamp;
use shared_contracts::VariantId;

use crate::app::App;
use crate::domain::recalculation::Variants;
use crate::domain::variant::Variant;
use crate::error::CartError;
use crate::store;

/// The log tells one replica that a product changed; the others notice at the latest after this.
const FRESH_FOR: Duration = Duration::from_secs(10);
/// More than this is forgotten all at once and read again as needed.
const MOST: usize = 100_000;

/// Variants read lately. `generation` counts changes, so that a row read before one is not kept after it.
#[derive(Debug, Default)]
pub(crate) struct VariantCache(Mutex<Cached>);

#[derive(Debug, Default)]
struct Cached {
    generation: u64,
    variants: HashMap<VariantId, (Arc<Variant>, Timestamp)>,
}

impl VariantCache {
    /// These changed.
    pub(crate) fn forget(&self, variant_ids: impl IntoIterator<Item = VariantId>) {
        let mut cached = self.cached();
        cached.generation += 1;
        for variant_id in variant_ids {
            cached.variants.remove(&variant_id);
        }
    }

    /// A channel was switched on or off, so that nobody knows any more where anything is sold.
    pub(crate) fn clear(&self) {
        let mut cached = self.cached();
        cached.generation += 1;
        cached.variants.clear();
    }

    /// Moves what is known into `found`; returns what is missing, and the generation it was missing at.
    fn look_up(
        &self,
        wanted: impl Iterator<Item = VariantId>,
        now: Timestamp,
        found: &mut Variants,
    ) -> (Vec<VariantId>, u64) {
        let cached = self.cached();
        let mut missing = Vec::new();
        for variant_id in wanted {
            match cached.variants.get(&variant_id) {
                Some((variant, read_at)) if now.since(*read_at) <= FRESH_FOR => {
                    found.insert(variant_id, Arc::clone(variant));
                }
                _ => missing.push(variant_id),
            }
        }
        (missing, cached.generation)
    }

    fn keep(&self, variants: &[Arc<Variant>], generation: u64, now: Timestamp) {
        let mut cached = self.cached();
        if cached.generation != generation {
            return;
        }
        if cached.variants.len() + variants.len() > MOST {
            cached.variants.clear();
        }
        for variant in variants {
            cached.variants.insert(variant.variant_id, (Arc::clone(variant), now));
        }
    }

    fn cached(&self) -> MutexGuard<'_, Cached> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl App {
    /// The known ones among these.
    pub(crate) async fn known_variants(
        &self,
        wanted: impl Iterator<Item = VariantId> + Send,
    ) -> Result<Variants, CartError> {
        let now = self.env.now();
        let mut found = Variants::new();
        let (missing, generation) = self.variants.look_up(wanted, now, &mut found);
        if missing.is_empty() {
            return Ok(found);
        }
        let reader = self.db.read().await?;
        let read = store::variant::list(&reader, &missing).await?;
        let read: Vec<Arc<Variant>> = read.into_iter().map(Arc::new).collect();
        self.variants.keep(&read, generation, now);
        found.extend(read.into_iter().map(|variant| (variant.variant_id, variant)));
        Ok(found)
    }
}
