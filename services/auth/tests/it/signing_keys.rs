//! The keys that sign.

use std::sync::Arc;

use futures::future::join_all;
use kernel_base::Env;
use kernel_service::Context;
use kernel_testing::{Client, STAFF};
use kernel_token::{Audience, Jwks, TokenError};
use serde_json::Value;

use crate::support::{PASSWORD, Site, config, keys};

const DAY: u64 = 24 * 3600;

async fn jwks(site: &Site) -> Vec<Value> {
    let answer = site.client.send("GET", "/.well-known/jwks.json", &[], "").await;
    answer.ok()["keys"].as_array().unwrap().clone()
}

fn kid(token: &str) -> String {
    use base64::Engine;
    let header = base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(token.split('.').next().unwrap());
    let header: Value = serde_json::from_slice(&header.unwrap()).unwrap();
    header["kid"].as_str().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_processes_make_one_key() {
    let site = Site::open().await;
    let replicas: Vec<Site> = (0..12).map(|_| site.replica(config(), &keys(7))).collect();
    let published = join_all(replicas.iter().map(jwks)).await;
    assert!(published.iter().all(|keys| *keys == published[0] && keys.len() == 1), "{published:?}");
    assert_eq!(site.count("SELECT count(*) FROM auth.signing_key").await, 1);
    assert_eq!(published[0][0]["kty"], "OKP");
    let private = "SELECT octet_length(sealed_key) > 80 FROM auth.signing_key";
    assert!(site.test.sql().await.query_one(private, &[]).await.unwrap().get::<_, bool>(0));
}

/// By a clock that does not stand still.
#[tokio::test]
async fn the_first_login_finds_the_key_that_is_made_for_it() {
    let site = Site::open().await;
    let context = Context { env: Env::system(), ..site.context() };
    let (verifier, users) = (Arc::clone(&site.verifier), site.users.clone());
    let (service, _) = auth::service(context, &config(), &keys(7), verifier, users);
    let client = Client::new(service.into_routes(), &Env::system());
    let body = serde_json::json!({ "email": "ada@example.com", "password": PASSWORD });
    client.json("POST", "/store/v1/auth/register", Some(&body), &[]).await.ok();
}

#[tokio::test]
async fn a_key_is_known_before_it_signs_and_after() {
    let site = Site::open().await;
    let first = site.register("ada@example.com").await.text("access_token");
    // Just before the handover its successor has been published for an hour.
    site.pass(30 * DAY - 3600);
    let published = jwks(&site).await;
    assert_eq!(published.len(), 2);
    let before = site.login("ada@example.com", PASSWORD).await.text("access_token");
    assert_eq!(kid(&before), kid(&first));
    let other = site.replica(config(), &keys(7));
    other
        .verifier
        .publish(&serde_json::from_value::<Jwks>(serde_json::json!({ "keys": published })).unwrap());
    site.pass(3599);
    let last = site.login("ada@example.com", PASSWORD).await.text("access_token");
    assert_eq!(kid(&last), kid(&first));
    site.pass(2);
    let next = site.login("ada@example.com", PASSWORD).await.text("access_token");
    assert_ne!(kid(&next), kid(&first));
    // Who was told of both keys an hour ago verifies both tokens.
    for token in [&last, &next] {
        other.verify(token, Audience::Store).unwrap();
    }
    site.pass(590);
    assert_eq!(jwks(&site).await.len(), 2, "the last token of the old key still counts");
    site.pass(120);
    assert_eq!(jwks(&site).await.len(), 1);
    assert_eq!(site.verify(&last, Audience::Store), Err(TokenError::UnknownKey));
    site.pass(400 * DAY);
    let rested = site.login("ada@example.com", PASSWORD).await;
    site.verify(&rested.text("access_token"), Audience::Store).unwrap();
    assert_eq!(jwks(&site).await.len(), 1, "after a long rest a new key signs at once");
}

#[tokio::test]
async fn a_key_can_be_replaced_before_its_time() {
    let site = Site::open().await;
    let first = site.register("ada@example.com").await.text("access_token");
    for _ in 0..2 {
        let rotated = site.client.send("PUT", "/admin/v1/auth/signing-keys/rotation", &[STAFF], "").await;
        assert_eq!(rotated.status.as_u16(), 204);
        auth::rotate_signing_keys(&site.context(), &config(), &keys(7)).await.unwrap();
    }
    assert_eq!(jwks(&site).await.len(), 2, "asked again and again it is one new key");
    let same = site.login("ada@example.com", PASSWORD).await.text("access_token");
    assert_eq!(kid(&same), kid(&first), "nobody else may know the new key yet");
    site.pass(3700);
    let next = site.login("ada@example.com", PASSWORD).await.text("access_token");
    assert_ne!(kid(&next), kid(&first));
    site.pass(700);
    assert_eq!(jwks(&site).await.len(), 1);
}

#[tokio::test]
async fn with_another_encryption_key_nothing_is_signed_and_nothing_is_lost() {
    let site = Site::open().await;
    site.register("ada@example.com").await.ok();
    let stranger = site.replica(config(), &keys(8));
    stranger.login("ada@example.com", PASSWORD).await.is_problem(500, "internal");
    assert_eq!(site.count("SELECT count(*) FROM auth.session").await, 1, "no session without a token");
    site.login("ada@example.com", PASSWORD).await.ok();
}

#[tokio::test]
async fn other_processes_can_be_given_the_keys() {
    let site = Site::open().await;
    let token = site.register("ada@example.com").await.text("access_token");
    let other = site.replica(config(), &keys(7));
    assert_eq!(other.verify(&token, Audience::Store), Err(TokenError::UnknownKey));
    let keys = site.api.jwks(&site.call()).await.unwrap();
    other.verifier.publish(&auth::published(keys));
    assert!(Arc::ptr_eq(
        &other.verify(&token, Audience::Store).unwrap(),
        &other.verify(&token, Audience::Store).unwrap()
    ));
}
