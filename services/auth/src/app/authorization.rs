//! Somebody signs in at the page of the platform, and the application that sent them exchanges a code for tokens.

use auth_contracts::{RevocationReason, SecurityEventKind};
use kernel_base::{Call, Secret};
use kernel_db::retry_conflicts;
use shared_contracts::SessionId;

use crate::app::App;
use crate::app::login::{Credentials, Opening};
use crate::app::token::Tokens;
use crate::domain::account::Owner;
use crate::domain::oauth::{Authorization, Code, CodeWorth, OauthClient};
use crate::domain::session::TokenDigest;
use crate::error::AuthError;
use crate::store;

/// What a client shows to get tokens.
pub(crate) struct CodeShown {
    pub(crate) code: Secret<String>,
    pub(crate) redirect_uri: String,
    pub(crate) verifier: Secret<String>,
}

impl App {
    /// A code for who has shown the right password, and the second factor where there is one. Guessing is limited as at any
    /// login.
    pub(crate) async fn authorize(
        &self,
        call: &Call,
        authorization: &Authorization,
        shown: Credentials,
    ) -> Result<Secret<String>, AuthError> {
        let door = self.knock(authorization.client.realm, &shown).await?;
        let user_agent = shown.device.user_agent.clone();
        let signed_in = async {
            let (write, account, _) = self.enter(call, &door, shown).await?;
            let code = Secret::new(format!("kac_{}", self.env.token()));
            let now = self.env.now();
            let whose = (authorization, &account);
            store::account::signed_in(&write, &account, now).await?;
            store::attempt::know(&write, account.account_id, &door.network, now).await?;
            store::authorization_code::insert(
                &write,
                TokenDigest::of(&code),
                whose,
                user_agent.as_deref(),
                now,
            )
            .await?;
            write.commit().await?;
            Ok(code)
        };
        let result = signed_in.await;
        self.settle(&door.attempt, result).await
    }

    /// Tokens for a code. One that was used before ends the session it opened.
    pub(crate) async fn exchange_code(
        &self,
        call: &Call,
        client: &OauthClient,
        shown: &CodeShown,
    ) -> Result<Tokens, AuthError> {
        retry_conflicts(|| self.exchange_code_once(call, client, shown), AuthError::lost_race).await
    }

    async fn exchange_code_once(
        &self,
        call: &Call,
        client: &OauthClient,
        shown: &CodeShown,
    ) -> Result<Tokens, AuthError> {
        let digest = TokenDigest::of(&shown.code);
        let found = {
            let reader = self.db.read().await?;
            store::authorization_code::find(&reader, digest).await?
        };
        let code = found.ok_or(AuthError::InvalidCode)?;
        match code.worth(client, (&shown.redirect_uri, &shown.verifier), self.env.now()) {
            CodeWorth::Session => {}
            CodeWorth::Nothing => return Err(AuthError::InvalidCode),
            CodeWorth::Reused(session_id) => {
                tracing::warn!(%session_id, "an authorization code was used twice; its session is revoked");
                self.revoke_reused(call, &code.account.owner, session_id).await?;
                return Err(AuthError::InvalidCode);
            }
        }
        self.open_for_client(call, client, code, digest).await
    }

    async fn open_for_client(
        &self,
        call: &Call,
        client: &OauthClient,
        code: Code,
        digest: TokenDigest,
    ) -> Result<Tokens, AuthError> {
        let account = code.account;
        // No connection is held meanwhile: user may be in another process.
        let rights = self.rights(call, &account.owner).await?.ok_or(AuthError::InvalidCode)?;
        let session_id = self.env.id();
        // The network is that of the application, perhaps of a server: it says nothing about the person.
        let opening = Opening {
            session_id,
            network: None,
            user_agent: code.user_agent,
            client: Some(client.oauth_client_id),
            code: Some(digest),
        };
        let write = self.db.write().await?;
        self.open_session(write, &account, rights, opening).await
    }

    /// Ends a session whose token or code came twice.
    pub(super) async fn revoke_reused(
        &self,
        call: &Call,
        owner: &Owner,
        session_id: SessionId,
    ) -> Result<(), AuthError> {
        let write = self.db.write().await?;
        store::session::revoke(&write, session_id, RevocationReason::Reuse, self.env.now()).await?;
        self.tell_revoked(&write, call, owner, session_id, RevocationReason::Reuse)?;
        self.tell_security(&write, call, owner, SecurityEventKind::TokenReused)?;
        match write.commit().await.map_err(AuthError::from) {
            // Somebody else has ended it.
            Err(AuthError::LostRace) => Ok(()),
            result => result,
        }
    }

    /// What shows that a form comes from our page: for this browser, this request and this hour.
    pub(crate) fn form_token(&self, browser: &str, query: &str) -> String {
        let hour = self.hour(0);
        self.vault.digest(&["sign_in_form", browser, query, &hour])
    }

    pub(crate) fn is_form_token(&self, shown: &str, browser: &str, query: &str) -> bool {
        let of = |hour: String| self.vault.is_digest(shown, &["sign_in_form", browser, query, &hour]);
        of(self.hour(0)) || of(self.hour(1))
    }

    fn hour(&self, ago: i64) -> String {
        (self.env.now().as_millis().div_euclid(3_600_000) - ago).to_string()
    }
}
