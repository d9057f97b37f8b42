//! What other services ask of auth synchronously.

use kernel_base::{ApiError, Call, Secret};
use shared_contracts::Email;

use crate::{Jwks, PublishableKey, Realm, SetPassword};

/// Keys for those who verify tokens; accounts for those who own the people behind them.
#[async_trait::async_trait]
pub trait AuthApi: Send + Sync {
    /// The public keys whose tokens are valid now or will soon be.
    async fn jwks(&self, call: &Call) -> Result<Jwks, ApiError>;

    /// The publishable keys that are valid now, 1,000 at most. Who reads them every few seconds knows a revoked one soon
    /// enough.
    async fn publishable_keys(&self, call: &Call) -> Result<Vec<PublishableKey>, ApiError>;

    /// The e-mail address of a customer, if letters to it were shown to reach them. Nothing for who has no account.
    async fn verified_email(&self, call: &Call, subject: String) -> Result<Option<Secret<Email>>, ApiError>;

    /// Gives the subject an account with this e-mail address and password, or changes those it has. A changed password
    /// ends all sessions; the same one again changes nothing. Refused with `auth.email_taken` when another account of the
    /// realm has the address, with `auth.password_refused` when the password is too short, too long or too common.
    async fn set_password(&self, call: &Call, account: SetPassword) -> Result<(), ApiError>;

    /// Ends all sessions of the subject, which may have none. A customer cannot sign in again until
    /// [`AuthApi::set_password`]; members of staff can as soon as their grants are active.
    async fn close(&self, call: &Call, realm: Realm, subject: String) -> Result<(), ApiError>;
}
