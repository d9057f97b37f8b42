//! What opens nothing: every way in which a token can be wrong.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on panics where it stands")]

use std::collections::BTreeSet;
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use kernel_base::{Env, Timestamp};
use kernel_token::{Audience, Claims, Jwk, Jwks, KeyPair, Realm, TokenError, Verifier};
use ring::hmac;
use ring::signature::Ed25519KeyPair;
use serde_json::{Value, json};

const ISSUER: &str = "https://shop.example";

fn now() -> Timestamp {
    "2026-01-15T12:00:00Z".parse().unwrap()
}

fn claims() -> Claims {
    let iat = now().as_millis() / 1000;
    Claims {
        iss: ISSUER.to_owned(),
        aud: Audience::Admin,
        sub: "usr_1".to_owned(),
        realm: Realm::Staff,
        iat,
        nbf: iat,
        exp: iat + 600,
        jti: Env::system().uuid(),
        sid: None,
        permissions: BTreeSet::from(["catalog.read".to_owned()]),
        channels: None,
    }
}

/// The platform's key, and a verifier that knows it.
struct Platform {
    pair: KeyPair,
    raw: Ed25519KeyPair,
    verifier: Verifier,
}

impl Platform {
    fn new() -> Self {
        let private = KeyPair::generate().unwrap();
        let pair = KeyPair::from_pkcs8(&private).unwrap();
        let verifier = Verifier::new(ISSUER);
        verifier.publish(&Jwks { keys: vec![pair.public()] });
        Self { raw: Ed25519KeyPair::from_pkcs8(private.expose()).unwrap(), pair, verifier }
    }

    fn header(&self) -> Value {
        json!({ "alg": "EdDSA", "typ": "at+jwt", "kid": self.pair.kid() })
    }

    /// Signs whatever it is given.
    fn sign(&self, header: &Value, claims: &Value) -> String {
        let unsigned = unsigned(header, claims);
        let signature = URL_SAFE_NO_PAD.encode(self.raw.sign(unsigned.as_bytes()));
        format!("{unsigned}.{signature}")
    }

    fn verify(&self, token: &str) -> Result<(), TokenError> {
        self.verifier.verify(token, Audience::Admin, now()).map(drop)
    }
}

fn unsigned(header: &Value, claims: &Value) -> String {
    let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    format!("{}.{}", part(header), part(claims))
}

/// The value with one member changed; removed by null.
fn with(mut value: Value, member: &str, changed: Value) -> Value {
    match changed {
        Value::Null => drop(value.as_object_mut().unwrap().remove(member)),
        changed => value[member] = changed,
    }
    value
}

#[test]
fn a_genuine_token_says_what_was_signed_each_time_it_is_shown() {
    let (platform, claims) = (Platform::new(), claims());
    let token = platform.pair.sign(&claims);
    for _ in 0..2 {
        assert_eq!(*platform.verifier.verify(token.expose(), Audience::Admin, now()).unwrap(), claims);
    }
    let forged = platform.sign(&platform.header(), &json!(claims));
    assert_eq!(platform.verify(&forged), Ok(()), "the forger of the other tests can do it right");
}

#[test]
fn a_header_that_chooses_how_it_is_checked_is_refused() {
    let (platform, claims) = (Platform::new(), json!(claims()));
    let own = platform.pair.public();
    for (member, value) in [
        ("alg", json!("none")),
        ("alg", json!("HS256")),
        ("alg", json!("eddsa")),
        ("alg", Value::Null),
        ("typ", json!("JWT")),
        ("typ", Value::Null),
        ("kid", Value::Null),
        ("kid", json!(7)),
        ("jku", json!("https://evil.example/keys")),
        ("jwk", json!(own)),
        ("crit", json!(["exp"])),
    ] {
        let token = platform.sign(&with(platform.header(), member, value.clone()), &claims);
        assert_eq!(platform.verify(&token), Err(TokenError::Malformed), "{member} {value}");
    }
    let none = unsigned(&json!({ "alg": "none" }), &claims) + ".";
    assert_eq!(platform.verify(&none), Err(TokenError::Malformed));
    // The public key is public: whoever takes it for a secret of HMAC must get nowhere.
    let public = URL_SAFE_NO_PAD.decode(own.x).unwrap();
    for alg in ["HS256", "EdDSA"] {
        let unsigned = unsigned(&with(platform.header(), "alg", json!(alg)), &claims);
        let tag = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, &public), unsigned.as_bytes());
        let token = format!("{unsigned}.{}", URL_SAFE_NO_PAD.encode(tag));
        assert!(platform.verify(&token).is_err(), "{alg}");
    }
}

