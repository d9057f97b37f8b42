//! The keys by which the services of a shop know each other, for tests that speak as one of them.

use std::collections::BTreeMap;
use std::sync::Arc;

use kernel_base::{Env, Secret};
use kernel_service::Keys;
use kernel_token::{HeldKeys, KeyPair, KeyRing, ServiceKey};
use serde_json::{Value, json};

/// What the header of a call's token says it is.
pub(crate) const CALL: &str = "karum-call+jwt";
/// What the header of a passport says it is.
pub(crate) const PASSPORT: &str = "karum-passport+jwt";
const NAMES: [&str; 13] = [
    "auth",
    "user",
    "customer",
    "catalog",
    "pricing",
    "warehouse",
    "shipping",
    "payment",
    "order",
    "invoice",
    "cart",
    "gateway",
    "operator",
];

/// Everybody's keys, private ones included.
#[derive(Debug)]
pub struct Holders {
    env: Env,
    private: BTreeMap<&'static str, Secret<Vec<u8>>>,
    /// Was order's before it got another one.
    retired: Secret<Vec<u8>>,
    ring: Arc<KeyRing>,
}

fn generate() -> Secret<Vec<u8>> {
    KeyPair::generate().expect("the system gives random numbers")
}

fn key(holder: &str, private: &Secret<Vec<u8>>) -> ServiceKey {
    ServiceKey::new(holder, KeyPair::from_pkcs8(private).expect("a key just made"))
}

impl Holders {
    pub(crate) fn new(env: Env) -> Self {
        let private: BTreeMap<_, _> = NAMES.into_iter().map(|name| (name, generate())).collect();
        let (retired, ring, now) = (generate(), KeyRing::default(), env.now());
        let mut listed = HeldKeys { keys: vec![key("order", &retired).public(now)] };
        listed.keys.extend(private.iter().map(|(holder, private)| key(holder, private).public(now)));
        ring.publish(&listed);
        listed.keys.remove(0);
        ring.publish(&listed);
        Self { env, private, retired, ring: Arc::new(ring) }
    }

    /// What a process that runs these is given.
    pub(crate) fn keys(&self, running: &[&'static str]) -> Keys {
        let own = running.iter().map(|name| (*name, Arc::new(key(name, &self.private[name]))));
        Keys { ring: Arc::clone(&self.ring), own: own.collect() }
    }

    /// Everybody's name.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        NAMES.into_iter()
    }

    /// The private key of a holder.
    pub(crate) fn private(&self, holder: &str) -> &Secret<Vec<u8>> {
        &self.private[holder]
    }

    /// The private key that is no longer listed.
    pub(crate) fn retired(&self) -> &Secret<Vec<u8>> {
        &self.retired
    }

    /// What a genuine token for a call says.
    #[must_use]
    pub fn claims(&self, caller: &str, callee: &str) -> Value {
        let now = self.env.now().as_millis() / 1000;
        json!({
            "iss": caller, "sub": caller, "aud": callee, "iat": now, "nbf": now, "exp": now + 60,
            "jti": self.env.uuid(),
        })
    }

    /// A genuine token for a call.
    #[must_use]
    pub fn token(&self, caller: &str, callee: &str) -> String {
        self.sign(caller, CALL, &self.claims(caller, callee))
    }

    /// What a passport says of an administrator who may do everything.
    #[must_use]
    pub fn passport_claims(&self, audience: &str) -> Value {
        let until = self.env.now().as_micros() + 60_000_000;
        let staff = json!({ "subject": "usr_1", "permissions": ["*"], "channels": "all" });
        json!({ "until": until, "audience": audience, "caller": { "staff": staff }, "client": null })
    }

    /// These claims, signed by this holder as a token of this type.
    #[must_use]
    pub fn sign(&self, holder: &str, token_type: &str, claims: &Value) -> String {
        key(holder, self.private(holder)).sign(token_type, claims, self.env.now()).into_inner()
    }

    /// Passports that nobody may believe, by a name for what is wrong with them; the one that is right comes first.
    #[must_use]
    pub fn passports(&self, audience: &str) -> Vec<(&'static str, String)> {
        let claims = self.passport_claims(audience);
        let other = if audience == "admin" { "store" } else { "admin" };
        let mut late = claims.clone();
        late["until"] = json!(self.env.now().as_micros() - 6_000_000);
        vec![
            ("the gateway's passport", self.sign("gateway", PASSPORT, &claims)),
            ("a passport of another service", self.sign("order", PASSPORT, &claims)),
            ("a passport of the command line", self.sign("operator", PASSPORT, &claims)),
            ("a passport for others", self.sign("gateway", PASSPORT, &self.passport_claims(other))),
            ("a passport that has run out", self.sign("gateway", PASSPORT, &late)),
            ("a passport of another type", self.sign("gateway", CALL, &claims)),
            ("a token for calls as a passport", self.token("gateway", audience)),
            ("an empty passport", String::new()),
        ]
    }
}
