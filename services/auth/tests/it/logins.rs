//! Registering and signing in.

use auth_contracts::{OWN_ACCOUNT, Realm};
use kernel_token::{Audience, TokenError};
use serde_json::json;

use crate::support::{ISSUER, PASSWORD, Site, config};

#[tokio::test]
async fn a_customer_registers_and_signs_in_with_the_address_in_any_case() {
    let site = Site::open().await;
    let registered = site.register("Ada@Example.com").await;
    assert_eq!(registered.status.as_u16(), 201);
    assert_eq!(registered.text("token_type"), "Bearer");
    assert_eq!(registered.ok()["expires_in"], 600);
    let signed_in = site.login("ada@EXAMPLE.com", PASSWORD).await;
    signed_in.ok();
    assert_eq!(site.customer(&registered), site.customer(&signed_in));
    let claims = site.verify(&signed_in.text("access_token"), Audience::Store).unwrap();
    assert!(claims.sub.starts_with("cus_") && claims.iss == ISSUER && claims.permissions.is_empty());
    assert_eq!((claims.exp - claims.iat, claims.sid.is_some()), (600, true));
    for audience in [Audience::Admin, Audience::Internal] {
        assert_eq!(site.verify(&signed_in.text("access_token"), audience), Err(TokenError::Audience));
    }
    site.pass(606);
    assert_eq!(site.verify(&signed_in.text("access_token"), Audience::Store), Err(TokenError::Expired));
}

#[tokio::test]
async fn who_cannot_sign_in_learns_nothing_about_why() {
    let site = Site::open().await;
    let registered = site.register("ada@example.com").await;
    site.register("closed@example.com").await.ok();
    let closed = site.login("closed@example.com", PASSWORD).await;
    site.api.close(&site.call(), Realm::Customer, site.customer(&closed)).await.unwrap();
    site.hire("staff@example.com", &[], None).await;
    let mut answers = Vec::new();
    for (email, password) in [
        ("ada@example.com", "wrong horse battery"),
        ("ada@example.com", ""),
        ("nobody@example.com", PASSWORD),
        ("closed@example.com", PASSWORD),
        ("staff@example.com", PASSWORD),
    ] {
        let mut answer = site.login(email, password).await;
        answer.is_problem(401, "auth.invalid_credentials");
        answer.body["trace_id"] = json!(null);
        answers.push(answer.body);
    }
    assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:?}");
    // A customer is nobody among the staff, with the same address and password.
    site.staff_login("ada@example.com", PASSWORD).await.is_problem(401, "auth.invalid_credentials");
    registered.ok();
}

#[tokio::test]
async fn an_address_belongs_to_one_customer() {
    let site = Site::open().await;
    site.register("ada@example.com").await.ok();
    site.register("ADA@example.com").await.is_problem(409, "auth.email_taken");
    let at_once = futures::future::join_all((0..8).map(|_| site.register("bob@example.com"))).await;
    assert_eq!(at_once.iter().filter(|answer| answer.status.as_u16() == 201).count(), 1);
    for answer in at_once.iter().filter(|answer| answer.status.as_u16() != 201) {
        answer.is_problem(409, "auth.email_taken");
    }
}

#[tokio::test]
async fn bad_passwords_and_malformed_requests_are_refused() {
    let site = Site::open().await;
    for (password, code) in
        [("1234567", "too_short"), (&"x".repeat(129), "too_long"), ("Password", "too_common")]
    {
        let body = json!({ "email": "ada@example.com", "password": password });
        let answer = site.post("/store/v1/auth/register", body).await;
        answer.is_problem(400, "auth.password_refused");
        assert_eq!(answer.wrong_fields(), [("/password".to_owned(), code.to_owned())]);
        assert!(!answer.body.to_string().contains(&format!("\"{password}\"")));
    }
    for body in [
        json!({ "email": "ada", "password": PASSWORD }),
        json!({ "email": "ada@example.com" }),
        json!({ "email": "ada@example.com", "password": PASSWORD, "realm": "staff" }),
    ] {
        let answer = site.post("/store/v1/auth/login", body).await;
        answer.is_problem(400, "request.invalid");
        assert!(!answer.body.to_string().contains("horse"), "{}", answer.body);
    }
    let long = json!({ "email": "ada@example.com", "password": "x".repeat(20_000) });
    site.post("/store/v1/auth/login", long).await.is_problem(413, "request.too_large");
}

#[tokio::test]
async fn staff_carries_what_user_grants() {
    let site = Site::open().await;
    let user_id = site.hire("grace@example.com", &["order.order.read"], Some(&["web", "b2b"])).await;
    let answer = site.staff_login("grace@example.com", PASSWORD).await;
    let claims = site.verify(&answer.text("access_token"), Audience::Admin).unwrap();
    assert_eq!(claims.sub, user_id.to_string());
    assert_eq!(claims.permissions, [OWN_ACCOUNT, "order.order.read"].map(str::to_owned).into());
    assert_eq!(claims.channels, Some(["b2b", "web"].map(str::to_owned).into()));
    assert_eq!(site.verify(&answer.text("access_token"), Audience::Store), Err(TokenError::Audience));
    site.users.deactivate(user_id);
    site.staff_login("grace@example.com", PASSWORD).await.is_problem(401, "auth.invalid_credentials");
}

#[tokio::test]
async fn an_older_hash_is_replaced_when_its_password_is_shown() {
    let site = Site::open().await;
    site.register("ada@example.com").await.ok();
    let stronger = site.replica(auth::Config { hash_memory_kib: 128, ..config() }, &crate::support::keys(7));
    let with = |memory: u32| {
        format!("SELECT count(*) FROM auth.account WHERE password_hash LIKE '$argon2id$v=19$m={memory},%'")
    };
    stronger
        .login("ada@example.com", "wrong horse battery")
        .await
        .is_problem(401, "auth.invalid_credentials");
    assert_eq!(site.count(&with(64)).await, 1);
    stronger.login("ada@example.com", PASSWORD).await.ok();
    assert_eq!(site.count(&with(128)).await, 1);
    site.login("ada@example.com", PASSWORD).await.ok();
}

#[tokio::test]
async fn the_database_holds_no_secret() {
    let site = Site::open().await;
    let answer = site.register("ada@example.com").await;
    let refreshed = site.refresh(&answer.text("refresh_token")).await;
    let token = refreshed.text("refresh_token");
    let dump = site
        .test
        .sql()
        .await
        .query_one("SELECT database_to_xml(true, false, '')::text", &[])
        .await
        .unwrap()
        .get::<_, String>(0);
    assert!(dump.contains("ada@example.com"), "the dump holds the tables");
    for secret in [PASSWORD, &token, token.trim_start_matches("krt_"), &answer.text("access_token")] {
        assert!(!dump.contains(secret), "{secret} is stored");
    }
}
