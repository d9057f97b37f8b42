//! A payment provider to try everything with: it moves no money and keeps a log of what it would have moved. The token
//! decides how it behaves.

mod adapter;
mod core;
mod log;
mod over_http;
mod server;

pub use self::core::{Reaction, SentWebhook, TestProvider};
pub use adapter::InProcess;
pub use log::{LogEntry, LogOutcome};
pub use over_http::OverHttp;
pub use server::{router, send_webhooks};

/// The code of the provider.
pub const CODE: &str = "test";

/// The header that carries a webhook's signature.
pub const SIGNATURE_HEADER: &str = "x-test-provider-signature";

/// How the provider behaves, chosen by the payment token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Behavior {
    Success,
    Decline,
    InsufficientFunds,
    ActionRequired,
    /// Answers after two seconds.
    Slow,
    /// Does what was asked; the answer is lost the first time.
    TimeoutAfterSuccess,
    /// Says "processing", then sends the same webhook twice.
    DuplicateWebhook,
    /// Says "processing", then sends the later webhook first.
    OutOfOrder,
}

const TOKENS: [(&str, Behavior); 8] = [
    ("tok_success", Behavior::Success),
    ("tok_decline", Behavior::Decline),
    ("tok_insufficient_funds", Behavior::InsufficientFunds),
    ("tok_action_required", Behavior::ActionRequired),
    ("tok_slow", Behavior::Slow),
    ("tok_timeout_after_success", Behavior::TimeoutAfterSuccess),
    ("tok_duplicate_webhook", Behavior::DuplicateWebhook),
    ("tok_out_of_order", Behavior::OutOfOrder),
];

impl Behavior {
    pub(crate) fn of(token: &str) -> Option<Self> {
        TOKENS.iter().find(|(known, _)| *known == token).map(|(_, behavior)| *behavior)
    }

    /// Whether the provider answers at once, as its in-process form may.
    pub(crate) const fn plain(self) -> bool {
        matches!(self, Self::Success | Self::Decline | Self::InsufficientFunds)
    }
}
