//! What the saga of erasure asks of cart.

use kernel_base::CommandData;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use shared_contracts::{ErasureProof, ErasureSubject};

/// Takes all carts of the person away. Never refused; asked by customer. Subject: the erasure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct EraseCarts {
    /// Whose.
    pub subject: ErasureSubject,
}

impl CommandData for EraseCarts {
    const TYPE: &'static str = "cart.erase_subject.v1";
    const REPLY: &'static str = "cart.erase_subject_replied.v1";
    type Done = ErasureProof;
}
