//! Access tokens.

use std::collections::BTreeSet;

use auth_contracts::{OWN_ACCOUNT, Realm};
use kernel_base::{Call, Secret};
use kernel_token::{Audience, Claims};
use shared_contracts::{SessionId, UserId};

use crate::app::App;
use crate::domain::account::Owner;
use crate::error::AuthError;

/// What a login or a refresh gives.
#[derive(Debug)]
pub(crate) struct Tokens {
    pub(crate) access_token: Secret<String>,
    pub(crate) expires_in_s: i64,
    pub(crate) refresh_token: Secret<String>,
}

/// What the owner of an account may do.
pub(crate) struct Rights {
    permissions: BTreeSet<String>,
    channels: Option<BTreeSet<String>>,
}

impl App {
    /// Nothing for who may not sign in any more.
    pub(crate) async fn rights(&self, call: &Call, owner: &Owner) -> Result<Option<Rights>, AuthError> {
        if owner.realm == Realm::Customer {
            return Ok(Some(Rights { permissions: BTreeSet::new(), channels: None }));
        }
        let Ok(user_id) = owner.subject.parse::<UserId>() else { return Ok(None) };
        let grants = self.users.grants(call, user_id).await?;
        if !grants.active {
            return Ok(None);
        }
        let mut permissions = grants.permissions;
        permissions.insert(OWN_ACCOUNT.to_owned());
        let channels = grants.channels.map(|codes| codes.iter().map(ToString::to_string).collect());
        Ok(Some(Rights { permissions, channels }))
    }

    pub(crate) async fn tokens(
        &self,
        owner: &Owner,
        rights: Rights,
        session_id: SessionId,
        refresh_token: Secret<String>,
    ) -> Result<Tokens, AuthError> {
        let (now, lifetime) = (self.env.now(), self.config.access_token());
        let issued_at = now.as_millis() / 1000;
        let expires_in_s = i64::try_from(lifetime.as_secs()).unwrap_or(i64::MAX);
        let (aud, realm) = match owner.realm {
            Realm::Customer => (Audience::Store, kernel_token::Realm::Customer),
            Realm::Staff => (Audience::Admin, kernel_token::Realm::Staff),
        };
        let claims = Claims {
            iss: self.issuer.clone(),
            aud,
            sub: owner.subject.clone(),
            realm,
            iat: issued_at,
            nbf: issued_at,
            exp: issued_at.saturating_add(expires_in_s),
            jti: self.env.uuid(),
            sid: Some(session_id.uuid()),
            permissions: rights.permissions,
            channels: rights.channels,
        };
        let ring = self.keys.ring().await?;
        let pair = ring.signing(now).ok_or(AuthError::LostRace)?;
        Ok(Tokens { access_token: pair.sign(&claims), expires_in_s, refresh_token })
    }

    /// 256 random bits.
    pub(crate) fn refresh_token(&self) -> Secret<String> {
        Secret::new(format!("krt_{}", self.env.token()))
    }
}
