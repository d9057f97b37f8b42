//! What can go wrong among the staff, in its own words.

use kernel_base::{ApiError, ErrorKind};
use kernel_db::DbError;
use shared_contracts::{RoleId, UserId};

/// A reason why the user service did not do what it was asked. None of them names an e-mail address.
#[derive(Debug, thiserror::Error)]
pub enum UserError {
    /// No such member of staff.
    #[error("user {0} not found")]
    UserNotFound(UserId),
    /// No such role.
    #[error("role {0} not found")]
    RoleNotFound(RoleId),
    /// Somebody has the e-mail address.
    #[error("another user has this e-mail address")]
    EmailTaken,
    /// Codes are unique.
    #[error("another role has this code")]
    CodeTaken,
    /// Somebody still has the role.
    #[error("somebody has this role")]
    RoleInUse,
    /// The role of administrators is as it is.
    #[error("the role of administrators cannot be changed")]
    RoleBuiltIn,
    /// `If-Match` named another version.
    #[error("the version is not the current one; read again, then decide")]
    VersionMismatch,
    /// Nobody gives or takes what they do not hold.
    #[error("this would give or take permissions or channels that you do not hold yourself")]
    BeyondOwn,
    /// Nobody changes their own roles.
    #[error("nobody changes their own roles")]
    OwnRoles,
    /// Someone must be able to let others in.
    #[error("there would be no active administrator any more")]
    LastAdministrator,
    /// Only who has not accepted yet is invited again.
    #[error("user {0} does not wait for an invitation")]
    NotInvited(UserId),
    /// The token is wrong or withdrawn.
    #[error("there is no such invitation")]
    InvitationNotFound,
    /// The token was used.
    #[error("the invitation was accepted before")]
    InvitationUsed,
    /// The token is too old.
    #[error("the invitation has expired")]
    InvitationExpired,
    /// The user was given more since.
    #[error("the user's roles allow more than when they were invited; they must be invited again")]
    InvitationOutdated,
    /// Another request changed who may do what.
    #[error("another request changed who may do what at the same time")]
    LostRace,
    /// A value breaks a rule that its type cannot express.
    #[error("{message}")]
    Invalid {
        /// JSON pointer.
        pointer: String,
        /// The rule.
        message: &'static str,
    },
    /// The request itself is wrong, or auth refused it.
    #[error(transparent)]
    Request(#[from] ApiError),
    /// The database.
    #[error("database")]
    Database(#[source] DbError),
}

impl UserError {
    /// True when reading again and deciding again may succeed.
    pub(crate) fn lost_race(&self) -> bool {
        match self {
            Self::LostRace => true,
            Self::Database(error) => error.conflict(),
            _ => false,
        }
    }
}

impl From<DbError> for UserError {
    fn from(error: DbError) -> Self {
        match error.constraint() {
            Some("user_account_email_key") => Self::EmailTaken,
            Some("role_code_key") => Self::CodeTaken,
            Some("user_role_role_id_fkey") => Self::RoleInUse,
            Some("version") => Self::VersionMismatch,
            Some("authority") => Self::LostRace,
            _ => Self::Database(error),
        }
    }
}

impl From<UserError> for ApiError {
    fn from(error: UserError) -> Self {
        use ErrorKind::{Conflict, Forbidden, NotFound, PreconditionFailed, Unavailable};
        let (kind, code) = match error {
            UserError::UserNotFound(_) => (NotFound, "user.not_found"),
            UserError::RoleNotFound(_) => (NotFound, "user.role_not_found"),
            UserError::InvitationNotFound => (NotFound, "user.invitation_not_found"),
            UserError::EmailTaken => (Conflict, "user.email_taken"),
            UserError::CodeTaken => (Conflict, "user.code_taken"),
            UserError::RoleInUse => (Conflict, "user.role_in_use"),
            UserError::RoleBuiltIn => (Conflict, "user.role_built_in"),
            UserError::LastAdministrator => (Conflict, "user.last_administrator"),
            UserError::NotInvited(_) => (Conflict, "user.not_invited"),
            UserError::InvitationUsed => (Conflict, "user.invitation_used"),
            UserError::InvitationExpired => (Conflict, "user.invitation_expired"),
            UserError::InvitationOutdated => (Conflict, "user.invitation_outdated"),
            UserError::VersionMismatch => (PreconditionFailed, "user.version_mismatch"),
            UserError::BeyondOwn => (Forbidden, "user.beyond_own"),
            UserError::OwnRoles => (Forbidden, "user.own_roles"),
            UserError::LostRace => (Unavailable, "unavailable"),
            UserError::Invalid { pointer, message } => {
                let error = Self::invalid("request.invalid", "the request is invalid");
                return error.with_field(pointer, "invalid_value", message);
            }
            UserError::Request(error) => return error,
            UserError::Database(error) => return error.into(),
        };
        Self::new(kind, code, error.to_string())
    }
}
