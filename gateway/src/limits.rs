//! How often somebody may call: one bucket per address, per known caller and per publishable key, for each class of
//! operations.

use std::fmt::Write;
use std::hash::{BuildHasher, RandomState};
use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use bytes::{BufMut, BytesMut};
use governor::clock::{Clock, MonotonicClock};
use governor::middleware::StateInformationMiddleware;
use governor::state::keyed::DashMapStateStore;
use governor::{Quota, RateLimiter};
use http::{HeaderMap, HeaderName, HeaderValue};
use kernel_http::RateClass;

use crate::config::{LimitsConfig, PerMinute};
use crate::network::{Network, masked};

/// Limits are per minute.
const WINDOW_S: u64 = 60;
/// One customer of a provider has so many bits of an IPv6 address to themselves.
const V6_BITS: u8 = 64;
/// With more buckets than this, neighbors share one: somebody calls from very many addresses. A bucket takes about 50 bytes.
const MANY_BUCKETS: usize = 200_000;
const V6_BITS_SHARED: u8 = 48;
const V4_BITS_SHARED: u8 = 24;

const POLICY: HeaderName = HeaderName::from_static("ratelimit-policy");
const STANDING: HeaderName = HeaderName::from_static("ratelimit");

/// All buckets.
pub(crate) struct Limits<C: Clock = MonotonicClock> {
    address: Meters<C>,
    subject: Meters<C>,
    key: Meters<C>,
    trusted: Meter<C>,
    trusted_networks: Vec<Network>,
    /// Who a caller is becomes a number that nobody can predict.
    hasher: RandomState,
    /// Set while there are too many buckets.
    crowded: AtomicBool,
}

/// One meter per class, in the order of [`RateClass::ALL`].
type Meters<C> = [Meter<C>; 5];

/// Buckets of one size.
struct Meter<C: Clock> {
    policy: Policy,
    clock: C,
    buckets: RateLimiter<u128, DashMapStateStore<u128>, C, StateInformationMiddleware>,
}

/// How large a bucket is, and its name in the headers.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Policy {
    name: String,
    quota: NonZeroU32,
}

/// Where a client stands in one of its buckets.
#[derive(Debug, Clone, Copy)]
struct Standing<'l> {
    policy: &'l Policy,
    remaining: u32,
}

/// What a request was counted against so far; at most address, caller and key.
#[derive(Debug, Default)]
pub(crate) struct Standings<'l>([Option<Standing<'l>>; 3]);

/// A bucket is empty for so long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Exceeded(pub(crate) Duration);

/// Against which buckets the rest of a request is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Trust {
    /// All of its own.
    Nobody,
    /// None further: it was counted as one of a trusted network.
    Network,
}

impl Limits {
    pub(crate) fn new(config: &LimitsConfig) -> Self {
        Self::with_clock(config, &MonotonicClock)
    }
}

impl<C: Clock + Clone> Limits<C> {
    /// Time is injected in tests.
    pub(crate) fn with_clock(config: &LimitsConfig, clock: &C) -> Self {
        Self {
            address: meters("address", &config.address, clock),
            subject: meters("caller", &config.subject, clock),
            key: meters("key", &config.key, clock),
            trusted: Meter::new("trusted".to_owned(), config.trusted_per_minute, clock),
            trusted_networks: config.trusted.clone(),
            hasher: RandomState::new(),
            crowded: AtomicBool::new(false),
        }
    }

