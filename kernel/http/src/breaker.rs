//! Not calling who does not answer, for a moment.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Stops calling after five failures in a row, for a second; then one call probes whether the callee is back.
#[derive(Debug, Default)]
pub struct Breaker(Mutex<BreakerState>);

#[derive(Debug, Default)]
struct BreakerState {
    failures: u32,
    open_until: Option<Instant>,
    probing: bool,
}

const FAILURES_TO_OPEN: u32 = 5;
const OPEN_FOR: Duration = Duration::from_secs(1);

impl Breaker {
    /// Leave to call, or none while the callee is believed to be away.
    #[must_use]
    pub fn admit(&self, now: Instant) -> Option<Leave<'_>> {
        let mut state = self.state();
        if let Some(until) = state.open_until {
            if now < until || state.probing {
                return None;
            }
            state.probing = true;
            return Some(Leave { breaker: self, probe: true });
        }
        Some(Leave { breaker: self, probe: false })
    }

    fn state(&self) -> std::sync::MutexGuard<'_, BreakerState> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Leave for one call. Dropped without an outcome (the caller went away) it only makes room for another probe.
pub struct Leave<'b> {
    breaker: &'b Breaker,
    probe: bool,
}

impl Leave<'_> {
    /// The callee answered.
    pub fn succeeded(self) {
        let mut state = self.breaker.state();
        state.failures = 0;
        state.open_until = None;
    }

    /// There was no answer.
    pub fn failed(self, now: Instant) {
        let mut state = self.breaker.state();
        state.failures = state.failures.saturating_add(1);
        if state.failures >= FAILURES_TO_OPEN {
            state.open_until = Some(now + OPEN_FOR);
        }
    }
}

impl Drop for Leave<'_> {
    fn drop(&mut self) {
        if self.probe {
            self.breaker.state().probing = false;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn breaker_opens_after_five_failures_and_lets_one_probe_through() {
        let breaker = Breaker::default();
        let start = Instant::now();
        for _ in 0..FAILURES_TO_OPEN {
            breaker.admit(start).expect("closed").failed(start);
        }
        assert!(breaker.admit(start + OPEN_FOR / 2).is_none());

        let later = start + OPEN_FOR;
        let probe = breaker.admit(later).expect("half open");
        assert!(breaker.admit(later).is_none(), "one probe at a time");
        drop(probe);
        breaker.admit(later).expect("an abandoned probe makes room").failed(later);
        assert!(breaker.admit(later + OPEN_FOR / 2).is_none(), "open again");
        breaker.admit(later + OPEN_FOR).expect("half open").succeeded();
        for _ in 0..FAILURES_TO_OPEN - 1 {
            breaker.admit(later).expect("closed").failed(later);
        }
        assert!(breaker.admit(later).is_some(), "a success forgets earlier failures");
    }
}
