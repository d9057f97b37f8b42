//! Forges tokens with the shop's real signing key, as nobody outside of auth can: what is refused then, is refused for what
//! the token says and not for who signed it.

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use kernel_base::{Env, Secret};
use kernel_token::{Jwk, KeyPair};
use ring::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use ring::hmac;
use ring::signature::Ed25519KeyPair;
use serde_json::{Value, json};

use crate::holders::CALL;
use crate::shop::{ENCRYPTION, ISSUER, Shop};

/// What stands before the 32 bytes of an Ed25519 key in a SubjectPublicKeyInfo (RFC 8410).
const SPKI: [u8; 12] = [0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00];

/// Signs whatever it is given.
pub struct Forger {
    env: Env,
    /// What the header of its tokens says they are.
    token_type: &'static str,
    pair: Ed25519KeyPair,
    public: Jwk,
    /// A pair that nobody has published.
    stranger: Ed25519KeyPair,
}

impl Forger {
    /// Takes the key that signs now out of auth's database, as it can who knows the key of the configuration.
    ///
    /// # Panics
    /// When there is none.
    pub async fn of(shop: &Shop) -> Self {
        Self::with("at+jwt", &shop.signing_key().await)
    }

    /// Signs as this service what it would show those whom it calls.
    #[must_use]
    pub fn of_service(shop: &Shop, name: &str) -> Self {
        Self::with(CALL, shop.holders.private(name))
    }

    /// Signs with a key that was order's.
    #[must_use]
    pub fn of_former_order(shop: &Shop) -> Self {
        Self::with(CALL, shop.holders.retired())
    }

    fn with(token_type: &'static str, private: &Secret<Vec<u8>>) -> Self {
        let stranger = KeyPair::generate().expect("the system gives random numbers");
        let raw = |private: &Secret<Vec<u8>>| {
            Ed25519KeyPair::from_pkcs8(private.expose()).expect("a key of Ed25519")
        };
        Self {
            env: Env::system(),
            token_type,
            public: KeyPair::from_pkcs8(private).expect("a key of Ed25519").public(),
            pair: raw(private),
            stranger: raw(&stranger),
        }
    }

    /// Claims that are right for this audience, realm and subject, and may everything named.
    #[must_use]
    pub fn claims(&self, audience: &str, realm: &str, subject: &str, permissions: &[&str]) -> Value {
        let now = self.now();
        json!({
            "iss": ISSUER, "aud": audience, "sub": subject, "realm": realm, "permissions": permissions,
            "iat": now, "nbf": now, "exp": now + 600, "jti": self.env.uuid(),
        })
    }

    fn now(&self) -> i64 {
        self.env.now().as_millis() / 1000
    }

    fn header(&self) -> Value {
        json!({ "alg": "EdDSA", "typ": self.token_type, "kid": self.public.kid })
    }

    /// A genuine token of these claims.
    #[must_use]
    pub fn sign(&self, claims: &Value) -> String {
        signed_by(&self.pair, &self.header(), claims)
    }

    /// Every way in which the token of a call can be wrong, by a name for it.
    #[must_use]
    pub fn call_forgeries(&self, claims: &Value) -> Vec<(&'static str, String)> {
        let now = self.now();
        let mut forged = Vec::new();
        for (what, member, value) in [
            ("expired", "exp", json!(now - 6)),
            ("not yet valid", "nbf", json!(now + 60)),
            ("good for more than a minute", "exp", json!(now + 600)),
            ("exp as a string", "exp", json!((now + 60).to_string())),
            ("no exp", "exp", Value::Null),
            ("no nbf", "nbf", Value::Null),
            ("another callee", "aud", json!("nobody")),
            ("the realm for a callee", "aud", json!("internal")),
            ("many callees", "aud", json!([claims["aud"]])),
            ("no callee", "aud", Value::Null),
            ("another caller", "iss", json!("shipping")),
            ("another subject", "sub", json!("shipping")),
            ("no caller", "iss", Value::Null),
        ] {
            forged.push((what, self.sign(&with(claims, member, value))));
        }
        let access = with(&self.header(), "typ", json!("at+jwt"));
        forged.push(("an access token's type", signed_by(&self.pair, &access, claims)));
        forged.extend(self.wrong_headers(claims));
        forged.extend(self.wrong_signatures(claims));
        forged
    }

