//! API keys: with one a program signs in for the member of staff who made it. Whatever it was made for, it never may more
//! than its maker may at that moment, and nobody makes or renews a key that may more than they.

use std::collections::BTreeSet;
use std::time::Duration;

use kernel_base::Timestamp;
use kernel_http::{Caller, Permissions};
use shared_contracts::{ApiKeyId, ChannelCode, UserId};
use user_contracts::{EVERYTHING, Grants};

use crate::domain::session::TokenDigest;

/// The secret before the last renewal is good for so long: programs are not changed all at once.
pub(crate) const OVERLAP: Duration = Duration::from_secs(24 * 3600);
pub(crate) const MAX_SCOPES: usize = 200;

#[derive(Debug, Clone)]
pub(crate) struct ApiKey {
    pub(crate) api_key_id: ApiKeyId,
    pub(crate) name: String,
    pub(crate) created_by: UserId,
    pub(crate) scopes: BTreeSet<String>,
    pub(crate) channels: Option<BTreeSet<ChannelCode>>,
    pub(crate) secret: TokenDigest,
    /// The one before, and until when it is good.
    pub(crate) previous: Option<(TokenDigest, Timestamp)>,
    pub(crate) created_at: Timestamp,
    pub(crate) expires_at: Option<Timestamp>,
    pub(crate) last_used_at: Option<Timestamp>,
    pub(crate) revoked_at: Option<Timestamp>,
    pub(crate) version: i64,
}

impl ApiKey {
    /// Whether this secret opens anything now.
    pub(crate) fn opens(&self, secret: TokenDigest, now: Timestamp) -> bool {
        let previous = self.previous.is_some_and(|(digest, until)| digest == secret && now < until);
        let expired = self.expires_at.is_some_and(|expires_at| expires_at <= now);
        (secret == self.secret || previous) && self.revoked_at.is_none() && !expired
    }

    /// The key with a new secret; the present one stays good for a while.
    pub(crate) fn renew(&mut self, secret: TokenDigest, now: Timestamp) {
        self.previous = Some((self.secret, now.plus(OVERLAP)));
        self.secret = secret;
    }

    /// What of its scopes its maker may now, and in which channels.
    pub(crate) fn rights(&self, maker: &Grants) -> (BTreeSet<String>, Option<BTreeSet<ChannelCode>>) {
        let everything = maker.permissions.contains(EVERYTHING);
        let permissions = if self.scopes.contains(EVERYTHING) {
            maker.permissions.clone()
        } else {
            let granted = |scope: &&String| everything || maker.permissions.contains(*scope);
            self.scopes.iter().filter(granted).cloned().collect()
        };
        let channels = match (&self.channels, &maker.channels) {
            (channels, None) | (None, channels) => channels.clone(),
            (Some(own), Some(makers)) => Some(own.intersection(makers).cloned().collect()),
        };
        (permissions, channels)
    }
}

/// Who makes, renews or revokes a key.
pub(crate) struct Holder {
    pub(crate) user_id: Option<UserId>,
    permissions: Permissions,
    channels: Option<BTreeSet<String>>,
}

impl Holder {
    pub(crate) fn new(caller: Caller) -> Self {
        let Caller::Staff { subject, permissions, channels } = caller else {
            unreachable!("BUG: the route's access lets only staff pass")
        };
        let channels = channels.only().cloned();
        Self { user_id: subject.parse().ok(), permissions, channels }
    }

    /// Whether the channel is one of theirs.
    pub(crate) fn sells_in(&self, channel: &ChannelCode) -> bool {
        self.channels.as_ref().is_none_or(|held| held.contains(channel.as_str()))
    }

    /// Whether they may everything that a key with these scopes in these channels may.
    pub(crate) fn covers(&self, scopes: &BTreeSet<String>, channels: Option<&BTreeSet<ChannelCode>>) -> bool {
        let in_channels = match (&self.channels, channels) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(held), Some(wanted)) => wanted.iter().all(|code| held.contains(code.as_str())),
        };
        in_channels && scopes.iter().all(|scope| self.permissions.allow(scope))
    }
}

