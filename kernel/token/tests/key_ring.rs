//! Whom a service believes to be called by: nobody but who holds a listed key, for this callee, now.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on panics where it stands")]

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use std::{env, fs};

use kernel_base::{Env, ManualClock, SeededEntropy, Timestamp};
use kernel_token::{CallTokens, HeldKeys, KeyPair, KeyRing, ServiceKey, TokenError};
use serde_json::{Value, json};

const TYPE: &str = "karum-call+jwt";

fn start() -> Timestamp {
    "2026-01-15T12:00:00Z".parse().unwrap()
}

fn after(seconds: u64) -> Timestamp {
    start().plus(Duration::from_secs(seconds))
}

fn key(holder: &str) -> Arc<ServiceKey> {
    Arc::new(ServiceKey::generate(holder).unwrap())
}

fn listed(keys: &[&ServiceKey]) -> HeldKeys {
    HeldKeys { keys: keys.iter().map(|key| key.public(start())).collect() }
}

/// A time that tests move.
fn clock() -> (Arc<ManualClock>, Env) {
    let clock = Arc::new(ManualClock::new(start()));
    (Arc::clone(&clock), Env::new(clock, Arc::new(SeededEntropy::new(1))))
}

fn claims() -> Value {
    let now = start().as_millis() / 1000;
    json!({
        "iss": "cart", "sub": "cart", "aud": "pricing", "iat": now, "nbf": now, "exp": now + 60,
        "jti": Env::system().uuid(),
    })
}

/// A directory of its own.
fn directory() -> PathBuf {
    let directory = env::temp_dir().join(format!("karum-keys-{}", Env::system().uuid()));
    fs::create_dir(&directory).unwrap();
    directory
}

#[test]
fn a_token_is_shown_for_half_its_life_and_says_who_calls() {
    let (clock, env) = clock();
    let cart = key("cart");
    let ring = KeyRing::new(&listed(&[&cart]));
    let tokens = CallTokens::new(&cart, "pricing", env);
    let first = tokens.token();
    assert_eq!(ring.caller(first.expose(), "pricing", start()).unwrap(), "cart");
    clock.advance(Duration::from_secs(29));
    assert_eq!(tokens.token(), first);
    clock.advance(Duration::from_secs(1));
    let second = tokens.token();
    assert_ne!(second, first);
    for (token, after_s, expected) in [
        (&first, 64, Ok("cart".to_owned())),
        (&first, 65, Err(TokenError::Expired)),
        (&second, 65, Ok("cart".to_owned())),
    ] {
        assert_eq!(ring.caller(token.expose(), "pricing", after(after_s)), expected, "{after_s}");
    }
    assert_eq!(ring.caller(second.expose(), "warehouse", after(30)), Err(TokenError::Audience));
    assert_eq!(ring.caller(second.expose(), "", after(30)), Err(TokenError::Audience));
}

#[test]
fn a_token_says_of_its_signer_what_is_listed_or_is_refused() {
    let (cart, order) = (key("cart"), key("order"));
    let ring = KeyRing::new(&listed(&[&cart, &order]));
    let second = start().as_millis() / 1000;
    let genuine = cart.sign(TYPE, &claims(), start());
    assert_eq!(ring.caller(genuine.expose(), "pricing", start()).unwrap(), "cart");
    for (member, value, error) in [
        ("iss", json!("order"), TokenError::Issuer),
        ("sub", json!("order"), TokenError::Issuer),
        ("aud", json!("order"), TokenError::Audience),
        ("aud", json!(["pricing"]), TokenError::Malformed),
        ("exp", json!(second + 61), TokenError::TooLong),
        ("exp", json!(i64::MAX), TokenError::TooLong),
        ("exp", json!((second + 60).to_string()), TokenError::Malformed),
        ("exp", json!(second - 5), TokenError::Expired),
        ("nbf", json!(second - 1), TokenError::TooLong),
        ("nbf", json!(second + 6), TokenError::Early),
    ] {
        let mut wrong = claims();
        wrong[member] = value.clone();
        let token = cart.sign(TYPE, &wrong, start());
        assert_eq!(ring.caller(token.expose(), "pricing", start()), Err(error), "{member} {value}");
    }
    for kind in ["at+jwt", "JWT", "karum-passport+jwt"] {
        let token = cart.sign(kind, &claims(), start());
        assert_eq!(ring.caller(token.expose(), "pricing", start()), Err(TokenError::Malformed), "{kind}");
    }
    let by_order = order.sign(TYPE, &claims(), start());
    assert_eq!(ring.caller(by_order.expose(), "pricing", start()), Err(TokenError::Issuer));
    let by_nobody = key("cart").sign(TYPE, &claims(), start());
    assert_eq!(ring.caller(by_nobody.expose(), "pricing", start()), Err(TokenError::UnknownKey));
    ring.publish(&listed(&[&order]));
    assert_eq!(ring.caller(genuine.expose(), "pricing", start()), Err(TokenError::UnknownKey));
}

