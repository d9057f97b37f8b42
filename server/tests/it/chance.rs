//! Moments nobody can foresee, and how to have them again.

use std::time::Duration;

use kernel_base::{Entropy, SeededEntropy, SystemEntropy};

/// Random moments that come again with the same seed.
pub(crate) struct Chance(SeededEntropy);

impl Chance {
    /// `KARUM_TEST_SEED` repeats the moments of an earlier run, as far as the machine lets it.
    pub(crate) fn new() -> Self {
        let mut random = [0; 4];
        SystemEntropy.fill(&mut random);
        let seed = std::env::var("KARUM_TEST_SEED")
            .map_or_else(|_| u64::from(u32::from_le_bytes(random)), |seed| seed.parse().unwrap());
        eprintln!("KARUM_TEST_SEED={seed}");
        Self(SeededEntropy::new(seed))
    }

    pub(crate) fn below(&self, limit: u64) -> u64 {
        let mut bytes = [0; 8];
        self.0.fill(&mut bytes);
        u64::from_le_bytes(bytes) % limit
    }

    /// Waits for a moment nobody can foresee. Not for a condition: the moment is the test.
    pub(crate) async fn moment(&self, limit_ms: u64) {
        tokio::time::sleep(Duration::from_millis(self.below(limit_ms))).await;
    }
}
