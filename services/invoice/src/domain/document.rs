//! An invoice or credit note: what order billed, and who sold it.

use invoice_contracts::DocumentKind;
use kernel_base::{Personal, Timestamp};
use order_contracts::{BillKind, BilledTo, OrderBilled};
use shared_contracts::{BillId, CustomerId, LegalEntityId, OrderId};

use super::numbering::Numbering;
use super::party::{LegalEntity, Party};

/// A document that is to be issued. Its number the database gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NewDocument {
    pub(crate) legal_entity_id: LegalEntityId,
    pub(crate) kind: DocumentKind,
    pub(crate) numbering: Numbering,
    pub(crate) seller: Party,
    pub(crate) bill: OrderBilled,
    pub(crate) recipient: Recipient,
}

/// What of a document is a person's and not the tax office's.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Recipient {
    pub(crate) customer_id: Option<CustomerId>,
    pub(crate) email: Option<String>,
}

/// An issued document with all that is shown of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Document {
    pub(crate) invoice_id: BillId,
    pub(crate) legal_entity_id: LegalEntityId,
    pub(crate) kind: DocumentKind,
    pub(crate) number: String,
    pub(crate) issued_at: Timestamp,
    pub(crate) seller: Party,
    pub(crate) bill: OrderBilled,
    pub(crate) recipient: Recipient,
    /// The documents that it corrects, with their numbers and dates.
    pub(crate) corrects: Vec<(BillId, String, Timestamp)>,
}

/// What a document is to the outside.
pub(crate) const fn kind(kind: BillKind) -> DocumentKind {
    match kind {
        BillKind::Invoice => DocumentKind::Invoice,
        BillKind::CreditNote => DocumentKind::CreditNote,
    }
}

impl NewDocument {
    /// The document of a bill. What no tax office asks for is taken out of what is kept for ever.
    pub(crate) fn new(mut bill: OrderBilled, entity: &LegalEntity, now: Timestamp) -> Self {
        let kind = kind(bill.kind);
        let pattern = match kind {
            DocumentKind::Invoice => &entity.invoice_pattern,
            DocumentKind::CreditNote => &entity.credit_note_pattern,
        };
        let (customer_id, mut recipient) = (bill.customer_id.take(), Recipient::default());
        // Of somebody who was erased meanwhile nothing is kept that was not before.
        if let Personal::Known(buyer) = &mut bill.buyer {
            recipient.customer_id = customer_id;
            recipient.email = buyer.email.take().map(|email| email.as_str().to_owned());
            for address in [&mut buyer.billing_address, &mut buyer.shipping_address].into_iter().flatten() {
                address.phone = None;
            }
        }
        Self {
            legal_entity_id: entity.legal_entity_id,
            kind,
            numbering: pattern.at(&entity.code, now),
            seller: entity.party.clone(),
            bill,
            recipient,
        }
    }
}

impl Document {
    pub(crate) fn order_id(&self) -> OrderId {
        self.bill.order_id
    }

    /// To whom it is addressed, as far as known.
    pub(crate) fn buyer(&self) -> Option<&BilledTo> {
        self.bill.buyer.as_known()
    }

    /// The day on which it was issued: `2026-01-15`.
    pub(crate) fn issued_on(&self) -> String {
        day(self.issued_at)
    }
}

/// The day of a moment, in UTC.
pub(crate) fn day(at: Timestamp) -> String {
    at.to_string().chars().take(10).collect()
}
