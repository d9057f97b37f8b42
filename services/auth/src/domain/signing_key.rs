//! When which key signs. There is always one that signs; the next one is published long enough before it does that
//! everybody knows it by then; an old one stays published until its last token has ended.

use std::time::Duration;

use kernel_base::Timestamp;

/// The lengths of a key's life.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Schedule {
    /// How long a key signs.
    pub(crate) period: Duration,
    /// How long it is published before.
    pub(crate) ahead: Duration,
    /// How long a token lives at most.
    pub(crate) token: Duration,
}

/// When a key signs and is published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Term {
    /// One more than the key before.
    pub(crate) generation: i64,
    pub(crate) signs_from: Timestamp,
    pub(crate) signs_until: Timestamp,
    pub(crate) published_until: Timestamp,
}

impl Term {
    pub(crate) fn signs(&self, now: Timestamp) -> bool {
        self.signs_from <= now && now < self.signs_until
    }

    /// The same key when it hands over at this time.
    pub(crate) fn until(self, signs_until: Timestamp, schedule: &Schedule) -> Self {
        Self { signs_until, published_until: signs_until.plus(schedule.token), ..self }
    }
}

impl Schedule {
    /// The term of a key that is to be made now, if one is due. The terms are those of all published keys, in order.
    pub(crate) fn due(&self, terms: &[Term], now: Timestamp) -> Option<Term> {
        match terms.last() {
            None => Some(self.term(1, now)),
            Some(last) if last.signs_until.minus(self.ahead) <= now => {
                // After a long rest nothing signs: then the new key begins at once.
                Some(self.term(last.generation + 1, last.signs_until.max(now)))
            }
            Some(_) => None,
        }
    }

    /// The shortened term of the last key and that of its successor, when the last one shall be replaced before its time.
    /// Nothing when its successor is due anyway, or it has not even begun: somebody was faster.
    pub(crate) fn replace(&self, terms: &[Term], now: Timestamp) -> Option<(Term, Term)> {
        let last = terms.last().filter(|last| last.signs(now))?;
        let handover = now.plus(self.ahead);
        (handover < last.signs_until)
            .then(|| (last.until(handover, self), self.term(last.generation + 1, handover)))
    }

    fn term(&self, generation: i64, signs_from: Timestamp) -> Term {
        let term = Term { generation, signs_from, signs_until: signs_from, published_until: signs_from };
        term.until(signs_from.plus(self.period), self)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const SCHEDULE: Schedule = Schedule {
        period: Duration::from_secs(2000),
        ahead: Duration::from_secs(700),
        token: Duration::from_secs(660),
    };

    #[derive(Debug, Clone, Copy)]
    enum Step {
        Wait(u64),
        Replace,
    }

    fn step() -> impl Strategy<Value = Step> {
        prop_oneof![
            12 => (1_u64..40).prop_map(Step::Wait),
            1 => (5_000_u64..40_000).prop_map(Step::Wait),
            1 => Just(Step::Replace),
        ]
    }

    proptest! {
        #[test]
        fn one_key_signs_and_whoever_signs_was_published_before(steps in prop::collection::vec(step(), 1..200)) {
            let mut now: Timestamp = "2026-01-15T12:00:00Z".parse().unwrap();
            let (mut terms, mut known_since) = (Vec::<Term>::new(), Vec::new());
            for step in steps {
                let rested = match step {
                    Step::Wait(seconds) => {
                        now = now.plus(Duration::from_secs(seconds));
                        seconds >= 5_000
                    }
                    Step::Replace => {
                        if let Some((last, next)) = SCHEDULE.replace(&terms, now) {
                            *terms.last_mut().unwrap() = last;
                            terms.push(next);
                            known_since.push(now);
                        }
                        false
                    }
                };
                let before = terms.len();
                if let Some(term) = SCHEDULE.due(&terms, now) {
                    terms.push(term);
                    known_since.push(now);
                }
                prop_assert_eq!(SCHEDULE.due(&terms, now), None, "once is enough");
                prop_assert_eq!(terms.iter().filter(|term| term.signs(now)).count(), 1);
                // While the platform runs, a key waits before it signs.
                if !rested && before > 0 && terms.len() > before {
                    let ahead = terms.last().unwrap().signs_from.since(now);
                    prop_assert!(ahead >= SCHEDULE.token, "published only {:?} before", ahead);
                }
                for (place, term) in terms.iter().enumerate() {
                    prop_assert_eq!(term.generation, i64::try_from(place).unwrap() + 1);
                    prop_assert!(term.published_until >= term.signs_until.plus(SCHEDULE.token));
                    prop_assert!(term.signs_from <= term.signs_until);
                }
            }
        }
    }

    #[test]
    fn replacing_twice_makes_one_key() {
        let now: Timestamp = "2026-01-15T12:00:00Z".parse().unwrap();
        let first = SCHEDULE.due(&[], now).unwrap();
        let (last, next) = SCHEDULE.replace(&[first], now).unwrap();
        assert_eq!((last.signs_until, next.signs_from), (now.plus(SCHEDULE.ahead), now.plus(SCHEDULE.ahead)));
        assert_eq!(SCHEDULE.replace(&[last, next], now), None);
    }
}
