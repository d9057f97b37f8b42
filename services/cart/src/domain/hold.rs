//! Stock held for a cart while its shopper checks out: since when, until when, and for how long at most.

use std::time::Duration;

use kernel_base::Timestamp;

/// A run of holds: it begins when the shopper asks for it and is extended by what the shopper does. Written down before the
/// warehouse is asked, so that nothing is ever held of which the cart does not know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Hold {
    pub(crate) since: Timestamp,
    /// As the warehouse confirmed; none while it has not.
    pub(crate) until: Option<Timestamp>,
    /// The code with which the warehouse refused to hold the cart as it is now. The earlier hold runs on.
    pub(crate) refusal: Option<String>,
}

/// For how long is held.
#[derive(Debug, Clone, Copy)]
pub(crate) struct HoldTerms {
    /// After each thing the shopper does.
    pub(crate) each: Duration,
    /// In one run, so that nobody holds stock for ever by touching the cart.
    pub(crate) longest: Duration,
}

impl Hold {
    pub(crate) fn begun(since: Timestamp) -> Self {
        Self { since, until: None, refusal: None }
    }

    /// Until when it lasts, while it does.
    pub(crate) fn live(&self, now: Timestamp) -> Option<Timestamp> {
        self.until.filter(|until| *until > now)
    }

    /// Until when the warehouse is asked to hold. Never earlier than it already does.
    pub(crate) fn extended(&self, now: Timestamp, terms: HoldTerms) -> Timestamp {
        let until = now.plus(terms.each).min(self.since.plus(terms.longest));
        self.until.map_or(until, |confirmed| confirmed.max(until))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TERMS: HoldTerms =
        HoldTerms { each: Duration::from_secs(15 * 60), longest: Duration::from_secs(60 * 60) };

    fn minute(minute: u64) -> Timestamp {
        Timestamp::EPOCH.plus(Duration::from_secs(60 * minute))
    }

    #[test]
    fn what_the_shopper_does_extends_the_hold_up_to_the_longest() {
        let mut hold = Hold::begun(minute(0));
        for (now, until) in [(0, 15), (10, 25), (24, 39), (38, 53), (50, 60), (59, 60)] {
            assert_eq!(hold.extended(minute(now), TERMS), minute(until), "minute {now}");
            hold.until = Some(minute(until));
        }
        assert_eq!((hold.live(minute(59)), hold.live(minute(60))), (Some(minute(60)), None));
    }

    #[test]
    fn an_extension_never_shortens() {
        let hold = Hold { until: Some(minute(40)), ..Hold::begun(minute(0)) };
        assert_eq!(hold.extended(minute(10), TERMS), minute(40));
    }

    #[test]
    fn what_the_warehouse_has_not_confirmed_is_no_hold() {
        assert_eq!(Hold::begun(minute(0)).live(minute(0)), None);
    }
}