    /// Every way in which a token of these claims can be wrong, by a name for it.
    #[must_use]
    pub fn forgeries(&self, claims: &Value) -> Vec<(&'static str, String)> {
        let mut forged = self.wrong_claims(claims);
        forged.extend(self.wrong_headers(claims));
        forged.extend(self.wrong_signatures(claims));
        forged
    }

    fn wrong_claims(&self, claims: &Value) -> Vec<(&'static str, String)> {
        let now = self.now();
        let mut forged = Vec::new();
        for (what, member, value) in [
            ("expired", "exp", json!(now - 60)),
            ("not yet valid", "nbf", json!(now + 60)),
            ("exp as a string", "exp", json!((now + 600).to_string())),
            ("exp as a float", "exp", json!(1e300)),
            ("no exp", "exp", Value::Null),
            ("nbf as a string", "nbf", json!(now.to_string())),
            ("no nbf", "nbf", Value::Null),
            ("many audiences", "aud", json!(["store", "admin", "internal"])),
            ("no audience", "aud", Value::Null),
            ("unknown audience", "aud", json!("everybody")),
            ("unknown realm", "realm", json!("root")),
            ("no realm", "realm", Value::Null),
            ("other issuer", "iss", json!("https://evil.example")),
            ("no issuer", "iss", Value::Null),
            ("no subject", "sub", Value::Null),
        ] {
            forged.push((what, self.sign(&with(claims, member, value))));
        }
        for audience in ["store", "admin", "internal"].map(Value::from) {
            if claims["aud"] != audience {
                forged.push(("other audience", self.sign(&with(claims, "aud", audience))));
            }
        }
        let belongs: &[&str] = match claims["aud"].as_str() {
            Some("store") => &["customer"],
            Some("admin") => &["staff", "client"],
            _ => &[],
        };
        for realm in ["customer", "staff", "client", "service"] {
            if !belongs.contains(&realm) {
                forged.push((
                    "a realm that is not for the audience",
                    self.sign(&with(claims, "realm", realm.into())),
                ));
            }
        }
        forged
    }

    fn wrong_headers(&self, claims: &Value) -> Vec<(&'static str, String)> {
        let own = json!(self.public);
        let (_, foreign) = self.stranger_key();
        let mut forged = Vec::new();
        for (what, member, value) in [
            ("alg none, signed", "alg", json!("none")),
            ("alg HS256, signed by EdDSA", "alg", json!("HS256")),
            ("no alg", "alg", Value::Null),
            ("typ JWT", "typ", json!("JWT")),
            ("no typ", "typ", Value::Null),
            ("no kid", "kid", Value::Null),
            ("own jwk", "jwk", own),
            ("jku", "jku", json!("https://evil.example/keys")),
            ("x5u", "x5u", json!("https://evil.example/keys")),
            ("crit", "crit", json!(["exp"])),
        ] {
            forged.push((what, signed_by(&self.pair, &with(&self.header(), member, value), claims)));
        }
        // The key that the token brings along would verify it.
        let brought = with(&self.header(), "jwk", foreign);
        forged.push(("foreign jwk", signed_by(&self.stranger, &brought, claims)));
        let none = json!({ "alg": "none", "typ": self.token_type, "kid": self.public.kid });
        forged.push(("alg none", unsigned(&none, claims) + "."));
        forged.push(("alg None", unsigned(&with(&none, "alg", json!("None")), claims) + "."));
        forged
    }

