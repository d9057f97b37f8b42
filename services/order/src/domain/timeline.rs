//! What people read about an order: an entry for each thing that happened, and their own notes.

use kernel_base::Timestamp;
use shared_contracts::{NoteId, OrderId};

/// One entry; never changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) order_id: OrderId,
    pub(crate) entry_id: NoteId,
    pub(crate) kind: Kind,
    /// Whether the customer sees it.
    pub(crate) public: bool,
    pub(crate) body: String,
    /// Who did it: a member of staff, or a service.
    pub(crate) actor: String,
    pub(crate) occurred_at: Timestamp,
}

/// What an entry tells. The stored names are never renamed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Drafted,
    LinesChanged,
    DraftChanged,
    Placed,
    Confirmed,
    Rejected,
    CancelRequested,
    CancelRefused,
    Cancelled,
    PaymentCaptured,
    PaymentRefunded,
    PaymentVoided,
    /// Payment would not collect what was asked for with a shipment.
    CaptureRefused,
    Shipment,
    Fulfillment,
    LinesCancelled,
    Completed,
    /// A guest order became a customer's.
    Claimed,
    Note,
}

impl Kind {
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Drafted => "drafted",
            Self::LinesChanged => "lines_changed",
            Self::DraftChanged => "draft_changed",
            Self::Placed => "placed",
            Self::Confirmed => "confirmed",
            Self::Rejected => "rejected",
            Self::CancelRequested => "cancel_requested",
            Self::CancelRefused => "cancel_refused",
            Self::Cancelled => "cancelled",
            Self::PaymentCaptured => "payment_captured",
            Self::PaymentRefunded => "payment_refunded",
            Self::PaymentVoided => "payment_voided",
            Self::CaptureRefused => "capture_refused",
            Self::Shipment => "shipment",
            Self::Fulfillment => "fulfillment",
            Self::LinesCancelled => "lines_cancelled",
            Self::Completed => "completed",
            Self::Claimed => "claimed",
            Self::Note => "note",
        }
    }

    /// What the customer may see: not what staff intends, only what became of it.
    const fn public(self) -> bool {
        match self {
            Self::Placed
            | Self::Confirmed
            | Self::Rejected
            | Self::Cancelled
            | Self::PaymentCaptured
            | Self::PaymentRefunded
            | Self::PaymentVoided
            | Self::Shipment
            | Self::Fulfillment
            | Self::LinesCancelled
            | Self::Completed => true,
            Self::Drafted
            | Self::LinesChanged
            | Self::DraftChanged
            | Self::CancelRequested
            | Self::CancelRefused
            | Self::CaptureRefused
            | Self::Claimed
            | Self::Note => false,
        }
    }
}

/// Who did it, when nobody of the staff did.
pub(crate) const SYSTEM: &str = "order";

impl Entry {
    /// Something that happened; who sees it follows from what it is.
    pub(crate) fn new(
        order_id: OrderId,
        entry_id: NoteId,
        kind: Kind,
        body: impl Into<String>,
        actor: &str,
        occurred_at: Timestamp,
    ) -> Self {
        let (actor, public) = (actor.to_owned(), kind.public());
        Self { order_id, entry_id, kind, public, body: body.into(), actor, occurred_at }
    }

    /// Nothing is left to do for the order.
    pub(crate) fn completed(order_id: OrderId, entry_id: NoteId, now: Timestamp) -> Self {
        Self::new(order_id, entry_id, Kind::Completed, "Delivered and paid", SYSTEM, now)
    }

    /// A note, for everyone or for staff.
    pub(crate) fn note(mut self, public: bool) -> Self {
        self.kind = Kind::Note;
        self.public = public;
        self
    }
}
