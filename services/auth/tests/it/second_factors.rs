//! Authenticator apps and recovery codes.

use auth_contracts::OWN_ACCOUNT;
use futures::future::join_all;
use kernel_testing::{Answer, staff};
use kernel_token::Audience;
use ring::hmac;
use serde_json::{Value, json};
use shared_contracts::UserId;

use crate::support::{PASSWORD, Site};

const EMAIL: &str = "grace@example.com";

/// What an authenticator app does.
pub(crate) struct App(Vec<u8>);

impl App {
    fn new(secret: &str) -> Self {
        let value = |letter: u8| match letter {
            b'A'..=b'Z' => letter - b'A',
            b'2'..=b'7' => letter - b'2' + 26,
            other => panic!("no base 32: {other}"),
        };
        let (mut bits, mut count, mut bytes) = (0_u32, 0, Vec::new());
        for letter in secret.bytes() {
            bits = (bits << 5) | u32::from(value(letter));
            count += 5;
            if count >= 8 {
                count -= 8;
                bytes.push(u8::try_from((bits >> count) & 255).unwrap());
            }
        }
        Self(bytes)
    }

    pub(crate) fn code(&self, site: &Site) -> String {
        let step = site.test.env().now().as_millis() / 30_000;
        let key = hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, &self.0);
        let tag = hmac::sign(&key, &step.to_be_bytes());
        let offset = usize::from(tag.as_ref()[19] & 15);
        let four: [u8; 4] = tag.as_ref()[offset..offset + 4].try_into().unwrap();
        format!("{:06}", (u32::from_be_bytes(four) & 0x7fff_ffff) % 1_000_000)
    }
}

async fn post(site: &Site, user: UserId, path: &str, body: Value) -> Answer {
    let (name, bearer) = staff(&user.to_string(), [OWN_ACCOUNT]);
    let path = format!("/admin/v1/auth/second-factor{path}");
    site.client.json("POST", &path, Some(&body), &[(name, &bearer)]).await
}

pub(crate) async fn code_login(site: &Site, code: &str) -> Answer {
    site.post("/admin/v1/auth/login", json!({ "email": EMAIL, "password": PASSWORD, "code": code })).await
}

pub(crate) async fn remove(site: &Site, user: UserId, code: &str) -> Answer {
    post(site, user, "/remove", json!({ "password": PASSWORD, "code": code })).await
}

/// A member of staff with an app, and the recovery codes.
pub(crate) async fn enrolled(site: &Site) -> (UserId, App, Vec<String>) {
    let user = site.hire(EMAIL, &[], None).await;
    let enrollment = post(site, user, "", json!({ "password": PASSWORD })).await;
    let secret = enrollment.text("secret");
    assert_eq!(secret.len(), 32);
    let uri = format!(
        "otpauth://totp/https%3A%2F%2Fshop.example:grace%40example.com?secret={secret}&issuer=https%3A%2F%2Fshop.example"
    );
    assert_eq!(enrollment.text("uri"), uri);
    let app = App::new(&secret);
    site.staff_login(EMAIL, PASSWORD).await.ok();
    let confirmed = post(site, user, "/confirm", json!({ "code": app.code(site) })).await.ok();
    let codes: Vec<String> = serde_json::from_value(confirmed["recovery_codes"].clone()).unwrap();
    assert_eq!(codes.len(), 10);
    site.pass(60);
    (user, app, codes)
}

