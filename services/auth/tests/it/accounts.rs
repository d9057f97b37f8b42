//! What other services do with accounts.

use auth_contracts::{Realm, RevocationReason};
use futures::future::join_all;
use kernel_base::ErrorKind;
use serde_json::{Value, json};

use crate::support::{PASSWORD, Site};

const OTHER: &str = "wrong horse battery";

#[tokio::test]
async fn a_password_is_set_again_and_again_without_effect() {
    let site = Site::open().await;
    let user_id = site.hire("grace@example.com", &[], None).await;
    let subject = user_id.to_string();
    let token = site.staff_login("grace@example.com", PASSWORD).await.text("refresh_token");
    site.set_password(Realm::Staff, &subject, "GRACE@example.com", PASSWORD).await.unwrap();
    let refreshed = site.post("/admin/v1/auth/refresh", json!({ "refresh_token": token })).await;
    refreshed.ok();
    assert_eq!(site.count("SELECT version FROM auth.account").await, 1);
    // Another one ends what the old one opened.
    site.set_password(Realm::Staff, &subject, "grace@example.com", OTHER).await.unwrap();
    let token = refreshed.text("refresh_token");
    let refused = site.post("/admin/v1/auth/refresh", json!({ "refresh_token": token })).await;
    refused.is_problem(401, "auth.invalid_refresh_token");
    assert_eq!(site.revocations().await[0].reason, RevocationReason::PasswordChanged);
    site.staff_login("grace@example.com", PASSWORD).await.is_problem(401, "auth.invalid_credentials");
    site.staff_login("grace@example.com", OTHER).await.ok();
}

#[tokio::test]
async fn an_address_can_be_changed_but_not_taken() {
    let site = Site::open().await;
    let grace = site.hire("grace@example.com", &[], None).await.to_string();
    site.hire("linus@example.com", &[], None).await;
    let taken = site.set_password(Realm::Staff, &grace, "linus@example.com", PASSWORD).await.unwrap_err();
    assert_eq!((taken.kind, &*taken.code), (ErrorKind::Conflict, "auth.email_taken"));
    let token = site.staff_login("grace@example.com", PASSWORD).await.text("refresh_token");
    site.set_password(Realm::Staff, &grace, "hopper@example.com", PASSWORD).await.unwrap();
    site.staff_login("grace@example.com", PASSWORD).await.is_problem(401, "auth.invalid_credentials");
    site.staff_login("hopper@example.com", PASSWORD).await.ok();
    site.post("/admin/v1/auth/refresh", json!({ "refresh_token": token })).await.ok();
    for (subject, password, code) in
        [("", PASSWORD, "auth.subject_malformed"), ("usr_1", "1234567", "auth.password_refused")]
    {
        let error = site.set_password(Realm::Staff, subject, "new@example.com", password).await.unwrap_err();
        assert_eq!(&*error.code, code);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn set_at_once_it_is_one_account() {
    let site = Site::open().await;
    let set = || site.set_password(Realm::Staff, "usr_1", "grace@example.com", PASSWORD);
    for result in join_all((0..8).map(|_| set())).await {
        result.unwrap();
    }
    assert_eq!(site.count("SELECT count(*) FROM auth.account").await, 1);
}

#[tokio::test]
async fn a_closed_account_is_left_by_everybody() {
    let site = Site::open().await;
    let answer = site.register("ada@example.com").await;
    let ada = site.customer(&answer);
    for _ in 0..2 {
        site.api.close(&site.call(), Realm::Customer, ada.clone()).await.unwrap();
    }
    site.refresh(&answer.text("refresh_token")).await.is_problem(401, "auth.invalid_refresh_token");
    site.login("ada@example.com", PASSWORD).await.is_problem(401, "auth.invalid_credentials");
    site.register("ada@example.com").await.is_problem(409, "auth.email_taken");
    let reasons: Vec<_> = site.revocations().await.iter().map(|event| event.reason).collect();
    assert_eq!(reasons, [RevocationReason::Closed]);
    site.set_password(Realm::Customer, &ada, "ada@example.com", PASSWORD).await.unwrap();
    site.login("ada@example.com", PASSWORD).await.ok();
    site.api.close(&site.call(), Realm::Customer, "cus_nobody".to_owned()).await.unwrap();
}

/// Whatever comes first, nobody stays signed in whose account was closed.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn closing_races_logins_and_wins() {
    let site = Site::open().await;
    let ada = site.customer(&site.register("ada@example.com").await);
    let logins = join_all((0..12).map(|_| site.login("ada@example.com", PASSWORD)));
    let close = async {
        // A storm of logins may be in the way: then the caller closes again, as it is told.
        while let Err(error) = site.api.close(&site.call(), Realm::Customer, ada.clone()).await {
            assert!(error.retryable(), "{error}");
        }
    };
    let (answers, ()) = futures::join!(logins, close);
    for answer in &answers {
        assert!([200, 401, 429, 503].contains(&answer.status.as_u16()), "{} {}", answer.status, answer.body);
    }
    assert_eq!(site.count("SELECT count(*) FROM auth.session WHERE revoked_at IS NULL").await, 0);
    assert_eq!(site.count("SELECT count(*) FROM auth.account WHERE status = 'closed'").await, 1);
}

#[tokio::test]
async fn the_contract_is_served_to_services() {
    let site = Site::open().await;
    let post = |path: &'static str, body: Value| {
        let client = site.client.clone();
        async move {
            client.json("POST", path, Some(&body), &[("authorization", "Bearer service:user")]).await.ok()
        }
    };
    let account =
        json!({ "realm": "staff", "subject": "usr_1", "email": "grace@example.com", "password": PASSWORD });
    post("/internal/v1/auth/set_password", account).await;
    post("/internal/v1/auth/close", json!({ "realm": "staff", "subject": "usr_1" })).await;
    let keys = post("/internal/v1/auth/jwks", json!({})).await;
    assert_eq!(keys["keys"][0]["alg"], "EdDSA");
}
