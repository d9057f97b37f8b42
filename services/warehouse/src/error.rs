//! Everything that can go wrong in the warehouse, and what a caller may know of it.

use kernel_base::{ApiError, ErrorKind, FieldError, Refusal};
use kernel_db::DbError;
use shared_contracts::{ReservationId, StockLocationId, TransferId, VariantId};

use crate::domain::movement::MovementError;
use crate::domain::reservation::ReservationError;
use crate::domain::transfer::TransferError;

/// Why the warehouse does not do as asked.
#[derive(Debug, thiserror::Error)]
pub(crate) enum WarehouseError {
    #[error("stock location {0} does not exist")]
    LocationNotFound(StockLocationId),
    #[error("the code {0} is already taken by another stock location")]
    LocationCodeTaken(String),
    #[error("channel {0} has no route of its own")]
    RouteNotFound(String),
    #[error("variant {0} is not known to the warehouse")]
    VariantNotFound(VariantId),
    #[error("reservation {0} does not exist")]
    ReservationNotFound(ReservationId),
    #[error("transfer {0} does not exist")]
    TransferNotFound(TransferId),
    #[error("stock import does not exist")]
    ImportNotFound,
    #[error("the request is invalid")]
    Invalid(Vec<FieldError>),
    #[error("the file is not a stock import: {0}")]
    MalformedImport(String),
    #[error("the document has version {current} now")]
    VersionMismatch { current: i64 },
    /// Each with the pointer to the line that asked for it.
    #[error("nothing was entered: some lines cannot be")]
    Movements(Vec<(String, MovementError)>),
    #[error("{}", .0.message)]
    Refused(Refusal),
    /// With the lines that cannot be held.
    #[error("{}", refusal.message)]
    HoldRefused { refusal: Refusal, lines: Vec<FieldError> },
    #[error(transparent)]
    Reservation(#[from] ReservationError),
    #[error(transparent)]
    Transfer(#[from] TransferError),
    #[error("a level has more pieces reserved than the new backorder limit allows")]
    BackorderLimitTooLow,
    #[error("database")]
    Database(#[source] DbError),
}

/// Guards and keys whose violation only says that somebody else was faster: read again, decide again.
const RACES: &[&str] = &[
    "stock_item_version",
    "stock_level_pkey",
    "stock_location_version",
    "reservation_version",
    "reservation_pkey",
    "reservation_cart_id_key",
    "transfer_version",
    "stock_import_chunk",
];

impl WarehouseError {
    /// True when the same use case may succeed with fresh reads.
    pub(crate) fn lost_race(&self) -> bool {
        match self {
            Self::Database(error) => {
                error.conflict() || error.constraint().is_some_and(|name| RACES.contains(&name))
            }
            _ => false,
        }
    }

    /// One wrong field.
    pub(crate) fn field(pointer: impl Into<String>, code: &'static str, message: impl Into<String>) -> Self {
        Self::Invalid(vec![field(pointer, code, message)])
    }
}

pub(crate) fn field(
    pointer: impl Into<String>,
    code: &'static str,
    message: impl Into<String>,
) -> FieldError {
    FieldError { pointer: pointer.into(), code: code.into(), message: message.into() }
}

impl From<DbError> for WarehouseError {
    fn from(error: DbError) -> Self {
        match error.constraint() {
            Some("stock_level_oversold_check") => Self::BackorderLimitTooLow,
            _ => Self::Database(error),
        }
    }
}

/// Errors of a statement that ran at once.
impl From<kernel_db::tokio_postgres::Error> for WarehouseError {
    fn from(error: kernel_db::tokio_postgres::Error) -> Self {
        DbError::from(error).into()
    }
}

impl From<WarehouseError> for ApiError {
    fn from(error: WarehouseError) -> Self {
        use WarehouseError as E;
        let message = error.to_string();
        let (kind, code) = match &error {
            E::LocationNotFound(_) => (ErrorKind::NotFound, "warehouse.location_not_found"),
            E::LocationCodeTaken(_) => (ErrorKind::Conflict, "warehouse.location_code_taken"),
            E::RouteNotFound(_) => (ErrorKind::NotFound, "warehouse.route_not_found"),
            E::VariantNotFound(_) => (ErrorKind::NotFound, "warehouse.variant_not_found"),
            E::ReservationNotFound(_) => (ErrorKind::NotFound, "warehouse.reservation_not_found"),
            E::TransferNotFound(_) => (ErrorKind::NotFound, "warehouse.transfer_not_found"),
            E::ImportNotFound => (ErrorKind::NotFound, "warehouse.import_not_found"),
            E::Invalid(_) => (ErrorKind::Invalid, "request.invalid"),
            E::MalformedImport(_) => (ErrorKind::Invalid, "warehouse.malformed_import"),
            E::VersionMismatch { .. } => (ErrorKind::PreconditionFailed, "warehouse.version_mismatch"),
            E::Movements(_) => (ErrorKind::Conflict, "warehouse.movements_refused"),
            E::Refused(refusal) => {
                return Self::new(ErrorKind::Conflict, refusal.code.clone(), message);
            }
            E::HoldRefused { refusal, lines } => {
                let answer = Self::new(ErrorKind::Conflict, refusal.code.clone(), message);
                return Self { errors: lines.clone(), ..answer };
            }
            E::Reservation(ReservationError::DeadlinePassed) => {
                (ErrorKind::Invalid, "warehouse.deadline_passed")
            }
            E::Reservation(ReservationError::NotHeld(_)) => {
                (ErrorKind::Conflict, "warehouse.reservation_not_held")
            }
            E::Reservation(ReservationError::WithoutDeadline(_)) => {
                (ErrorKind::Conflict, "warehouse.reservation_without_deadline")
            }
            E::Transfer(TransferError::WrongStatus(..)) => (ErrorKind::Conflict, "warehouse.transfer_status"),
            E::Transfer(TransferError::NoSuchLine(_)) => {
                (ErrorKind::Invalid, "warehouse.transfer_line_unknown")
            }
            E::Transfer(TransferError::TooMany { .. }) => {
                (ErrorKind::Conflict, "warehouse.transfer_quantity_exceeded")
            }
            E::BackorderLimitTooLow => (ErrorKind::Conflict, "warehouse.backorder_limit_too_low"),
            E::Database(_) if error.lost_race() => {
                return Self::unavailable("another request changed the same stock; try again");
            }
            E::Database(_) => (ErrorKind::Internal, "internal"),
        };
        let mut answer = Self::new(kind, code, message);
        match error {
            E::Database(error) => return error.into(),
            E::Invalid(errors) => answer.errors = errors,
            E::Movements(lines) => {
                answer.errors = lines
                    .into_iter()
                    .map(|(pointer, error)| field(pointer, movement_code(&error), error.to_string()))
                    .collect();
            }
            _ => {}
        }
        answer
    }
}

/// Stable codes of refused movements, also stored with the rows of an import.
pub(crate) fn movement_code(error: &MovementError) -> &'static str {
    match error {
        MovementError::UnknownVariant(_) => "warehouse.unknown_variant",
        MovementError::NotTracked(_) => "warehouse.not_tracked",
        MovementError::Changed { .. } => "warehouse.stock_changed",
        MovementError::NotOnHand { .. } => "warehouse.not_on_hand",
        MovementError::Reserved { .. } => "warehouse.stock_reserved",
        MovementError::TooMany(_) => "warehouse.too_many",
    }
}
