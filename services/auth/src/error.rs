//! What can go wrong in auth, in its own words. What a stranger is told is the same whether or not an account exists.

use std::time::Duration;

use kernel_base::{ApiError, ErrorKind};
use kernel_db::DbError;
use kernel_http::Problem;
use shared_contracts::{ApiKeyId, OauthClientId, PublishableKeyId, SessionId};

use crate::domain::password::Refused;

/// A reason why auth did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum AuthError {
    /// No such account, another password, or an account that may not sign in: nobody learns which.
    #[error("e-mail address and password do not fit")]
    InvalidCredentials,
    /// The password is right, and not enough.
    #[error("this account asks for a code, too")]
    CodeRequired,
    /// Wrong, too old, or used.
    #[error("the code is not valid")]
    InvalidCode,
    /// There is none to confirm.
    #[error("no authenticator app is being added")]
    NoSecondFactor,
    /// It must be removed first.
    #[error("the account has an authenticator app")]
    SecondFactorExists,
    /// Unknown, used, ended or revoked: nobody learns which.
    #[error("the refresh token is not valid")]
    InvalidRefreshToken,
    /// Another account of the realm has it.
    #[error("another account has this e-mail address")]
    EmailTaken,
    /// Not good enough as a password.
    #[error("this password cannot be used")]
    Password(Refused),
    /// The subject is no text of 1 to 64 characters.
    #[error("a subject has 1 to 64 characters")]
    Subject,
    /// Over a limit.
    #[error("too many attempts; wait, then try again")]
    TooManyAttempts {
        /// Until the counting begins anew.
        retry_after: Duration,
    },
    /// Over a limit of letters to one address.
    #[error("too many letters were asked for; wait, then try again")]
    TooManyLetters {
        /// Until the counting begins anew.
        retry_after: Duration,
    },
    /// Unknown, too old or used: nobody learns which.
    #[error("the link is not valid any more; ask for another one")]
    InvalidEmailToken,
    /// No such application.
    #[error("application {0} not found")]
    OauthClientNotFound(OauthClientId),
    /// More logins than passwords can be verified.
    #[error("too many logins at this moment")]
    Busy,
    /// No such session of the caller.
    #[error("session {0} not found")]
    SessionNotFound(SessionId),
    /// No such API key.
    #[error("API key {0} not found")]
    ApiKeyNotFound(ApiKeyId),
    /// A key may not more than who makes or renews it.
    #[error("nobody can give an API key what they may not do themselves")]
    ScopeNotHeld,
    /// A key acts for a member of staff, and the caller is none.
    #[error("only a member of staff can make an API key")]
    NoUser,
    /// The caller is limited to other sales channels.
    #[error("the sales channel is none of the caller's")]
    ChannelNotHeld,
    /// No such publishable key.
    #[error("publishable key {0} not found")]
    PublishableKeyNotFound(PublishableKeyId),
    /// The front door keeps them all in memory.
    #[error("there are 1,000 publishable keys; revoke one first")]
    TooManyPublishableKeys,
    /// Another request changed the same thing meanwhile.
    #[error("another request changed the account at the same time")]
    LostRace,
    /// The signing keys were sealed with another key than the configured one.
    #[error("a signing key cannot be opened: was the configured encryption key changed?")]
    Sealed,
    /// No random numbers.
    #[error("the system gives no random numbers")]
    Entropy,
    /// Something that a password hash cannot do.
    #[error("password hash: {0}")]
    Hash(String),
    /// The request itself is wrong, or another service refused.
    #[error(transparent)]
    Request(#[from] ApiError),
    /// The database.
    #[error("database")]
    Database(#[source] DbError),
}

impl AuthError {
    /// True when reading again and deciding again may succeed.
    pub(crate) fn lost_race(&self) -> bool {
        match self {
            Self::LostRace => true,
            Self::Database(error) => error.conflict(),
            _ => false,
        }
    }
}

impl From<DbError> for AuthError {
    fn from(error: DbError) -> Self {
        match error.constraint() {
            Some("account_email_key") => Self::EmailTaken,
            Some("second_factor_used") => Self::InvalidCode,
            Some("second_factor_unconfirmed") => Self::SecondFactorExists,
            Some(
                "account_subject_key"
                | "account_version"
                | "api_key_version"
                | "authorization_code_unused"
                | "email_token_unused"
                | "session_token"
                | "session_open"
                | "signing_key_generation_key"
                | "signing_key_retired",
            ) => Self::LostRace,
            _ => Self::Database(error),
        }
    }
}

impl From<AuthError> for ApiError {
    fn from(error: AuthError) -> Self {
        use ErrorKind::{Conflict, Forbidden, Invalid, NotFound, RateLimited, Unauthenticated, Unavailable};
        let (kind, code) = match &error {
            AuthError::InvalidCredentials => (Unauthenticated, "auth.invalid_credentials"),
            AuthError::InvalidRefreshToken => (Unauthenticated, "auth.invalid_refresh_token"),
            AuthError::CodeRequired => (Unauthenticated, "auth.code_required"),
            AuthError::InvalidCode => (Unauthenticated, "auth.invalid_code"),
            AuthError::NoSecondFactor => (Conflict, "auth.no_second_factor"),
            AuthError::SecondFactorExists => (Conflict, "auth.second_factor_exists"),
            AuthError::EmailTaken => (Conflict, "auth.email_taken"),
            AuthError::TooManyAttempts { .. } => (RateLimited, "auth.too_many_attempts"),
            AuthError::TooManyLetters { .. } => (RateLimited, "auth.too_many_letters"),
            AuthError::InvalidEmailToken => (Invalid, "auth.invalid_email_token"),
            AuthError::OauthClientNotFound(_) => (NotFound, "auth.oauth_client_not_found"),
            AuthError::Busy | AuthError::LostRace => (Unavailable, "auth.busy"),
            AuthError::SessionNotFound(_) => (NotFound, "auth.session_not_found"),
            AuthError::ApiKeyNotFound(_) => (NotFound, "auth.api_key_not_found"),
            AuthError::ScopeNotHeld => (Forbidden, "auth.scope_not_held"),
            AuthError::ChannelNotHeld => (Forbidden, "auth.channel_not_held"),
            AuthError::PublishableKeyNotFound(_) => (NotFound, "auth.publishable_key_not_found"),
            AuthError::TooManyPublishableKeys => (Conflict, "auth.too_many_publishable_keys"),
            AuthError::NoUser => (Forbidden, "auth.no_user"),
            AuthError::Subject => (Invalid, "auth.subject_malformed"),
            AuthError::Password(refused) => {
                return Self::invalid("auth.password_refused", error.to_string()).with_field(
                    "/password",
                    refused.code(),
                    refused.to_string(),
                );
            }
            AuthError::Sealed | AuthError::Entropy | AuthError::Hash(_) => {
                tracing::error!(%error, "auth cannot work");
                return Self::internal();
            }
            AuthError::Request(error) => return error.clone(),
            AuthError::Database(_) => {
                let AuthError::Database(error) = error else { return Self::internal() };
                return error.into();
            }
        };
        Self::new(kind, code, error.to_string())
    }
}

/// The answer to a request, which tells when to come again.
pub(crate) fn problem(error: AuthError) -> Problem {
    match error {
        AuthError::TooManyAttempts { retry_after } | AuthError::TooManyLetters { retry_after } => {
            Problem::from(error).retry_after(retry_after)
        }
        _ => error.into(),
    }
}