    fn wrong_signatures(&self, claims: &Value) -> Vec<(&'static str, String)> {
        let (kid, _) = self.stranger_key();
        let genuine = self.sign(claims);
        let (signed, signature) = genuine.rsplit_once('.').expect("a token has dots");
        let raised = unsigned(&self.header(), &with(claims, "permissions", json!(["*"])));
        let mut forged = vec![
            ("another's signature", signed_by(&self.stranger, &self.header(), claims)),
            (
                "kid of nobody",
                signed_by(&self.stranger, &with(&self.header(), "kid", kid.clone().into()), claims),
            ),
            (
                "kid of nobody, own key",
                signed_by(&self.pair, &with(&self.header(), "kid", kid.into()), claims),
            ),
            ("no signature", format!("{signed}.")),
            ("signature of other claims", format!("{raised}.{signature}")),
            ("two tokens", format!("{genuine}.{genuine}")),
        ];
        // The public key is public: whoever takes it for a secret of HMAC must get nowhere.
        for (what, secret) in self.public_bytes() {
            for alg in ["HS256", "EdDSA"] {
                let unsigned = unsigned(&with(&self.header(), "alg", alg.into()), claims);
                let tag = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, &secret), unsigned.as_bytes());
                forged.push((what, format!("{unsigned}.{}", URL_SAFE_NO_PAD.encode(tag))));
            }
        }
        forged
    }

    /// The public key in every form in which it is at hand.
    fn public_bytes(&self) -> [(&'static str, Vec<u8>); 4] {
        let raw = URL_SAFE_NO_PAD.decode(&self.public.x).expect("a published key");
        let der = [SPKI.as_slice(), &raw].concat();
        let pem =
            format!("-----BEGIN PUBLIC KEY-----\n{}\n-----END PUBLIC KEY-----\n", STANDARD.encode(&der));
        [
            ("HMAC with the public key's bytes", raw),
            ("HMAC with the public key's PEM", pem.into_bytes()),
            ("HMAC with the public key's DER", der),
            ("HMAC with the JWK", json!(self.public).to_string().into_bytes()),
        ]
    }

    /// Id and JWK of the key that nobody has published.
    fn stranger_key(&self) -> (String, Value) {
        use ring::signature::KeyPair as _;
        let x = URL_SAFE_NO_PAD.encode(self.stranger.public_key());
        let kid = "k".repeat(43);
        (kid.clone(), with(&with(&json!(self.public), "x", x.into()), "kid", kid.into()))
    }
}

impl Shop {
    async fn signing_key(&self) -> Secret<Vec<u8>> {
        const SQL: &str = "SELECT kid, sealed_key FROM auth.signing_key WHERE signs_from <= now() \
             ORDER BY generation DESC LIMIT 1";
        for database in &self.databases {
            let client = database.connect().await;
            // Only auth's has the table.
            let Ok(row) = client.query_one(SQL, &[]).await else { continue };
            let (kid, sealed): (String, Vec<u8>) = (row.get(0), row.get(1));
            let key = UnboundKey::new(&AES_256_GCM, &ENCRYPTION).expect("32 bytes");
            let (nonce, text) = sealed.split_at(NONCE_LEN);
            let nonce = Nonce::try_assume_unique_for_key(nonce).expect("12 bytes");
            let mut text = text.to_vec();
            let opened = LessSafeKey::new(key).open_in_place(nonce, Aad::from(kid), &mut text);
            return Secret::new(opened.expect("sealed with the shop's key").to_vec());
        }
        panic!("no database has a key that signs");
    }
}

fn signed_by(pair: &Ed25519KeyPair, header: &Value, claims: &Value) -> String {
    let unsigned = unsigned(header, claims);
    let signature = URL_SAFE_NO_PAD.encode(pair.sign(unsigned.as_bytes()));
    format!("{unsigned}.{signature}")
}

fn unsigned(header: &Value, claims: &Value) -> String {
    let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    format!("{}.{}", part(header), part(claims))
}

/// The object with one member changed; removed by null.
#[must_use]
fn with(object: &Value, member: &str, value: Value) -> Value {
    let mut changed = object.clone();
    match value {
        Value::Null => drop(changed.as_object_mut().and_then(|members| members.remove(member))),
        value => changed[member] = value,
    }
    changed
}