    /// Counts a request of this address. An address of a trusted network that speaks for others is a proxy nobody named: then
    /// everybody behind it shares its bucket, until somebody names it.
    pub(crate) fn address<'l>(
        &'l self,
        class: RateClass,
        address: IpAddr,
        speaks_for_others: bool,
        standings: &mut Standings<'l>,
    ) -> Result<Trust, Exceeded> {
        let trusted =
            !speaks_for_others && self.trusted_networks.iter().any(|network| network.contains(address));
        let meter = if trusted { &self.trusted } else { of(&self.address, class) };
        meter.count(self.bucket(address), 0, standings)?;
        Ok(if trusted { Trust::Network } else { Trust::Nobody })
    }

    /// Counts a request of somebody known.
    pub(crate) fn subject<'l>(
        &'l self,
        class: RateClass,
        subject: (&str, &str),
        standings: &mut Standings<'l>,
    ) -> Result<(), Exceeded> {
        of(&self.subject, class).count(self.hasher.hash_one(subject).into(), 1, standings)
    }

    /// Counts a request with this publishable key.
    pub(crate) fn key<'l>(
        &'l self,
        class: RateClass,
        key: &str,
        standings: &mut Standings<'l>,
    ) -> Result<(), Exceeded> {
        of(&self.key, class).count(self.hasher.hash_one(key).into(), 2, standings)
    }

    fn bucket(&self, address: IpAddr) -> u128 {
        match (address, self.crowded.load(Ordering::Relaxed)) {
            (IpAddr::V4(_), false) => masked(address, 32),
            (IpAddr::V4(_), true) => masked(address, V4_BITS_SHARED),
            (IpAddr::V6(_), false) => masked(address, V6_BITS),
            (IpAddr::V6(_), true) => masked(address, V6_BITS_SHARED),
        }
    }

    /// Forgets buckets that are full again, and with them everybody who went away. Answers how many are left.
    pub(crate) fn tidy(&self) -> usize {
        let all = [&self.address, &self.subject, &self.key].into_iter().flatten().chain([&self.trusted]);
        let mut left = 0;
        for meter in all {
            meter.buckets.retain_recent();
            meter.buckets.shrink_to_fit();
            left += meter.buckets.len();
        }
        let crowded = left > MANY_BUCKETS;
        if crowded != self.crowded.swap(crowded, Ordering::Relaxed) {
            tracing::warn!(
                buckets = left,
                crowded,
                "callers come from very many addresses; neighbors share limits"
            );
        }
        left
    }
}

fn meters<C: Clock + Clone>(name: &str, quotas: &PerMinute, clock: &C) -> Meters<C> {
    RateClass::ALL.map(|class| {
        let (name, quota) = match class {
            RateClass::Default => (name.to_owned(), quotas.default),
            RateClass::Search => (format!("{name}-search"), quotas.search),
            RateClass::Coupon => (format!("{name}-coupon"), quotas.coupon),
            RateClass::Checkout => (format!("{name}-checkout"), quotas.checkout),
            RateClass::Login => (format!("{name}-login"), quotas.login),
        };
        Meter::new(name, quota, clock)
    })
}

fn of<C: Clock>(meters: &Meters<C>, class: RateClass) -> &Meter<C> {
    let [default, search, coupon, checkout, login] = meters;
    match class {
        RateClass::Default => default,
        RateClass::Search => search,
        RateClass::Coupon => coupon,
        RateClass::Checkout => checkout,
        RateClass::Login => login,
    }
}

impl<C: Clock + Clone> Meter<C> {
    fn new(name: String, quota: NonZeroU32, clock: &C) -> Self {
        Self {
            policy: Policy { name, quota },
            clock: clock.clone(),
            buckets: RateLimiter::new(Quota::per_minute(quota), DashMapStateStore::default(), clock.clone()),
        }
    }

    fn count<'l>(
        &'l self,
        bucket: u128,
        place: usize,
        standings: &mut Standings<'l>,
    ) -> Result<(), Exceeded> {
        let (remaining, outcome) = match self.buckets.check_key(&bucket) {
            Ok(state) => (state.remaining_burst_capacity(), Ok(())),
            Err(not_until) => (0, Err(Exceeded(not_until.wait_time_from(self.clock.now())))),
        };
        standings.0[place] = Some(Standing { policy: &self.policy, remaining });
        outcome
    }
}

impl Standings<'_> {
    /// The fields `RateLimit-Policy` and `RateLimit` (draft-ietf-httpapi-ratelimit-headers).
    pub(crate) fn write(&self, headers: &mut HeaderMap) {
        if self.0.iter().all(Option::is_none) {
            return;
        }
        let (mut policies, mut standings) = (BytesMut::with_capacity(96), BytesMut::with_capacity(96));
        for standing in self.0.iter().flatten() {
            for field in [&mut policies, &mut standings] {
                if !field.is_empty() {
                    field.put_slice(b", ");
                }
            }
            let Policy { name, quota } = standing.policy;
            let remaining = standing.remaining;
            // The bucket is full again when everything that was taken has come back, drop by drop.
            let taken = u64::from(quota.get().saturating_sub(remaining));
            let reset_s = (taken * WINDOW_S).div_ceil(u64::from(quota.get()));
            write!(policies, "\"{name}\";q={quota};w={WINDOW_S}").expect("BUG: memory takes all text");
            write!(standings, "\"{name}\";r={remaining};t={reset_s}").expect("BUG: memory takes all text");
        }
        for (name, field) in [(POLICY, policies), (STANDING, standings)] {
            let value =
                HeaderValue::from_maybe_shared(field.freeze()).expect("BUG: names and digits are ASCII");
            headers.insert(name, value);
        }
    }
}

#[cfg(test)]
mod tests {
    use governor::clock::FakeRelativeClock;

    use super::*;
    use crate::Config;

