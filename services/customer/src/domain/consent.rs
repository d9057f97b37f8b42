//! Consents.

use kernel_base::Timestamp;
use shared_contracts::Code;
use uuid::Uuid;

/// Nobody changes their mind more often.
pub(crate) const MAX_CONSENTS: i64 = 1000;

/// Whether another entry fits. Room is kept for taking back whatever was given.
pub(crate) fn fits(entries: i64, given: bool) -> bool {
    entries < if given { MAX_CONSENTS } else { 2 * MAX_CONSENTS }
}

/// One entry: given or withdrawn. The last one of a kind counts.
#[derive(Debug, Clone)]
pub(crate) struct Consent {
    pub(crate) consent_id: Uuid,
    pub(crate) kind: Code,
    pub(crate) given: bool,
    /// Where the customer was asked.
    pub(crate) source: Code,
    /// Which text they saw.
    pub(crate) text_version: String,
    pub(crate) recorded_at: Timestamp,
}
