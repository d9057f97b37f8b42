//! Why invoice says no.

use kernel_base::{ApiError, ErrorKind, FieldError};
use kernel_db::DbError;
use kernel_messaging::HandlerError;

use crate::domain::numbering::InvalidPattern;
use crate::store::entity::VERSION_GUARD;
use crate::store::waiting::WAITING_GUARD;

/// Every error of the service; the code of each is stable.
#[derive(Debug, thiserror::Error)]
pub(crate) enum InvoiceError {
    #[error("there is no such invoice")]
    NotFound,
    #[error("there is no such legal entity")]
    EntityNotFound,
    #[error("the link leads nowhere: it is not one of ours, or it has expired")]
    LinkExpired,
    #[error("the credentials name no customer")]
    NoCustomer,
    #[error("another legal entity has this code")]
    CodeTaken,
    #[error("another legal entity sells in one of these channels")]
    ChannelTaken,
    #[error("documents were issued with these patterns, and numbers must go on as they began")]
    NumberingInUse,
    #[error("the version is not the current one; read again, then decide")]
    VersionMismatch,
    #[error("the request is invalid")]
    Fields(Vec<FieldError>),
    #[error(transparent)]
    Request(#[from] ApiError),
    #[error("another process changed the same at the same moment")]
    LostRace,
    #[error("too many files are being made; try again soon")]
    Busy,
    #[error("a file could not be made: {0}")]
    Render(String),
    #[error("stored data does not fit")]
    Corrupt,
    #[error("database")]
    Database(#[source] DbError),
}

impl InvoiceError {
    /// One pattern of a request is none.
    pub(crate) fn pattern(pointer: &str, error: InvalidPattern) -> Self {
        let field =
            FieldError { pointer: pointer.to_owned(), code: "invalid".into(), message: error.to_string() };
        Self::Fields(vec![field])
    }
}

/// Guards and constraints by name; everything unnamed is our fault.
impl From<DbError> for InvoiceError {
    fn from(error: DbError) -> Self {
        match error.constraint() {
            Some("legal_entity_code_key") => Self::CodeTaken,
            Some("channel_seller_pkey") => Self::ChannelTaken,
            Some(VERSION_GUARD) => Self::VersionMismatch,
            // Whoever was first issued it; read again, it is known.
            Some(WAITING_GUARD | "document_pkey" | "waiting_bill_pkey") => Self::LostRace,
            _ => Self::Database(error),
        }
    }
}

impl From<kernel_db::tokio_postgres::Error> for InvoiceError {
    fn from(error: kernel_db::tokio_postgres::Error) -> Self {
        DbError::from(error).into()
    }
}

/// What cannot be applied now may be later only when the database was in the way.
impl From<InvoiceError> for HandlerError {
    fn from(error: InvoiceError) -> Self {
        match error {
            InvoiceError::Database(error) => Self::Db(error),
            InvoiceError::LostRace => Self::Transient(error.to_string()),
            other => Self::Poison(other.to_string()),
        }
    }
}

impl From<InvoiceError> for ApiError {
    fn from(error: InvoiceError) -> Self {
        use ErrorKind::{
            Conflict, Internal, Invalid, NotFound, PreconditionFailed, Unauthenticated, Unavailable,
        };
        let message = error.to_string();
        let (kind, code) = match error {
            InvoiceError::NotFound => (NotFound, "invoice.not_found"),
            InvoiceError::EntityNotFound => (NotFound, "invoice.legal_entity_not_found"),
            InvoiceError::LinkExpired => (NotFound, "invoice.link_expired"),
            InvoiceError::NoCustomer => (Unauthenticated, "invoice.no_customer"),
            InvoiceError::CodeTaken => (Conflict, "invoice.code_taken"),
            InvoiceError::ChannelTaken => (Conflict, "invoice.channel_taken"),
            InvoiceError::NumberingInUse => (Conflict, "invoice.numbering_in_use"),
            InvoiceError::VersionMismatch => (PreconditionFailed, "invoice.version_mismatch"),
            InvoiceError::LostRace | InvoiceError::Busy => (Unavailable, "invoice.busy"),
            InvoiceError::Fields(fields) => {
                return fields.into_iter().fold(
                    Self::new(Invalid, "request.invalid", message),
                    |error, FieldError { pointer, code, message }| error.with_field(pointer, code, message),
                );
            }
            InvoiceError::Request(error) => return error,
            InvoiceError::Render(reason) => {
                tracing::error!(reason, "a file of an invoice could not be made");
                return Self::internal();
            }
            InvoiceError::Corrupt => (Internal, "request.internal"),
            InvoiceError::Database(error) => return error.into(),
        };
        Self::new(kind, code, message)
    }
}
