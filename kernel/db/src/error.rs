//! Database errors by what a caller can do about them.

use std::future::Future;
use std::time::Duration;

use kernel_base::ApiError;
use tokio_postgres::error::SqlState;

/// What went wrong in the database.
#[derive(Debug, thiserror::Error)]
pub enum DbError {
    /// A named constraint or guard refused the write: a rule of the domain. Map the name to a domain error.
    #[error("constraint {0} is violated")]
    Constraint(String),
    /// Another transaction was in the way (serialization, deadlock, lock timeout): read again and retry.
    #[error("conflict with another transaction: {}", explain(.0))]
    Conflict(tokio_postgres::Error),
    /// The database cannot be reached or is busy. After a commit was sent, its outcome is unknown.
    #[error("database is not available: {0}")]
    Unavailable(String),
    /// The statement ran longer than the role's `statement_timeout`.
    #[error("statement took too long: {}", explain(.0))]
    TimedOut(tokio_postgres::Error),
    /// A value cannot be sent as the parameter's type.
    #[error("parameter cannot be encoded: {0}")]
    Encode(String),
    /// A mistake of ours: wrong SQL, wrong type.
    #[error("database: {}", explain(.0))]
    Other(tokio_postgres::Error),
}

/// The SQLSTATE that `kernel.require_rows` raises.
const GUARD: &str = "KR001";

impl From<tokio_postgres::Error> for DbError {
    fn from(error: tokio_postgres::Error) -> Self {
        let Some(db) = error.as_db_error() else {
            // No answer of the server: the connection broke, or a value did not fit its type.
            return if error.is_closed() || is_io(&error) {
                Self::Unavailable(explain(&error))
            } else {
                Self::Other(error)
            };
        };
        let code = db.code();
        let class = &code.code()[..2];
        match (db.constraint(), class) {
            (Some(name), "23") => Self::Constraint(name.to_owned()),
            (Some(name), _) if code.code() == GUARD => Self::Constraint(name.to_owned()),
            _ if [
                &SqlState::T_R_SERIALIZATION_FAILURE,
                &SqlState::T_R_DEADLOCK_DETECTED,
                &SqlState::LOCK_NOT_AVAILABLE,
            ]
            .contains(&code) =>
            {
                Self::Conflict(error)
            }
            _ if code == &SqlState::QUERY_CANCELED => Self::TimedOut(error),
            (_, "08" | "53" | "57") => Self::Unavailable(explain(&error)),
            _ => Self::Other(error),
        }
    }
}

/// The client's own text says only "db error"; what happened is in the server's message.
fn explain(error: &tokio_postgres::Error) -> String {
    error
        .as_db_error()
        .map_or_else(|| error.to_string(), |db| format!("{} ({})", db.message(), db.code().code()))
}

fn is_io(error: &tokio_postgres::Error) -> bool {
    std::error::Error::source(error).is_some_and(|source| source.downcast_ref::<std::io::Error>().is_some())
}

impl DbError {
    /// The violated constraint's or guard's name.
    #[must_use]
    pub fn constraint(&self) -> Option<&str> {
        match self {
            Self::Constraint(name) => Some(name),
            Self::Conflict(_)
            | Self::Unavailable(_)
            | Self::TimedOut(_)
            | Self::Encode(_)
            | Self::Other(_) => None,
        }
    }

    /// True when reading again and writing again may succeed at once.
    #[must_use]
    pub fn conflict(&self) -> bool {
        matches!(self, Self::Conflict(_))
    }
}

/// What a caller from outside may know. Constraint violations that no domain error claimed are our fault.
impl From<DbError> for ApiError {
    fn from(error: DbError) -> Self {
        match error {
            DbError::Unavailable(_) => Self::unavailable("the service's database is not available"),
            DbError::TimedOut(_) => Self::unavailable("the service's database took too long"),
            DbError::Conflict(error) if waits_for_key(&error) => {
                Self::conflict("request.in_flight", "a request with this idempotency key is being worked on")
            }
            DbError::Conflict(_) => Self::unavailable("another request was in the way"),
            // Not our fault: the HTTP edge answers with what the first use of the key stored.
            DbError::Constraint(name) if name == "idempotency_key_pkey" => {
                Self::conflict("request.duplicate", "this idempotency key was just used")
            }
            DbError::Constraint(_) | DbError::Encode(_) | DbError::Other(_) => {
                tracing::error!(error = %error, "database error");
                Self::internal()
            }
        }
    }
}

/// The lock not granted was that of the same idempotency key; PostgreSQL names its index in the error's context.
fn waits_for_key(error: &tokio_postgres::Error) -> bool {
    let context = error.as_db_error().and_then(|error| error.where_());
    context.is_some_and(|context| context.contains("\"idempotency_key_pkey\""))
}

/// Runs a use case again from its read while `retry` says that its error is a race it lost, at most five times, with a
/// short growing pause.
pub async fn retry_conflicts<T, E, F, R>(mut attempt: F, retry: impl Fn(&E) -> bool) -> Result<T, E>
where
    F: FnMut() -> R,
    R: Future<Output = Result<T, E>>,
{
    let mut pause = Duration::from_millis(1);
    for _ in 0..4 {
        match attempt().await {
            Err(error) if retry(&error) => tokio::time::sleep(pause).await,
            result => return result,
        }
        pause *= 3;
    }
    attempt().await
}