#[test]
fn a_changed_token_and_a_foreign_key_are_refused() {
    let (platform, other, claims) = (Platform::new(), Platform::new(), json!(claims()));
    let token = platform.sign(&platform.header(), &claims);
    let (signed, signature) = token.rsplit_once('.').unwrap();
    let more = with(claims.clone(), "permissions", json!(["*"]));
    let raised = format!("{}.{signature}", unsigned(&platform.header(), &more));
    assert_eq!(platform.verify(&raised), Err(TokenError::Signature));
    assert_eq!(platform.verify(&format!("{signed}.")), Err(TokenError::Signature));
    assert_eq!(platform.verify(&other.sign(&other.header(), &claims)), Err(TokenError::UnknownKey));
    assert_eq!(platform.verify(&other.sign(&platform.header(), &claims)), Err(TokenError::Signature));
    for text in
        ["", ".", "..", "a.b.c", signed, &token[1..], &format!("{token}.{signature}"), &"x".repeat(9000)]
    {
        assert_eq!(platform.verify(text), Err(TokenError::Malformed), "{text}");
    }
}

#[test]
fn claims_that_are_wrong_or_of_the_wrong_type_are_refused() {
    let platform = Platform::new();
    let second = now().as_millis() / 1000;
    for (member, value, error) in [
        ("exp", Value::Null, TokenError::Malformed),
        ("exp", json!((second + 600).to_string()), TokenError::Malformed),
        ("exp", json!(1e300), TokenError::Malformed),
        ("nbf", json!(second.to_string()), TokenError::Malformed),
        ("aud", json!(["admin"]), TokenError::Malformed),
        ("aud", json!("everybody"), TokenError::Malformed),
        ("aud", json!("store"), TokenError::Audience),
        ("realm", json!("root"), TokenError::Malformed),
        ("iss", json!("https://other.example"), TokenError::Issuer),
        ("exp", json!(second - 5), TokenError::Expired),
        ("exp", json!(i64::MIN), TokenError::Expired),
        ("nbf", json!(second + 6), TokenError::Early),
        ("nbf", json!(i64::MAX), TokenError::Early),
    ] {
        let token = platform.sign(&platform.header(), &with(json!(claims()), member, value.clone()));
        for _ in 0..2 {
            assert_eq!(platform.verify(&token), Err(error), "{member} {value}");
        }
    }
    let token = platform.sign(&platform.header(), &with(json!(claims()), "exp", json!(second - 4)));
    assert_eq!(platform.verify(&token), Ok(()), "clocks differ by a little");
}

#[test]
fn a_remembered_token_runs_out_and_ends_with_its_key() {
    let platform = Platform::new();
    let token = platform.pair.sign(&claims());
    let verify = |at| platform.verifier.verify(token.expose(), Audience::Admin, at).map(drop);
    assert_eq!(verify(now()), Ok(()));
    assert_eq!(verify(now().plus(Duration::from_secs(605))), Err(TokenError::Expired));
    platform.verifier.publish(&Jwks::default());
    assert_eq!(verify(now()), Err(TokenError::UnknownKey));
}

#[test]
fn a_published_key_of_another_kind_or_name_is_not_taken() {
    let platform = Platform::new();
    let token = platform.pair.sign(&claims());
    let own = platform.pair.public();
    for wrong in [
        Jwk { kty: "RSA".to_owned(), ..own.clone() },
        Jwk { crv: "X25519".to_owned(), ..own.clone() },
        Jwk { x: "AAAA".to_owned(), ..own.clone() },
        Jwk { x: Platform::new().pair.public().x, ..own.clone() },
    ] {
        platform.verifier.publish(&Jwks { keys: vec![wrong] });
        assert_eq!(platform.verify(token.expose()), Err(TokenError::UnknownKey));
    }
    platform.verifier.publish(&Jwks { keys: vec![own] });
    assert_eq!(platform.verify(token.expose()), Ok(()));
}
