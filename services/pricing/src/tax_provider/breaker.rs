//! Leaves a provider alone that fails again and again, so that nobody waits for it in vain.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use kernel_base::Timestamp;

/// Failures in a row after which a provider is believed to be away.
pub(super) const FAILURES_TO_OPEN: u32 = 5;
/// How long it is left alone then; after that one question at a time finds out whether it is back.
pub(super) const OPEN_FOR: Duration = Duration::from_secs(5);

/// Gives leave to ask. Counts on the injected clock.
#[derive(Default)]
pub(super) struct Breaker(Mutex<State>);

#[derive(Default)]
struct State {
    failures: u32,
    open_until: Option<Timestamp>,
    probing: bool,
}

impl Breaker {
    /// Leave for one question, or none while the provider is believed to be away.
    pub(super) fn admit(&self, now: Timestamp) -> Option<Leave<'_>> {
        let mut state = self.state();
        let probe = match state.open_until {
            None => false,
            Some(until) if now < until || state.probing => return None,
            Some(_) => true,
        };
        state.probing = probe;
        Some(Leave { breaker: self, probe })
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Leave for one question. Dropped without an outcome (the caller went away) it only makes room for another probe.
pub(super) struct Leave<'b> {
    breaker: &'b Breaker,
    probe: bool,
}

impl Leave<'_> {
    pub(super) fn succeeded(self) {
        let mut state = self.breaker.state();
        state.failures = 0;
        state.open_until = None;
    }

    pub(super) fn failed(self, now: Timestamp) {
        let mut state = self.breaker.state();
        state.failures = state.failures.saturating_add(1);
        if state.failures >= FAILURES_TO_OPEN {
            state.open_until = Some(now.plus(OPEN_FOR));
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
    fn after_five_failures_one_question_at_a_time_finds_out_whether_it_is_back() {
        let (breaker, start) = (Breaker::default(), Timestamp::EPOCH);
        for _ in 0..FAILURES_TO_OPEN {
            breaker.admit(start).expect("closed").failed(start);
        }
        assert!(breaker.admit(start.plus(OPEN_FOR / 2)).is_none());

        let later = start.plus(OPEN_FOR);
        let probe = breaker.admit(later).expect("half open");
        assert!(breaker.admit(later).is_none(), "one probe at a time");
        drop(probe);
        breaker.admit(later).expect("an abandoned probe makes room").failed(later);
        assert!(breaker.admit(later.plus(OPEN_FOR / 2)).is_none(), "open again");
        breaker.admit(later.plus(OPEN_FOR)).expect("half open").succeeded();
        for _ in 0..FAILURES_TO_OPEN - 1 {
            breaker.admit(later).expect("closed").failed(later);
        }
        assert!(breaker.admit(later).is_some(), "a success forgets earlier failures");
    }
}
