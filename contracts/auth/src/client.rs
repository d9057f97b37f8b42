//! The API across processes.

use std::sync::Arc;

use kernel_base::{ApiError, Call, Secret, Transport, invoke};
use shared_contracts::Email;

use crate::{
    AuthApi, Close, Jwks, JwksQuery, PublishableKey, PublishableKeysQuery, Realm, SetPassword,
    VerifiedEmailQuery,
};

/// [`AuthApi`] of an auth in another process.
#[derive(Clone)]
pub struct AuthClient(Arc<dyn Transport>);

impl AuthClient {
    /// Methods that only read: a transport may send them again.
    pub const READS: &[&str] = &["jwks", "publishable_keys", "verified_email"];

    /// A client over a transport that leads to auth.
    #[must_use]
    pub fn new(transport: Arc<dyn Transport>) -> Self {
        Self(transport)
    }
}

#[async_trait::async_trait]
impl AuthApi for AuthClient {
    async fn jwks(&self, call: &Call) -> Result<Jwks, ApiError> {
        invoke(&*self.0, call, "jwks", &JwksQuery {}).await
    }

    async fn publishable_keys(&self, call: &Call) -> Result<Vec<PublishableKey>, ApiError> {
        invoke(&*self.0, call, "publishable_keys", &PublishableKeysQuery {}).await
    }

    async fn verified_email(&self, call: &Call, subject: String) -> Result<Option<Secret<Email>>, ApiError> {
        invoke(&*self.0, call, "verified_email", &VerifiedEmailQuery { subject }).await
    }

    async fn set_password(&self, call: &Call, account: SetPassword) -> Result<(), ApiError> {
        invoke(&*self.0, call, "set_password", &account).await
    }

    async fn close(&self, call: &Call, realm: Realm, subject: String) -> Result<(), ApiError> {
        invoke(&*self.0, call, "close", &Close { realm, subject }).await
    }
}
