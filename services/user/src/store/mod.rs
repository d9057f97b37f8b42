//! Rows to domain types and back.

pub(crate) mod audit_entry;
pub(crate) mod authority;
pub(crate) mod invitation;
pub(crate) mod role;
pub(crate) mod user;

use std::collections::BTreeSet;
use std::str::FromStr;

use shared_contracts::ChannelCode;

/// A stored text whose rules were checked when it was written.
fn parsed<T: FromStr>(text: &str) -> T {
    text.parse().ok().expect("BUG: stored from a value of this type")
}

fn parsed_channels(channels: Option<Vec<String>>) -> Option<BTreeSet<ChannelCode>> {
    channels.map(|channels| channels.iter().map(|code| parsed(code)).collect())
}

fn texts(channels: Option<&BTreeSet<ChannelCode>>) -> Option<Vec<&str>> {
    channels.map(|channels| channels.iter().map(ChannelCode::as_str).collect())
}
