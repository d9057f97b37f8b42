//! A customer's claim to what they ordered as a guest, with an address that is shown to be theirs.

use std::time::Duration;

use kernel_base::{Secret, Timestamp};
use shared_contracts::{CustomerId, Email};

/// Orders placed until `verified_at` with the customer's verified address become theirs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Claim {
    pub(crate) customer_id: CustomerId,
    pub(crate) verified_at: Timestamp,
    /// When guest orders were looked for and none was left.
    pub(crate) looked_at: Option<Timestamp>,
}

/// An order that was being written while the claim was, neither of them has seen the other: it is there by then.
const SECOND_LOOK: Duration = Duration::from_secs(120);

/// Auth is asked again after this long.
pub(crate) const PATIENCE: Duration = Duration::from_secs(30);

/// An address is remembered this long after it was verified, for orders that arrive late.
pub(crate) const REMEMBERED: Duration = Duration::from_secs(7 * 24 * 3600);

impl Claim {
    /// When to look once more, now that nothing is left.
    pub(crate) fn next_look(&self, now: Timestamp) -> Option<Timestamp> {
        self.looked_at.is_none().then(|| now.plus(SECOND_LOOK))
    }
}

/// An address as accounts are found by it: upper and lower case are the same.
pub(crate) fn matched(email: &Email) -> Secret<String> {
    Secret::new(email.as_str().trim().to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_looked_twice_and_capitals_are_the_same() {
        let env = kernel_base::Env::system();
        let now = env.now();
        let claim = Claim { customer_id: env.id(), verified_at: now, looked_at: None };
        assert_eq!(claim.next_look(now), Some(now.plus(SECOND_LOOK)));
        assert_eq!(Claim { looked_at: Some(now), ..claim }.next_look(now), None);
        assert_eq!(matched(&"Ann@Example.COM".parse().unwrap()).expose(), "ann@example.com");
    }
}
