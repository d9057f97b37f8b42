//! Trouble that lasts: told when it begins, now and then while it lasts, and when it is over.

use std::time::{Duration, Instant};

/// While it lasts the same trouble is told this often.
const REMINDER: Duration = Duration::from_secs(60);
/// Another trouble on top is told at once, but not when two take turns.
const CHANGE: Duration = Duration::from_secs(5);

/// Decides when a repeated failure is worth another log line.
#[derive(Debug, Default)]
pub struct Outage(Option<Trouble>);

#[derive(Debug)]
struct Trouble {
    since: Instant,
    told_at: Instant,
    told: String,
    failures: u32,
}

/// What a log line says about an outage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Told {
    /// Failures so far.
    pub failures: u32,
    /// How long it has lasted.
    pub lasting: Duration,
}

impl Outage {
    /// Another failure; an answer means that it is time to tell.
    #[must_use]
    pub fn failed(&mut self, now: Instant, reason: &str) -> Option<Told> {
        let Some(trouble) = &mut self.0 else {
            self.0 = Some(Trouble { since: now, told_at: now, told: reason.to_owned(), failures: 1 });
            return Some(Told { failures: 1, lasting: Duration::ZERO });
        };
        trouble.failures = trouble.failures.saturating_add(1);
        let quiet = now.saturating_duration_since(trouble.told_at);
        let due = quiet >= REMINDER || (quiet >= CHANGE && trouble.told != reason);
        due.then(|| {
            trouble.told_at = now;
            reason.clone_into(&mut trouble.told);
            trouble.so_far(now)
        })
    }

    /// It works; an answer means that it did not before.
    #[must_use]
    pub fn recovered(&mut self, now: Instant) -> Option<Told> {
        self.0.take().map(|trouble| trouble.so_far(now))
    }

    /// Failures since it last worked.
    #[must_use]
    pub fn failures(&self) -> u32 {
        self.0.as_ref().map_or(0, |trouble| trouble.failures)
    }
}

impl Trouble {
    fn so_far(&self, now: Instant) -> Told {
        Told { failures: self.failures, lasting: now.saturating_duration_since(self.since) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_outage_is_told_once_a_minute_and_its_end_once() {
        let (mut outage, start) = (Outage::default(), Instant::now());
        let at = |seconds| start + Duration::from_secs(seconds);
        assert_eq!(outage.recovered(start), None);
        let told: Vec<u64> =
            (0..130).filter(|second| outage.failed(at(*second), "refused").is_some()).collect();
        assert_eq!(told, [0, 60, 120]);
        let over = Told { failures: 130, lasting: Duration::from_secs(140) };
        assert_eq!(outage.recovered(at(140)), Some(over));
        assert_eq!(outage.recovered(at(141)), None);
    }

    #[test]
    fn another_reason_is_told_although_the_minute_is_not_over() {
        let (mut outage, start) = (Outage::default(), Instant::now());
        let at = |seconds| start + Duration::from_secs(seconds);
        assert!(outage.failed(start, "refused").is_some());
        assert!(outage.failed(at(1), "epoch").is_none(), "the two may only take turns");
        assert!(outage.failed(at(6), "epoch").is_some());
        assert!(outage.failed(at(12), "epoch").is_none());
    }
}
