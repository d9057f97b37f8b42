//! What a gateway tells a service in another process in place of the client's own token: who calls, and from where. Signed with
//! the gateway's own key, for one audience and for a minute.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use http::HeaderValue;
use kernel_base::Timestamp;
use kernel_token::{Audience, Claims, KeyRing, Remembered, ServiceKey, Signatures};
use serde::{Deserialize, Serialize};

use crate::{Caller, Channels, Permissions};

/// The header with it. A gateway takes it away from everybody else.
pub const PASSPORT_HEADER: &str = "x-karum-passport";

/// The one holder whose key is good for passports.
pub const GATEWAY: &str = "gateway";

const VALID_FOR: Duration = Duration::from_secs(60);
/// A passport goes with all requests of the caller in that time: signing costs more than everything else the gateway does.
const SHOWN_FOR: Duration = Duration::from_secs(10);
/// Clocks of the platform's machines may differ by so much.
const LEEWAY: Duration = Duration::from_secs(5);
/// Nothing else that a gateway signs passes for a passport.
const TYPE: &str = "karum-passport+jwt";
/// Callers whose passports are remembered; about 1 KiB each.
const REMEMBERED: usize = 10_000;

/// Somebody whom a gateway has let in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passport {
    /// Who calls; nobody we know when they showed nothing.
    pub caller: Caller,
    /// The client's address.
    pub client: Option<IpAddr>,
}

/// Signs passports.
#[derive(Debug)]
pub struct PassportOffice {
    key: Arc<ServiceKey>,
    /// By everything they say but the time.
    signed: Mutex<Remembered<Vec<u8>, Signed>>,
}

#[derive(Debug, Clone)]
struct Signed {
    value: HeaderValue,
    at: Timestamp,
}

