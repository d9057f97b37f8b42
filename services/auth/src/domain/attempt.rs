//! How often somebody may guess, so that guessing is hopeless and nobody is locked out of their own account by others.
//!
//! Failures count three times: at this account from this address, at any account from this address, and at this account
//! from all strangers: addresses that never signed in to it. Where an account was signed in to before, only the first
//! counts: there, no stranger can use up what its owner has.

use std::net::IpAddr;
use std::time::Duration;

use kernel_base::Timestamp;

/// Failures that are allowed in one window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Limits {
    pub(crate) window: Duration,
    pub(crate) account_and_address: u32,
    pub(crate) address: u32,
    pub(crate) strangers: u32,
    pub(crate) registrations: u32,
    pub(crate) letters_to: u32,
    pub(crate) letters_from: u32,
}

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scope {
    /// One account from one address.
    AccountAndAddress,
    /// Any account from one address.
    Address,
    /// One account from all strangers.
    Strangers,
    /// New accounts from one address.
    Registrations,
    /// Letters to one e-mail address.
    LettersTo,
    /// Letters that one address asks for.
    LettersFrom,
}

impl Scope {
    /// Part of what a bucket's name is the digest of: never renamed.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::AccountAndAddress => "account_address",
            Self::Address => "address",
            Self::Strangers => "strangers",
            Self::Registrations => "registrations",
            Self::LettersTo => "letters_to",
            Self::LettersFrom => "letters_from",
        }
    }

    /// What an attempt to sign in counts in.
    pub(crate) fn of_login(known: bool) -> &'static [Self] {
        if known {
            &[Self::AccountAndAddress]
        } else {
            &[Self::AccountAndAddress, Self::Address, Self::Strangers]
        }
    }
}

impl Limits {
    fn of(&self, scope: Scope) -> u32 {
        match scope {
            Scope::AccountAndAddress => self.account_and_address,
            Scope::Address => self.address,
            Scope::Strangers => self.strangers,
            Scope::Registrations => self.registrations,
            Scope::LettersTo => self.letters_to,
            Scope::LettersFrom => self.letters_from,
        }
    }

    /// Whether an attempt may be made that is the so many-th in each of these scopes.
    pub(crate) fn admit(&self, counted: impl IntoIterator<Item = (Scope, i32)>) -> bool {
        counted.into_iter().all(|(scope, count)| i64::from(count) <= i64::from(self.of(scope)))
    }

    /// When the present window began.
    pub(crate) fn window_start(&self, now: Timestamp) -> Timestamp {
        let window = i64::try_from(self.window.as_micros()).unwrap_or(i64::MAX).max(1);
        Timestamp::from_micros(now.as_micros().div_euclid(window).saturating_mul(window))
    }

    /// How long the present window lasts yet.
    pub(crate) fn remaining(&self, now: Timestamp) -> Duration {
        self.window_start(now).plus(self.window).since(now)
    }
}

/// The part of an address that belongs to one subscriber: a /24 of IPv4, a /64 of IPv6. Whoever has one address of it can
/// usually have the others, too.
pub(crate) fn network(address: Option<IpAddr>) -> String {
    match address.map(|address| address.to_canonical()) {
        None => "none".to_owned(),
        Some(IpAddr::V4(address)) => {
            let [a, b, c, _] = address.octets();
            format!("{a}.{b}.{c}.0/24")
        }
        Some(IpAddr::V6(address)) => {
            let [a, b, c, d, ..] = address.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use proptest::prelude::*;

    use super::*;

    const LIMITS: Limits = Limits {
        window: Duration::from_secs(900),
        account_and_address: 3,
        address: 6,
        strangers: 5,
        registrations: 2,
        letters_to: 2,
        letters_from: 2,
    };

    #[test]
    fn networks_are_what_one_subscriber_has() {
        let of = |text: &str| network(Some(text.parse().unwrap()));
        assert_eq!(of("203.0.113.7"), "203.0.113.0/24");
        assert_eq!(of("::ffff:203.0.113.7"), "203.0.113.0/24");
        assert_eq!(of("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::/64");
        assert_eq!(network(None), "none");
    }

    #[test]
    fn windows_begin_at_the_same_time_for_everybody() {
        let now: Timestamp = "2026-01-15T12:07:30Z".parse().unwrap();
        assert_eq!(LIMITS.window_start(now), "2026-01-15T12:00:00Z".parse().unwrap());
        assert_eq!(LIMITS.remaining(now), Duration::from_secs(450));
        assert_eq!(LIMITS.remaining(LIMITS.window_start(now)), LIMITS.window);
    }

    /// One account; its owner at home (a known address), attackers at other addresses, in one window.
    #[derive(Default)]
    struct Window(HashMap<(&'static str, u8), i32>);

    impl Window {
        fn attempt(&mut self, address: u8, known: bool) -> bool {
            let scopes = Scope::of_login(known).iter().map(|scope| {
                let place = if *scope == Scope::Strangers { 0 } else { address };
                let count = self.0.entry((scope.name(), place)).or_default();
                *count += 1;
                (*scope, *count)
            });
            LIMITS.admit(scopes.collect::<Vec<_>>())
        }

        fn succeed(&mut self, address: u8, known: bool) {
            for scope in Scope::of_login(known) {
                let place = if *scope == Scope::Strangers { 0 } else { address };
                *self.0.get_mut(&(scope.name(), place)).unwrap() -= 1;
            }
        }
    }

    proptest! {
        /// Whatever strangers do, the owner gets in where they got in before, and strangers get no more guesses than allowed.
        #[test]
        fn strangers_are_limited_and_the_owner_is_not(addresses in prop::collection::vec(1_u8..8, 0..200)) {
            let mut window = Window::default();
            let mut guesses: HashMap<u8, u32> = HashMap::new();
            for address in addresses {
                if window.attempt(address, false) {
                    *guesses.entry(address).or_default() += 1;
                }
                prop_assert!(window.attempt(0, true), "the owner is locked out");
                window.succeed(0, true);
            }
            prop_assert!(guesses.values().sum::<u32>() <= LIMITS.strangers);
            prop_assert!(guesses.values().all(|count| *count <= LIMITS.account_and_address));
        }
    }
}
