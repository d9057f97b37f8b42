//! Access tokens.

use std::collections::BTreeSet;

use auth_contracts::{OWN_ACCOUNT, Realm};
use kernel_base::{Call, Secret};
use kernel_token::{Audience, Claims};
use shared_contracts::{ChannelCode, SessionId, UserId};

use crate::app::App;
use crate::domain::account::Owner;
use crate::error::AuthError;

/// An access token, and how long it is good.
#[derive(Debug)]
pub(crate) struct Bearer {
    pub(crate) token: Secret<String>,
    pub(crate) expires_in_s: i64,
}

/// What a login or a refresh gives.
#[derive(Debug)]
pub(crate) struct Tokens {
    pub(crate) access: Bearer,
    pub(crate) refresh_token: Secret<String>,
    /// They are good for adding a second factor only.
    pub(crate) must_enroll: bool,
}

/// What the bearer of a token may do.
pub(crate) struct Rights {
    permissions: BTreeSet<String>,
    channels: Option<BTreeSet<String>>,
    /// A role asks for a second factor, and the account has none.
    must_enroll: bool,
}

impl Rights {
    pub(crate) fn new(permissions: BTreeSet<String>, channels: Option<BTreeSet<ChannelCode>>) -> Self {
        let channels = channels.map(|codes| codes.iter().map(ToString::to_string).collect());
        Self { permissions, channels, must_enroll: false }
    }
}

/// Who will carry a token, and where.
struct Holder<'a> {
    subject: &'a str,
    realm: kernel_token::Realm,
    audience: Audience,
    session_id: Option<SessionId>,
}

impl App {
    /// Nothing for who may not sign in any more.
    pub(crate) async fn rights(&self, call: &Call, owner: &Owner) -> Result<Option<Rights>, AuthError> {
        if owner.realm == Realm::Customer {
            return Ok(Some(Rights::new(BTreeSet::new(), None)));
        }
        let Ok(user_id) = owner.subject.parse::<UserId>() else { return Ok(None) };
        let grants = self.users.grants(call, user_id).await?;
        if !grants.active {
            return Ok(None);
        }
        let own = BTreeSet::from([OWN_ACCOUNT.to_owned()]);
        if grants.second_factor_required && !self.has_second_factor(owner).await? {
            return Ok(Some(Rights { must_enroll: true, ..Rights::new(own, None) }));
        }
        let permissions = grants.permissions.into_iter().chain(own).collect();
        Ok(Some(Rights::new(permissions, grants.channels)))
    }

    pub(crate) async fn tokens(
        &self,
        owner: &Owner,
        rights: Rights,
        session_id: SessionId,
        refresh_token: Secret<String>,
    ) -> Result<Tokens, AuthError> {
        let (audience, realm) = match owner.realm {
            Realm::Customer => (Audience::Store, kernel_token::Realm::Customer),
            Realm::Staff => (Audience::Admin, kernel_token::Realm::Staff),
        };
        let holder = Holder { subject: &owner.subject, realm, audience, session_id: Some(session_id) };
        let must_enroll = rights.must_enroll;
        Ok(Tokens { access: self.sign(holder, rights).await?, refresh_token, must_enroll })
    }

    /// For a program that has shown its key.
    pub(crate) async fn client_bearer(&self, client_id: &str, rights: Rights) -> Result<Bearer, AuthError> {
        let realm = kernel_token::Realm::Client;
        let holder = Holder { subject: client_id, realm, audience: Audience::Admin, session_id: None };
        self.sign(holder, rights).await
    }

    async fn sign(&self, holder: Holder<'_>, rights: Rights) -> Result<Bearer, AuthError> {
        // First the keys, then the time: one that was made just now does not sign for the moment before.
        let ring = self.keys.ring().await?;
        let now = self.env.now();
        let pair = ring.signing(now).ok_or(AuthError::LostRace)?;
        let issued_at = now.as_millis() / 1000;
        let expires_in_s = i64::try_from(self.config.access_token().as_secs()).unwrap_or(i64::MAX);
        let claims = Claims {
            iss: self.issuer.clone(),
            aud: holder.audience,
            sub: holder.subject.to_owned(),
            realm: holder.realm,
            iat: issued_at,
            nbf: issued_at,
            exp: issued_at.saturating_add(expires_in_s),
            jti: self.env.uuid(),
            sid: holder.session_id.map(SessionId::uuid),
            permissions: rights.permissions,
            channels: rights.channels,
        };
        Ok(Bearer { token: pair.sign(&claims), expires_in_s })
    }

    /// 256 random bits.
    pub(crate) fn refresh_token(&self) -> Secret<String> {
        Secret::new(format!("krt_{}", self.env.token()))
    }
}
