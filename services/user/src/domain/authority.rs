//! What somebody may do, and the rule that nobody gives or takes what they do not hold.

use std::collections::BTreeSet;

use shared_contracts::ChannelCode;
use user_contracts::{EVERYTHING, Grants};

/// In which sales channels permissions count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Channels {
    All,
    Only(BTreeSet<ChannelCode>),
}

impl Channels {
    pub(crate) fn new(channels: Option<BTreeSet<ChannelCode>>) -> Self {
        channels.map_or(Self::All, Self::Only)
    }

    pub(crate) fn only(&self) -> Option<&BTreeSet<ChannelCode>> {
        match self {
            Self::All => None,
            Self::Only(channels) => Some(channels),
        }
    }

    fn nowhere(&self) -> bool {
        self.only().is_some_and(BTreeSet::is_empty)
    }

    fn contain(&self, others: &Self) -> bool {
        match (self, others) {
            (Self::All, _) => true,
            (Self::Only(_), Self::All) => false,
            (Self::Only(these), Self::Only(others)) => others.is_subset(these),
        }
    }

    fn and(&self, others: &Self) -> Self {
        match (self, others) {
            (Self::Only(these), Self::Only(others)) => Self::Only(these.union(others).cloned().collect()),
            (Self::All, _) | (_, Self::All) => Self::All,
        }
    }

    fn within(&self, others: &Self) -> Self {
        match (self, others) {
            (Self::Only(these), Self::Only(others)) => {
                Self::Only(these.intersection(others).cloned().collect())
            }
            (Self::All, channels) | (channels, Self::All) => channels.clone(),
        }
    }

    /// Those that are not among the others. All but a few are taken for all.
    fn without(&self, others: &Self) -> Self {
        match (self, others) {
            (_, Self::All) => Self::Only(BTreeSet::new()),
            (Self::All, Self::Only(_)) => Self::All,
            (Self::Only(these), Self::Only(others)) => {
                Self::Only(these.difference(others).cloned().collect())
            }
        }
    }
}

/// What somebody may do: every permission in every channel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Authority {
    pub(crate) permissions: BTreeSet<String>,
    pub(crate) channels: Channels,
}

impl Authority {
    pub(crate) fn none() -> Self {
        Self { permissions: BTreeSet::new(), channels: Channels::Only(BTreeSet::new()) }
    }

    /// True when there is nothing that this does not allow: what an administrator has.
    pub(crate) fn is_everything(&self) -> bool {
        self.permissions.contains(EVERYTHING)
    }

    /// Both together. As every permission counts in every channel, this may be more than the two beside each other.
    pub(crate) fn and(&self, other: &Self) -> Self {
        Self {
            permissions: self.permissions.union(&other.permissions).cloned().collect(),
            channels: self.channels.and(&other.channels),
        }
    }

    /// What both allow.
    pub(crate) fn within(&self, other: &Self) -> Self {
        let of = |these: &Self, others: &Self| -> BTreeSet<String> {
            these.permissions.iter().filter(|permission| others.allows(permission)).cloned().collect()
        };
        Self {
            permissions: &of(self, other) | &of(other, self),
            channels: self.channels.within(&other.channels),
        }
    }

    /// Whether who holds this may make `before` into `after` for somebody else: everything that is gained by it, and
    /// everything that is lost, they hold themselves.
    pub(crate) fn may_change(&self, before: &Self, after: &Self) -> bool {
        self.holds_gain(before, after) && self.holds_gain(after, before)
    }

    fn holds_gain(&self, before: &Self, after: &Self) -> bool {
        after.permissions.iter().all(|permission| {
            let gained = if before.allows(permission) {
                after.channels.without(&before.channels)
            } else {
                after.channels.clone()
            };
            gained.nowhere() || (self.allows(permission) && self.channels.contain(&gained))
        })
    }

    fn allows(&self, permission: &str) -> bool {
        self.permissions.contains(permission) || self.is_everything()
    }

    pub(crate) fn into_grants(self) -> Grants {
        let channels = match self.channels {
            Channels::All => None,
            Channels::Only(channels) => Some(channels),
        };
        Grants { active: true, permissions: self.permissions, channels, second_factor_required: false }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every authority over two permissions and two channels, and over all of each.
    fn all() -> Vec<Authority> {
        let subsets = |names: [&'static str; 2]| {
            (0..4).map(move |bits: usize| {
                names.into_iter().enumerate().filter(move |(at, _)| bits >> at & 1 == 1).map(|(_, name)| name)
            })
        };
        let permissions: Vec<BTreeSet<String>> = subsets(["order.read", "order.write"])
            .map(|names| names.map(str::to_owned).collect())
            .chain([BTreeSet::from([EVERYTHING.to_owned()])])
            .collect();
        let channels: Vec<Channels> = subsets(["web", "wholesale"])
            .map(|names| Channels::Only(names.map(|name| name.parse().unwrap()).collect()))
            .chain([Channels::All])
            .collect();
        let with = |permissions: &BTreeSet<String>| {
            let permissions = permissions.clone();
            channels
                .iter()
                .map(move |channels| Authority {
                    permissions: permissions.clone(),
                    channels: channels.clone(),
                })
                .collect::<Vec<_>>()
        };
        permissions.iter().flat_map(with).collect()
    }

    /// Written out: which permission in which channel, with one more of each that no set names.
    fn pairs(authority: &Authority) -> BTreeSet<(&'static str, &'static str)> {
        let mut pairs = BTreeSet::new();
        for permission in ["order.read", "order.write", "any.other"] {
            for channel in ["web", "wholesale", "another"] {
                let code = channel.parse::<ChannelCode>().unwrap();
                let here = authority.channels.only().is_none_or(|channels| channels.contains(&code));
                if here && authority.allows(permission) {
                    pairs.insert((permission, channel));
                }
            }
        }
        pairs
    }

    #[test]
    fn nobody_gives_or_takes_what_they_do_not_hold() {
        let all = all();
        let mut allowed = 0;
        for holder in &all {
            let held = pairs(holder);
            for before in &all {
                for after in &all {
                    if !holder.may_change(before, after) {
                        continue;
                    }
                    allowed += 1;
                    let (had, has) = (pairs(before), pairs(after));
                    for pair in had.symmetric_difference(&has) {
                        assert!(
                            held.contains(pair),
                            "{holder:?} changed {before:?} into {after:?}: {pair:?}"
                        );
                    }
                }
            }
        }
        assert!(allowed > 1000, "{allowed}");
    }

    #[test]
    fn who_holds_something_gives_and_takes_it() {
        for holder in all() {
            assert!(holder.may_change(&Authority::none(), &holder), "{holder:?}");
            assert!(holder.may_change(&holder, &Authority::none()), "{holder:?}");
        }
    }

    #[test]
    fn what_two_allow_is_what_each_of_them_allows() {
        for left in all() {
            for right in all() {
                let both: BTreeSet<_> = pairs(&left).intersection(&pairs(&right)).copied().collect();
                assert_eq!(pairs(&left.within(&right)), both, "{left:?} {right:?}");
            }
        }
    }

    #[test]
    fn a_permission_reaches_the_channels_of_another_role() {
        let role = |permission: &str, channel: &str| Authority {
            permissions: BTreeSet::from([permission.to_owned()]),
            channels: Channels::Only(BTreeSet::from([channel.parse().unwrap()])),
        };
        let (read, write) = (role("order.read", "web"), role("order.write", "wholesale"));
        assert!(pairs(&read.and(&write)).contains(&("order.write", "web")));
        assert!(!write.may_change(&read, &read.and(&write)), "writing on the web is not theirs to give");
    }
}
