//! Sessions go on by refresh tokens, are listed, and end.

use auth_contracts::{RevocationReason, SessionRevoked};
use kernel_base::{Call, Page, PageRequest, Secret};
use kernel_db::{Write, retry_conflicts};
use kernel_messaging::Emit;
use shared_contracts::{OauthClientId, SessionId};

use crate::app::App;
use crate::app::token::Tokens;
use crate::domain::account::{Account, Owner};
use crate::domain::session::{Family, Session, TokenDigest, Worth};
use crate::error::AuthError;
use crate::store;
use auth_contracts::Realm;

/// Who shows a refresh token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Hands {
    pub(crate) realm: Realm,
    /// An application that has shown to be itself.
    pub(crate) client: Option<OauthClientId>,
}

impl Hands {
    /// Whoever has signed in without an application.
    pub(crate) fn own(realm: Realm) -> Self {
        Self { realm, client: None }
    }
}

impl App {
    /// New tokens for the one that is shown. One that was used before ends its whole family. A session that an application
    /// opened goes on in its hands only.
    pub(crate) async fn refresh(
        &self,
        call: &Call,
        hands: Hands,
        shown: &Secret<String>,
    ) -> Result<Tokens, AuthError> {
        let shown = TokenDigest::of(shown);
        retry_conflicts(|| self.refresh_once(call, hands, shown), AuthError::lost_race).await
    }

    async fn refresh_once(&self, call: &Call, hands: Hands, shown: TokenDigest) -> Result<Tokens, AuthError> {
        let family = self.family(hands, shown).await?.ok_or(AuthError::InvalidRefreshToken)?;
        let now = self.env.now();
        let worth = family.worth(shown, now);
        match worth {
            Worth::Nothing => return Err(AuthError::InvalidRefreshToken),
            Worth::Reused => {
                let session_id = family.session_id;
                tracing::warn!(%session_id, "a refresh token was used twice; its session is revoked");
                self.revoke_reused(call, &family.owner, session_id).await?;
                return Err(AuthError::InvalidRefreshToken);
            }
            Worth::Rotate | Worth::RotateAgain => {}
        }
        // No connection is held meanwhile: user may be in another process.
        let Some(rights) = self.rights(call, &family.owner).await? else {
            self.revoke(call, &family.owner, family.session_id, RevocationReason::Closed).await?;
            return Err(AuthError::InvalidRefreshToken);
        };
        let successor = self.refresh_token();
        let digest = TokenDigest::of(&successor);
        let tokens = self.tokens(&family.owner, rights, family.session_id, successor).await?;
        let write = self.db.write().await?;
        store::session::succeed(&write, &family, (shown, worth), digest, now).await?;
        write.commit().await?;
        Ok(tokens)
    }

    /// Ends the session of a refresh token, whichever of the family it is. There is nothing to say about one that is over.
    pub(crate) async fn logout(
        &self,
        call: &Call,
        hands: Hands,
        shown: &Secret<String>,
    ) -> Result<(), AuthError> {
        match self.family(hands, TokenDigest::of(shown)).await? {
            Some(family) if !family.revoked => {
                self.revoke(call, &family.owner, family.session_id, RevocationReason::Logout).await
            }
            _ => Ok(()),
        }
    }

    async fn family(&self, hands: Hands, shown: TokenDigest) -> Result<Option<Family>, AuthError> {
        let reader = self.db.read().await?;
        let family = store::session::find_by_token(&reader, shown).await?;
        Ok(family.filter(|family| family.owner.realm == hands.realm && family.client == hands.client))
    }

    pub(crate) async fn sessions(
        &self,
        owner: &Owner,
        page: &PageRequest,
    ) -> Result<Page<Session>, AuthError> {
        let after: Option<SessionId> = page.after_key()?;
        let reader = self.db.read().await?;
        let limit = page.limit.plus_one();
        let sessions = store::session::list(&reader, owner, after, limit, self.env.now()).await?;
        Ok(Page::from_rows(sessions, page.limit, |session| session.session_id))
    }

    /// Ends one of the owner's sessions.
    pub(crate) async fn end_session(
        &self,
        call: &Call,
        owner: &Owner,
        session_id: SessionId,
    ) -> Result<(), AuthError> {
        let open = {
            let reader = self.db.read().await?;
            store::session::is_open(&reader, owner, session_id, self.env.now()).await?
        };
        if !open {
            return Err(AuthError::SessionNotFound(session_id));
        }
        self.revoke(call, owner, session_id, RevocationReason::Revoked).await
    }

    /// Ends all of the owner's sessions.
    pub(crate) async fn end_sessions(&self, call: &Call, owner: &Owner) -> Result<(), AuthError> {
        let attempt = || async {
            let write = self.db.write().await?;
            let Some(account) = store::account::find(&write, owner).await? else { return Ok(()) };
            self.revoke_all(&write, call, &account, RevocationReason::Revoked).await?;
            Ok(write.commit().await?)
        };
        retry_conflicts(attempt, AuthError::lost_race).await
    }

    /// Records the end of all sessions of an account. Fails, to be tried again, when one was opened or ended meanwhile.
    pub(super) async fn revoke_all(
        &self,
        write: &Write,
        call: &Call,
        account: &Account,
        reason: RevocationReason,
    ) -> Result<(), AuthError> {
        let now = self.env.now();
        let open = store::session::open_of(write, account, now).await?;
        store::session::revoke_all(write, account.account_id, open.len(), reason, now).await?;
        for session_id in open {
            self.tell_revoked(write, call, &account.owner, session_id, reason)?;
        }
        Ok(())
    }

    async fn revoke(
        &self,
        call: &Call,
        owner: &Owner,
        session_id: SessionId,
        reason: RevocationReason,
    ) -> Result<(), AuthError> {
        let write = self.db.write().await?;
        store::session::revoke(&write, session_id, reason, self.env.now()).await?;
        self.tell_revoked(&write, call, owner, session_id, reason)?;
        match write.commit().await.map_err(AuthError::from) {
            // Somebody else has ended it.
            Err(AuthError::LostRace) => Ok(()),
            result => result,
        }
    }

    pub(super) fn tell_revoked(
        &self,
        write: &Write,
        call: &Call,
        owner: &Owner,
        session_id: SessionId,
        reason: RevocationReason,
    ) -> Result<(), AuthError> {
        let event = SessionRevoked {
            realm: owner.realm,
            subject: owner.subject.clone(),
            session_id,
            reason,
            occurred_at: self.env.now(),
        };
        write.emit(&self.env, session_id.to_string(), 1, call.trace.as_ref(), &event)?;
        Ok(())
    }
}
