//! What cart must know of the customer whose cart it is.

use shared_contracts::Code;

/// How the merchant stands to a customer. Nothing is known of guests, nor of whom customer has not told of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Standing {
    /// Staff said that nothing is sold to them.
    pub(crate) blocked: bool,
    /// Whose prices they get.
    pub(crate) groups: Vec<Code>,
}
