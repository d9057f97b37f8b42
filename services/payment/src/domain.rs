//! The rules of payment: pure, without database, clock or provider.

pub(crate) mod change;
pub(crate) mod credit;
pub(crate) mod intent;
pub(crate) mod ledger;
pub(crate) mod record;
pub(crate) mod step;
pub(crate) mod stored_value;
pub(crate) mod tender;

#[cfg(test)]
mod tests;
