//! Credits and charges that belong to no intent: credit notes for purchases we never saw, bad-debt adjustments.

use kernel_base::{Env, Money, Timestamp};
use shared_contracts::RefundId;

use crate::error::PaymentError;

/// Far above any document and far below an overflow of a sum of millions of them.
const LARGEST_MINOR: i64 = 1_000_000_000_000;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Credit {
    pub(crate) id: RefundId,
    /// The document it stands for.
    pub(crate) reference: String,
    /// Negative: the customer gets money back. Positive: the customer owes more.
    pub(crate) amount: Money,
    /// The customer's country, as the document writes it.
    pub(crate) country: String,
    pub(crate) reason: String,
    pub(crate) issued_at: Timestamp,
    pub(crate) created_by: String,
    pub(crate) created_at: Timestamp,
}

/// What staff enters.
#[derive(Debug, Clone)]
pub(crate) struct NewCredit {
    pub(crate) reference: String,
    pub(crate) amount: Money,
    pub(crate) country: String,
    pub(crate) reason: String,
    pub(crate) issued_at: Option<Timestamp>,
}

impl Credit {
    pub(crate) fn try_new(env: &Env, new: NewCredit, created_by: String) -> Result<Self, PaymentError> {
        text("/reference", &new.reference, 100)?;
        text("/country", &new.country, 100)?;
        text("/reason", &new.reason, 500)?;
        if new.amount.minor().unsigned_abs() > LARGEST_MINOR.unsigned_abs() {
            return Err(PaymentError::Field("/amount", "out_of_range", "amount is too large"));
        }
        let now = env.now();
        Ok(Self {
            id: env.id(),
            reference: new.reference,
            amount: new.amount,
            country: new.country,
            reason: new.reason,
            issued_at: new.issued_at.unwrap_or(now),
            created_by,
            created_at: now,
        })
    }
}

fn text(pointer: &'static str, value: &str, longest: usize) -> Result<(), PaymentError> {
    match value.trim().chars().count() {
        0 => Err(PaymentError::Field(pointer, "required", "must not be empty")),
        length if length > longest => Err(PaymentError::Field(pointer, "too_long", "is too long")),
        _ => Ok(()),
    }
}
