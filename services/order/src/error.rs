//! Why order says no.

use kernel_base::{ApiError, ErrorKind, FieldError, MoneyError};
use kernel_db::DbError;
use kernel_messaging::HandlerError;
use order_contracts::OrderStatus;

use crate::domain::draft::DraftError;
use crate::domain::goods::{BeginError, LineCancelError};
use crate::domain::guest_access::TokenError;
use crate::domain::order::Illegal;
use crate::store::claim::CLAIM_GUARD;
use crate::store::order::VERSION_GUARD;

/// Every error of the service; the code of each is stable.
#[derive(Debug, thiserror::Error)]
pub(crate) enum OrderError {
    #[error("there is no such order")]
    NotFound,
    #[error("the credentials name no customer")]
    NoCustomer,
    #[error("the header x-order-token must hold the token that was given with the order")]
    TokenMissing,
    #[error("the token that was given with the order opens it no longer")]
    TokenExpired,
    #[error("an order number has one check digit, and this one does not fit")]
    MistypedNumber,
    #[error("another order has this external id")]
    ExternalIdTaken,
    #[error("this shop does not sell to this customer")]
    CustomerBlocked,
    #[error("the order is not a draft")]
    NotDraft,
    #[error("the order was changed since it was read; it has version {0} now")]
    Changed(i64),
    #[error("the request is invalid")]
    Fields(Vec<FieldError>),
    /// A cursor that we did not make.
    #[error("cursor")]
    Cursor(#[source] ApiError),
    #[error(transparent)]
    Draft(#[from] DraftError),
    #[error(transparent)]
    Illegal(#[from] Illegal),
    #[error(transparent)]
    LineCancel(#[from] LineCancelError),
    #[error("an amount is too large")]
    Amount(#[from] MoneyError),
    /// Pricing's own words; the caller can mend the request by them.
    #[error("pricing refused")]
    Pricing(#[source] ApiError),
    #[error("another request changed the order at the same moment")]
    LostRace,
    #[error("stored data does not fit: {0}")]
    Corrupt(String),
    #[error("database")]
    Database(#[source] DbError),
}

impl OrderError {
    /// True when reading again and deciding again may succeed at once.
    pub(crate) fn lost_race(&self) -> bool {
        match self {
            Self::LostRace => true,
            Self::Database(error) => error.conflict(),
            _ => false,
        }
    }
}

/// Guards and constraints by name; everything unnamed is our fault.
impl From<DbError> for OrderError {
    fn from(error: DbError) -> Self {
        match error.constraint() {
            Some("sales_order_external_id_key") => Self::ExternalIdTaken,
            Some(VERSION_GUARD | CLAIM_GUARD) => Self::LostRace,
            _ => Self::Database(error),
        }
    }
}

impl From<kernel_db::tokio_postgres::Error> for OrderError {
    fn from(error: kernel_db::tokio_postgres::Error) -> Self {
        DbError::from(error).into()
    }
}

impl From<TokenError> for OrderError {
    fn from(error: TokenError) -> Self {
        match error {
            TokenError::Wrong => Self::NotFound,
            TokenError::Expired => Self::TokenExpired,
        }
    }
}

impl From<BeginError> for OrderError {
    fn from(error: BeginError) -> Self {
        match error {
            BeginError::Order(illegal) => illegal.into(),
            BeginError::Lines(error) => error.into(),
        }
    }
}

/// Sagas are started inside of use cases.
impl From<HandlerError> for OrderError {
    fn from(error: HandlerError) -> Self {
        match error {
            HandlerError::Db(error) => error.into(),
            HandlerError::Transient(_) => Self::LostRace,
            HandlerError::Poison(error) => Self::Corrupt(error),
        }
    }
}

impl From<OrderError> for ApiError {
    fn from(error: OrderError) -> Self {
        let message = error.to_string();
        match error {
            OrderError::NotFound => Self::not_found("order.not_found", message),
            OrderError::NoCustomer => {
                Self::new(ErrorKind::Unauthenticated, "request.unauthenticated", message)
            }
            OrderError::TokenExpired => Self::new(ErrorKind::Unauthenticated, "order.token_expired", message),
            OrderError::TokenMissing => Self::new(ErrorKind::Unauthenticated, "order.token_missing", message),
            OrderError::MistypedNumber => Self::invalid("order.number_mistyped", message),
            OrderError::ExternalIdTaken => Self::conflict("order.external_id_taken", message),
            OrderError::CustomerBlocked => Self::conflict("order.customer_blocked", message),
            OrderError::NotDraft => Self::conflict("order.not_draft", message),
            OrderError::Changed(_) => Self::new(ErrorKind::PreconditionFailed, "order.changed", message),
            OrderError::Fields(errors) => Self { errors, ..Self::invalid("request.invalid", message) },
            OrderError::Draft(error) => draft_error(error, message),
            OrderError::Illegal(illegal) => illegal_error(&illegal, message),
            OrderError::LineCancel(LineCancelError::UnknownLine(_)) => {
                Self::invalid("order.unknown_line", message)
            }
            OrderError::LineCancel(LineCancelError::NotOpen { .. }) => {
                Self::conflict("order.pieces_not_open", message)
            }
            OrderError::LineCancel(LineCancelError::NothingLeft) => {
                Self::conflict("order.nothing_left", message)
            }
            OrderError::Amount(_) => Self::invalid("order.amount_too_large", message),
            OrderError::Pricing(error) | OrderError::Cursor(error) => error,
            OrderError::LostRace => Self::unavailable(message),
            OrderError::Corrupt(_) => {
                tracing::error!(error = message, "BUG: order data");
                Self::internal()
            }
            OrderError::Database(error) => error.into(),
        }
    }
}

fn draft_error(error: DraftError, message: String) -> ApiError {
    match error {
        DraftError::LineCount => ApiError::invalid("order.line_count", message),
        DraftError::UnknownVariants(errors) => {
            ApiError { errors, ..ApiError::invalid("order.unknown_variant", message) }
        }
        DraftError::NoPrice(errors) => ApiError { errors, ..ApiError::invalid("order.no_price", message) },
        DraftError::Amount(_) => ApiError::invalid("order.amount_too_large", message),
        DraftError::StrangeQuote => {
            tracing::error!("BUG: pricing answered another question than was asked");
            ApiError::internal()
        }
    }
}

fn illegal_error(illegal: &Illegal, message: String) -> ApiError {
    match illegal {
        Illegal::StillPlacing => ApiError::conflict("order.still_placing", message),
        Illegal::CancelUnderWay => ApiError::conflict("order.cancellation_under_way", message),
        Illegal::AlreadyShipped => ApiError::conflict("order.already_shipped", message),
        Illegal::NotCancellable(OrderStatus::Cancelled) => {
            ApiError::conflict("order.already_cancelled", message)
        }
        Illegal::NotCancellable(_) => ApiError::conflict("order.not_cancellable", message),
        Illegal::Impossible { .. } => {
            tracing::error!(error = message, "BUG: impossible transition of an order");
            ApiError::internal()
        }
    }
}
