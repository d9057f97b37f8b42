//! What a gateway tells a service in another process in place of the client's own token: who calls, and from where. Signed,
//! for one audience and for a minute.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use http::HeaderValue;
use kernel_base::{Secret, Timestamp};
use kernel_token::{Audience, Claims};
use ring::hmac;
use serde::{Deserialize, Serialize};

use crate::{Caller, Channels, Permissions};

/// The header with it. A gateway takes it away from everybody else.
pub const PASSPORT_HEADER: &str = "x-karum-passport";

const VALID_FOR: Duration = Duration::from_secs(60);
/// Clocks of the platform's machines may differ by so much.
const LEEWAY: Duration = Duration::from_secs(5);
/// The same secret signs nothing else that begins like this.
const PURPOSE: &str = "karum passport v1\n";

/// Signs passports and verifies them: every process of the platform has the key.
#[derive(Debug, Clone)]
pub struct PassportKey(hmac::Key);

/// Somebody whom a gateway has let in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passport {
    /// Who calls; nobody we know when they showed nothing.
    pub caller: Caller,
    /// The client's address.
    pub client: Option<IpAddr>,
}

#[derive(Serialize, Deserialize)]
struct Written<'p> {
    /// Until when it is good, in microseconds since 1970.
    until: i64,
    audience: Audience,
    #[serde(borrow)]
    caller: Named<'p>,
    client: Option<IpAddr>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Named<'p> {
    Anonymous,
    Customer { subject: Cow<'p, str> },
    Staff { subject: Cow<'p, str>, permissions: Cow<'p, BTreeSet<String>>, channels: Limits<'p> },
    Service { name: Cow<'p, str> },
}

/// Not an `Option`: a passport that lacks it must not read as one without limits.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Limits<'p> {
    All,
    Only(Cow<'p, BTreeSet<String>>),
}

impl PassportKey {
    /// The key that follows from a secret of the platform.
    #[must_use]
    pub fn new(secret: &Secret<String>) -> Self {
        Self(hmac::Key::new(hmac::HMAC_SHA256, secret.expose().as_bytes()))
    }

    /// The passport as it is sent.
    #[must_use]
    pub fn sign(&self, passport: &Passport, audience: Audience, now: Timestamp) -> HeaderValue {
        let until = now.plus(VALID_FOR).as_micros();
        let caller = Named::of(&passport.caller);
        let written = Written { until, audience, caller, client: passport.client };
        let written = serde_json::to_vec(&written).expect("BUG: a passport is plain data");
        let text = URL_SAFE_NO_PAD.encode(written);
        let signature = hmac::sign(&self.0, signed(&text).as_bytes());
        let text = format!("{text}.{}", URL_SAFE_NO_PAD.encode(signature));
        let mut value = HeaderValue::try_from(text).expect("BUG: base64 is ASCII");
        value.set_sensitive(true);
        value
    }

    /// What a genuine passport for this audience says; nothing for any other.
    #[must_use]
    pub fn verify(&self, value: &HeaderValue, audience: Audience, now: Timestamp) -> Option<Passport> {
        let (text, signature) = value.to_str().ok()?.split_once('.')?;
        let signature = URL_SAFE_NO_PAD.decode(signature).ok()?;
        hmac::verify(&self.0, signed(text).as_bytes(), &signature).ok()?;
        let written = URL_SAFE_NO_PAD.decode(text).ok()?;
        let written: Written<'_> = serde_json::from_slice(&written).ok()?;
        let good = written.audience == audience && now.minus(LEEWAY).as_micros() < written.until;
        good.then(|| Passport { caller: written.caller.caller(), client: written.client })
    }
}

fn signed(text: &str) -> String {
    format!("{PURPOSE}{text}")
}

impl<'p> Named<'p> {
    fn of(caller: &'p Caller) -> Self {
        match caller {
            Caller::Anonymous => Self::Anonymous,
            Caller::Customer { subject } => Self::Customer { subject: subject.into() },
            Caller::Staff { subject, permissions, channels } => {
                let permissions = match permissions {
                    Permissions::All => Cow::Owned(BTreeSet::from([Claims::EVERYTHING.to_owned()])),
                    Permissions::Only(only) => Cow::Borrowed(&**only),
                    Permissions::Token(claims) => Cow::Borrowed(&claims.permissions),
                };
                let channels = channels.only().map_or(Limits::All, |only| Limits::Only(Cow::Borrowed(only)));
                Self::Staff { subject: subject.into(), permissions, channels }
            }
            Caller::Service { name } => Self::Service { name: name.into() },
        }
    }

    fn caller(self) -> Caller {
        match self {
            Self::Anonymous => Caller::Anonymous,
            Self::Customer { subject } => Caller::Customer { subject: subject.into_owned() },
            Self::Staff { subject, permissions, channels } => {
                let permissions = if permissions.contains(Claims::EVERYTHING) {
                    Permissions::All
                } else {
                    Permissions::Only(Arc::new(permissions.into_owned()))
                };
                let channels = match channels {
                    Limits::All => Channels::All,
                    Limits::Only(only) => Channels::Only(Arc::new(only.into_owned())),
                };
                Caller::Staff { subject: subject.into_owned(), permissions, channels }
            }
            Self::Service { name } => Caller::Service { name: name.into_owned() },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(secret: &str) -> PassportKey {
        PassportKey::new(&Secret::new(secret.to_owned()))
    }

    fn now() -> Timestamp {
        Timestamp::from_micros(1_700_000_000_000_000)
    }

    fn staff(permissions: Permissions) -> Caller {
        Caller::Staff { subject: "usr_1".to_owned(), permissions, channels: Channels::All }
    }

    #[test]
    fn what_was_signed_is_read() {
        let only = Permissions::Only(Arc::new(["catalog.product.read".to_owned()].into()));
        for caller in [
            Caller::Anonymous,
            Caller::Customer { subject: "cus_1".to_owned() },
            staff(Permissions::All),
            staff(only),
            Caller::Staff {
                subject: "usr_2".to_owned(),
                permissions: Permissions::All,
                channels: Channels::Only(Arc::new(["web".to_owned()].into())),
            },
            Caller::Service { name: "order".to_owned() },
        ] {
            let passport = Passport { caller, client: "2001:db8::7".parse().ok() };
            let signed = key("a").sign(&passport, Audience::Store, now());
            assert!(signed.is_sensitive());
            assert_eq!(key("a").verify(&signed, Audience::Store, now()), Some(passport));
        }
    }

    #[test]
    fn what_is_not_genuine_opens_nothing() {
        let passport = Passport { caller: staff(Permissions::All), client: None };
        let signed = key("a").sign(&passport, Audience::Admin, now());
        assert!(key("a").verify(&signed, Audience::Admin, now()).is_some());
        assert!(key("b").verify(&signed, Audience::Admin, now()).is_none(), "another platform's");
        assert!(key("a").verify(&signed, Audience::Store, now()).is_none(), "for others");
        assert!(key("a").verify(&signed, Audience::Admin, now().plus(Duration::from_secs(64))).is_some());
        assert!(
            key("a").verify(&signed, Audience::Admin, now().plus(Duration::from_secs(66))).is_none(),
            "late"
        );

        let text = signed.to_str().unwrap();
        let (claims, signature) = text.split_once('.').unwrap();
        let other = Passport { caller: Caller::Anonymous, client: None };
        let other = key("a").sign(&other, Audience::Admin, now());
        let (_, others_signature) = other.to_str().unwrap().split_once('.').unwrap();
        for forged in [
            format!("{claims}.{others_signature}"),
            format!("{claims}."),
            format!("{claims}A.{signature}"),
            claims.to_owned(),
            String::new(),
        ] {
            let forged = HeaderValue::try_from(forged).unwrap();
            assert!(key("a").verify(&forged, Audience::Admin, now()).is_none(), "{forged:?}");
        }
    }
}
