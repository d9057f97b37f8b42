//! The API across processes.

use std::sync::Arc;

use kernel_base::{ApiError, Call, Transport, invoke};
use shared_contracts::UserId;

use crate::{EnsureAdministrator, Grants, GrantsQuery, UserApi};

/// [`UserApi`] of a user service in another process.
#[derive(Clone)]
pub struct UserClient(Arc<dyn Transport>);

impl UserClient {
    /// Methods that only read: a transport may send them again.
    pub const READS: &[&str] = &["grants"];

    /// A client over a transport that leads to user.
    #[must_use]
    pub fn new(transport: Arc<dyn Transport>) -> Self {
        Self(transport)
    }
}

#[async_trait::async_trait]
impl UserApi for UserClient {
    async fn grants(&self, call: &Call, user_id: UserId) -> Result<Grants, ApiError> {
        invoke(&*self.0, call, "grants", &GrantsQuery { user_id }).await
    }

    async fn ensure_administrator(
        &self,
        call: &Call,
        administrator: EnsureAdministrator,
    ) -> Result<UserId, ApiError> {
        invoke(&*self.0, call, "ensure_administrator", &administrator).await
    }
}
