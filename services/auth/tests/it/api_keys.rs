//! API keys, and the tokens that programs get for them.

use futures::future::join_all;
use kernel_testing::{Answer, staff};
use kernel_token::{Audience, Realm};
use serde_json::{Value, json};
use shared_contracts::UserId;

use crate::support::Site;

const KEYS: &str = "/admin/v1/api-keys";
const MANAGER: [&str; 4] =
    ["auth.api_key.read", "auth.api_key.write", "order.order.read", "order.order.write"];

/// A member of staff who may manage keys and orders.
async fn manager(site: &Site) -> UserId {
    site.hire("grace@example.com", &MANAGER, None).await
}

async fn send(site: &Site, user: UserId, method: &str, path: &str, body: Option<&Value>) -> Answer {
    let (name, bearer) = staff(&user.to_string(), MANAGER);
    site.client.json(method, path, body, &[(name, &bearer)]).await
}

async fn create(site: &Site, user: UserId, scopes: &[&str]) -> Answer {
    send(site, user, "POST", KEYS, Some(&json!({ "name": "ERP", "scopes": scopes }))).await
}

async fn token(site: &Site, form: &[(&str, &str)]) -> Answer {
    let body = form.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("&");
    let form = [("content-type", "application/x-www-form-urlencoded")];
    site.client.send("POST", "/oauth/token", &form, body).await
}

async fn exchange(site: &Site, id: &str, secret: &str) -> Answer {
    token(site, &[("grant_type", "client_credentials"), ("client_id", id), ("client_secret", secret)]).await
}

fn refused(answer: &Answer, status: u16, error: &str) {
    assert_eq!((answer.status.as_u16(), answer.text("error").as_str()), (status, error), "{}", answer.body);
    assert_eq!(
        (answer.header("content-type"), answer.header("cache-control")),
        ("application/json", "no-store")
    );
}

#[tokio::test]
async fn a_program_gets_what_its_key_and_its_maker_may() {
    let site = Site::open().await;
    let user = manager(&site).await;
    let key = create(&site, user, &["order.order.read", "order.order.write"]).await;
    assert_eq!((key.status.as_u16(), key.header("cache-control")), (201, "no-store"));
    let (id, secret) = (key.text("api_key_id"), key.text("secret"));
    let answer = exchange(&site, &id, &secret).await;
    assert_eq!(answer.header("cache-control"), "no-store");
    assert_eq!(answer.text("scope"), "order.order.read order.order.write");
    let claims = site.verify(&answer.text("access_token"), Audience::Admin).unwrap();
    assert_eq!((claims.sub.as_str(), claims.realm, claims.sid), (id.as_str(), Realm::Client, None));
    assert_eq!(claims.permissions.len(), 2);
    // Fewer on request, and never more than the maker has now.
    site.users.grant(user, &["order.order.read"], Some(&["web"]));
    let claims =
        site.verify(&exchange(&site, &id, &secret).await.text("access_token"), Audience::Admin).unwrap();
    assert_eq!(claims.permissions, ["order.order.read".to_owned()].into());
    assert_eq!(claims.channels, Some(["web".to_owned()].into()));
    let form = |scope: &'static str| {
        let (id, secret, site) = (id.clone(), secret.clone(), &site);
        async move {
            let credentials = [("client_id", id.as_str()), ("client_secret", &secret), ("scope", scope)];
            let form = [[("grant_type", "client_credentials")].as_slice(), &credentials].concat();
            token(site, &form).await
        }
    };
    assert_eq!(form("order.order.read").await.text("scope"), "order.order.read");
    refused(&form("order.order.read%20order.order.write").await, 400, "invalid_scope");
    refused(&form("catalog.product.write").await, 400, "invalid_scope");
    site.users.deactivate(user);
    refused(&exchange(&site, &id, &secret).await, 401, "invalid_client");
}

#[tokio::test]
async fn a_secret_is_shown_once_renewed_and_revoked() {
    let site = Site::open().await;
    let user = manager(&site).await;
    let key = create(&site, user, &["order.order.read"]).await;
    let (id, first) = (key.text("api_key_id"), key.text("secret"));
    let path = format!("{KEYS}/{id}");
    assert_eq!(key.header("location"), path);
    for answer in [send(&site, user, "GET", &path, None).await, send(&site, user, "GET", KEYS, None).await] {
        let shown = answer.ok().to_string();
        assert!(
            !shown.contains("ksk_") && shown.contains("ERP") && !shown.contains("last_used_at"),
            "{shown}"
        );
    }
    exchange(&site, &id, &first).await.ok();
    assert_eq!(send(&site, user, "GET", &path, None).await.ok()["last_used_at"], "2026-01-15T12:00:00Z");
    let second = send(&site, user, "POST", &format!("{path}/renew"), None).await.text("secret");
    for secret in [&first, &second] {
        exchange(&site, &id, secret).await.ok();
    }
    site.pass(24 * 3600);
    refused(&exchange(&site, &id, &first).await, 401, "invalid_client");
    exchange(&site, &id, &second).await.ok();
    for _ in 0..2 {
        assert_eq!(send(&site, user, "DELETE", &path, None).await.status.as_u16(), 204);
    }
    refused(&exchange(&site, &id, &second).await, 401, "invalid_client");
    send(&site, user, "POST", &format!("{path}/renew"), None).await.is_problem(404, "auth.api_key_not_found");
    send(&site, user, "GET", &path, None).await.is_problem(404, "auth.api_key_not_found");
    let listed = send(&site, user, "GET", "/admin/v1/api-keys", None).await.ok();
    assert!(listed["items"][0]["revoked_at"].is_string(), "{listed}");
    let stored = "SELECT count(*) FROM auth.api_key WHERE position('ksk_' IN api_key::text) > 0";
    assert_eq!(site.count(stored).await, 0);
}