#[test]
fn a_key_listed_under_another_holder_speaks_for_that_one() {
    let cart = key("cart");
    let mut keys = listed(&[&cart]);
    let token = cart.sign(TYPE, &claims(), start());
    let ring = KeyRing::new(&keys);
    assert!(ring.caller(token.expose(), "pricing", start()).is_ok());
    keys.keys[0].holder = "order".to_owned();
    ring.publish(&keys);
    assert_eq!(ring.caller(token.expose(), "pricing", start()), Err(TokenError::Issuer), "not remembered");
}

#[test]
fn the_files_are_followed_while_keys_change() {
    let directory = directory();
    let (private, public) = (directory.join("cart"), directory.join("public.json"));
    let write = |keys: &HeldKeys| fs::write(&public, serde_json::to_vec(keys).unwrap()).unwrap();
    fs::write(&private, format!("{}\n", KeyPair::generate_text().unwrap().expose())).unwrap();
    let (clock, env) = clock();
    let cart = Arc::new(ServiceKey::open("cart", private.clone(), start()).unwrap());
    let former = cart.public(start());
    write(&HeldKeys { keys: vec![former.clone()] });
    let ring = KeyRing::open(public.clone(), start()).unwrap();
    let tokens = CallTokens::new(&cart, "pricing", env);
    let old = tokens.token();
    let caller =
        |token: &kernel_base::Secret<String>, at: u64| ring.caller(token.expose(), "pricing", after(at));
    assert_eq!(caller(&old, 1).as_deref(), Ok("cart"));

    // Both halves of the next key come; the process signs with it as soon as it signs again.
    let next = KeyPair::generate_text().unwrap();
    let pair = KeyPair::from_text(&next).unwrap();
    let made = kernel_token::HeldKey { holder: "cart".to_owned(), made_at: after(2), key: pair.public() };
    write(&HeldKeys { keys: vec![former, made.clone()] });
    fs::write(&private, next.expose()).unwrap();
    clock.advance(Duration::from_secs(30));
    let new = tokens.token();
    assert_eq!(cart.kid(), made.key.kid);
    assert_eq!(caller(&new, 31).as_deref(), Ok("cart"), "an unknown key makes the file be read again");
    assert_eq!(caller(&old, 31).as_deref(), Ok("cart"), "both are good");

    // The former one is taken out: ten seconds later it is worth nothing.
    write(&HeldKeys { keys: vec![made] });
    assert_eq!(caller(&old, 32).as_deref(), Ok("cart"));
    assert_eq!(caller(&old, 42), Err(TokenError::UnknownKey));
    assert_eq!(caller(&new, 42).as_deref(), Ok("cart"));

    // What cannot be read changes nothing.
    fs::write(&public, "{").unwrap();
    fs::write(&private, "no key").unwrap();
    clock.advance(Duration::from_secs(30));
    assert_eq!(caller(&tokens.token(), 62).as_deref(), Ok("cart"));
    assert!(KeyRing::open(public, start()).unwrap_err().to_string().contains("public.json"));
    assert!(ServiceKey::open("cart", private, start()).unwrap_err().to_string().contains("cart: "));
    fs::remove_dir_all(directory).unwrap();
}

#[test]
fn strangers_do_not_make_the_file_be_read_all_the_time() {
    let directory = directory();
    let public = directory.join("public.json");
    let cart = key("cart");
    fs::write(&public, serde_json::to_vec(&listed(&[])).unwrap()).unwrap();
    let ring = KeyRing::open(public.clone(), start()).unwrap();
    let stranger = key("cart").sign(TYPE, &claims(), start());
    let token = cart.sign(TYPE, &claims(), start());
    let at = |token: &kernel_base::Secret<String>, ms: u64| {
        ring.caller(token.expose(), "pricing", start().plus(Duration::from_millis(ms)))
    };
    assert_eq!(at(&stranger, 1000), Err(TokenError::UnknownKey));
    fs::write(&public, serde_json::to_vec(&listed(&[&cart])).unwrap()).unwrap();
    assert_eq!(at(&token, 1999), Err(TokenError::UnknownKey), "it was read less than a second ago");
    assert_eq!(at(&token, 2000).as_deref(), Ok("cart"));
    fs::remove_dir_all(directory).unwrap();
}
