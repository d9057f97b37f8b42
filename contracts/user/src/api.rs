//! What other parts of the platform ask of user synchronously.

use kernel_base::{ApiError, Call};
use shared_contracts::UserId;

use crate::{EnsureAdministrator, Grants};

/// What auth writes into the tokens of staff, and how the first of them comes to be.
#[async_trait::async_trait]
pub trait UserApi: Send + Sync {
    /// What a member of staff may do now. Somebody unknown may do nothing, which is no error.
    async fn grants(&self, call: &Call, user_id: UserId) -> Result<Grants, ApiError>;

    /// Makes somebody with this e-mail address an active administrator: a new user, or the one who has the address, also
    /// if they were deactivated. For who has the machine itself in hand: `karum admin create`. The same request again
    /// changes nothing and answers the same.
    async fn ensure_administrator(
        &self,
        call: &Call,
        administrator: EnsureAdministrator,
    ) -> Result<UserId, ApiError>;
}
