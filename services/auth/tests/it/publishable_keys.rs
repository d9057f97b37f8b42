//! Publishable keys, and the list that the front door reads.

use kernel_testing::{Answer, staff};
use serde_json::{Value, json};
use shared_contracts::kind;

use crate::support::Site;

const KEYS: &str = "/admin/v1/publishable-keys";
const MANAGER: [&str; 2] = ["auth.publishable_key.read", "auth.publishable_key.write"];

async fn send(site: &Site, method: &str, path: &str, body: Option<&Value>) -> Answer {
    let (name, bearer) = staff("usr_1", MANAGER);
    let key = site.test.env().uuid().to_string();
    site.client.json(method, path, body, &[(name, &bearer), ("idempotency-key", &key)]).await
}

async fn create(site: &Site, channel: &str) -> Answer {
    send(site, "POST", KEYS, Some(&json!({ "name": "Shop", "channel": channel }))).await
}

/// Key and channel of those that are valid.
async fn valid(site: &Site) -> Vec<(String, String)> {
    let keys = site.api.publishable_keys(&site.call()).await.unwrap();
    keys.into_iter().map(|key| (key.key, key.channel.to_string())).collect()
}

#[tokio::test]
async fn a_key_is_valid_until_it_is_revoked() {
    let site = Site::open().await;
    let (web, b2b) = (create(&site, "web").await, create(&site, "b2b").await);
    assert_eq!(web.status.as_u16(), 201);
    let pair = |answer: &Answer, channel: &str| (answer.text("key"), channel.to_owned());
    assert_eq!(valid(&site).await, [pair(&web, "web"), pair(&b2b, "b2b")]);
    let path = web.header("location").to_owned();
    assert_eq!(send(&site, "GET", &path, None).await.ok(), web.body);
    for _ in 0..2 {
        assert_eq!(send(&site, "DELETE", &path, None).await.status.as_u16(), 204);
    }
    assert_eq!(valid(&site).await, [pair(&b2b, "b2b")]);
    send(&site, "GET", &path, None).await.is_problem(404, "auth.publishable_key_not_found");
    let listed = send(&site, "GET", KEYS, None).await.ok();
    let revoked = listed["items"].as_array().unwrap().iter().filter_map(|key| key["revoked_at"].as_str());
    assert_eq!(
        (revoked.collect::<Vec<_>>(), listed["items"].as_array().unwrap().len()),
        (vec!["2026-01-15T12:00:00Z"], 2)
    );
    let nobody = format!("{KEYS}/{}", site.test.env().id::<kind::PublishableKey>());
    send(&site, "DELETE", &nobody, None).await.is_problem(404, "auth.publishable_key_not_found");
}

#[tokio::test]
async fn made_twice_by_one_request_it_is_one_key() {
    let site = Site::open().await;
    let (name, bearer) = staff("usr_1", MANAGER);
    let body = json!({ "name": "Shop", "channel": "web" });
    let headers = [(name, bearer.as_str()), ("idempotency-key", "one")];
    let first = site.client.json("POST", KEYS, Some(&body), &headers).await.ok();
    assert_eq!(site.client.json("POST", KEYS, Some(&body), &headers).await.ok(), first);
    assert_eq!(valid(&site).await.len(), 1);
}

#[tokio::test]
async fn malformed_keys_are_refused() {
    let site = Site::open().await;
    for body in [json!({ "name": " ", "channel": "web" }), json!({ "name": "Shop", "channel": "No" })] {
        send(&site, "POST", KEYS, Some(&body)).await.is_problem(400, "request.invalid");
    }
    let full = "INSERT INTO auth.publishable_key (publishable_key_id, key, name, channel, created_at) \
                SELECT gen_random_uuid(), 'pk_' || encode(sha256(n::text::bytea), 'hex'), 'Shop', 'web', now() \
                FROM generate_series(1, 1000) AS n";
    site.test.sql().await.batch_execute(full).await.unwrap();
    create(&site, "web").await.is_problem(409, "auth.too_many_publishable_keys");
    assert_eq!(valid(&site).await.len(), 1000);
}