    fn limits(clock: &FakeRelativeClock) -> Limits<FakeRelativeClock> {
        let mut config = Config::default().limits;
        config.address.login = NonZeroU32::new(3).unwrap();
        config.subject.default = NonZeroU32::new(2).unwrap();
        config.key.default = NonZeroU32::new(2).unwrap();
        Limits::with_clock(&config, clock)
    }

    fn address(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    fn login(limits: &Limits<FakeRelativeClock>, from: &str) -> Result<Trust, Exceeded> {
        limits.address(RateClass::Login, address(from), false, &mut Standings::default())
    }

    #[test]
    fn a_bucket_empties_and_fills_drop_by_drop() {
        let clock = FakeRelativeClock::default();
        let limits = limits(&clock);
        for _ in 0..3 {
            assert_eq!(login(&limits, "203.0.113.5"), Ok(Trust::Nobody));
        }
        assert_eq!(login(&limits, "203.0.113.5"), Err(Exceeded(Duration::from_secs(20))));
        assert_eq!(login(&limits, "203.0.113.6"), Ok(Trust::Nobody), "somebody else");
        let search = |limits: &Limits<_>| {
            limits
                .address(RateClass::Search, address("203.0.113.5"), false, &mut Standings::default())
                .is_ok()
        };
        assert!(search(&limits), "another class");
        clock.advance(Duration::from_secs(19));
        assert_eq!(login(&limits, "203.0.113.5"), Err(Exceeded(Duration::from_secs(1))));
        clock.advance(Duration::from_secs(1));
        assert!(login(&limits, "203.0.113.5").is_ok());
        assert!(login(&limits, "203.0.113.5").is_err());
    }

    #[test]
    fn a_network_of_ipv6_is_one_client() {
        let limits = limits(&FakeRelativeClock::default());
        for host in 1..=3 {
            assert!(login(&limits, &format!("2001:db8:0:1::{host}")).is_ok());
        }
        assert!(login(&limits, "2001:db8:0:1:ffff::9").is_err());
        assert!(login(&limits, "2001:db8:0:2::1").is_ok());
    }

    #[test]
    fn trusted_networks_are_held_to_their_own_limit_unless_they_speak_for_others() {
        let limits = limits(&FakeRelativeClock::default());
        for _ in 0..10 {
            assert_eq!(login(&limits, "127.0.0.1"), Ok(Trust::Network));
        }
        let mut standings = Standings::default();
        let forwarded: Vec<_> = (0..4)
            .map(|_| limits.address(RateClass::Login, address("127.0.0.1"), true, &mut standings).is_ok())
            .collect();
        assert_eq!(forwarded, [true, true, true, false]);
    }

    #[test]
    fn callers_and_keys_have_buckets_of_their_own_and_the_headers_show_all() {
        let limits = limits(&FakeRelativeClock::default());
        let mut standings = Standings::default();
        let default = RateClass::Default;
        limits.address(default, address("203.0.113.5"), false, &mut standings).unwrap();
        limits.subject(default, ("customer", "cus_1"), &mut standings).unwrap();
        limits.key(default, "pk_1", &mut standings).unwrap();
        let mut headers = HeaderMap::new();
        standings.write(&mut headers);
        assert_eq!(
            headers["ratelimit-policy"],
            "\"address\";q=1200;w=60, \"caller\";q=2;w=60, \"key\";q=2;w=60"
        );
        assert_eq!(headers["ratelimit"], "\"address\";r=1199;t=1, \"caller\";r=1;t=30, \"key\";r=1;t=30");

        limits.subject(default, ("customer", "cus_1"), &mut standings).unwrap();
        assert!(limits.subject(default, ("customer", "cus_1"), &mut standings).is_err());
        assert!(limits.subject(default, ("staff", "cus_1"), &mut standings).is_ok(), "another realm");
        standings.write(&mut headers);
        assert!(headers["ratelimit"].to_str().unwrap().contains("\"caller\";r=1;t=30"));
    }

    #[test]
    fn those_who_went_away_are_forgotten_and_a_crowd_shares() {
        let clock = FakeRelativeClock::default();
        let limits = limits(&clock);
        for third in 0..=255 {
            login(&limits, &format!("198.51.{third}.1")).unwrap();
        }
        assert_eq!(limits.tidy(), 256);
        clock.advance(Duration::from_secs(61));
        assert_eq!(limits.tidy(), 0);

        limits.crowded.store(true, Ordering::Relaxed);
        for host in 1..=3 {
            assert!(login(&limits, &format!("198.51.100.{host}")).is_ok());
        }
        assert!(login(&limits, "198.51.100.4").is_err(), "neighbors share a bucket");
    }
}
