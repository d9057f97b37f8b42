//! What can go wrong in customer, in its own words.

use kernel_base::{ApiError, ErrorKind, FieldError};
use kernel_db::DbError;
use shared_contracts::{AddressId, Code, CustomerId, ErasureId};

use crate::domain::address::MAX_ADDRESSES;
use crate::domain::consent::MAX_CONSENTS;
use crate::domain::group::MAX_GROUPS;

/// A reason why customer did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum CustomerError {
    /// No such customer.
    #[error("customer {0} not found")]
    CustomerNotFound(CustomerId),
    /// No such address, or another customer's.
    #[error("address {0} not found")]
    AddressNotFound(AddressId),
    /// No such group.
    #[error("group {0} not found")]
    GroupNotFound(Code),
    /// Codes are unique.
    #[error("another group has the code {0}")]
    GroupTaken(Code),
    /// A group goes when nobody is in it.
    #[error("the group has members")]
    GroupInUse,
    /// The members of a segment are found, not entered.
    #[error("group {0} is a segment: its rule decides who is in it")]
    NotManual(Code),
    /// No such erasure, or another customer's.
    #[error("erasure {0} not found")]
    ErasureNotFound(ErasureId),
    /// One at a time.
    #[error("an erasure of this customer is under way")]
    ErasureRunning,
    /// A saga cannot be started.
    #[error("saga: {0}")]
    Saga(String),
    /// More than an address book holds.
    #[error("an address book holds {MAX_ADDRESSES} addresses at most")]
    TooManyAddresses,
    /// More than are kept of one customer.
    #[error("{MAX_CONSENTS} consents of one customer are kept at most")]
    TooManyConsents,
    /// More than a merchant may have.
    #[error("there may be {MAX_GROUPS} groups at most")]
    TooManyGroups,
    /// `If-Match` named another version.
    #[error("the version is {0} now; read again, then decide")]
    VersionMismatch(i64),
    /// Another request changed the same thing meanwhile.
    #[error("another request changed the same at the same time")]
    LostRace,
    /// The credentials name nobody who could be a customer.
    #[error("the credentials name no customer")]
    NoCustomer,
    /// Values break rules that their types cannot express.
    #[error("the request is invalid")]
    Invalid(Vec<FieldError>),
    /// The request itself is wrong.
    #[error(transparent)]
    Request(#[from] ApiError),
    /// The database.
    #[error("database")]
    Database(#[source] DbError),
}

impl CustomerError {
    /// One wrong field.
    pub(crate) fn field(pointer: &str, code: &'static str, message: impl Into<String>) -> Self {
        Self::Invalid(vec![FieldError {
            pointer: pointer.to_owned(),
            code: code.into(),
            message: message.into(),
        }])
    }

    /// True when reading again and deciding again may succeed.
    pub(crate) fn lost_race(&self) -> bool {
        match self {
            Self::LostRace => true,
            Self::Database(error) => error.conflict(),
            _ => false,
        }
    }
}

impl From<DbError> for CustomerError {
    fn from(error: DbError) -> Self {
        match error.constraint() {
            Some(
                "customer_pkey"
                | "customer_version"
                | "book_version"
                | "address_version"
                | "groups_version"
                | "group_version"
                | "sweep"
                | "address_default_shipping_key"
                | "address_default_billing_key",
            ) => Self::LostRace,
            Some("membership_group_code_fkey") => Self::GroupInUse,
            Some("erasure_running_key") => Self::ErasureRunning,
            _ => Self::Database(error),
        }
    }
}

/// Without the constraint's help a code taken at the same moment could not be told from one that was free.
pub(crate) fn taken(code: &Code) -> impl FnOnce(DbError) -> CustomerError {
    let code = code.clone();
    move |error| match error.constraint() {
        Some("customer_group_pkey") => CustomerError::GroupTaken(code),
        _ => error.into(),
    }
}

impl From<CustomerError> for ApiError {
    fn from(error: CustomerError) -> Self {
        use ErrorKind::{Conflict, NotFound, PreconditionFailed, Unauthenticated, Unavailable};
        let (kind, code) = match error {
            CustomerError::CustomerNotFound(_) => (NotFound, "customer.not_found"),
            CustomerError::AddressNotFound(_) => (NotFound, "customer.address_not_found"),
            CustomerError::GroupNotFound(_) => (NotFound, "customer.group_not_found"),
            CustomerError::ErasureNotFound(_) => (NotFound, "customer.erasure_not_found"),
            CustomerError::ErasureRunning => (Conflict, "customer.erasure_running"),
            CustomerError::Saga(_) => return Self::internal(),
            CustomerError::GroupTaken(_) => (Conflict, "customer.group_taken"),
            CustomerError::GroupInUse => (Conflict, "customer.group_in_use"),
            CustomerError::NotManual(_) => (Conflict, "customer.group_not_manual"),
            CustomerError::TooManyAddresses => (Conflict, "customer.too_many_addresses"),
            CustomerError::TooManyConsents => (Conflict, "customer.too_many_consents"),
            CustomerError::TooManyGroups => (Conflict, "customer.too_many_groups"),
            CustomerError::VersionMismatch(_) => (PreconditionFailed, "customer.version_mismatch"),
            CustomerError::LostRace => (Unavailable, "customer.busy"),
            CustomerError::NoCustomer => (Unauthenticated, "request.unauthenticated"),
            CustomerError::Invalid(errors) => {
                return Self { errors, ..Self::invalid("request.invalid", "the request is invalid") };
            }
            CustomerError::Request(error) => return error,
            CustomerError::Database(error) => return error.into(),
        };
        Self::new(kind, code, error.to_string())
    }
}