#[tokio::test]
async fn nobody_makes_or_renews_a_key_that_may_more_than_they() {
    let site = Site::open().await;
    let user = manager(&site).await;
    for scopes in [&["catalog.product.write"][..], &["*"], &["order.order.read", "user.role.write"]] {
        create(&site, user, scopes).await.is_problem(403, "auth.scope_not_held");
    }
    let key = create(&site, user, &["order.order.read"]).await.text("api_key_id");
    let renew = format!("{KEYS}/{key}/renew");
    let other: UserId = site.test.env().id();
    let (name, bearer) = staff(&other.to_string(), ["auth.api_key.write"]);
    let answer = site.client.json("POST", &renew, None, &[(name, &bearer)]).await;
    answer.is_problem(403, "auth.scope_not_held");
    // A key cannot make keys, nor can the platform's own token.
    for subject in [key.as_str(), "platform"] {
        let (name, bearer) = staff(subject, MANAGER);
        let body = json!({ "name": "ERP", "scopes": ["order.order.read"] });
        let answer = site.client.json("POST", KEYS, Some(&body), &[(name, &bearer)]).await;
        answer.is_problem(403, "auth.no_user");
    }
}

#[tokio::test]
async fn malformed_keys_and_requests_are_refused() {
    let site = Site::open().await;
    let user = manager(&site).await;
    for (body, pointer) in [
        (json!({ "name": " ", "scopes": ["order.order.read"] }), "/name"),
        (json!({ "name": "ERP", "scopes": [] }), "/scopes"),
        (json!({ "name": "ERP", "scopes": ["Orders"] }), "/scopes"),
        (json!({ "name": "ERP", "scopes": ["order.order.read"], "channels": [] }), "/channels"),
        (
            json!({ "name": "ERP", "scopes": ["order.order.read"], "expires_at": "2026-01-15T12:00:00Z" }),
            "/expires_at",
        ),
    ] {
        let answer = send(&site, user, "POST", KEYS, Some(&body)).await;
        answer.is_problem(400, "request.invalid");
        assert_eq!(answer.wrong_fields()[0].0, pointer);
    }
    let key = create(&site, user, &["order.order.read"]).await;
    let (id, secret) = (key.text("api_key_id"), key.text("secret"));
    let grant = ("grant_type", "client_credentials");
    refused(&token(&site, &[]).await, 400, "invalid_request");
    refused(&token(&site, &[("grant_type", "password")]).await, 400, "unsupported_grant_type");
    refused(&token(&site, &[grant, grant]).await, 400, "invalid_request");
    refused(&token(&site, &[grant, ("client_id", &id)]).await, 401, "invalid_client");
    refused(&exchange(&site, &id, "ksk_wrong").await, 401, "invalid_client");
    refused(&exchange(&site, "key_unknown", &secret).await, 401, "invalid_client");
    let json = json!({ "grant_type": "client_credentials", "client_id": id, "client_secret": secret });
    refused(&site.post("/oauth/token", json).await, 400, "invalid_request");
}

#[tokio::test]
async fn a_secret_can_be_shown_in_the_header() {
    use base64::Engine;
    let site = Site::open().await;
    let user = manager(&site).await;
    let key = create(&site, user, &["order.order.read"]).await;
    let (id, secret) = (key.text("api_key_id"), key.text("secret"));
    let ask = |header: String, body: &'static str| {
        let client = site.client.clone();
        async move {
            let headers =
                [("authorization", header.as_str()), ("content-type", "application/x-www-form-urlencoded")];
            client.send("POST", "/oauth/token", &headers, body).await
        }
    };
    let basic = |id: &str, secret: &str| {
        format!("Basic {}", base64::engine::general_purpose::STANDARD.encode(format!("{id}:{secret}")))
    };
    let grant = "grant_type=client_credentials";
    ask(basic(&id, &secret), grant).await.ok();
    ask(basic(&id.replace('_', "%5F"), &secret), grant).await.ok();
    for wrong in [basic(&id, "ksk_wrong"), basic(&id, ""), "Basic !".to_owned(), "Bearer staff".to_owned()] {
        let answer = ask(wrong, grant).await;
        refused(&answer, 401, "invalid_client");
        assert!(answer.header("www-authenticate").starts_with("Basic"));
    }
    let both = ask(basic(&id, &secret), "grant_type=client_credentials&client_secret=ksk_wrong").await;
    refused(&both, 400, "invalid_request");
}

#[tokio::test]
async fn a_key_expires() {
    let site = Site::open().await;
    let user = manager(&site).await;
    let body = json!({ "name": "ERP", "scopes": ["order.order.read"], "expires_at": "2026-01-15T13:00:00Z" });
    let key = send(&site, user, "POST", KEYS, Some(&body)).await;
    let (id, secret) = (key.text("api_key_id"), key.text("secret"));
    site.pass(3599);
    exchange(&site, &id, &secret).await.ok();
    site.pass(1);
    refused(&exchange(&site, &id, &secret).await, 401, "invalid_client");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn renewed_at_once_every_shown_secret_but_the_last_two_is_dead() {
    let site = Site::open().await;
    let user = manager(&site).await;
    let id = create(&site, user, &["order.order.read"]).await.text("api_key_id");
    let path = format!("{KEYS}/{id}/renew");
    let answers = join_all((0..4).map(|_| send(&site, user, "POST", &path, None))).await;
    let mut alive = 0;
    for answer in answers.iter().filter(|answer| answer.status.is_success()) {
        alive += u32::from(exchange(&site, &id, &answer.text("secret")).await.status.is_success());
    }
    assert!((1..=2).contains(&alive), "{alive}");
}