#[tokio::test]
async fn with_an_app_the_password_alone_is_not_enough() {
    let site = Site::open().await;
    let (_, app, _) = enrolled(&site).await;
    site.staff_login(EMAIL, PASSWORD).await.is_problem(401, "auth.code_required");
    // A wrong password tells nothing about codes.
    site.staff_login(EMAIL, "wrong horse battery").await.is_problem(401, "auth.invalid_credentials");
    for wrong in ["", "000000x", "abc"] {
        code_login(&site, wrong).await.is_problem(401, "auth.invalid_code");
    }
    let code = app.code(&site);
    code_login(&site, &code).await.ok();
    code_login(&site, &code).await.is_problem(401, "auth.invalid_code");
    site.pass(30);
    code_login(&site, &app.code(&site)).await.ok();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_code_shown_many_times_at_once_opens_one_session() {
    let site = Site::open().await;
    let (_, app, codes) = enrolled(&site).await;
    for code in [app.code(&site), codes[0].clone()] {
        let answers = join_all((0..6).map(|_| code_login(&site, &code))).await;
        assert_eq!(answers.iter().filter(|answer| answer.status.is_success()).count(), 1);
        site.pass(900);
    }
}

#[tokio::test]
async fn recovery_codes_are_good_once_each() {
    let site = Site::open().await;
    let (_, _, codes) = enrolled(&site).await;
    code_login(&site, &codes[0]).await.ok();
    code_login(&site, &codes[0]).await.is_problem(401, "auth.invalid_code");
    code_login(&site, &codes[1].replace('-', "").to_lowercase()).await.ok();
    assert_eq!(site.count("SELECT count(*) FROM auth.recovery_code WHERE used_at IS NULL").await, 8);
    let readable =
        format!("SELECT count(*) FROM auth.recovery_code WHERE code = '{}'", codes[2].replace('-', ""));
    assert_eq!(site.count(&readable).await, 0);
}

#[tokio::test]
async fn codes_cannot_be_guessed() {
    let site = Site::open().await;
    let (_, app, _) = enrolled(&site).await;
    for _ in 0..10 {
        code_login(&site, "no code").await.is_problem(401, "auth.invalid_code");
    }
    code_login(&site, &app.code(&site)).await.is_problem(429, "auth.too_many_attempts");
    site.pass(900);
    code_login(&site, &app.code(&site)).await.ok();
}

#[tokio::test]
async fn an_app_is_added_once_and_removed_with_both_proofs() {
    let site = Site::open().await;
    let (user, app, codes) = enrolled(&site).await;
    post(&site, user, "", json!({ "password": PASSWORD })).await.is_problem(409, "auth.second_factor_exists");
    let again = post(&site, user, "/confirm", json!({ "code": app.code(&site) })).await;
    again.is_problem(409, "auth.second_factor_exists");
    let remove = |password: &'static str, code: Option<String>| {
        post(&site, user, "/remove", json!({ "password": password, "code": code }))
    };
    remove("wrong horse battery", Some(app.code(&site))).await.is_problem(401, "auth.invalid_credentials");
    remove(PASSWORD, None).await.is_problem(401, "auth.code_required");
    remove(PASSWORD, Some("000".to_owned())).await.is_problem(401, "auth.invalid_code");
    assert_eq!(remove(PASSWORD, Some(codes[9].clone())).await.status.as_u16(), 204);
    site.staff_login(EMAIL, PASSWORD).await.ok();
    assert_eq!(site.count("SELECT count(*) FROM auth.recovery_code").await, 0);
}

#[tokio::test]
async fn what_was_not_confirmed_does_not_count() {
    let site = Site::open().await;
    let user = site.hire(EMAIL, &[], None).await;
    let confirm = |code: String| post(&site, user, "/confirm", json!({ "code": code }));
    confirm("123456".to_owned()).await.is_problem(409, "auth.no_second_factor");
    post(&site, user, "", json!({ "password": "wrong horse battery" }))
        .await
        .is_problem(401, "auth.invalid_credentials");
    let first = App::new(&post(&site, user, "", json!({ "password": PASSWORD })).await.text("secret"));
    let second = App::new(&post(&site, user, "", json!({ "password": PASSWORD })).await.text("secret"));
    confirm(first.code(&site)).await.is_problem(401, "auth.invalid_code");
    site.staff_login(EMAIL, PASSWORD).await.ok();
    confirm(second.code(&site)).await.ok();
    site.staff_login(EMAIL, PASSWORD).await.is_problem(401, "auth.code_required");
}

#[tokio::test]
async fn who_must_have_an_app_may_only_add_it_until_it_counts() {
    let site = Site::open().await;
    let user = site.hire(EMAIL, &["order.order.read"], None).await;
    site.users.require_second_factor(user);
    let permissions = |answer: &Answer| {
        let claims = site.verify(&answer.text("access_token"), Audience::Admin).unwrap();
        claims.permissions.iter().cloned().collect::<Vec<_>>()
    };
    let limited = site.staff_login(EMAIL, PASSWORD).await;
    assert_eq!(limited.text("code"), "auth.second_factor_required");
    assert_eq!(permissions(&limited), [OWN_ACCOUNT]);
    let enrollment = post(&site, user, "", json!({ "password": PASSWORD })).await;
    // Begun is not done.
    let refresh = |token: String| site.post("/admin/v1/auth/refresh", json!({ "refresh_token": token }));
    let limited = refresh(limited.text("refresh_token")).await;
    assert_eq!(limited.text("code"), "auth.second_factor_required");
    let app = App::new(&enrollment.text("secret"));
    post(&site, user, "/confirm", json!({ "code": app.code(&site) })).await.ok();
    let full = refresh(limited.text("refresh_token")).await;
    assert!(full.ok().get("code").is_none());
    assert_eq!(permissions(&full), [OWN_ACCOUNT, "order.order.read"]);
    site.pass(60);
    assert!(code_login(&site, &app.code(&site)).await.ok().get("code").is_none());
}
