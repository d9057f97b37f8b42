//! What the saga of erasure asks of invoice.

use kernel_base::CommandData;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use shared_contracts::{ErasureProof, ErasureSubject};

/// Takes out of the person's invoices what the law does not ask for: e-mail addresses, whose account they were in, and links
/// to them. The documents themselves stay. Never refused; asked by customer. Subject: the erasure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct EraseInvoices {
    /// Whose.
    pub subject: ErasureSubject,
}

impl CommandData for EraseInvoices {
    const TYPE: &'static str = "invoice.erase_subject.v1";
    const REPLY: &'static str = "invoice.erase_subject_replied.v1";
    type Done = ErasureProof;
}