/// Tells genuine passports.
#[derive(Debug)]
pub(crate) struct Passports(Signatures<Written<'static>>);

#[derive(Debug, Serialize, Deserialize)]
struct Written<'p> {
    /// Until when it is good, in microseconds since 1970.
    until: i64,
    #[serde(flatten)]
    said: Said<'p>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Said<'p> {
    audience: Audience,
    caller: Named<'p>,
    client: Option<IpAddr>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Named<'p> {
    Anonymous,
    Customer { subject: Cow<'p, str> },
    Staff { subject: Cow<'p, str>, permissions: Cow<'p, BTreeSet<String>>, channels: Limits<'p> },
}

/// Not an `Option`: a passport that lacks it must not read as one without limits.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Limits<'p> {
    All,
    Only(Cow<'p, BTreeSet<String>>),
}

impl PassportOffice {
    /// Signs with the gateway's key.
    #[must_use]
    pub fn new(key: Arc<ServiceKey>) -> Self {
        Self { key, signed: Mutex::new(Remembered::new(REMEMBERED)) }
    }

    /// The passport as it is sent.
    #[must_use]
    pub fn sign(&self, passport: &Passport, audience: Audience, now: Timestamp) -> HeaderValue {
        let said = Said { audience, caller: Named::of(&passport.caller), client: passport.client };
        let key = serde_json::to_vec(&said).expect("BUG: a passport is plain data");
        if let Some(signed) = self.signed().find(&key)
            && signed.at <= now
            && now < signed.at.plus(SHOWN_FOR)
        {
            return signed.value;
        }
        let written = Written { until: now.plus(VALID_FOR).as_micros(), said };
        let text = self.key.sign(TYPE, &written, now);
        let mut value = HeaderValue::try_from(text.expose()).expect("BUG: base64 and dots are ASCII");
        value.set_sensitive(true);
        self.signed().keep(key, Signed { value: value.clone(), at: now });
        value
    }

    fn signed(&self) -> std::sync::MutexGuard<'_, Remembered<Vec<u8>, Signed>> {
        self.signed.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Default for Passports {
    fn default() -> Self {
        Self(Signatures::new(TYPE))
    }
}

impl Passports {
    /// What a genuine passport for this audience says; nothing for any other.
    pub(crate) fn verify(
        &self,
        ring: &KeyRing,
        value: &HeaderValue,
        audience: Audience,
        now: Timestamp,
    ) -> Option<Passport> {
        let genuine = ring.verify(&self.0, value.to_str().ok()?, now);
        let genuine = genuine.inspect_err(|reason| tracing::debug!(%reason, "a passport is refused")).ok()?;
        let Written { until, said } = &*genuine.claims;
        let good = *genuine.holder == *GATEWAY
            && said.audience == audience
            && now.minus(LEEWAY).as_micros() < *until;
        good.then(|| Passport { caller: said.caller.caller(), client: said.client })
    }
}

impl<'p> Named<'p> {
    fn of(caller: &'p Caller) -> Self {
        match caller {
            // Services come in by their own tokens: a gateway must not be able to speak for one.
            Caller::Anonymous | Caller::Service { .. } => Self::Anonymous,
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
        }
    }

    fn caller(&self) -> Caller {
        match self {
            Self::Anonymous => Caller::Anonymous,
            Self::Customer { subject } => Caller::Customer { subject: subject.as_ref().to_owned() },
            Self::Staff { subject, permissions, channels } => {
                let permissions = if permissions.contains(Claims::EVERYTHING) {
                    Permissions::All
                } else {
                    Permissions::Only(Arc::new(permissions.as_ref().clone()))
                };
                let channels = match channels {
                    Limits::All => Channels::All,
                    Limits::Only(only) => Channels::Only(Arc::new(only.as_ref().clone())),
                };
                Caller::Staff { subject: subject.as_ref().to_owned(), permissions, channels }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use kernel_base::Env;
    use kernel_token::{CallTokens, HeldKeys};

    use super::*;

    fn key(holder: &str) -> Arc<ServiceKey> {
        Arc::new(ServiceKey::generate(holder).unwrap())
    }

    fn ring(keys: &[&ServiceKey]) -> KeyRing {
        KeyRing::new(&HeldKeys { keys: keys.iter().map(|key| key.public(now())).collect() })
    }

    fn now() -> Timestamp {
        Timestamp::from_micros(1_700_000_000_000_000)
    }

    fn staff(permissions: Permissions) -> Caller {
        Caller::Staff { subject: "usr_1".to_owned(), permissions, channels: Channels::All }
    }

    fn header(text: &str) -> HeaderValue {
        HeaderValue::try_from(text).unwrap()
    }

    #[test]
    fn what_was_signed_is_read_each_time() {
        let gateway = key(GATEWAY);
        let (ring, office, passports) =
            (ring(&[&gateway]), PassportOffice::new(gateway), Passports::default());
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
        ] {
            let passport = Passport { caller, client: "2001:db8::7".parse().ok() };
            let signed = office.sign(&passport, Audience::Store, now());
            assert!(signed.is_sensitive());
            for _ in 0..2 {
                let read = passports.verify(&ring, &signed, Audience::Store, now());
                assert_eq!(read.as_ref(), Some(&passport));
            }
        }
    }

    #[test]
    fn a_gateway_speaks_for_no_service() {
        let gateway = key(GATEWAY);
        let (ring, office) = (ring(&[&gateway]), PassportOffice::new(gateway));
        let passport = Passport { caller: Caller::Service { name: "order".to_owned() }, client: None };
        let signed = office.sign(&passport, Audience::Store, now());
        let read = Passports::default().verify(&ring, &signed, Audience::Store, now()).unwrap();
        assert_eq!(read.caller, Caller::Anonymous);
    }

    #[test]
    fn one_signature_serves_a_caller_for_some_seconds() {
        let office = PassportOffice::new(key(GATEWAY));
        let ada = Passport { caller: Caller::Customer { subject: "cus_1".to_owned() }, client: None };
        let signed = office.sign(&ada, Audience::Store, now());
        let at = |seconds| now().plus(Duration::from_secs(seconds));
        assert_eq!(office.sign(&ada, Audience::Store, at(9)), signed);
        assert_ne!(office.sign(&ada, Audience::Store, at(10)), signed);
        assert_ne!(office.sign(&ada, Audience::Admin, now()), signed);
        let elsewhere = Passport { client: "203.0.113.5".parse().ok(), ..ada };
        assert_ne!(office.sign(&elsewhere, Audience::Store, now()), signed);
    }

    #[test]
    fn what_is_not_genuine_opens_nothing() {
        let (gateway, order, stranger) = (key(GATEWAY), key("order"), key(GATEWAY));
        let ring = ring(&[&gateway, &order]);
        let passports = Passports::default();
        let passport = Passport { caller: staff(Permissions::All), client: None };
        let by = |key: &Arc<ServiceKey>| {
            PassportOffice::new(Arc::clone(key)).sign(&passport, Audience::Admin, now())
        };
        let read = |value: &HeaderValue, audience, after: u64| {
            passports.verify(&ring, value, audience, now().plus(Duration::from_secs(after)))
        };
        let signed = by(&gateway);
        assert!(read(&signed, Audience::Admin, 64).is_some());
        assert!(read(&signed, Audience::Admin, 66).is_none(), "late");
        assert!(read(&signed, Audience::Store, 0).is_none(), "for others");
        assert!(read(&by(&order), Audience::Admin, 0).is_none(), "another service's");
        assert!(read(&by(&stranger), Audience::Admin, 0).is_none(), "another platform's");
        let call = CallTokens::new(&gateway, "order", Env::system()).token();
        assert!(read(&header(call.expose()), Audience::Admin, 0).is_none(), "a token for calls");

        let text = signed.to_str().unwrap();
        let (claims, signature) = text.rsplit_once('.').unwrap();
        let others = by(&order);
        let (_, others_signature) = others.to_str().unwrap().rsplit_once('.').unwrap();
        for forged in [
            format!("{claims}.{others_signature}"),
            format!("{claims}."),
            format!("{claims}A.{signature}"),
            claims.to_owned(),
            String::new(),
        ] {
            assert!(read(&header(&forged), Audience::Admin, 0).is_none(), "{forged:?}");
        }
        let withdrawn = HeldKeys { keys: vec![order.public(now())] };
        ring.publish(&withdrawn);
        assert!(read(&signed, Audience::Admin, 0).is_none(), "a key that is no longer listed");
    }
}
