//! What invoice tells the world. The subject of each event is the order.

use kernel_base::{EventData, Money, Timestamp};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use shared_contracts::{BillId, ChannelCode, LegalEntityId, OrderId};

/// A document was numbered and can be had. Its number is drawn by the database in the statement that stores it, so that no
/// number is ever drawn in vain: whoever wants it reads the document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct InvoiceIssued {
    /// The document; it has the id of the order's bill.
    pub invoice_id: BillId,
    /// What it is.
    pub kind: DocumentKind,
    /// The order.
    pub order_id: OrderId,
    /// Who sells.
    pub legal_entity_id: LegalEntityId,
    /// Where it was sold.
    pub channel: ChannelCode,
    /// What it is over, with tax.
    pub gross: Money,
    /// When.
    pub occurred_at: Timestamp,
}

impl EventData for InvoiceIssued {
    const TYPE: &'static str = "invoice.issued.v1";
}

/// What a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DocumentKind {
    /// Over money that was taken.
    Invoice,
    /// Over money that was given back.
    CreditNote,
}
