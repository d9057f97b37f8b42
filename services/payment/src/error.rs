//! What can go wrong, in the words of the domain.

use kernel_base::{ApiError, ErrorKind};
use kernel_db::DbError;
use shared_contracts::{Code, PaymentIntentId, TenderId};

#[derive(Debug, thiserror::Error)]
pub(crate) enum PaymentError {
    #[error("payment {0} not found")]
    IntentNotFound(PaymentIntentId),
    #[error("no payment was asked for this order")]
    OrderWithoutIntent,
    #[error("tender {0} is not part of this payment")]
    TenderNotFound(TenderId),
    #[error("the payment is not authorized")]
    NotAuthorized,
    #[error("more than what is authorized and not yet captured or voided")]
    CaptureExceedsAuthorized,
    #[error("more than the order owes since a part of it was cancelled")]
    CaptureExceedsDue,
    #[error("more than what is captured and not yet refunded")]
    RefundExceedsCaptured,
    #[error("the order was placed by a guest, who has no store credit")]
    NoCustomer,
    #[error("there is no such gift card")]
    GiftCardNotFound,
    #[error("there is no such store credit")]
    StoreCreditNotFound,
    #[error("gift cards with this batch exist")]
    BatchTaken,
    #[error("more than the customer can spend")]
    ExceedsStoreCredit,
    #[error("only customers have store credit")]
    NotACustomer,
    #[error("nothing of the payment is authorized and uncaptured")]
    NothingToVoid,
    #[error("the payment waits for no action of the payer")]
    NoActionRequired,
    #[error("a credit with this reference exists")]
    CreditReferenceTaken,
    #[error("there is no payment provider {0}")]
    UnknownProvider(Code),
    #[error("the webhook's signature is missing, wrong or too old")]
    WebhookUnverified,
    #[error("the webhook's body is not what the provider documents")]
    WebhookMalformed,
    #[error("the payment provider does not answer")]
    ProviderUnanswered,
    /// Pointer, code, message.
    #[error("{0}: {2}")]
    Field(&'static str, &'static str, &'static str),
    /// Another writer was first; read again.
    #[error("the payment was changed at the same time")]
    Raced,
    #[error("database")]
    Database(#[source] DbError),
    /// From a caller's input, such as a foreign cursor.
    #[error(transparent)]
    Request(ApiError),
}

/// Constraints and guards that mean a race was lost or a rule was broken.
impl From<DbError> for PaymentError {
    fn from(error: DbError) -> Self {
        match error.constraint() {
            Some("intent_version" | "intent_pkey" | "command_pkey") => Self::Raced,
            Some("tender_captured_check") => Self::CaptureExceedsAuthorized,
            Some("tender_refunded_check") => Self::RefundExceedsCaptured,
            Some("credit_reference_key") => Self::CreditReferenceTaken,
            Some("stored_value_batch_batch_place_key") => Self::BatchTaken,
            // Somebody else spent, disabled or opened it first: what is left a fresh read tells.
            Some(
                "stored_value_balance_check"
                | "stored_value_held_check"
                | "stored_value_usable"
                | "stored_value_customer_id_currency_key",
            ) => Self::Raced,
            _ if error.conflict() => Self::Raced,
            _ => Self::Database(error),
        }
    }
}

impl From<kernel_db::tokio_postgres::Error> for PaymentError {
    fn from(error: kernel_db::tokio_postgres::Error) -> Self {
        DbError::from(error).into()
    }
}

impl PaymentError {
    /// True when the same use case may succeed from a fresh read.
    pub(crate) const fn raced(&self) -> bool {
        matches!(self, Self::Raced)
    }
}

impl PaymentError {
    fn kind_and_code(&self) -> (ErrorKind, &'static str) {
        match self {
            Self::IntentNotFound(_) | Self::OrderWithoutIntent => {
                (ErrorKind::NotFound, "payment.intent_not_found")
            }
            Self::TenderNotFound(_) => (ErrorKind::Invalid, "payment.tender_not_found"),
            Self::NotAuthorized => (ErrorKind::Conflict, "payment.not_authorized"),
            Self::CaptureExceedsAuthorized => (ErrorKind::Conflict, "payment.capture_exceeds_authorized"),
            Self::CaptureExceedsDue => (ErrorKind::Conflict, "payment.capture_exceeds_due"),
            Self::RefundExceedsCaptured => (ErrorKind::Conflict, "payment.refund_exceeds_captured"),
            Self::NoCustomer => (ErrorKind::Conflict, "payment.no_customer"),
            Self::GiftCardNotFound => (ErrorKind::NotFound, "payment.gift_card_not_found"),
            Self::StoreCreditNotFound => (ErrorKind::NotFound, "payment.store_credit_not_found"),
            Self::BatchTaken => (ErrorKind::Conflict, "payment.gift_card_batch_taken"),
            Self::ExceedsStoreCredit => (ErrorKind::Conflict, "payment.exceeds_store_credit"),
            Self::NotACustomer => (ErrorKind::Forbidden, "request.forbidden"),
            Self::NothingToVoid => (ErrorKind::Conflict, "payment.nothing_to_void"),
            Self::NoActionRequired => (ErrorKind::Conflict, "payment.no_action_required"),
            Self::CreditReferenceTaken => (ErrorKind::Conflict, "payment.credit_reference_taken"),
            Self::UnknownProvider(_) => (ErrorKind::NotFound, "payment.unknown_provider"),
            Self::WebhookUnverified => (ErrorKind::Unauthenticated, "payment.webhook_unverified"),
            Self::WebhookMalformed => (ErrorKind::Invalid, "payment.webhook_malformed"),
            Self::ProviderUnanswered => (ErrorKind::Unavailable, "payment.provider_unanswered"),
            Self::Raced => (ErrorKind::Unavailable, "payment.busy"),
            Self::Field(..) | Self::Request(_) => (ErrorKind::Invalid, "request.invalid"),
            Self::Database(_) => (ErrorKind::Internal, "internal"),
        }
    }
}

impl From<PaymentError> for ApiError {
    fn from(error: PaymentError) -> Self {
        let (kind, code) = error.kind_and_code();
        match error {
            PaymentError::Database(error) => error.into(),
            PaymentError::Request(error) => error,
            PaymentError::Field(pointer, wrong, message) => {
                Self::new(kind, code, "the request is invalid").with_field(pointer, wrong, message)
            }
            other => Self::new(kind, code, other.to_string()),
        }
    }
}
