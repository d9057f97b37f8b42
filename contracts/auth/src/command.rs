//! What the saga of erasure asks of auth.

use kernel_base::CommandData;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use shared_contracts::{ErasureProof, ErasureSubject};

/// Takes the customer's account away, with its sessions and everything else that lets them sign in. Never refused; asked by
/// customer. Subject: the erasure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct EraseAccount {
    /// Whose.
    pub subject: ErasureSubject,
}

impl CommandData for EraseAccount {
    const TYPE: &'static str = "auth.erase_subject.v1";
    const REPLY: &'static str = "auth.erase_subject_replied.v1";
    type Done = ErasureProof;
}
