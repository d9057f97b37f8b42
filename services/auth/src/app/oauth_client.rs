//! Staff registers the applications that people sign in to.

use auth_contracts::Realm;
use kernel_base::{Page, PageRequest, Secret, Timestamp};
use serde::Serialize;
use shared_contracts::OauthClientId;

use crate::app::App;
use crate::domain::oauth::OauthClient;
use crate::domain::session::TokenDigest;
use crate::error::AuthError;
use crate::store;

/// A client as it shall be.
pub(crate) struct NewOauthClient {
    pub(crate) name: String,
    pub(crate) realm: Realm,
    /// Whether it runs where a secret can be kept.
    pub(crate) confidential: bool,
    pub(crate) redirect_uris: Vec<String>,
}

/// What the audit log shows of a client.
#[derive(Serialize)]
struct Shown<'a> {
    name: &'a str,
    realm: Realm,
    confidential: bool,
    redirect_uris: &'a [String],
    revoked_at: Option<Timestamp>,
}

impl<'a> Shown<'a> {
    fn of(client: &'a OauthClient) -> Self {
        Self {
            name: &client.name,
            realm: client.realm,
            confidential: client.secret.is_some(),
            redirect_uris: &client.redirect_uris,
            revoked_at: client.revoked_at,
        }
    }
}

impl App {
    /// The client, and its secret if it can keep one, which is shown this once.
    pub(crate) async fn create_oauth_client(
        &self,
        new: NewOauthClient,
    ) -> Result<(OauthClient, Option<Secret<String>>), AuthError> {
        let secret = new.confidential.then(|| Secret::new(format!("kcs_{}", self.env.token())));
        let client = OauthClient {
            oauth_client_id: self.env.id(),
            name: new.name,
            realm: new.realm,
            secret: secret.as_ref().map(TokenDigest::of),
            redirect_uris: new.redirect_uris,
            created_at: self.env.now(),
            revoked_at: None,
        };
        let write = self.db.write().await?;
        store::oauth_client::insert(&write, &client).await?;
        write.changed(client.oauth_client_id, None, Some(&Shown::of(&client)));
        write.commit().await?;
        Ok((client, secret))
    }

    pub(crate) async fn oauth_clients(&self, page: &PageRequest) -> Result<Page<OauthClient>, AuthError> {
        let after: Option<OauthClientId> = page.after_key()?;
        let reader = self.db.read().await?;
        let clients = store::oauth_client::list(&reader, after, page.limit.plus_one()).await?;
        Ok(Page::from_rows(clients, page.limit, |client| client.oauth_client_id))
    }

    pub(crate) async fn oauth_client(&self, id: OauthClientId) -> Result<OauthClient, AuthError> {
        self.find_oauth_client(id).await?.ok_or(AuthError::OauthClientNotFound(id))
    }

    /// Nobody signs in to it any more, and the sessions it opened do not go on. Access tokens already given out stay valid
    /// until they run out.
    pub(crate) async fn revoke_oauth_client(&self, id: OauthClientId) -> Result<(), AuthError> {
        let before = self.oauth_client(id).await?;
        if before.revoked_at.is_some() {
            return Ok(());
        }
        let revoked = OauthClient { revoked_at: Some(self.env.now()), ..before.clone() };
        let write = self.db.write().await?;
        store::oauth_client::revoke(&write, id, self.env.now()).await?;
        write.changed(id, Some(&Shown::of(&before)), Some(&Shown::of(&revoked)));
        Ok(write.commit().await?)
    }

    pub(crate) async fn find_oauth_client(
        &self,
        id: OauthClientId,
    ) -> Result<Option<OauthClient>, AuthError> {
        let reader = self.db.read().await?;
        Ok(store::oauth_client::find(&reader, id).await?)
    }

    /// The client that shows this to be itself.
    pub(crate) async fn authenticate_client(
        &self,
        id: OauthClientId,
        secret: Option<&Secret<String>>,
    ) -> Result<Option<OauthClient>, AuthError> {
        Ok(self.find_oauth_client(id).await?.filter(|client| client.is_shown_by(secret)))
    }
}