/// A permission: `catalog.product.write`, or `*` for everything.
pub(crate) fn is_scope(text: &str) -> bool {
    let word = |word: &str| {
        !word.is_empty()
            && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
    };
    text == EVERYTHING || (text.len() <= 100 && text.split('.').count() >= 2 && text.split('.').all(word))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use kernel_base::Env;
    use kernel_http::Channels;
    use kernel_token::{Audience, Claims, Realm};

    use super::*;

    fn set(texts: &[&str]) -> BTreeSet<String> {
        texts.iter().map(|text| (*text).to_owned()).collect()
    }

    fn codes(texts: &[&str]) -> BTreeSet<ChannelCode> {
        texts.iter().map(|text| text.parse().unwrap()).collect()
    }

    fn key(scopes: &[&str], channels: Option<&[&str]>) -> ApiKey {
        let env = Env::system();
        ApiKey {
            api_key_id: env.id(),
            name: "ERP".to_owned(),
            created_by: env.id(),
            scopes: set(scopes),
            channels: channels.map(codes),
            secret: TokenDigest([1; 32]),
            previous: None,
            created_at: "2026-01-15T12:00:00Z".parse().unwrap(),
            expires_at: None,
            last_used_at: None,
            revoked_at: None,
            version: 1,
        }
    }

    #[test]
    fn a_key_may_what_both_it_and_its_maker_may() {
        let rights = |key: ApiKey, permissions: &[&str], channels: Option<&[&str]>| {
            key.rights(&Grants {
                permissions: set(permissions),
                channels: channels.map(codes),
                ..Grants::none()
            })
        };
        let two = || key(&["a.b", "c.d"], Some(&["web", "b2b"]));
        assert_eq!(rights(two(), &["*"], None), (set(&["a.b", "c.d"]), Some(codes(&["b2b", "web"]))));
        assert_eq!(rights(two(), &["a.b", "e.f"], Some(&["web"])), (set(&["a.b"]), Some(codes(&["web"]))));
        assert_eq!(rights(two(), &[], Some(&["eu"])), (set(&[]), Some(codes(&[]))));
        assert_eq!(
            rights(key(&["*"], None), &["a.b"], Some(&["web"])),
            (set(&["a.b"]), Some(codes(&["web"])))
        );
        assert_eq!(rights(key(&["*"], None), &["*"], None), (set(&["*"]), None));
    }

    #[test]
    fn nobody_covers_more_than_they_hold() {
        let claims = |permissions: &[&str], channels: Option<&[&str]>| Claims {
            iss: String::new(),
            aud: Audience::Admin,
            sub: String::new(),
            realm: Realm::Staff,
            iat: 0,
            nbf: 0,
            exp: 0,
            jti: Env::system().uuid(),
            sid: None,
            permissions: set(permissions),
            channels: channels.map(set),
        };
        let holder = |permissions: &[&str], channels: Option<&[&str]>| {
            let limit = channels.map_or(Channels::All, |channels| Channels::Only(Arc::new(set(channels))));
            let permissions = Permissions::Token(Arc::new(claims(permissions, channels)));
            Holder::new(Caller::Staff { subject: "usr_1".to_owned(), permissions, channels: limit })
        };
        let web = codes(&["web"]);
        assert!(holder(&["a.b", "c.d"], None).covers(&set(&["a.b"]), None));
        assert!(!holder(&["a.b"], None).covers(&set(&["a.b", "c.d"]), None));
        assert!(!holder(&["a.b"], None).covers(&set(&["*"]), None));
        assert!(holder(&["a.b"], Some(&["web", "b2b"])).covers(&set(&["a.b"]), Some(&web)));
        assert!(!holder(&["a.b"], Some(&["b2b"])).covers(&set(&["a.b"]), Some(&web)));
        assert!(!holder(&["a.b"], Some(&["web"])).covers(&set(&["a.b"]), None));
        let [web, b2b] = ["web", "b2b"].map(|code| code.parse().unwrap());
        assert!(holder(&[], None).sells_in(&web) && holder(&[], Some(&["web"])).sells_in(&web));
        assert!(!holder(&[], Some(&["web"])).sells_in(&b2b));
    }

    #[test]
    fn a_renewed_secret_leaves_the_old_one_a_day() {
        let mut key = key(&["a.b"], None);
        let (now, day) = (key.created_at, Duration::from_secs(24 * 3600));
        let (old, new) = (TokenDigest([1; 32]), TokenDigest([2; 32]));
        key.renew(new, now);
        assert!(key.opens(old, now) && key.opens(new, now));
        assert!(!key.opens(old, now.plus(day)) && key.opens(new, now.plus(day)));
        let expired = ApiKey { expires_at: Some(now), ..key.clone() };
        let revoked = ApiKey { revoked_at: Some(now), ..key.clone() };
        assert!(
            !expired.opens(new, now) && !revoked.opens(new, now) && !key.opens(TokenDigest([3; 32]), now)
        );
    }

    #[test]
    fn scopes_are_permissions() {
        assert!(is_scope("*") && is_scope("catalog.product.write") && is_scope("auth.api_key.read"));
        for wrong in ["", "catalog", "a..b", "Catalog.product", "a.b ", "a.*", &"a.b".repeat(40)] {
            assert!(!is_scope(wrong), "{wrong}");
        }
    }
}
